"""A served assistant that tells what it reached for: ``python audited.py PORT``, then lines on standard input.

``begin`` starts to watch, ``end`` prints a JSON list of what was reached for since, ``memory`` the resident KiB. What it is
watched for is also refused, so that no attack does harm where it works.
"""

import json
import os
import sys
import threading
from pathlib import Path

TESTS = Path(__file__).parents[1]
NETWORK = (
    "socket.connect",
    "socket.getaddrinfo",
    "socket.gethostby",
    "socket.getnameinfo",
    "socket.sendto",
    "socket.sendmsg",
    "socket.bind",
    "urllib.",
    "http.client.",
    "ftplib.",
)
PROGRAMS = ("subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "os.system", "pty.", "os.startfile")
WRITES = (
    "os.mkdir",
    "os.rename",
    "os.remove",
    "os.rmdir",
    "os.link",
    "os.symlink",
    "os.chmod",
    "os.chown",
    "os.truncate",
    "os.utime",
    "shutil.",
    "tempfile.",
)
INSTALLATION = tuple(
    str(Path(place).resolve())
    for place in (sys.prefix, sys.base_prefix, TESTS.parent / "src", TESTS.parent / "corpus", TESTS.parent / "index")
)


class Watch:
    """An audit hook, which cannot be taken out again; it is silent until ``on``."""

    def __init__(self):
        self.on = False
        self.seen = []

    def __call__(self, name, args):
        if self.on and (name.startswith((*NETWORK, *PROGRAMS, *WRITES)) or (name == "open" and self._outside(*args))):
            self.seen.append(f"{name} {str(args)[:200]}")
            if name != "os.mkdir":  # the folder that a thing is fetched into comes before the look-up, which is to be seen
                raise PermissionError(f"an audit hook refuses {name}")

    @staticmethod
    def _outside(path, _mode, flags):
        if isinstance(path, int):  # a descriptor that is open already
            return False
        writes = flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND)
        return bool(writes) or not os.path.realpath(os.fsdecode(path)).startswith(INSTALLATION)


def assistant_of(settings):
    """The tests' small assistant, as their fixtures make it."""
    import conftest

    make = {
        name: getattr(conftest, name).__wrapped__
        for name in ("report", "passages", "organisations", "embedder", "anchors", "small_index", "assistant")
    }
    report, embedder = make["report"](), make["embedder"]()
    passages = make["passages"](report)
    index = make["small_index"](report, passages, make["anchors"](report, passages), embedder)
    plain = make["assistant"](index, embedder, make["organisations"]())
    return conftest.with_settings(plain, port=settings.port, rate_limit=settings.rate_limit, read_limit=settings.read_limit)[0]


def main(port):
    """Serve until standard input ends."""
    sys.path.insert(0, str(TESTS))
    from rag.settings import Settings
    from rag.web import server

    out = sys.stdout  # while it serves, what is printed goes to its log
    watch = Watch()
    sys.addaudithook(watch)
    server.open_assistant = lambda settings, **_: assistant_of(settings)

    def obey():
        for line in sys.stdin:
            if line == "begin\n":
                watch.on, watch.seen = True, []
                print("begun", file=out, flush=True)
            elif line == "end\n":
                watch.on = False
                print(json.dumps(watch.seen), file=out, flush=True)
            elif line == "memory\n":
                status = Path("/proc/self/status").read_text(encoding="ascii")
                print(next(row.split()[1] for row in status.splitlines() if row.startswith("VmRSS")), file=out, flush=True)
        os._exit(0)

    threading.Thread(target=obey, daemon=True).start()
    return server.serve(Settings(port=port, rate_limit=0, read_limit=0), say=lambda words: print(words, file=out, flush=True))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
