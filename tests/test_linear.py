"""What reads typed text takes time in proportion to its length, whatever was typed.

Each pattern and each function gets generated worst cases at two lengths; the longer may take no more than its share with
slack. A case that takes less than a few milliseconds at the longer length needs no second measurement: quadratic time on
so many characters would take longer.
"""

import importlib
import pkgutil
import re
import sys
import time

import pytest

import rag.answering
import rag.text
import rag.understanding
from conftest import CORPUS
from rag.answering import judge
from rag.answering.find import routed
from rag.corpus import matching
from rag.corpus.checker import Checker
from rag.understanding import (
    clauses,
    language,
    limits,
    moves,
    names,
    parts,
    phrases,
    places,
    question,
    spelling,
    talk,
    thing,
    turns,
    wrapping,
)
from rag.understanding.rules import Rule

pytestmark = pytest.mark.timed
SHORT, LONG = 1_000, 8_000
"""Characters; the longest request is 8,000 bytes."""
QUICK = 0.001
"""Seconds for ``LONG`` characters: in quadratic time ``[^.!?]+\\?`` takes 60 times as long, and ``salford.*\\?$`` still twice."""
DRAFT = {"short": 2_000, "long": 16_000}
"""A draft may be far longer than a request."""
SLACK = 3.0
"""Over the ratio of the lengths, which is 8: quadratic growth would be 8 times over it."""


def fastest(call, text, runs):
    """Seconds of this thread's own work, so that whoever else uses the machine does not count."""
    best = float("inf")
    for _ in range(runs):
        start = time.thread_time()
        call(text)
        best = min(best, time.thread_time() - start)
    return best


def linear(call, make, quick=QUICK, short=SHORT, long=LONG, looks=(1, 3, 10)):
    """Whether ``call`` grows linearly on ``make(length)``; otherwise what was measured."""
    slow = float("inf")
    for runs in looks:  # a busy machine gets a second and a third, longer look
        slow = min(slow, fastest(call, make(long), runs))
        if slow < quick:
            return True
        brief = fastest(call, make(short), runs + 1)
        if slow <= brief * long / short * SLACK:
            return True
    return f"{short}: {brief * 1e3:.1f} ms, {long}: {slow * 1e3:.1f} ms"


