"""What a stranger may send to the chat: made anew from a seed, so that what failed once can be sent again.

Nothing here is executed or sent; ``tests/test_door.py`` sends it to a server under an audit hook, ``make adversary`` to a
running one. Names end in ``.invalid`` or are of hosts that a served assistant must never ask.
"""

from __future__ import annotations

import json
import random
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

RUN = "/gradio_api/run/predict"
JSON = "application/json"
PLACES = (
    "/etc/passwd", "/etc/shadow", "/dev/zero", "/proc/self/environ", "../../../../etc/hostname", "file:///etc/passwd", "~/.ssh/id_rsa",
    "http://adversary.invalid/x.png", "https://adversary.hf.co/x", "http://adversary.hf.space/x", "http://169.254.169.254/latest/meta-data",
    "http://[::1]:22/", "ftp://adversary.invalid/x", "//adversary.invalid/x", "data:image/png;base64,AAAA", "\\\\adversary.invalid\\x",
)  # fmt: skip
COMPONENTS = (
    "image",
    "video",
    "audio",
    "file",
    "gallery",
    "model3d",
    "plot",
    "dataframe",
    "html",
    "chatbot",
    "nativeplot",
    "state",
    "imageeditor",
)
WORDS = (
    "What are Salford's values?", "", "\x00", "\r\nSet-Cookie: a=b", "x\n2026-01-01T00:00:00Z [info     ] loaded edition='evil'", "\u2028\u2029",
    "\x1b[2J", "${7*7}", "{{7*7}}", "<script>alert(1)</script>", "![](http://adversary.invalid/a.png)", "%s%n", "\ufeff\u202e", "__i18n__{}",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Attack:
    """One request to ``RUN``; ``legal`` where the page itself could have sent it, so that it may be answered."""

    name: str
    body: bytes
    content_type: str = JSON
    legal: bool = False


def event(data: Any, number: Any = 0, session: Any = "adversary", **more: Any) -> dict[str, Any]:
    """What the page sends when a reader asks, with ``data`` for its inputs."""
    return {"data": data, "event_data": None, "fn_index": number, "trigger_id": 13, "session_hash": session, **more}


def named() -> Iterator[Attack]:
    """Each kind of attack that was seen to work, or nearly, in each place of the question's data."""
    passwd, zero, host, hub = (PLACES[n] for n in (0, 2, 7, 8))
    things = {
        "a file of the host": file(passwd), "a file without an end": file(zero), "an address": file(host), "an address of the hub": file(hub),
        "only a path": {"path": passwd}, "an url": {"url": host, "path": host, "meta": {"_type": "gradio.FileData"}},
        "a picture of the host": component("image", passwd), "a film": component("video", host), "a sound": component("audio", passwd),
        "a component's arguments": component("image", None, value=passwd), "an object": {}, "null": None, "a number": 1, "a list": [],
    }  # fmt: skip
    for name, thing in things.items():
        for place, data in enumerate((
            [thing, "", [], []], ["q", [message(thing)], [], []], ["q", thing, [], []], ["q", "", [thing], []], ["q", "", [], thing],
        )):  # fmt: skip
            legal = thing == [] and place == 4  # the filter's own form
            yield Attack(f"{name}, place {place}", _dumped(event(data)), legal=legal)
    yield Attack("4,000 components", _dumped(event(["q", [message(component("image", passwd)) for _ in range(4_000)], [], []])))
    yield Attack("20,000 messages", _dumped(event(["q", [message("x")] * 20_000, [], []])))
    yield Attack("deep lists", b'{"data": ' + b"[" * 100_000 + b"]" * 100_000 + b"}")
    yield Attack("deep objects", b'{"data":[' + b'{"path":' * 50_000 + b"1" + b"}" * 50_000 + b"]}")
    yield Attack("deep context", _dumped(event(["q", "[" * 100_000, [], []])))
    yield Attack("a context of objects", _dumped(event(["q", json.dumps([file(passwd)]), [], []])))
    yield Attack(
        "a context of many", _dumped(event(["q", json.dumps({"request": "x", "earlier": [{"request": "x"}] * 5}), [], []]))
    )
    yield Attack("a long question", _dumped(event(["x" * 20_001, "", [], []])))
    yield Attack("half a character", b'{"data":["\\ud800","",[],[]],"fn_index":0,"session_hash":"adversary"}')
    yield Attack("no UTF-8", b'{"data":["\xff\xfe","",[],[]],"fn_index":0,"session_hash":"adversary"}')
    yield Attack("an unknown trust", _dumped(event(["q", "", ["kings"], []])))
    yield Attack("a trust many times", _dumped(event(["q", "", ["uclh"] * 1_000, []])))
    for number in (3, 99, -1, 10**400, True, False, 0.0, 1.5, "0", None, [], {}):
        yield Attack(f"fn_index {str(number)[:6]!r}", _dumped(event(["q", "", [], []], number)))
    for session in ("", "x" * 65, "../x", "x\nloaded edition='evil'", "x y", None, 1, ["x"], {"path": passwd}):
        yield Attack(f"session {str(session)[:12]!r}", _dumped(event(["q", "", [], []], session=session)))
    more = {
        "event_data": file(passwd), "trigger_id": 10**30, "event_id": "x", "oauth_token": "x", "simple_format": True, "batched": True,
        "request": {}, "username": "x", "__proto__": {}, "batch_trigger_ids": [1],
    }  # fmt: skip
    for key, value in more.items():
        yield Attack(f"with {key}", _dumped({**event(["q", "", [], []]), key: value}))
    for text in ("", "null", "[]", "1", '"x"', "{", "{}", "NaN", '{"data":NaN}', "\ufeff{}", "a=b"):
        yield Attack(f"body {text!r}", text.encode())
    for kind in ("", "text/plain", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded", "application/jsonp"):
        yield Attack(f"content type {kind!r}", _dumped(event(["q", "", [], []])), kind)


def fuzzed(seed: int, number: int) -> Iterator[Attack]:
    """So many bodies, each with something in it that the page never sends, or strings that it might."""
    draw = random.Random(seed)
    for place in range(number):
        data = ["q", "", [], []]
        legal = draw.random() < 0.2  # one in five tries what strings can do
        if legal:
            data[0] = "".join(draw.choice(WORDS) for _ in range(draw.randint(1, 4)))
            texts = {"request": draw.choice(WORDS), "subject": draw.choice(WORDS), "entry": draw.choice(WORDS)[:64]}
            earlier = [{"request": draw.choice(WORDS)} for _ in range(draw.randint(0, 4))]
            data[1] = json.dumps({**texts, "trusts": [draw.choice(WORDS)[:64]], "earlier": earlier, "seen": draw.randint(0, 9)})
        else:
            data[draw.randrange(4)] = _thing(draw, draw.randint(0, 4))
            legal = data[2] == [] and data[3] == [] and data[1] == "" and isinstance(data[0], str)
        body = event(data)
        if not legal and draw.random() < 0.3:
            body[draw.choice(list(body))] = _thing(draw, 2)
        yield Attack(f"fuzz {seed}/{place}", _dumped(body), legal=legal)


def file(place: str) -> dict[str, Any]:
    """A file as Gradio writes it in a message or a value."""
    return {
        "path": place,
        "url": place,
        "orig_name": place,
        "size": 10**18,
        "mime_type": "image/png",
        "meta": {"_type": "gradio.FileData"},
    }


def component(kind: str, place: str | None, **arguments: Any) -> dict[str, Any]:
    """A part of a message that names a component to be built, with what to build it from."""
    return {
        "type": "component", "component": kind, "value": file(place) if place else None, "constructor_args": arguments, "props": arguments,
    }  # fmt: skip


def message(content: Any) -> dict[str, Any]:
    """An entry of a chat's log as Gradio writes it: a file, a component, or whatever ``content`` is."""
    part = {"type": "file", "file": content} if isinstance(content, dict) and "path" in content else content
    return {"role": "user", "metadata": None, "content": [part], "options": None}


def _thing(draw: random.Random, depth: int) -> Any:
    place = draw.choice(PLACES)
    kind = draw.randrange(11)
    if kind < 3 and depth:  # what nests
        return (
            [_thing(draw, depth - 1) for _ in range(draw.randint(0, 3))]
            if kind
            else {draw.choice(("path", "value", "x")): _thing(draw, depth - 1)}
        )
    leaves: list[Any] = [
        file(place), component(draw.choice(COMPONENTS), place), component(draw.choice(COMPONENTS), None, value=place, streaming=True),
        message(file(place)), [message(component(draw.choice(COMPONENTS), place)) for _ in range(draw.choice((1, 3, 300)))],
        draw.choice(WORDS), place, draw.choice((None, True, 0, -1, 10**300, 1e308, 2**63)), {"__type__": "update", "value": file(place)},
        (place,), {"role": "system", "content": place},
    ]  # fmt: skip
    return leaves[kind]


def _dumped(body: dict[str, Any]) -> bytes:
    return json.dumps(body).encode()
