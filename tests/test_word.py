"""A talk as a Word document: its styles, its citations, and what may be sent for one."""

import io
from datetime import UTC, datetime, timedelta
from zipfile import ZipFile

import pytest
from docx import Document
from starlette.testclient import TestClient

from conftest import with_settings
from rag.web.server import build_app

pytestmark = [pytest.mark.filterwarnings("ignore::DeprecationWarning"), pytest.mark.filterwarnings("ignore::ResourceWarning")]


@pytest.fixture(scope="module")
def client(assistant):
    return TestClient(build_app(*with_settings(assistant, rate_limit=0)))


def turn(question="Q?", said=(), spans=()):
    return {"question": question, "said": list(said), "spans": list(spans)}


def test_citations_lead_to_their_places_where_it_is_said_where_the_assistant_is(client, assistant):
    quote = assistant.ask("How did Salford select its clinical directors?").quotes[0]
    talk = {"turns": [turn(spans=[f"{quote.start}-{quote.end}"])]}
    home = "https://intranet.example/report/"
    document = Document(io.BytesIO(client.post("/api/talk", json={**talk, "home": home}).content))
    links = [link for paragraph in document.paragraphs for link in paragraph.hyperlinks]
    assert [link.url for link in links] == [f"{home}read?edition=f0e4ad43&mark={quote.start}-{quote.end}#{quote.passage}"]
    assert "Salford Royal" in links[0].text
    assert abs(datetime.now(UTC) - document.core_properties.created.replace(tzinfo=UTC)) < timedelta(minutes=5)
    without = Document(io.BytesIO(client.post("/api/talk", json=talk).content))
    assert not any(paragraph.hyperlinks for paragraph in without.paragraphs)
    for bad in ("javascript:alert(1)/", "https://x.example/a b/", "ftp://x.example/", "https://x.example"):
        assert client.post("/api/talk", json={**talk, "home": bad}).status_code == 422


def test_questions_words_quotations_and_their_places_stand_in_it(client, assistant):
    quotes = assistant.ask("How did Salford select its clinical directors?").quotes
    spans = [f"{quote.start}-{quote.end}" for quote in quotes]
    reply = client.post(
        "/api/talk", json={"turns": [turn("How did\x00 Salford <select>?", ["4 passages."], spans), turn("Beds?", ["Not said."])]}
    )
    assert reply.status_code == 200
    assert reply.headers["content-disposition"] == 'attachment; filename="talk.docx"'
    document = Document(io.BytesIO(reply.content))
    styled = [(p.style.name, p.text) for p in document.paragraphs]
    assert [text for style, text in styled if style == "Heading 1"] == ["How did Salford <select>?", "Beds?"]
    assert ("Normal", "4 passages.") in styled
    quoted = [text for style, text in styled if style == "Quote"]
    assert len(quoted) >= len(quotes)
    report = " ".join(assistant.index.report.text.split())
    assert all(text.rsplit(" ", 1)[0].removeprefix("• ") in report for text in quoted if text[-1].isdigit())
    sources = [text for style, text in styled if style == "Source"]
    assert [text.split()[0] for text in sources[:-1]] == [str(n + 1) for n in range(len(quotes))]
    assert all("Salford Royal" in text and f"p. {quote.page}" in text for text, quote in zip(sources, quotes, strict=False))
    assert sources[-1].endswith(f"edition {assistant.index.report.short_edition}")
    assert ZipFile(io.BytesIO(reply.content)).testzip() is None


@pytest.mark.parametrize(
    ("turns", "status"),
    [
        ([], 422), ([turn()] * 51, 422), ([turn(spans=["1-2"] * 60)] * 6, 422), ([turn(spans=["5-x"])], 422), ([turn(spans=["7-9"])], 404),
        ([turn(spans=["9999990-9999999"])], 404), ([{**turn(), "html": "<b>"}], 422), ([turn("q" * 2_001)], 422),
    ],
)  # fmt: skip
def test_what_is_no_talk_or_no_quotation_is_refused(client, turns, status):
    reply = client.post("/api/talk", json={"turns": turns})
    assert (reply.status_code, reply.headers["content-type"]) == (status, "application/problem+json")


def test_it_counts_in_the_rate_limit(assistant):
    client = TestClient(build_app(*with_settings(assistant, rate_limit=1)))
    assert [client.post("/api/talk", json={"turns": [turn()]}).status_code for _ in range(2)] == [200, 429]
