"""A request's body, taken in before it is passed on: ``Limits`` bounds it in size and time."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import Message, Receive


async def whole(receive: Receive) -> bytes | None:
    """The whole body; ``None`` where the client has gone before it came to its end."""
    pieces: list[bytes] = []
    more = True
    while more:
        message = await receive()
        if message["type"] != "http.request":
            return None
        pieces.append(message.get("body", b""))
        more = message.get("more_body", False)
    return b"".join(pieces)


def given(body: bytes, receive: Receive) -> Receive:
    """What gives ``body`` at once, and after it what comes."""
    left: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def again() -> Message:
        return left.pop() if left else await receive()

    return again
