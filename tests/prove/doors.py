"""Requests of every kind to every door of a running server, drawn anew from a seed; and what each answer must hold to."""

import asyncio
import json
import random
from collections import Counter
from html.parser import HTMLParser

import httpx
from bench.users import asking_event

from adversary.payloads import RUN, WORDS
from conftest import ROOT
from rag.corpus.report import load_report
from rag.settings import Settings
from test_fuzz import CORPUS as HOSTILE
from test_fuzz import harmless

MARK = "xq7brought"
"""A tag that nobody has: where it comes back as one, a request brought it."""
TAGS = (f"<{MARK}>", f"<{MARK} onload=alert(1)>", f"</p></div><{MARK}/>", f"&lt;{MARK}&gt;", f'"><{MARK} x="', f"<!--<{MARK}>-->")
AT_ONCE = 6
LONGEST = 6_000
"""Characters of a question: some are too long to be answered, none is to be read for seconds."""


def lines(name):
    return [json.loads(line)["question"] for line in (ROOT / "evals" / name).read_text(encoding="utf-8").splitlines()]


class Drawn:
    """Draws bodies; ``contexts`` are those of answers so far, to be sent back whole, mixed or spoilt."""

    def __init__(self, seed):
        self.draw = random.Random(seed)
        self.contexts = [{}]
        languages = (ROOT / "tests" / "data" / "languages.tsv").read_text(encoding="utf-8").splitlines()
        own = [*lines("questions.jsonl"), *lines("people.jsonl")]
        self._texts = [
            own,
            own,
            own,
            [line.split("\t")[1] for line in languages],
            WORDS,
            TAGS,
            [t for t in HOSTILE if len(t) < LONGEST],
        ]
        tags = load_report(Settings().corpus).tags
        self._trusts, self._themes = [t.id for t in tags.trusts], list(tags.themes)

    def text(self):
        joint = self.draw.choice((" ", " ", "\n", ". ", "? And ", "\n\n> "))
        return joint.join(self.draw.choice(self.draw.choice(self._texts)) for _ in range(self.draw.choice((1, 1, 1, 2, 2, 3))))[
            :LONGEST
        ]

    def ids(self, known):
        if self.draw.random() < 0.8:
            return self.draw.sample(known, self.draw.choice((0, 0, 0, 1, 2)))
        return [self.draw.choice((*WORDS, *TAGS, "UCLH"))[:64]]

    def context(self):
        context = dict(self.draw.choice(self.contexts))
        if self.draw.random() < 0.3:
            context[self.draw.choice(("request", "subject", "entry", "trusts", "seen", "earlier"))] = self.draw.choice(
                (self.text()[:2_000], ["uclh", MARK], 3, [{"request": self.text()[:500]}], None, -1)
            )
        return context

    def ask(self):
        body = {"question": self.text()}
        if self.draw.random() < 0.3:
            body["history"] = [self.text() for _ in range(self.draw.randint(1, 4))]
        if self.draw.random() < 0.5:
            body["context"] = self.context()
        if self.draw.random() < 0.4:
            body |= {"trusts": self.ids(self._trusts), "themes": self.ids(self._themes)}
        return body


class Blockquotes(HTMLParser):
    """Names of all tags, and the texts in quotations: a lead-in, what is marked, and what is not, each a text of its own."""

    def __init__(self, turn):
        super().__init__()
        self.tags, self.texts, self._inside = Counter(), [], False
        self.feed(turn)
        self.close()

    def handle_starttag(self, tag, _attrs):
        self.tags[tag] += 1
        if tag == "blockquote":
            self._inside = True

    def handle_endtag(self, tag):
        self._inside = self._inside and tag != "blockquote"

    def handle_data(self, data):
        if self._inside:
            self.texts.append(data)

    def strange(self, plain):
        """Texts in quotations that do not stand in the edition, which is given without white space."""
        return [text for text in self.texts if "".join(text.split()) not in plain]


