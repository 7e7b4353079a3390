"""Figures and index as pages, JSON and CSV over HTTP: well formed, escaped, linked, cached, documented."""

import csv
import html
import io
import re
from html.parser import HTMLParser

import pytest
from starlette.testclient import TestClient

from conftest import CORPUS
from rag.answering.assistant import Assistant
from rag.answering.prepared import Prepared
from rag.corpus.concordance import load_synonyms
from rag.corpus.prepared import load_prepared
from rag.settings import Settings
from rag.web import reference_models as models
from rag.web.navigation import pages_of
from rag.web.server import build_app
from reference_entries import CHAIR, EVIL, entries

pytestmark = [pytest.mark.filterwarnings("ignore::DeprecationWarning"), pytest.mark.filterwarnings("ignore::ResourceWarning")]
PAGES = ("/figures", "/figures?sort=figures/staff", "/figures?sort=-figures/staff", "/index")
RECORDS = {
    "/api/figures": models.FiguresRecord,
    "/api/index": models.TopicsRecord,
    "/api/concordance?q=doctors": models.FoundRecord,
}
VOID = {"meta", "link", "br", "img", "input", "hr"}


def served(assistant, prepared):
    settings = Settings(allowed_hosts=("testserver",))
    own = Assistant(
        assistant.index, assistant.retriever._embedder, assistant.organisations, assistant.calibration, settings,
        Prepared(tuple(prepared), load_synonyms(CORPUS)),
    )  # fmt: skip
    return TestClient(build_app(own, settings))


@pytest.fixture(scope="module")
def client(assistant, anchors):
    """With the hand-worked entries and whatever the corpus has."""
    return served(
        assistant, (*entries(anchors), *(e for e in load_prepared(CORPUS, anchors) if e.id not in {x.id for x in entries(anchors)}))
    )


class Checked(HTMLParser):
    """Every element closed in order, ids once; keeps links, ids, rows of tables and the text."""

    def __init__(self, page):
        super().__init__()
        self.open, self.ids, self.links, self.rows, self.tags = [], [], [], [], set()
        self.feed(page)
        self.close()
        assert self.open == []
        assert len(self.ids) == len(set(self.ids)), [i for i in self.ids if self.ids.count(i) > 1]

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.tags.add(tag)
        if tag not in VOID:
            self.open.append(tag)
        if "id" in attrs:
            self.ids.append(attrs["id"])
        if tag == "a":
            self.links.append(attrs["href"])
        if tag == "tr":
            self.rows.append(0)
        if tag in ("td", "th"):
            self.rows[-1] += int(attrs.get("colspan", 1))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_well_formed_and_needs_no_script(client, path):
    answer = client.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
    page = Checked(answer.text)
    assert "script" not in page.tags
    assert not re.search(r"\son\w+=|javascript:", answer.text.replace(EVIL, ""))
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; “quotes”" in answer.text


@pytest.mark.parametrize("path", ["/figures", "/index"])
def test_every_link_leads_somewhere(client, assistant, path):
    page = Checked(client.get(path).text)
    passages = {p.id: p for p in assistant.index.passages}
    read = [re.fullmatch(r"read\?edition=\w{8}&mark=(\d+)-(\d+)#(.+)", link) for link in page.links]
    for start, end, passage in (found.groups() for found in read if found):
        assert passages[passage].start <= int(start) < int(end) <= passages[passage].end
    assert sum(map(bool, read)) > 5
    for link, found in zip(page.links, read, strict=True):
        if link.startswith("#"):
            assert link[1:] in [*page.ids, "text"]
        elif not found:
            assert client.get(f"/{link.partition('#')[0]}").status_code == 200


def test_the_rows_of_a_table_are_of_one_width(client):
    assert set(Checked(client.get("/figures").text).rows[:5]) == {len(compared(client)) + 1}
    assert set(Checked(client.get("/figures").text).rows[5:]) == {5}


def compared(client):
    return [f for f in client.get("/api/figures").json()["figures"] if f["compares"]]


def trusts(page):
    table = re.search(r'<table class="compared".*?</table>', page, re.DOTALL)[0]
    return re.findall(r'<tr role="row" class="trust-([\w-]+)">', table)


def test_a_column_is_sorted_by_its_values_and_those_without_one_come_last(client):
    assert trusts(client.get("/figures").text) == ["northumbria", "salford", "southern-health", "uclh"]
    assert trusts(client.get("/figures?sort=figures/staff").text) == ["northumbria", "southern-health", "uclh", "salford"]
    assert trusts(client.get("/figures?sort=-figures/staff").text) == ["salford", "uclh", "northumbria", "southern-health"]
    assert trusts(client.get("/figures?sort=figures/budget").text)[:2] == ["salford", "northumbria"]
    assert trusts(client.get("/figures?sort=-figures/budget").text) == ["northumbria", "salford", "southern-health", "uclh"]
    assert 'aria-sort="descending"' in client.get("/figures?sort=figures/staff").text
    assert 'aria-sort="ascending"' in client.get("/figures?sort=-figures/staff").text
    for unknown in ("figures/formed", "<script>", "x" * 200):
        assert client.get("/figures", params={"sort": unknown}).text == client.get("/figures").text
    assert client.get("/figures", params={"sort": "x" * 201}).status_code == 422


