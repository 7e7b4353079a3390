"""Pages of another origin that embed the widget: the host page on ``localhost``, the assistant on ``127.0.0.1``."""

import http.server
import threading

ASKED = "What are the values of Salford Royal?"


class Host:
    """A small intranet: its pages may be added to; ``requests`` counts what was asked of it."""

    def __init__(self):
        self.pages = {}
        pages = self.pages

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                body, headers = pages.get(self.path.split("?")[0], ("", {}))
                self.send_response(200 if body else 204)
                self.send_header("content-type", "text/html; charset=utf-8")
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body.encode())

            def log_message(self, *words):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.origin = f"http://localhost:{self.server.server_port}"

    def add(self, body, **headers):
        path = f"/page-{len(self.pages)}"
        head = '<title>Intranet</title><meta name="viewport" content="width=device-width">'
        page = f'<main><h1>Intranet</h1><p><a href="#x" id="before">A link</a></p>{body}</main>'
        self.pages[path] = (
            f'<!doctype html><html lang="en"><head>{head}</head><body>{page}</body></html>',
            {name.replace("_", "-"): value for name, value in headers.items()},
        )
        return self.origin + path


def frame_of(page):
    """The chat inside the widget, usable."""
    page.locator("report-assistant .note").wait_for(state="hidden")
    frame = page.frame_locator("report-assistant iframe")
    frame.locator("#question textarea").wait_for()
    return frame


def opened(page):
    page.locator("button.launch").click()
    return frame_of(page)


def events(page, kind):
    return [detail for name, detail in page.evaluate("() => window.events") if name == kind]
