"""Checking quotations over HTTP, by MCP and on the command line: the same record; nothing kept, nothing taken from elsewhere, bounded."""

import asyncio
import html
import json
import logging
import re
import threading

import pytest
from mcp import Client
from starlette.testclient import TestClient

from conftest import CORPUS, with_settings
from rag.corpus.passages import build_passages
from rag.corpus.report import load_report
from rag.errors import BusyError
from rag.reference.checkup import MOST_CHARACTERS, QuotationCheck, record
from rag.settings import Settings
from rag.web import check as web_check
from rag.web import reference_models as models
from rag.web.check import Checks
from rag.web.metrics import Metrics
from rag.web.server import build_app

pytestmark = [pytest.mark.filterwarnings("ignore::DeprecationWarning"), pytest.mark.filterwarnings("ignore::ResourceWarning")]
ALLOWED = "https://intranet.example"
TRUE = "In 2010, around 45 consultants expressed interest in being considered for a development programme."
DRAFT = f"“{TRUE}” (Salford, p. 16)\n\nThey say “{TRUE.replace('45', '46')}” and “bananas are good for you & <i>me</i>” at UCLH."
MESSAGE = "3 quotations: 1 true, 1 altered, 1 not found."


@pytest.fixture(scope="module")
def check():
    report = load_report(CORPUS)
    return QuotationCheck(report, build_passages(report))


@pytest.fixture(scope="module")
def client(assistant):
    return TestClient(build_app(*with_settings(assistant, rate_limit=0, allowed_origins=(ALLOWED,))))


def posted(client, text=DRAFT, **headers):
    return client.post("/check", files={"text": (None, text)}, headers=headers)


# ── The record ───────────────────────────────────────────────────────────────────────────────────────────────────────
def test_the_record(check, report):
    checkup = check.check(DRAFT)
    assert (checkup.message, checkup.true, checkup.altered, checkup.not_found, checkup.all_true) == (MESSAGE, 1, 1, 1, False)
    first, second, third = checkup.quotations
    assert (first.verdict, first.text, DRAFT[first.start : first.end], first.line) == ("true", TRUE, TRUE, 1)
    place = first.places[0]
    assert (place.trust, place.page, place.speaker, place.theme) == ("salford", "16", None, "selection-and-appraisal")
    assert place.text == report.text[place.start : place.end] == TRUE
    assert place.link == f"/read?edition=f0e4ad43&mark={place.start}-{place.end}#{place.passage}"
    assert first.message == "True: p. 16, Salford Royal."
    assert (second.verdict, second.line, second.misplaced) == ("altered", 3, False)
    assert [(d.kind, d.yours, d.report) for d in second.differences if d.kind != "same"] == [("changed", "46", "45")]
    assert (third.verdict, third.places, third.message) == ("not_found", (), "Not found in the report.")


def test_a_speaker_is_named(check):
    (one,) = check.check("“I think it [the MSC] is approaching being moribund, to be honest.”").quotations
    assert (one.places[0].speaker, one.message) == ("Clinical director", "True: p. 15, Salford Royal, Clinical director.")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (TRUE, "1 passage: 1 true, 0 altered, 0 not found."),
        (f"“{TRUE}” (p. 12)", "1 quotation: 1 true, 0 altered, 0 not found. 1 is of another trust or page than your text says."),
        (
            "Bananas are good. Apples are fine.",
            "No quotation marks, so every sentence was checked. 2 passages: 0 true, 0 altered, 2 not found.",
        ),
    ],
)
def test_the_summary(check, text, message):
    assert check.check(text).message == message


def test_what_is_said_of_a_place(check):
    told = [
        q.message for q in check.check(f"“{TRUE}” (UCLH, pp. 12–13) and “respect” and “{TRUE.split(',')[1]} … In 2010”.").quotations
    ]
    assert told == [
        "True: p. 16, Salford Royal. Your text says UCLH and p. 12–13; it is Salford Royal, p. 16.",
        "True: stands in 5 places, such as p. 6, Northumbria Healthcare. Words as few as these are anybody’s.",
        "Each piece is true, but not in this order in one section; the nearest words: p. 16, Salford Royal.",
    ]


@pytest.mark.parametrize("text", ["", " \n", "“”", "…", "x" * (MOST_CHARACTERS + 1)])
def test_no_text_or_too_much_is_refused(check, text):
    with pytest.raises(ValueError, match="give"):
        check.check(text)


