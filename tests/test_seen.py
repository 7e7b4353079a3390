"""How much of an answer the page shows at once, and what it folds."""

import re
from dataclasses import replace

import pytest

from answers import NOBODY, PLAIN, TAGS, VOICE
from rag.render import to_html, to_markdown, to_text
from rag.types import Answer, Row


def test_a_fourth_quotation_is_folded():
    four = tuple(replace(PLAIN, start=PLAIN.start + n, end=PLAIN.end + n) for n in range(4))
    page = to_html(Answer("Q?", "answered", "M", four), TAGS)
    assert "<summary>1 more quotation</summary>" in page
    assert re.findall(r">(\d) · ", page) == ["1", "2", "3", "4"]


def test_of_each_of_several_requests_one_quotation_is_seen_at_once():
    three = tuple(replace(PLAIN, start=PLAIN.start + n, end=PLAIN.end + n) for n in range(3))
    rows = (Row("uclh", three[:2]), Row("salford", (VOICE,)))
    parts = (Answer("1?", "answered", "M", three), Answer("2?", "answered", "M", (NOBODY, *three[:2], VOICE), rows=rows))
    whole = Answer("Both?", "answered", "Two.", parts=parts)
    first, second = to_html(whole, TAGS).split('<section class="part')[1:]
    assert re.findall(r">(\d) · ", first.partition("<details")[0]) == ["1"]
    assert "<summary>2 more quotations</summary>" in first
    assert re.findall(r">(\d) · ([^<]+)", second.partition("<details")[0]) == [
        ("4", "back cover"),
        ("5", "p. 30–31"),
        ("6", "p. 15"),
    ]
    assert "<summary>1 more quotation</summary>" in second
    assert to_html(parts[0], TAGS).count('<details class="more"') == 0  # by itself it shows all three


@pytest.mark.parametrize(("counts", "seen"), [((3, 1), [1, 1]), ((3, 2), [2, 2]), ((2, 0), [2, 0]), ((3, 2, 2), [1, 1, 1])])
def test_no_row_shows_more_quotations_than_the_one_that_has_fewest(counts, seen):
    every = [[replace(PLAIN, start=100 * n + at, end=100 * n + at + 26) for at in range(count)] for n, count in enumerate(counts)]
    rows = tuple(Row(t, tuple(own)) for t, own in zip(("uclh", "salford", "northumbria"), every, strict=False))
    page = to_html(Answer("Q?", "answered", "M", tuple(q for own in every for q in own), rows=rows), TAGS)
    shown = page.split('<section class="row')[1:]
    assert [row.partition('<details class="more"')[0].count("<figure") for row in shown] == seen


@pytest.mark.parametrize(("count", "folded"), [(2, 0), (3, 3)])
def test_of_each_of_many_rows_one_quotation_is_seen_at_once(count, folded):
    quotes = [replace(PLAIN, start=n * 50, end=n * 50 + 26, trust=None) for n in range(2 * count)]
    rows = tuple(
        Row(trust, (quotes[2 * n], quotes[2 * n + 1])) for n, trust in enumerate(("uclh", "salford", "northumbria")[:count])
    )
    page = to_html(Answer("Q?", "answered", "M", tuple(quotes), rows=rows), TAGS)
    assert page.count("<summary>1 more quotation</summary>") == folded
    assert re.findall(r">(\d) · ", page) == [str(n + 1) for n in range(2 * count)]


@pytest.mark.parametrize(("silent", "seen"), [(0, 1), (1, 2)])
def test_before_more_than_two_rows_that_say_something_one_quotation_of_all_is_seen(silent, seen):
    every = tuple(replace(NOBODY, start=NOBODY.start + n, end=NOBODY.end + n) for n in range(3))
    own = tuple(replace(VOICE, start=VOICE.start + n, trust=t) for n, t in enumerate(("salford", "uclh", "northumbria")))
    rows = tuple(Row(q.trust, () if n < silent else (q,), "no_mention" if n < silent else None) for n, q in enumerate(own))
    page = to_html(Answer("Q?", "partial", "M", (*every, *own[silent:]), rows=rows), TAGS)
    assert page[: page.index('<div class="grid">')].count("<figure") == seen
    assert f"{3 - seen} more quotation" in page
    marked = (*every[:2], replace(every[2], marks=((every[2].start, every[2].start + 3),)))
    page = to_html(Answer("Q?", "partial", "M", (*marked, *own[silent:]), rows=rows), TAGS)
    assert "<mark>" in page[: page.index('<div class="grid">')]  # not folded behind one that holds nothing that was asked for


def test_what_is_folded_is_counted_and_numbered_after_the_answer():
    answer = Answer("Q?", "answered", "M", (VOICE,), more=(PLAIN, NOBODY))
    page = to_html(answer, TAGS)
    folded = re.search(r'<details class="more"><summary>2 more quotations</summary>(.*)</details>', page, re.DOTALL)[1]
    assert re.findall(r">(\d) · ", folded) == ["2", "3"]
    assert "2 more quotations: p. 30–31, back cover." in to_text(answer, TAGS)
    assert "2 more quotations: p. 30–31, back cover." in to_markdown(answer, TAGS)


@pytest.mark.parametrize(
    ("first", "second", "plain"),
    [(((0, 9),), ((0, 9),), False), (((0, 9),), (), True), ((), (), False), (((0, 9),), ((0, 26),), True)],
)
def test_words_stand_out_in_every_row_or_in_none(first, second, plain):
    quotes = [
        replace(PLAIN, trust=trust, start=n * 50, end=n * 50 + 26, marks=tuple((n * 50 + a, n * 50 + b) for a, b in marks))
        for n, (trust, marks) in enumerate((("uclh", first), ("salford", second)))
    ]
    rows = tuple(Row(quote.trust, (quote,)) for quote in quotes)
    page = to_html(Answer("Q?", "answered", "M", tuple(quotes), rows=(*rows, Row("northumbria", ()))), TAGS)
    assert ('<div class="grid plain">' in page) == plain
