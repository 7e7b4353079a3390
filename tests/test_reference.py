"""Figures, index and places of words as data: against entries worked by hand, and over the whole report."""

import csv
import io
import json
import random
from dataclasses import replace

import pytest

from conftest import CORPUS
from rag.cli import main
from rag.corpus.concordance import Concordance, load_synonyms
from rag.corpus.prepared import load_prepared
from rag.reference import places
from rag.reference.figures import COLUMNS, figures, to_csv
from rag.reference.topics import Pages, topics
from rag.text import STOPWORDS, words
from reference_entries import CHAIR, CPG, DECISIONS, EVIL, SHARE, STAFF, entries

INVOLVED = (
    "Clinicians are very actively involved, not only through the operational structure described but also through other forums."
)


@pytest.fixture(scope="module")
def table(small_index, anchors):
    return figures(small_index, entries(anchors))


@pytest.fixture(scope="module")
def index(small_index, anchors):
    return topics(small_index, entries(anchors))


@pytest.fixture(scope="module")
def concordance(passages):
    return Concordance(passages, {"consultant": ["senior doctor"], "moribund": ["dying", "half dead"], "staff": ["dying"]})


def attribute(table, name):
    return next(a for a in table.attributes if a.id == f"figures/{name}")


# Figures


def test_a_cell_has_its_value_and_the_words_it_was_read_from(table):
    cell = attribute(table, "staff").cell("salford")
    assert (cell.state, cell.amount, cell.number, cell.measure, cell.value) == ("stated", "more than 6,500", "6,500", "staff", 6500)
    assert [place.text for place in cell.places] == [STAFF["salford"][0]]
    assert cell.places[0].page == "12"
    assert (
        cell.places[0].link
        == f"/read?edition={table.edition}&mark={cell.places[0].start}-{cell.places[0].end}#{cell.places[0].passage}"
    )


def test_values_of_one_unit_are_set_in_an_order_and_others_are_not(table):
    assert attribute(table, "staff").order == ("northumbria", "southern-health", "uclh", "salford")
    assert attribute(table, "budget").order == ("salford", "northumbria")
    assert [a.id for a in table.attributes if a.compares] == ["figures/staff", "figures/budget"]


def test_silent_is_not_the_same_as_nothing_either_way(table):
    states = [cell.state for cell in attribute(table, "formed").cells]
    assert states == ["unknown", "stated", "unknown", "not_stated"]
    assert attribute(table, "staff").general is None


def test_what_is_of_no_single_trust_is_beside_the_cells(table):
    general = attribute(table, "words").general
    assert (general.trust, general.amount, [p.text for p in general.places]) == (None, "between 15 and 40", [SHARE])
    assert [cell.state for cell in attribute(table, "study").cells] == ["unknown"] * 4


def test_the_csv_has_a_line_a_cell_and_is_read_back_whole(table):
    rows = list(csv.DictReader(io.StringIO(to_csv(table), newline="")))
    assert tuple(rows[0]) == COLUMNS
    assert len(rows) == 4 * len(table.attributes) + 2
    salford = next(row for row in rows if (row["id"], row["trust_id"]) == ("figures/staff", "salford"))
    assert (salford["value"], salford["unit"], salford["words"], salford["compares"]) == (
        "6500",
        "staff",
        STAFF["salford"][0],
        "yes",
    )
    assert {row["state"] for row in rows} == {"stated", "not stated", "–"}
    assert [row["trust"] for row in rows if row["trust_id"] == "all"] == ["The report as a whole"] * 2


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r", "\n=", " =", "＝", "＋", "－", "＠"])
def test_no_cell_of_the_csv_is_a_formula(small_index, anchors, start):
    evil = f'{start}cmd|" /C calc"!A0'
    own = [
        replace(e, title=evil, id=evil, parts=tuple(replace(p, qualifier=evil, unit=evil) for p in e.parts))
        for e in entries(anchors)
    ]
    for row in csv.reader(io.StringIO(to_csv(figures(small_index, own)), newline="")):
        assert not [cell for cell in row if cell.lstrip(" ")[:1] in tuple("=+-@\t\r\n＝＋－＠") and cell]
    assert f"'{evil}" in to_csv(figures(small_index, own)).replace('""', '"')


# Index


def test_the_index_is_from_a_to_z_without_articles_and_quotation_marks(index):
    assert [h.title for h in index.headings] == [
        "360-degree feedback",
        "Clinical Policy Group (CPG)",
        "The committees",
        "CPG",
        EVIL,
    ]
    assert [letter for letter, _ in index.letters] == ["0–9", "C", "S"]


def test_entries_of_one_title_share_a_heading(index):
    heading = index.headings[1]
    assert (heading.ids, heading.forms, heading.note) == (("term/cpg", "topic/cpg"), ("term", "topic"), "A card.")
    assert [(p.trust, [place.text for place in p.places]) for p in heading.pages] == [
        ("northumbria", [f"{INVOLVED} {CPG}", DECISIONS]),  # "For instance" leans on what is before it
        (None, [SHARE]),
    ]