def test_lines_and_offsets_are_the_drafts(check):
    for ends in ("\n", "\r\n"):
        draft = f"<p>Two &amp; three</p>{ends}{ends}<blockquote>{TRUE}</blockquote>{ends}"
        (one,) = check.check(draft).quotations
        assert draft[one.start : one.end] == TRUE
        assert one.verdict == "true"
    (second,) = check.check(f"One.\r\n\r\n“{TRUE}”").quotations
    assert second.line == 3


# ── The API ──────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_the_api_gives_the_record_that_it_documents(client, check):
    answer = client.post("/api/check", json={"text": DRAFT})
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
    assert answer.json() == json.loads(json.dumps(record(check.check(DRAFT))))
    assert models.CheckupRecord.model_validate(answer.json()).model_dump() == answer.json()
    assert set(client.get("/openapi.json").json()["paths"]["/api/check"]["post"]["responses"]) == {
        "200",
        "400",
        "403",
        "408",
        "413",
        "422",
        "429",
        "503",
    }


@pytest.mark.parametrize(
    "body", [{}, {"text": 3}, {"text": ""}, {"text": "!?"}, {"text": None}, [], {"text": "x" * (MOST_CHARACTERS + 1)}]
)
def test_a_malformed_draft_is_told_without_its_words(client, body):
    answer = client.post("/api/check", json=body)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert "xxx" not in answer.text


def test_what_is_too_large_is_turned_away_unread(client):
    for path, body in (
        ("/api/check", {"json": {"text": "x" * 1_100_000}}),
        ("/check", {"files": {"text": (None, "x" * 1_100_000)}}),
    ):
        assert client.post(path, **body).status_code == 413


@pytest.mark.parametrize(
    ("path", "body"),
    [("/api/check", {"json": {"text": TRUE}}), ("/check", {"files": {"text": (None, TRUE)}}), ("/check", {"data": {"text": TRUE}})],
)
@pytest.mark.parametrize(
    ("origin", "status"),
    [(None, 200), (ALLOWED, 200), ("http://localhost:7860", 200), ("http://127.0.0.1:7860", 200), ("https://evil.example", 403), ("null", 403), (f"{ALLOWED}.evil.example", 403)],
)  # fmt: skip
def test_only_own_and_allowed_pages_may_send_a_draft(client, path, body, origin, status):
    client.base_url = "http://localhost"
    answer = client.post(path, **body, headers={"origin": origin} if origin else {})
    assert answer.status_code == status


def test_a_check_counts_as_a_question(assistant):
    own = TestClient(build_app(*with_settings(assistant, rate_limit=3)))
    assert [own.post("/api/check", json={"text": TRUE}).status_code for _ in range(2)] == [200, 200]
    assert [posted(own).status_code, posted(own).status_code] == [200, 429]
    assert own.get("/check").status_code == 200


def test_nothing_that_is_sent_is_logged_or_counted(client, caplog):
    caplog.set_level(logging.DEBUG)
    typed = "sekrit consultants expressed an interest in sekrit things"
    client.post("/api/check", json={"text": f"“{typed}”"})
    client.post("/api/check", json={"text": typed, "sekrit": 1})
    client.post("/api/check", content=f'{{"text": "{typed}')
    posted(client, typed)
    client.get(f"/check?text={typed}")
    ours = "".join(record.getMessage() for record in caplog.records if not record.name.startswith("httpx"))  # the test's own client
    assert "sekrit" not in ours + client.get("/metrics").text + client.get("/check?text=sekrit").text


def test_checks_wait_in_a_bounded_line(check):
    checks = Checks(load_report(CORPUS), Settings(queue=1), Metrics())
    held, go_on = threading.Event(), threading.Event()
    own = checks._check.check

    class Slow:
        def check(self, text, in_time):
            held.set()
            assert go_on.wait(30)
            return own(text, in_time)

    checks._check = Slow()

    async def run():
        first = asyncio.create_task(checks.check(TRUE, lambda checkup: checkup))
        while not held.is_set():  # noqa: ASYNC110 - a thread's event
            await asyncio.sleep(0.001)
        second = asyncio.create_task(checks.check(TRUE, lambda checkup: checkup))
        await asyncio.sleep(0)
        with pytest.raises(BusyError):
            await checks.check(TRUE, lambda checkup: checkup)
        go_on.set()
        return await first, await second

    assert [checkup.true for checkup in asyncio.run(run())] == [1, 1]


