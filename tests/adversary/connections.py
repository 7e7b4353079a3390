"""Senders that hold connections and give nothing for them; bounded in number, and closed by whoever opened them."""

import contextlib
import select
import socket
import time

SECONDS = 20
"""In which all connections are made, or it is said that the server took no more."""
PART = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-Long: "
BODY = b"POST /api/ask HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{"
LEFT_OVER = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\n"
AT_ONCE = 32
"""Connections before one request waits for the server to have taken them all: beyond its backlog of 64 the kernel drops what comes,
and sends it again a second later."""
HELD = {"silent": b"", "a part of the headers": PART, "a part of the body": BODY, "a body that nobody reads": LEFT_OVER}
"""What is sent on a connection before nothing more comes."""


@contextlib.contextmanager
def held(port, count, first=b"", small=0):
    """``count`` connections to loopback, each having sent ``first``; ``small`` bytes to receive into, where given."""
    connections = []
    end = time.monotonic() + SECONDS
    try:
        for number in range(count):
            if number and number % AT_ONCE == 0:
                _answered(port)
            if time.monotonic() > end:
                raise TimeoutError(f"the server took {len(connections) - 1} of {count} connections in {SECONDS} seconds")
            connection = socket.socket()
            if small:
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, small)
            connection.settimeout(SECONDS)
            connections.append(connection)
            with contextlib.suppress(OSError):
                connection.connect(("127.0.0.1", port))
                connection.sendall(first)
        yield connections
    finally:
        for connection in connections:
            connection.close()


def _answered(port):
    """Wait for one answer, on a connection of its own, which stands in line behind all others."""
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=SECONDS) as connection:
        connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        connection.recv(65_536)


def still_open(connections, seconds, drip=b""):
    """How many the server has not closed after ``seconds``; ``drip`` is sent on each ten times a second meanwhile.

    Answers are read and dropped. Ends early where none is left.
    """
    end = time.monotonic() + seconds
    left = {connection.fileno(): connection for connection in connections}
    poll = select.poll()
    for number in left:
        poll.register(number, select.POLLIN)
    while left and time.monotonic() < end:
        for number, _ in poll.poll(100):
            if not _received(left[number]):
                poll.unregister(number)
                del left[number]
        if drip:
            for connection in left.values():
                with contextlib.suppress(OSError):
                    connection.send(drip, socket.MSG_DONTWAIT)
    return len(left)


def _received(connection):
    """Whether the connection lives."""
    try:
        return bool(connection.recv(65_536, socket.MSG_DONTWAIT))
    except BlockingIOError:
        return True
    except OSError:
        return False
