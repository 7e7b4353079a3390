"""Many who ask at once, again and again, on kept connections: bounded in number and time."""

import asyncio
import time

PATIENCE = 20
"""Seconds after which an answer is not waited for any more."""


async def _loop(port, path, until, headers):
    request = f"GET {path} HTTP/1.1\r\nHost: localhost\r\n{headers}\r\n".encode()
    done = 0
    while time.monotonic() < until:
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            await asyncio.sleep(0.05)
            continue
        try:
            while time.monotonic() < until:
                writer.write(request)
                await _answer(reader)
                done += 1
        except (OSError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()
    return done


async def _answer(reader):
    """The status of an answer that says its length."""
    head = await reader.readuntil(b"\r\n\r\n")
    length = next((line.split(b":")[1] for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")), b"0")
    await reader.readexactly(int(length))
    return int(head.split(b" ", 2)[1])


async def crowd(port, path, clients, seconds, headers="Accept-Encoding: gzip\r\n"):
    """Requests that ``clients`` got answered within ``seconds``."""
    until = time.monotonic() + seconds
    async with asyncio.timeout(seconds + PATIENCE):
        return sum(await asyncio.gather(*(_loop(port, path, until, headers) for _ in range(clients))))


async def posted(port, path, bodies):
    """The status of each of the JSON ``bodies``, posted one after the other on one connection.

    No client library, which costs more than what it asks for.
    """
    statuses = []
    async with asyncio.timeout(PATIENCE * 60):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for body in bodies:
            head = (
                f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
            )
            writer.write(head.encode() + body)
            statuses.append(await _answer(reader))
        writer.close()
    return statuses


async def slowest(port, path, count):
    """Seconds that the slowest of ``count`` requests took, one after the other, each on a connection of its own.

    ``TimeoutError`` where one is not answered.
    """
    times = []
    for _ in range(count):
        started = time.perf_counter()
        async with asyncio.timeout(PATIENCE):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
            await _answer(reader)
        times.append(time.perf_counter() - started)
        writer.close()
    return max(times)