@pytest.mark.parametrize("text", [TRUE, f"“{TRUE}”", "“respect” " * 3, "> • respect\n" * 3])
def test_a_check_that_takes_too_long_is_given_up_kindly(assistant, monkeypatch, text):
    monkeypatch.setattr("rag.web.check.CHECK_SECONDS", -1.0)
    client = TestClient(build_app(*with_settings(assistant)))
    answer = client.post("/api/check", json={"text": f"{text} Bananas are not like this."})
    assert (answer.status_code, "in parts" in answer.json()["detail"], answer.headers["retry-after"]) == (503, True, "2")
    assert "in parts" in posted(client, f"{text} Bananas are not like this.").text
    assert 'rag_refused_requests_total{why="late"} 2.0' in client.get("/metrics").text


def test_a_draft_is_checked_and_written_up_off_the_loop_that_serves(client, monkeypatch):
    """As seen on a69a3d7: a thousand quotations were written up in the loop, which meanwhile answered nobody for half a second."""
    threads = []
    for name in ("record", "TEMPLATES"):
        own = getattr(web_check, name)

        class Told:
            def __call__(self, checkup, own=own):
                threads.append(threading.current_thread())
                return own(checkup)

            def get_template(self, name, own=own):
                threads.append(threading.current_thread())
                return own.get_template(name)

        monkeypatch.setattr(web_check, name, Told())
    assert client.post("/api/check", json={"text": TRUE}).status_code == 200
    assert posted(client).status_code == 200
    assert [thread.name.startswith("AnyIO worker") for thread in threads] == [True, True]


# ── The page ─────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_the_page_shows_each_quotation_escaped(client):
    answer = posted(client)
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
    assert "unsafe-eval" not in answer.headers["content-security-policy"]
    assert MESSAGE in html.unescape(answer.text)
    assert re.findall(r'<li class="([\w-]+)', answer.text) == ["true", "altered", "not-found"]
    assert "<i>" not in answer.text
    assert answer.text.count("bananas are good for you &amp; &lt;i&gt;me&lt;/i&gt;") == 2  # in the list and in the box
    assert "<script" not in answer.text
    assert re.search(r"<del>.*?45.*?</del> <ins>.*?46.*?</ins>", answer.text)
    assert '<meta name="referrer" content="same-origin">' in answer.text  # else a browser would send Origin: null with the form
    (link,) = set(re.findall(r'href="(read\?edition=[^"]+)"', answer.text))
    assert client.get("/" + html.unescape(link)).text.count("<mark>") == 1


@pytest.mark.parametrize(
    "text",
    ["</textarea><script>alert(1)</script>", "“</textarea><b onx=1>” is it", "\n\nfirst lines kept", "'\"><svg/onload=1>{{7*7}}"],
)
def test_nothing_pasted_is_markup(client, text):
    page = posted(client, text).text
    assert "<script" not in page
    assert "<b " not in page
    assert "<svg" not in page
    assert "49" not in page.replace("f0e4ad43", "")
    assert html.unescape(re.search(r"<textarea[^>]*>\n(.*?)</textarea>", page, re.DOTALL)[1]) == text


@pytest.mark.parametrize(
    ("files", "status"),
    [
        ({"text": (None, "?!")}, 422),
        ({"text": (None, "x" * (MOST_CHARACTERS + 1))}, 422),
        ({}, 422),
        ({"text": ("a.txt", b"a file", "text/plain")}, 400),
        ({"text": (None, "a"), "more": (None, "b")}, 400),
    ],
)
def test_a_form_that_holds_no_draft_is_told(client, files, status):
    answer = client.post("/check", files=files) if files else client.post("/check")
    assert answer.status_code == status
    assert ("Give" in answer.text) == (status == 422)


def test_the_empty_page_is_served_from_memory(client):
    first = client.get("/check")
    assert client.get("/check", headers={"if-none-match": first.headers["etag"]}).status_code == 304
    assert all('href="check"' in client.get(path).text for path in ("/read", "/map", "/figures", "/index"))


def test_mcp_checks_as_well(assistant, serve, check):
    address = serve(assistant, Settings(rate_limit=0))

    async def run(text):
        async with Client(f"{address}/mcp") as client:
            return await client.call_tool("check_quotation", {"text": text})

    answer = asyncio.run(run(DRAFT))
    assert (answer.structured_content or json.loads(answer.content[0].text)) == json.loads(json.dumps(record(check.check(DRAFT))))
    assert asyncio.run(run("")).is_error
