"""Why nothing is quoted of a trust: each word that is named stands where it is said to, in the form in which it stands there."""

from dataclasses import replace

import pytest

import tiny
from rag.corpus.concordance import Concordance
from rag.understanding.question import Question

KIT = tiny.answerer().kit


@pytest.mark.parametrize(
    ("trust", "words", "silence", "named", "page"),
    [
        ("ash", ("boards",), "not_answered", ("board",), "2"),  # as it is printed
        ("ash", ("boards", "wards"), "not_answered", ("board", "wards"), "2"),
        ("ash", ("nurses", "wards"), "not_answered", ("nurses", "wards"), "2"),
        ("ash", ("picking", "extra", "boards"), "not_answered", ("board",), "2"),
        ("ash", ("best", "nurses"), "not_answered", ("nurses",), "2"),  # how it is asked proves nothing
        ("ash", ("runs",), "not_answered", ("run",), "2"),
        ("ash", ("become", "boards"), "not_answered", ("board",), "2"),
        ("birch", ("dealing", "nurses"), "no_mention", ("nurses",), None),
        ("birch", ("nurses",), "no_mention", ("nurses",), None),
        ("birch", ("mentors",), "not_answered", ("mentoring",), "3"),
    ],
)
def test_a_silence_names_what_stands_there_as_it_is_printed(trust, words, silence, named, page):
    row = KIT.silence(trust, words)
    assert (row.silence, row.looked_for, row.page) == (silence, named, page)
    assert silence == "no_mention" or all(word in " ".join(s.text.lower() for s in tiny.SENTENCES) for word in named)


def test_the_page_that_is_named_has_the_word_that_tells_most():
    """The board and its directors stand together, but under further names in the report; "monthly" stands once."""
    told = {head: ["board", "directors"] for head in ("safety", "mentoring", "consultant")}
    kit = replace(KIT, concordance=Concordance(tiny.PASSAGES, told))
    kit.__dict__["_page_of"] = {2: "2", 3: "9"}
    row = kit.silence("ash", ("board", "directors", "monthly"))
    assert (row.looked_for, row.page) == (("monthly",), "9")


def test_words_of_a_story_round_a_question_prove_no_silence():
    asked = Question("Our own porters are on strike. Which trusts have nurses on the board?")
    assert KIT.sought(asked) == KIT.sought(Question("Which trusts have nurses on the board?"))
    assert "porters" not in KIT.sought(asked)


def test_people_of_whom_the_report_speaks_throughout_prove_nothing_beside_a_thing_that_it_has():
    assert KIT.sought(Question("Which trusts have nurses on the board?")) == ("board",)
    assert KIT.sought(Question("Which trusts have nurses?")) == ("nurses",)
    assert KIT.sought(Question("Which trusts have zebras for nurses?")) == ("zebras", "nurses")


def test_what_only_asks_when_or_where_is_not_told_to_be_missing():
    assert tiny.answerer().kit.unheard(("due", "page", "zebra")) == ("zebra",)
