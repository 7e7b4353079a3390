"""Which subjects a route is likeliest about, added up by hand."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

import tiny
from rag.answering.answerer import Answerer
from rag.answering.entries import Laid
from rag.answering.find import Finder
from rag.answering.prepared import Prepared
from rag.answering.weigh import Candidate, Weights, least
from rag.understanding.question import read_question
from rag.understanding.route import Route

ENTRIES = (
    tiny.entry("board/size", "figures", subject="board"),
    tiny.entry("board", subject="board"),
    tiny.entry("nurses"),
    tiny.entry("safety"),
    tiny.entry("budgets"),
    tiny.entry("hello", "social"),
)
CLASSES = ("budgets", "find", "board", "hello", "nurses", "offtopic", "board/size", "safety")


def rivals(entries=ENTRIES):
    return Answerer(tiny.finder(), Prepared(entries)).rivals


def route(**given):
    return Route(CLASSES, np.array([given.get(name.replace("/", "_"), 0.0) for name in CLASSES], np.float32))


def found(subjects):
    return [(entry.id, pytest.approx(probability)) for entry, probability in subjects]


def test_entries_on_a_subject_count_together_and_small_talk_and_other_classes_not_at_all():
    likely = rivals().subjects(route(board=0.125, board_size=0.25, nurses=0.3125, safety=0.0625, hello=0.5, find=0.5))
    assert found(likely) == [("board/size", 0.375), ("nurses", 0.3125), ("safety", 0.0625)]


def test_alike_subjects_stand_in_the_order_of_their_entries_names():
    likely = rivals().subjects(route(budgets=0.25, nurses=0.25, safety=0.25, board=0.25))
    assert found(likely) == [("board", 0.25), ("budgets", 0.25), ("nurses", 0.25)]


def test_fewer_subjects_are_all_there():
    few = Route(("find", "nurses"), np.array([0.5, 0.5], np.float32))
    assert found(rivals().subjects(few)) == [("nurses", 0.5)]
    assert rivals().subjects(Route(("find",), np.array([1.0], np.float32))) == []


def test_routes_of_several_classes_are_kept_apart():
    several = rivals()
    assert found(several.subjects(Route(("nurses",), np.array([0.5], np.float32)))) == [("nurses", 0.5)]
    assert found(several.subjects(Route(("safety",), np.array([0.5], np.float32)))) == [("safety", 0.5)]


def test_kind_words_are_those_of_small_talk_alone():
    assert rivals().social(route(hello=0.25, nurses=0.5)) == {"hello": 0.25}


def test_a_subjects_share_is_that_of_all_its_entries():
    own, likely = rivals(), route(board=0.125, board_size=0.25, nurses=0.3125, hello=0.5)
    assert [own.share(own.entries[name], likely) for name in ("board", "board/size", "nurses", "hello")] == [
        0.375,
        0.375,
        0.3125,
        0.5,
    ]
    assert own.share(tiny.entry("mentors"), likely) == 0  # the route was trained without it


@pytest.mark.parametrize(
    ("entry", "share", "strange", "alien", "sure", "beside"),
    [
        (True, 0.9, (), (), False, False),
        (True, 0.9, ("zebras",), (), True, True),  # the editor did not think of them
        (True, 0.1, ("boards",), (), False, False),
        (True, 0.4, (), ("zebras",), True, True),
        (True, 0.4, (), ("zebras", "boards"), True, True),
        (True, 0.4, (), ("boards",), True, False),
        (True, 0.6, (), ("zebras",), False, False),  # the route is sure of it
        (False, 0.0, (), ("zebras",), True, False),
        (False, 0.0, ("zebras",), (), False, True),
    ],
)
def test_what_has_nothing_of_the_things_that_are_asked_about_is_beside_them(entry, share, strange, alien, sure, beside):
    """The entry is on the board."""
    laid = Laid(tiny.entry(parts=[tiny.part("ash", (2,))]), None, (), (), ()) if entry else None
    candidate = Candidate(laid, np.zeros(0))
    assert rivals([tiny.entry(parts=[tiny.part("ash", (2,))])]).is_beside(candidate, share, strange, alien, sure=sure) is beside


@pytest.mark.parametrize(
    ("text", "first"),
    [("do all three trusts have nurses", "entry"), ("nurses", "found"), ("nurses at Ash General", "found")],
)
def test_where_each_trust_has_a_row_an_entry_goes_before_what_was_found_and_is_little_better(text, first):
    entry = Candidate(Laid(tiny.entry("nurses"), None, (), (), ()), (), 0.75)
    what = Candidate(None, (), 0.8)
    asked = read_question(text, tiny.TAGS, tiny.ORGANISATIONS)
    assert rivals().ranked(asked, [what, entry])[0] == {"entry": entry, "found": what}[first]
    assert rivals().ranked(asked, [entry, Candidate(None, (), 0.9)])[0].laid is None


@pytest.mark.parametrize(("fitted", "of_rows", "of_one"), [(0.05, 0.2, 0.09), (0.12, 0.2, 0.12), (0.3, 0.3, 0.3)])
def test_rows_need_a_surer_answer_and_any_request_one_that_is_sure_enough(fitted, of_rows, of_one):
    several, one = (read_question(text, tiny.TAGS, tiny.ORGANISATIONS) for text in ("do all three trusts have nurses", "nurses"))
    weights = Weights(None, None, None, fitted)
    assert (least(several, weights), least(one, weights)) == (of_rows, of_one)


@pytest.mark.parametrize(("share", "silent"), [(0.6, ("birch", "cedar")), (0.4, ())])
def test_a_silence_is_known_where_its_entry_is_surely_meant(share, silent):
    own = tiny.entry("nurses", silent=("birch", "cedar"))
    of = rivals((own,))
    assert of.silent(Candidate(Laid(own, None, (), (), ()), ()), Route(("nurses",), np.array([share], np.float32))) == silent
    assert of.silent(Candidate(None, ()), Route(("nurses",), np.array([share], np.float32))) == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [("how many directors does each trust have", True), ("how many visitors does each trust have", False),
     ("which directors does each trust have", False), ("how many directors has Ash", False)],
)  # fmt: skip
def test_the_number_that_is_asked_for_answers_however_unlikely_its_entry(text, told):
    counted = tiny.entry(
        "directors", "figures", [tiny.part("ash", (2,), value=12), tiny.part("birch", (11,), value=3)],
        title="Directors",
    )  # fmt: skip
    own = rivals([*ENTRIES, counted])
    candidate = Candidate(Laid(counted, None, counted.parts, ("cedar",), ()), (), 0.2)
    asked = read_question(text, tiny.TAGS, tiny.ORGANISATIONS)
    chances = np.zeros(len(tiny.SENTENCES))
    chances[2] = 0.85
    judged = [SimpleNamespace(chances=chances)]
    assert own.tells(asked, route(hello=0.5), judged, candidate) is told


@pytest.mark.parametrize(("share", "told"), [(0.51, True), (0.49, False)])
def test_the_number_of_an_entry_that_is_surely_meant_answers_whatever_the_judge_finds(share, told):
    parts = [tiny.part("ash", (2,), value=12), tiny.part("birch", (11,), value=3)]
    counted = tiny.entry("directors", "figures", parts, title="Directors")
    own = rivals([*ENTRIES, counted])
    candidate = Candidate(Laid(counted, None, counted.parts, ("cedar",), ()), (), 0.2)
    judged = [SimpleNamespace(chances=np.zeros(len(tiny.SENTENCES)))]
    asked = read_question("how many directors does each trust have", tiny.TAGS, tiny.ORGANISATIONS)
    assert own.tells(asked, Route(("directors",), np.array([share], np.float32)), judged, candidate) is told


@pytest.mark.parametrize(
    ("share", "chance", "title", "told"),
    [(0.5, 0.6, "Directors on the board", True), (0.5, 0.4, "Directors on the board", False), (0.5, 0.6, "Directors", False),
     (0.15, 0.85, "Directors on the board", True), (0.15, 0.6, "Directors on the board", False), (0.15, 0.85, "Directors", False)],
)  # fmt: skip
def test_an_entry_that_puts_the_very_words_together_answers_though_it_is_less_likely(share, chance, title, told):
    own = tiny.entry("directors", "topic", [tiny.part("ash", (2,))], title=title)
    of = rivals([*ENTRIES, own])
    asked = read_question("which trusts have directors on the board", tiny.TAGS, tiny.ORGANISATIONS)
    chances = np.zeros(len(tiny.SENTENCES))
    chances[2] = chance
    candidate = Candidate(Laid(own, None, own.parts, (), ()), (), 0.2)
    asked_of = Route(("directors", "absent"), np.array([share, 0.3], np.float32))
    assert of.tells(asked, asked_of, [SimpleNamespace(chances=chances)], candidate) is told


def test_an_unlikely_entry_of_another_subject_fills_no_rows():
    own = rivals([tiny.entry("meetings", parts=[tiny.part("ash", (3,))], title="How often groups meet")])
    candidate = Candidate(Laid(own.entries["meetings"], None, (), (), ()), (), 0.3)
    each = read_question("how often is mentoring offered at Ash and Birch", tiny.TAGS, tiny.ORGANISATIONS)
    assert own.is_another(each, candidate, 0.1)
    assert not own.is_another(each, candidate, 0.3)
    assert not own.is_another(each, Candidate(None, (), 0.3), 0.0)
    assert not own.is_another(replace(each, rows=False), candidate, 0.1)
    groups = read_question("how often do nurses meet in groups at Ash and Birch", tiny.TAGS, tiny.ORGANISATIONS)
    assert not own.is_another(groups, candidate, 0.1)


def test_an_unlikely_card_on_the_report_answers_nothing():
    own = rivals([tiny.entry("card", form="about")])
    candidate = Candidate(Laid(own.entries["card"], None, (), (), ()), (), 0.3)
    newest = read_question("which one is the newest", tiny.TAGS, tiny.ORGANISATIONS)
    assert own.is_another(replace(newest, rows=False), candidate, 0.1)
    assert not own.is_another(replace(newest, rows=False), candidate, 0.3)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("gist of the conclusion", 5), ("summarise the Conclusion for me in short", 5), ("what does the conclusion say on nurses", None),
        ("gist of the conclusion on nurses", None), ("gist of the conclusion at Ash", None), ("gist of it", None),
    ],
)  # fmt: skip
def test_a_chapter_whose_sum_is_asked_for_may_be_named(text, number):
    section = replace(tiny.SECTIONS[0], chapter="5", chapter_title="Conclusion")
    index = replace(tiny.INDEX, report=replace(tiny.REPORT, sections=(section, *tiny.SECTIONS[1:])))
    entries = [tiny.entry("last", parts=[tiny.part(None, (0,))], title="The conclusion (chapter 5)")]
    own = Answerer(Finder(index, tiny.EMBEDDER, tiny.calibration()), Prepared(entries)).rivals
    asked = read_question(text, tiny.TAGS, tiny.ORGANISATIONS)
    laid = own.named(asked)
    assert (laid.entry.id if laid else None) == ("last" if number else None)
    assert own.names_a_chapter(asked) is ("onclusion" in text)