def repeated(unit, end=""):
    return lambda length: (unit * (length // len(unit) + 1))[: length - len(end)] + end


def patterns():
    """Every compiled pattern and rule of the modules that read what a person typed, once each, whoever takes it from another."""
    for package in (rag.understanding, rag.answering):
        for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            importlib.import_module(module.name)
    seen = set()
    for name, module in sorted(sys.modules.items()):
        if name.startswith(("rag.understanding.", "rag.answering.")) or name in ("rag.text", "rag.corpus.checker"):
            for attribute, value in sorted(vars(module).items()):
                pattern = value.pattern if isinstance(value, Rule) else value
                if isinstance(pattern, re.Pattern) and pattern not in seen:
                    seen.add(pattern)
                    yield pytest.param(pattern, id=f"{name}.{attribute}")


SIGNS = ["=", ".", "?", "? ", "!", " ", "  ", ",", ", ", "' ", "'s ", "’s", "a'", "-", "_", "{", "${", "{{", "{%", "<", "< ", "/", ">", ":", "&",
         "a", "A", "Aa ", "A-", "A&", "1", "a1", "\u0301", "é", "字", "🙂", "ß", "İ", "\0", "\0 ", "\n", "\t", "- ", "--\n"]  # fmt: skip


def units(pattern):
    """What a pattern may be led astray by: signs, its own words, each alone, parted in several ways, and all in a row."""
    own = sorted(set(re.findall(r"[A-Za-z]{2,}(?: [a-z]{2,})*", re.sub(r"\\[a-zA-Z]", " ", pattern.pattern))))
    own = own[:: max(1, len(own) // 12)]
    yield from SIGNS
    for word in own:
        yield from (f"{word} ", f"{word}, ", f"{word}.{word} ")
    yield " ".join(own) + " "
    yield " of the " + " ".join(reversed(own))


@pytest.mark.parametrize("pattern", list(patterns()))
def test_a_pattern_takes_linear_time(pattern):
    for unit in units(pattern):
        for end in ("", "\0x"):
            make = repeated(unit, end)
            for call in (pattern.fullmatch, lambda text: list(pattern.finditer(text))):  # which does all that a search does
                assert linear(call, make) is True, (unit, end)


LINES = ["1 ", "i ", "- ", "| ", "a ", "> ", ">", " ", "a", "1", "·", "page ", "https://", "of 1 "]


@pytest.mark.parametrize("pattern", [matching._NUMBERED, matching._PAGE_NUMBER], ids=["numbered", "page number"])
@pytest.mark.parametrize("begin", ["", ">" * 300, " " * 300, "a"])
@pytest.mark.parametrize("unit", LINES)
def test_a_drafts_line_takes_linear_time(pattern, begin, unit):
    """As seen on a69a3d7: a line of 120 signs and spaces took 2 ms, and a draft of 144 KB 4 s."""
    for end in ("", "\0", " " * 300 + "\0"):
        assert linear(pattern.fullmatch, lambda length: begin + unit * (length // len(unit)) + end, **DRAFT) is True, end  # noqa: B023 - at once


@pytest.mark.parametrize(
    ("pattern", "unit"),
    [(r"[^.!?]+\?", "="), (r"(?:[A-Z]\w*|and)(?: (?:[A-Z]\w*|and))* Trust", "Aa "), (r"\s+$", "  x")],
)
def test_quadratic_time_would_be_noticed(pattern, unit):
    """Two of the patterns that were mended; the last is quadratic only in runs, and there are none."""
    found = linear(lambda text: list(re.finditer(pattern, text)), repeated(unit), looks=(1,))
    assert (found is True) == (unit == "  x")


def test_no_pattern_is_compiled_where_it_is_used():
    """Patterns inside a function would escape the test above; names' own are of the corpus, not of what was typed."""
    for module in (names, phrases, question, spelling, limits, judge):
        inside = [
            node
            for node in vars(module).values()
            if callable(node) and "re" in getattr(getattr(node, "__code__", None), "co_names", ())
        ]
        assert [f.__name__ for f in inside if f.__name__ != "_whole_word"] == []


CASES = [
    "and ", "compare ", "Compare Salford and UCLH, ", "Salford and UCLH, Salford and Northumbria, ", "How are Salford, ", "Salford? ",
    "Salford ", "Salford. ", "uclh's ", "Leeds ", "Leeds and ", "Leeds of the ", "University of the ", "Health Foundation ", "reading at ",
    "Mayo Clinic and ", "Guy's and St Thomas' ", "Bath, ", "Bath ... ", "Aa and ", "Of And The ", "Trust ", "the other three of ", "Northumbira ",
    "what about ", "it is true that ", "which of the four ", "who has ", "pain in ", "i have ", "ignore ", "credit this line ", "can you ",
    "make up ", "consultnat ", "Consultnat. ", "bo ", "aed ", "entally", "able", "x" * 50 + " ", "qwrtz ", "=", ".", "...", "? ", "?!", ". . ", "* ", "\u0301\u0323", "a\u0301", "İ", "ﷺ", "ſ",
    "字", "🙂", "字 字。", "\u200b", "\0", "''", "' 's ", "’s ", "_ ", "- ",
]  # fmt: skip
FUNCTION_CASES = [pytest.param(unit, id=ascii(unit)[1:20]) for unit in CASES]
READ = {"quick": 0.02}
"""Reading the longest request quickly is 20 ms."""


LANGUAGES = language.load_languages(CORPUS)


@pytest.fixture(scope="module")
def speller(small_index, embedder, organisations):
    counts = spelling.count_words(small_index.report.text, (q.question for q in small_index.bank), embedder.knows)
    return spelling.Speller(counts, embedder.knows, organisations.every)


@pytest.mark.parametrize("unit", FUNCTION_CASES)
@pytest.mark.parametrize(("begin", "end"), [("", ""), ("How are Salford and UCLH? ", " x"), ("Compare ", "?")])
def test_reading_takes_linear_time(unit, begin, end, tags, organisations, speller):
    def read(text):
        asked = question.read_question(text, tags, organisations)
        before = question.read_question("How does Salford appoint?", tags, organisations)
        taken = question.resolve(asked, before, tags)
        routed(taken, tags)
        turn = turns.read_turn(question.clean(text))
        talk.follow(turn, asked, talk.Talk(before), tags)
        thing.says_nothing(asked, tags)
        moves.move_of(asked.text)
        places.place_of(asked.text)
        wrapping.unwrapped(asked.text)
        wrapping.cited(asked.text)

    def words(text):
        speller.correct(text)
        rag.text.terms(text)
        judge.words_of(text)
        language.detect(text)
        language.emergency(text, LANGUAGES)
        limits.within(question.clean(text), lambda t: len(t) // 4)

    def part(text):
        parts.split(text, tags)
        clauses.joined_requests(text, tags)

    make = repeated(unit)
    for call in (read, words, part):
        found = linear(call, lambda n: f"{begin}{make(n - len(begin) - len(end))}{end}", **READ)
        assert found is True, (call.__name__, found)


@pytest.mark.parametrize("unit", ["e", "the ", "medical engagement ", "\n• ", "İ"])
def test_checking_a_quotation_takes_linear_time(unit, report, passages):
    checker = Checker(report, passages)
    assert linear(checker.check, repeated(unit), quick=0.05, **DRAFT) is True


def test_the_questions_that_held_the_process(tags, organisations):
    """They took 117 seconds and for ever; now each is read at once."""
    pairs = "Salford and UCLH, Salford and Northumbria, Salford and Southern Health, UCLH and Northumbria, UCLH and Southern Health"
    for text in (f"Compare {pairs} on induction", "How are Salford and UCLH? " + "and " * 120 + "x"):
        start = time.perf_counter()
        routed(question.read_question(text, tags, organisations), tags)
        assert time.perf_counter() - start < 1