class Doors:
    """Sends to one server and judges what comes back."""

    def __init__(self, address, seed):
        self.drawn = Drawn(seed)
        self.edition = load_report(Settings().corpus).text
        self._plain = "".join(self.edition.split())
        self._address = address
        self._event = asking_event(httpx.get(f"{address}/config", timeout=60).json())
        self.statuses, self.wrong = Counter(), []

    async def send(self, number):
        """So many requests, door by door in turn, a few at once."""
        left = iter(range(number))
        async with httpx.AsyncClient(base_url=self._address, timeout=60) as client:

            async def lane():
                for place in left:
                    door = (self.api, self.chat, self.mcp, self.check)[place % 4]
                    body = self.drawn.ask()
                    try:
                        await door(client, body)
                    except (AssertionError, httpx.HTTPError, ValueError, KeyError) as error:
                        self.wrong.append(f"{door.__name__}: {type(error).__name__} {str(error)[:200]} of {ascii(body)[:600]}")

            await asyncio.gather(*(lane() for _ in range(AT_ONCE)))

    async def posted(self, client, door, path, body):
        """The reply to ``body``; half a character cannot be written, and is sent as JSON writes it."""
        reply = await client.post(
            path,
            content=json.dumps(body).encode(),
            headers={"content-type": "application/json", "accept": "application/json, text/event-stream"},
        )
        self.statuses[door, reply.status_code] += 1
        assert reply.status_code < 500, f"status {reply.status_code}: {reply.text[:200]}"
        return reply

    async def api(self, client, body):
        reply = await self.posted(client, "api", "/api/ask", body)
        if reply.status_code == 200:
            self.sound(reply.json())

    async def mcp(self, client, body):
        call = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "ask_report", "arguments": body}}
        reply = await self.posted(client, "mcp", "/mcp", call)
        result = reply.json().get("result") if reply.status_code == 200 else None
        if result and not result.get("isError"):
            record = json.loads(result["content"][0]["text"])
            self.sound(record)

    async def chat(self, client, body):
        data = self._event.data(body["question"])
        data[1] = json.dumps(body["context"]) if body.get("context") else ""
        data[2:4] = [body.get("trusts", []), body.get("themes", [])]
        sent = {
            "fn_index": self._event.number,
            "trigger_id": self._event.box,
            "data": data,
            "event_data": None,
            "session_hash": "prove",
        }
        reply = await self.posted(client, "chat", RUN, sent)
        if reply.status_code == 200:
            turn = reply.json()["data"][1]
            harmless(turn)
            seen = Blockquotes(turn)
            assert MARK not in seen.tags, "a request's tag is one of the page"
            assert not (strange := seen.strange(self._plain)), f"no words of the edition: {strange[0][:100]}"

    async def check(self, client, body):
        start = self.drawn.draw.randrange(len(self.edition) - 300)
        slice_ = self.edition[start : start + self.drawn.draw.randint(20, 300)]
        reply = await self.posted(client, "check", "/api/check", {"text": f"“{slice_}” {body['question']}"})
        for one in reply.json()["quotations"] if reply.status_code == 200 else ():
            for place in one.get("places", ()):
                assert place["text"] == self.edition[place["start"] : place["end"]], "no words of the edition"

    def sound(self, record):
        """Every quotation is the edition's; the context is kept for others."""
        assert not (strange := not_the_editions(record, self.edition)), f"no words of the edition: {strange[0][:100]}"
        if len(self.drawn.contexts) < 200 and record["context"]:
            self.drawn.contexts.append(record["context"])


def not_the_editions(record, edition):
    """Quotations anywhere in an answer that are no slices of the edition."""
    strange = []
    for part in (record, *record["parts"]):
        rows = [quote for row in part["rows"] for quote in row["quotes"]]
        quotes = [*part["quotes"], *part["more"], *part["nearest"], *rows]
        strange += [quote["text"] for quote in quotes if quote["text"] != edition[quote["start"] : quote["end"]]]
    return strange


async def talk(address, turns):
    """Bytes of the largest body that the page sends in a talk of so many turns of the exams' questions."""
    context, largest = "", 0
    async with httpx.AsyncClient(base_url=address, timeout=60) as client:
        event = asking_event((await client.get("/config")).json())
        for question in [*lines("people.jsonl"), *lines("questions.jsonl")][:turns]:
            data = event.data(question)
            data[1] = context
            body = json.dumps(
                {"fn_index": event.number, "trigger_id": event.box, "data": data, "event_data": None, "session_hash": "talk"}
            )
            largest = max(largest, len(body.encode()))
            context = (
                (await client.post(RUN, content=body, headers={"content-type": "application/json"}))
                .raise_for_status()
                .json()["data"][0]
            )
    return largest
