"""What checking quotations costs: linear time, bounded memory, a bounded number of quotations, whatever is sent."""

from pathlib import Path

import pytest

from conftest import CORPUS, needs_linux, resident
from rag.corpus.checker import MOST_QUOTATIONS
from rag.corpus.matching import joined
from rag.corpus.passages import build_passages
from rag.corpus.report import load_report
from rag.reference.checkup import MOST_CHARACTERS, QuotationCheck
from test_linear import fastest, linear, repeated


@pytest.fixture(scope="module")
def check():
    report = load_report(CORPUS)
    return QuotationCheck(report, build_passages(report))


UNITS = {
    "double marks": '"', "opening marks": "“", "closed marks": "“” ", "single marks": "'", "short ones": "‘a’ ", "one word": "engagement ", "one word quoted": "“medical engagement” ",
    "omissions": "“the … the … of … and … to … the” ", "dots": "“a. . . ” ", "brackets": "“the [x] of ", "blocks": "> a\n", "tags": "</p><a b", "entities": "&ldquo;", "paragraphs": "\n• ",
    "page numbers": "\n16\n", "titles": "Governance 16\n", "citations": "“respect” (Salford, p. 12) ", "names": "“a” southern southern ", "unseen": "a\u200b", "marks on a letter": "a\u0301", "spaces": "  x",
    "stops": "a. ", "numbers": "1 2 ", "no text": ".",
    "cited lines": "a\n1 · b · p. 2\n",
}  # fmt: skip


@pytest.mark.parametrize("unit", UNITS.values(), ids=UNITS)
def test_a_draft_takes_linear_time(check, unit):
    """At two lengths; what is dearer by far is the number of quotations, and that is bounded."""
    checker = check._checker
    assert linear(checker.check_draft, repeated(unit), quick=0.0125, short=2_000, long=12_000) is True


def test_the_report_itself_thirteen_times_over(check, report):
    text = (report.text + "\n\n") * (MOST_CHARACTERS // (len(report.text) + 2))
    checkup = check.check(text)
    assert (checkup.altered, checkup.not_found, checkup.unchecked) == (0, 0, 0)
    assert checkup.true > 13 * 20


def test_more_than_the_most_quotations_are_counted_and_not_checked(check):
    checkup = check.check("“respect” " * (MOST_QUOTATIONS + 7))
    assert (len(checkup.quotations), checkup.unchecked, checkup.all_true) == (MOST_QUOTATIONS, 7, False)
    assert checkup.message.endswith("7 more were not checked: send the rest by itself.")
    sentences = check.check("Bananas are good. " * (MOST_QUOTATIONS + 7))
    assert (len(sentences.quotations), sentences.unchecked) == (MOST_QUOTATIONS, 7)


def test_common_words_in_a_row_cost_what_they_do_alone(check):
    """As seen on a69a3d7: each bracket was tried at each of the two thousand places of "the", 18 KB of them for 2.4 s."""
    few, many = ("“" + "[the] " * count + "zzz” " for count in (5, 150))
    assert fastest(check.check, many * 10, 3) < 6 * fastest(check.check, few * 10, 3)


def test_places_are_joined_in_linear_time(check):
    """As seen on a69a3d7: 5 KB of "The. " took 7 s, as each place of one sentence was held against each of the next."""
    wording = check._checker._wording

    def join(text):
        places = [(n, n + 1) for n in range(len(text))]
        assert joined(wording, places, places)

    assert linear(join, repeated("x"), short=1_000, long=8_000) is True
    assert joined(wording, [(0, 3), (1, 3), (4, 9)], [(3, 5), (9, 12), (10, 12)]) == [(0, 5), (1, 5), (4, 12)]


def test_what_is_beyond_the_most_quotations_of_a_block_is_counted(check):
    """As seen on a69a3d7: a block of many true lines and a false one was all true."""
    checkup = check.check("> • respect\n" * (MOST_QUOTATIONS + 6) + "> • bananas are not respected\n")
    assert (len(checkup.quotations), checkup.all_true) == (MOST_QUOTATIONS, False)
    two = check.check(("> • respect\n" * (MOST_QUOTATIONS - 1) + "\nand\n\n") * 2 + "“bananas are not respected”")
    assert (len(two.quotations), two.unchecked) == (MOST_QUOTATIONS, MOST_QUOTATIONS - 1)


@pytest.mark.timed
@needs_linux
@pytest.mark.parametrize("unit", ['"', "a. ", "> • the\n", "“the” "])
def test_a_megabyte_takes_bounded_memory(check, unit):
    """A quarter of one, and a quarter of 300 MiB: what the process holds at most, as to trace each allocation takes minutes."""
    text = repeated(unit, "x")(MOST_CHARACTERS // 4)
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # the highest mark begins anew
    before = resident()
    check.check(text)
    assert resident("VmHWM") - before < 75 * 1_024
