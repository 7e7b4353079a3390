"""Half-words of the phone are read as the words that are meant, and nothing else is touched."""

import pytest

from rag.understanding.phone import HALF_WORDS, is_said, numbered, spelt_out
from rag.understanding.wordlist import is_listed


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("how many ppl work there", "how many people work there"),
        ("Whats the docs' view", "Whats the docs' view"),  # a possessive is no half-word
        ("Ppl at board level", "People at board level"),
        ("docs, execs and mgrs", "doctors, executives and managers"),
        ("r u sure abt it?", "r you sure about it?"),
        ("it doesnt say nowt", "it doesn't say nothing"),
        ("hw do they pick, im asking", "how do they pick, I'm asking"),
        ("PPL and DOCS", "PPL and DOCS"),
        ("see docs.example.org or docs/u", "see docs.example.org or docs/u"),
        ("non-exec directors", "non-exec directors"),
        ("documents of executives", "documents of executives"),
        ("who leads n who pays", "who leads and who pays"),
        ("N, n=20 and n-ary", "N, n=20 and n-ary"),
        ("save the 1000 lives, 870000 outpatients", "save the 1,000 lives, 870,000 outpatients"),
        ("since 2000, in 2007, or 1,000", "since 2000, in 2007, or 1,000"),
        ("Is IT named?", "Is information technology named?"),
        ("IT", "information technology"),
        ("is it so, IT-led, at I.T", "is it so, IT-led, at I.T"),
        ("WHAT ABOUT IT", "WHAT ABOUT IT"),  # it may be the pronoun
        ("anything re bullying, re-told", "anything about bullying, re-told"),
        ("and What on earth is that", "and What is that"),
        ("wots tickle", "what's tickle"),
        ("no of consultants, no. of staff, there is no of course", "number of consultants, number of staff, there is no of course"),
        ("ok different q - who", "ok different question - who"),
        ("WHERE DOES IT MENTION coaching", "WHERE DOES IT MENTION coaching"),
        ("what is n for it, a bout of it", "what is n for it, a bout of it"),
        ("fifty % of them, who in the world rankings", "fifty % of them, who in the world rankings"),
        ("what does tl;dr mean", "what does tl;dr mean"),
        ("TL;DR", "short summary of the report"),
        ("the gist", "short summary of the report"),
        ("gist of chapter 3, get the gist across", "short summary of chapter 3, get the gist across"),
        ("wards, e.g. surgery, i.e. the beds (e.g. 20)", "wards, eg surgery, ie the beds (eg 20)"),
        ("e.g.x, the i.e browser, page e.", "e.g.x, the ie browser, page e."),
        ("L&D budget, l & d, HL&D", "learning and development budget, learning and development, HL&D"),
        ("tldr of the checklist", "short summary of the checklist"),
        ("consultants w/ a role, w/o pay, and/or w/e", "consultants with a role, without pay, and/or w/e"),
        ("what % of doctors, 5% of them, 12 % of us", "what percentage of doctors, 5% of them, 12 % of us"),
        ("ref A1000, 10.1000/x, 12000.50 and 1001", "ref A1000, 10.1000/x, 12000.50 and 1001"),
    ],
)
def test_half_words_are_written_out(typed, read):
    assert spelt_out(typed) == read


def test_what_is_read_is_said_only_where_more_than_an_apostrophe_was_left_out():
    assert is_said("how many ppl", spelt_out("how many ppl"))
    assert not is_said("it isnt so", spelt_out("it isnt so"))
    assert not is_said("1000 lives", spelt_out("1000 lives"))


def test_no_half_word_stays_one():
    meant = {word for words in HALF_WORDS.values() for word in words.split()}
    assert not meant & set(HALF_WORDS)
    assert all(is_listed(word) or "'" in word for word in meant)


def test_a_number_that_is_abbreviated_is_no_no():
    assert numbered("no. consultants at Ash") == "number of consultants at Ash"
    assert numbered("No. of wards?") == "number of wards?"
    assert spelt_out("leads w medical background") == "leads with medical background"
    for text in ("no. Ash", "No. this is wrong", "no. was it", "there is no. nurses"):
        assert numbered(text) == text


@pytest.mark.parametrize(("typed", "read"), [
    ("what does the 4th one do", "what does the fourth one do"), ("the 1st of march", "the 1st of march"), ("does any1 else have em", "does anyone else have them"), ("item 1", "item 1"), ("3rd may", "3rd may"),
])  # fmt: skip
def test_an_ordinal_is_written_out(typed, read):
    assert spelt_out(typed) == read