def test_a_bar_is_as_long_as_its_value(client):
    table = re.search(r'<table class="compared".*?</table>', client.get("/figures").text, re.DOTALL)[0]
    bars = [list(map(int, re.findall(r"inline-size: (\d+)%", row))) for row in table.split("<tr ")[2:]]
    assert [row[0] for row in bars] == [100, 72, 100, 89]  # 9,000, 6,500, 9,000 and 8,000 staff


def test_a_cell_says_what_it_is(client):
    page = client.get("/figures").text
    row = re.search(r'<tr role="row" id="figures-formed">.*?</tr>', page, re.DOTALL)[0]
    cells = [" ".join(re.sub("<[^>]+>", " ", cell).split()) for cell in re.findall(r"<td.*?</td>", row, re.DOTALL)]
    assert cells[0] == cells[2] == "– nothing said either way"
    assert cells[1].startswith("2007 year")
    assert cells[3] == "not stated"


@pytest.mark.parametrize("path", [*PAGES, *RECORDS, "/figures.csv"])
def test_what_does_not_change_is_sent_once(client, path):
    first = client.get(path, headers={"accept-encoding": "identity"})
    small = client.get(path, headers={"accept-encoding": "gzip"})
    assert first.content == small.content
    assert small.headers["content-encoding"] == "gzip"
    again = client.get(path, headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_no_two_pages_have_one_tag(client):
    assert len({client.get(path).headers["etag"] for path in PAGES}) == len(PAGES)


@pytest.mark.parametrize("path", RECORDS)
def test_what_the_api_gives_is_what_it_documents(client, path):
    record = client.get(path).json()
    assert RECORDS[path].model_validate(record).model_dump() == record
    schema = client.get("/openapi.json").json()["paths"][path.partition("?")[0]]["get"]
    assert schema["responses"]["200"]["content"]["application/json"]["schema"]["$ref"].endswith(RECORDS[path].__name__)


def test_the_page_shows_what_the_api_gives(client):
    page = " ".join(html.unescape(re.sub("<[^>]+>", " ", client.get("/figures").text)).split())
    for figure in client.get("/api/figures").json()["figures"]:
        assert figure["title"] in page
        for place in (p for cell in (*figure["cells"], figure["general"]) if cell for p in cell["places"]):
            for line in place["text"].split("\n"):
                assert " ".join(line.split()) in page, line


def test_the_spreadsheet_opens_as_utf_8_under_the_editions_name(client):
    answer = client.get("/figures.csv")
    assert answer.headers["content-type"].startswith("text/csv; charset=utf-8")
    assert re.fullmatch(r'attachment; filename="figures-\w{8}\.csv"', answer.headers["content-disposition"])
    assert answer.content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))
    assert rows[0]["attribute"] == "Staff employed"


def test_the_concordance_over_http(client):
    record = client.get("/api/concordance", params={"q": "moribund"}).json()
    assert [place["text"] for trust in record["trusts"] for place in trust["places"]] == [CHAIR]
    assert client.get("/api/concordance", params={"q": "burnout"}).json()["missing"] == ["burnout"]
    for q, status in (("", 422), ("?!", 422), ("x" * 101, 422), ("x" * 100, 200), ("\x00", 422), ("’", 422), ("İ", 200)):
        answer = client.get("/api/concordance", params={"q": q})
        assert answer.status_code == status, q
        assert answer.headers["content-type"] == ("application/json" if status == 200 else "application/problem+json")
    assert client.get("/api/concordance").status_code == 422


def test_without_prepared_answers_the_pages_are_empty_and_whole(assistant):
    bare = served(assistant, ())
    for path in ("/figures", "/index"):
        page = Checked(bare.get(path).text)
        assert "table" not in page.tags
    assert bare.get("/api/figures").json()["figures"] == []
    assert bare.get("/figures.csv").text.count("\n") == 1


def test_the_pages_know_each_other(client, report):
    own = {"/read": "read", "/figures": "figures", "/index": "index", "/map": "map"}
    for path, here in own.items():
        text = client.get(path).text
        listed = text[text.index('<p class="links">') :].partition("</p>")[0]
        assert {"./", *own.values()} - set(re.findall(r'<a href="([^"]+)"', listed)) == {here}
        assert re.findall(r">([^<]+)<", re.sub(r">\s+<", "><", listed)) == list(
            pages_of(report.profile.group).values()
        )  # in their places
        assert re.findall(r'<span aria-current="page">([^<]+)', listed) == [pages_of(report.profile.group)[here]]
    chat = client.get("/").text.replace('\\"', '"')
    assert all(f'href="{link}"' in chat for link in own.values())
