"""``make demo``: the assistant, and from another port a page like an intranet's that shows it in both ways."""

from __future__ import annotations

import html
import http.server
import os
import sys
import threading
from pathlib import Path

from rag.errors import RagError
from rag.settings import Settings
from rag.web.server import serve

FOLDER = Path(__file__).parent
TYPES = {".html": "text/html", ".css": "text/css", ".js": "text/javascript"}
FILES = {"/demo": "index.html", "/demo/style.css": "style.css", "/demo/demo.js": "demo.js"}


def intranet(assistant: str, port: int) -> http.server.ThreadingHTTPServer:
    """A server of the page, on loopback; ``assistant`` is the address that its script tag names."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            name = FILES.get(self.path.split("?")[0])
            if name is None:
                self.send_response(302 if self.path == "/" else 404)
                self.send_header("Location", "/demo")
                self.end_headers()
                return
            body = (FOLDER / name).read_text(encoding="utf-8").replace("{{assistant}}", html.escape(assistant)).encode()
            self.send_response(200)
            self.send_header("Content-Type", f"{TYPES[Path(name).suffix]}; charset=utf-8")
            # As strict as an intranet's may be: the two lines of docs/embedding.md are all that is added for the assistant.
            policy = (
                f"default-src 'self'; script-src 'self' {assistant}; frame-src {assistant}; base-uri 'none'; form-action 'none'"
            )
            self.send_header("Content-Security-Policy", policy)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_words: object) -> None:
            """Say nothing a request."""

    return http.server.ThreadingHTTPServer(("127.0.0.1", port), Handler)


def main() -> int:
    """Serve both until stopped."""
    try:
        settings = Settings.from_environment(os.environ)
        port = settings.port + 1
        origins = (*settings.allowed_origins, f"http://127.0.0.1:{port}", f"http://localhost:{port}")
        page = intranet(f"http://{settings.host}:{settings.port}", port)
        threading.Thread(target=page.serve_forever, daemon=True).start()
        print(f"The intranet page is at http://localhost:{port}/demo once the assistant is ready.", flush=True)
        return serve(settings.model_copy(update={"allowed_origins": origins}), say=lambda words: print(words, flush=True))
    except (RagError, OSError) as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
