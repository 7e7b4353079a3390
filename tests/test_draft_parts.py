"""The parts that a draft is checked with: which punctuation is the same in print, and where the edition's words stand."""

import re

import pytest

from conftest import CORPUS
from rag.corpus.passages import build_passages
from rag.corpus.report import load_report
from rag.corpus.suffixes import Wording
from rag.corpus.typography import punctuation, same_punctuation

REPORT = load_report(CORPUS)
PASSAGES = build_passages(REPORT)


@pytest.mark.parametrize(("own", "printed", "same"), [(" ", " ", True), (", ", " ", False), ("", "-", False), ("-\n", "", True), ("\n", "-", True), (" -- ", " – ", True), ("”", "’", True), (" … ", ", ", False), (" … ", " ", True), (". … ", ". ", True), (" [", " ", True), (" ", " [", False), ("? ", ". ", False)])  # fmt: skip
def test_punctuation(own, printed, same):
    assert same_punctuation(own, printed) == same


def test_punctuation_is_levelled():
    assert punctuation(" ”\n\n • “") == "''"
    assert punctuation("\n- ") == punctuation(" \u200b") == ""


@pytest.mark.parametrize("length", [1, 3, 12, 70, 400])
def test_words_are_found_where_a_plain_search_finds_them(length):
    wording = Wording(REPORT, PASSAGES)
    for start in wording.words.offsets[:-1:97]:
        letters = wording.letters[
            start : next(
                o for o in [*wording.words.offsets, len(wording.letters)] if o >= min(start + length, len(wording.letters))
            )
        ]
        plain = [
            m.start()
            for m in re.finditer(f"(?={letters})", wording.letters)
            if wording.is_edge(m.start()) and wording.is_edge(m.start() + len(letters))
        ]
        edges = set(wording.words.offsets)
        assert wording.find(letters) == [place for place in plain if place in edges]
        assert wording.longest(letters + "\0") == len(letters)