def test_two_places_of_a_page_are_one_number_which_leads_to_the_first(small_index, anchors):
    heading = next(h for h in topics(small_index, entries(anchors)).headings if h.title == "The committees")
    place = heading.pages[0].places[0]
    pages = Pages(
        "northumbria",
        "N",
        (place, type(place)("later", place.page, "", None, 0, 1, "", ""), type(place)("x", "9", "", None, 0, 1, "", "")),
    )
    assert [(p.page, p.text) for p in pages.by_page] == [(place.page, place.text), ("9", "x")]


def test_an_abbreviation_says_where_to_look(index):
    line = next(h for h in index.headings if h.title == "CPG")
    assert (line.see, line.pages) == (("Clinical Policy Group (CPG)",), ())


# Every prepared entry


def test_every_word_of_figures_and_index_is_the_reports(small_index, anchors, report):
    prepared = (*entries(anchors), *load_prepared(CORPUS, anchors))
    cells = [c for a in figures(small_index, prepared).attributes for c in (*a.cells, a.general) if c]
    stated = [place for cell in cells for place in cell.places]
    listed = [place for h in topics(small_index, prepared).headings for pages in h.pages for place in pages.places]
    owner = {p.id: p.trust for p in small_index.passages}
    for place in stated + listed:
        assert place.text == report.text[place.start : place.end]
        assert place.link.endswith(f"&mark={place.start}-{place.end}#{place.passage}")
    assert all(owner[place.passage] == cell.trust for cell in cells for place in cell.places)
    assert all((cell.state == "stated") == bool(cell.places) for cell in cells)


# Places of words


def test_every_place_of_a_word_by_trust(report, passages, concordance):
    found = places.find(report, passages, concordance, "MORIBUND!")
    assert [(t.trust, len(t.places)) for t in found.trusts] == [
        ("northumbria", 0),
        ("salford", 1),
        ("southern-health", 0),
        ("uclh", 0),
        (None, 0),
    ]
    place = found.trusts[1].places[0]
    assert (place.text, place.page, place.speaker) == (CHAIR, "15", "Clinical director")
    assert [report.text[a:b] for a, b in place.marks] == ["moribund"]
    assert (found.count, found.together, found.message) == (1, "sentence", "‘moribund’ stands in 1 sentence of the report.")


def test_a_synonym_is_looked_up_under_every_headword_and_said(report, passages, concordance):
    found = places.find(report, passages, concordance, "dying")
    assert found.synonyms == ("moribund", "staff")
    assert found.count == len(concordance.sentences("moribund") | concordance.sentences("staff"))
    assert found.message.startswith("‘dying’ or ‘moribund’ or ‘staff’ stands in ")
    assert places.find(report, passages, concordance, "half dead").looked_for == ("half dead",)


def test_that_a_word_does_not_occur_is_said_of_that_word(report, passages, concordance):
    found = places.find(report, passages, concordance, "burnout of the doctors")
    assert (found.missing, found.count, found.together) == (("burnout",), 0, None)
    assert found.message == "‘burnout’ does not occur in the report."


def test_words_that_stand_together_in_no_sentence_are_shown_by_passage_or_not_at_all(report, passages, concordance):
    apart = places.find(report, passages, concordance, "moribund virgin")
    assert (apart.together, apart.count, apart.missing) == (None, 0, ())
    assert "nowhere in one passage" in apart.message
    found = places.find(report, passages, concordance, "weather tough")
    assert (found.together, found.count) == ("passage", 2)
    assert [place.passage for t in found.trusts for place in t.places] == ["salford-governance-6"] * 2
    assert "in no one sentence" in found.message


@pytest.mark.parametrize("typed", ["", "  ", "?!", "x" * 101])
def test_what_holds_no_word_or_too_much_is_refused(report, passages, concordance, typed):
    with pytest.raises(ValueError, match="give"):
        places.find(report, passages, concordance, typed)


def test_stop_words_are_left_out_unless_there_is_nothing_else(report, passages, concordance):
    assert places.find(report, passages, concordance, "where is the moribund one").looked_for == ("moribund", "one")
    assert places.find(report, passages, concordance, "the").looked_for == ("the",)


def test_no_sentence_with_the_word_is_missed(report, passages, concordance):
    """Against the plainest search there is, for 200 words of the report."""
    every = sorted({w for p in passages for s in p.sentences for w in words(s.text)} - STOPWORDS)
    for word in random.Random(13).sample(every, 200):
        found = places.find(report, passages, concordance, word)
        shown = {place.start for t in found.trusts for place in t.places}
        assert shown >= {s.start for p in passages for s in p.sentences if word in words(s.text)}
        for place in (place for t in found.trusts for place in t.places):
            assert place.text == report.text[place.start : place.end]
            assert place.marks, (word, place.text)
            assert all(place.start <= a < b <= place.end for a, b in place.marks)


def test_the_command_line_gives_the_same(report, passages, capsys):
    assert main(["find", "moribund", "--json"]) == 0
    own = Concordance(passages, load_synonyms(CORPUS))
    expected = places.record(places.find(report, passages, own, "moribund"))
    assert json.loads(capsys.readouterr().out) == json.loads(json.dumps(expected))
    assert main(["find", "moribund"]) == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert CHAIR in shown
    assert "Salford Royal (1)" in shown
    assert main(["find", "?!"]) == 1
    assert "give a word" in capsys.readouterr().err
