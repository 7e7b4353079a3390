"""A quotation's lines cut into sentences: which of them answer, which tells most, which lean on the one before."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answers import TAGS
from rag.render import to_html
from rag.render.sentences import in_sentences
from rag.render.text import marked_lines
from rag.types import Answer, Quote, Row

PAGES = "The board sets pay. It appoints its chairs. In 2010 about 45 staff met."


def spoken(text, marks=()):
    return Quote(text, "uclh", "culture", "Culture", "13", None, 0, len(text), "uclh-culture-3", marks)


@pytest.mark.parametrize(
    ("request_", "marks", "telling"),
    [
        ("who appoints the chair?", (), "It appoints its chairs. "),
        ("how many?", (), "In 2010 about 45 staff met."),
        ("anything at all", (), "The board sets pay. "),
        ("who appoints the chair?", ((0, 3), (44, 50)), "The board sets pay. "),
        ("how many staff?", ((0, 3), (44, 50)), "In 2010 about 45 staff met."),
        ("how many does the board set?", ((0, 3), (44, 50)), "In 2010 about 45 staff met."),  # the other has more of its words
    ],
)
def test_the_sentence_that_tells_most_is_marked_or_has_what_is_asked(request_, marks, telling):
    (line,) = in_sentences(spoken(PAGES, marks), request_)
    assert [one.text for one in line if one.tells] == [telling]
    assert "".join(one.text for one in line) == PAGES
    assert [text for one in line for text, answers in one.pieces if answers] == [PAGES[a:b] for a, b in marks]


@pytest.mark.parametrize(
    ("request_", "marks", "answering"),
    [
        ("who appoints the chair?", (), []),
        ("how many staff?", (), ["In 2010 about 45 staff met."]),
        ("when did they meet?", (), ["In 2010 about 45 staff met."]),
        ("how many staff?", ((0, 3),), ["The board sets pay. "]),
        ("who appoints the chair?", ((0, 3), (44, 50)), ["The board sets pay. ", "In 2010 about 45 staff met."]),
    ],
)
def test_what_is_marked_answers_or_where_nothing_is_what_holds_the_thing_that_is_asked_for(request_, marks, answering):
    (line,) = in_sentences(spoken(PAGES, marks), request_)
    assert [one.text for one in line if one.answers] == answering
    page = to_html(Answer(request_, "answered", "M", (spoken(PAGES, marks),)), TAGS)
    assert page.count('<span class="sentence answers') == len(answering)


@pytest.mark.parametrize(
    ("figure", "answering"),
    [
        ({"value": 45.0, "unit": "staff"}, ["In 2010 about 45 staff met."]),
        ({"value": "pay"}, ["The board sets pay. "]),
        ({"value": 46.0}, ["It appoints its chairs. "]),  # nowhere: judged by the marks, as what is no figure
        ({"value": None}, ["It appoints its chairs. "]),
        (None, ["It appoints its chairs. "]),
    ],
)
def test_of_a_figure_those_answer_that_state_it(figure, answering):
    quote = spoken(PAGES, ((20, 25),))
    row = Row("uclh", (quote,), **figure) if figure else None
    (line,) = in_sentences(quote, "which has most?", row)
    assert [one.text for one in line if one.answers] == answering
    page = to_html(Answer("which has most?", "answered", "M", (quote,), rows=(row or Row("uclh", (quote,)),)), TAGS)
    assert f'<span class="sentence answers key">{answering[0][:11]}' in page.replace("<mark>", "").replace("</mark>", "").replace(
        " leans", ""
    )


def test_a_sentence_leans_that_cannot_be_read_without_the_one_before():
    (line,) = in_sentences(spoken("The board sets pay. It appoints its chairs. This report says so. They meet."), "why?")
    assert [one.leans for one in line] == [False, True, False, True]
    page = to_html(Answer("why?", "answered", "M", (spoken(PAGES),)), TAGS)
    assert '<span class="sentence leans">It appoints its chairs. </span>' in page


@given(st.text(max_size=80), st.lists(st.tuples(st.integers(0, 80), st.integers(0, 80)), max_size=3))
def test_cutting_into_sentences_changes_no_word_and_no_mark(text, marks):
    quote = spoken(text, tuple(marks))
    for line, sentences in zip(marked_lines(quote), in_sentences(quote, "why?"), strict=True):
        assert "".join(words for words, _ in line) == "".join(one.text for one in sentences)
        assert "".join(w for w, answers in line if answers) == "".join(
            w for one in sentences for w, answers in one.pieces if answers
        )
    assert sum(one.tells for line in in_sentences(quote, "why?") for one in line) == 1
