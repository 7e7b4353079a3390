"""Whom a request leaves out, and what is left of its words."""

import pytest

from conftest import CORPUS
from rag.corpus.report import load_report
from rag.understanding.alone import whose_silence
from rag.understanding.names import Organisations, find_trusts
from rag.understanding.question import read_question
from rag.understanding.scope import without_left_out

TAGS = load_report(CORPUS).tags
N, S, H, U = "northumbria", "salford", "southern-health", "uclh"


@pytest.mark.parametrize(
    ("text", "left", "out", "asked"),
    [
        ("which trusts except Salford have a compact", "which trusts have a compact", (S,), (N, H, U)),
        ("all trusts apart from UCLH - what of induction", "all trusts - what of induction", (U,), (N, S, H)),
        ("every trust but salford: how do they appraise", "every trust: how do they appraise", (S,), (N, H, U)),
        ("do any trusts other than northumbria use tests?", "do any trusts use tests?", (N,), (S, H, U)),
        ("How is it done everywhere except for Southern Health and UCLH?", "How is it done everywhere?", (H, U), (N, S)),
        ("compacts (not counting Salford)", "compacts", (S,), (N, H, U)),
        ("the other trusts, apart from Salford and UCLH, what did they win", "the other trusts, what did they win", (S, U), (N, H)),
        ("Northumbria and UCLH, not Salford: awards", "Northumbria and UCLH: awards", (S,), (N, U)),
        ("not southern: which trusts use tests", "which trusts use tests", (H,), (N, S, U)),
        (
            "northumbria and southern, how did they begin. not salford",
            "northumbria and southern, how did they begin.",
            (S,),
            (N, H),
        ),
        ("all except Salford, and not UCLH: awards", "all: awards", (S, U), (N, H)),
        ("that's enough on UCLH. how many teach at Salford", "how many teach at Salford", (U,), (S,)),
        ("I am done with Salford, what of Southern Health", "I am, what of Southern Health", (S,), (H,)),
        ("Northumbria and UCLH (I know Salford already): who pays", "Northumbria and UCLH: who pays", (S,), (N, U)),
        ("Leaving Salford aside (we went last year), which trusts pay", "which trusts pay", (S,), (N, H, U)),
        ("which trusts pay - we've got UCLH and Salford covered", "which trusts pay", (U, S), (N, H)),
        ("We know Salford well. What do all trusts pay", "What do all trusts pay", (S,), (N, H, U)),
        ("(who pays (I know UCLH already))", "(who pays)", (U,), (N, S, H)),
        # nobody is left out
        ("which trusts pay (I know UCLH has paid)", "which trusts pay (I know UCLH has paid)", (), (U,)),
        (
            "how do Salford and UCLH pick able heads apart from the rest",
            "how do Salford and UCLH pick able heads apart from the rest",
            (),
            (S, U),
        ),
        ("what marks Salford apart from the other three?", "what marks Salford apart from the other three?", (), (S,)),
        ("that's enough on UCLH, thanks", "that's enough on UCLH, thanks", (), (U,)),
        ("does Salford only hire on values, or does UCLH too", "does Salford only hire on values, or does UCLH too", (), (S, U)),
        (
            "how long at the top? northumbria salford uclh only, I know southern is new",
            "how long at the top? northumbria salford uclh only, I know southern is new",
            (),
            (N, S, U),
        ),
        ("how does Salford differ from UCLH", "how does Salford differ from UCLH", (), (S, U)),
        ("it is expensive but Salford pays", "it is expensive but Salford pays", (), (S,)),
        ("why does Salford not appraise UCLH", "why does Salford not appraise UCLH", (), (S, U)),
        ("staff besides doctors at Salford", "staff besides doctors at Salford", (), (S,)),
    ],
)
def test_who_is_left_out_is_not_answered_for(text, left, out, asked):
    assert without_left_out(text, find_trusts(text, TAGS)) == (left, out)
    assert read_question(text, TAGS, Organisations((), (), (), frozenset())).trusts == asked


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("I get what Salford does about pay. And the other three?", (N, H, U)),
        ("ok, we've read what UCLH says on wards; and the others?", (N, S, H)),
        ("we have plenty on Southern's boards already - and the rest?", (N, S, U)),
        ("Salford closed its wards. Who runs them elsewhere?", (N, H, U)),
        # they come on top, or are all
        ("What does Salford do about pay? And the other three?", (N, S, H, U)),
        ("I need wards at Salford and the others", (N, S, H, U)),
        ("Does Salford run wards as they do elsewhere", (S,)),
        ("How are wards run at Salford? Who runs them elsewhere?", (S,)),
    ],
)
def test_the_others_than_one_that_is_known_are_asked_of_alone(text, asked):
    assert read_question(text, TAGS, Organisations((), (), (), frozenset())).trusts == asked


@pytest.mark.parametrize(
    ("text", "left", "asked"),
    [
        ("which of the four have wards, is it just UCLH?", "which of the four have wards?", ()),
        ("do any of the trusts mentor. my boss thinks it's only at Salford", "do any of the trusts mentor.", ()),
        ("is it mainly UCLH that mentors", "is it mainly UCLH that mentors", (U,)),  # of nobody else is it asked
        ("which of the four pay more than UCLH", "which of the four pay more than UCLH", (U,)),
    ],
)
def test_whom_somebody_only_supposes_is_not_asked_alone(text, left, asked):
    found = read_question(text, TAGS, Organisations((), (), (), frozenset()))
    assert (found.text, found.trusts) == (left, asked)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("is it only Salford that got ideas off GE?", "Which trust got ideas off GE?"),
        ("was it just at UCLH that the GE grid is used", "At which trust the GE grid is used"),
        ("so is southern the only one thats used the scale", "Which trust has used the scale"),
        ("Is Northumbria the only trust with a compact?", "Which trust has a compact?"),
        ("is uclh alone in having a staff college", "Which trust has a staff college"),
        ("is Salford really the only one of the four to use it", "Which trusts use it"),
        ("is it the only trust that has a compact", "Which trust has a compact"),  # whoever was talked of
    ],
)
def test_whether_it_is_one_alone_is_asked_of_all(text, asked):
    found = read_question(text, TAGS, Organisations((), (), (), frozenset()))
    assert (found.text, found.taken_as, found.trusts, found.everyone, found.rows) == (asked, asked, (), True, True)


@pytest.mark.parametrize(
    "text",
    [
        "Is Salford the only one?",
        "is it the only one that lasts a year",  # it may be a programme
        "is Salford the only trust that UCLH learned from",
        "who is the only doctor at Salford with a casting vote",
        "is the only course at UCLH optional",
        "which trust is alone in this, UCLH?",
        "only UCLH",
    ],
)
def test_what_is_not_asked_of_one_alone_is_left_as_it_is(text):
    assert read_question(text, TAGS, Organisations((), (), (), frozenset())).text == text


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("which trusts don't mention GPs", "Which trusts mention GPs"),
        ("so who doesn't talk about pay at all?", "Which trusts mention pay at all?"),
        ("is there a trust that says nothing about research", "Which trusts mention research"),
        ("which of the four never mentions nurses", "Which trusts mention nurses"),
    ],
)
def test_of_whom_nothing_is_said_is_asked_of_all(text, asked):
    found = read_question(text, TAGS, Organisations((), (), (), frozenset()))
    assert (found.text, found.taken_as, found.trusts, found.rows) == (asked, asked, (), True)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("who runs a rota and who keeps quiet about it", "Which trust runs a rota?"),
        ("mentoring of nurses - who offers it, and which ones do not mention it?", "mentoring of nurses - which trust offers it?"),
        ("which trusts pay nurses, and who says nothing on that?", "which trusts pay nurses?"),
        (
            "We pay ours. Which of the four has a rota or a forum, and who has neither",
            "We pay ours. Which of the four has a rota or a forum?",
        ),
        ("who has a rota or a forum, and who has neither of them?", "Which trust has a rota or a forum?"),
        ("Which trusts pay? We do, and who does neither", None),
        (
            "We pay. Which of the four pay nurses, which give time instead, and who does neither?",
            "We pay. Which of the four pay nurses and which give time?",
        ),
        ("Which trusts run wards, which of them run forums?", None),
        ("How do they meet the board, which meets monthly?", None),
        ("which trusts name a firm that they use, and who names none?", "which trusts name a firm that they use?"),
        ("Which trusts pay nurses, which ones pay leads instead?", "Which trusts pay nurses and which pay leads?"),
        ("who runs a rota and who pays for it", None),
        ("which wards pay and who says nothing", None),
    ],
)
def test_who_does_so_and_of_whom_nothing_is_said_is_which_does(text, asked):
    assert whose_silence(text, TAGS) == (asked or text)


@pytest.mark.parametrize(("text", "each"), [
    ("who still has a staff forum", True), ("who has got any coaching", True),
    ("who has a seat on the board", False), ("who runs a team", False),
])  # fmt: skip
def test_who_has_one_is_asked_of_each(text, each):
    found = read_question(text, TAGS, Organisations((), (), (), frozenset()))
    assert (found.everyone, found.rows) == (each, each)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("what did northumbria do that the others didnt", "What is special about northumbria?"),
        ("in what ways is Southern Health not like the other three", "What is special about Southern Health?"),
        ("what has Salford got that nobody else has", "What is special about Salford?"),
        ("how is UCLH different from the rest", "What is special about UCLH?"),
        ("how does UCLH differ from the rest in appraisal", "how does UCLH differ from the rest in appraisal"),
        ("what do salford and the other trusts do", "what do salford and the other trusts do"),
        ("What pay do UCLH's directors have that no one else has?", "What pay do UCLH's directors have that no one else has?"),
        ("What training does Southern Health offer that the others don't?",) * 2,
        ("How do nurses at UCLH stand out from the others?",) * 2,
        ("Why does UCLH not do what the others don't?",) * 2,
        ("is UCLH different from the others?", "is UCLH different from the others?"),
    ],
)
def test_what_sets_one_apart_is_what_is_special_there(text, asked):
    assert read_question(text, TAGS, Organisations((), (), (), frozenset())).text == asked


def test_any_of_the_others_come_on_top_of_those_named():
    found = read_question(
        "did northumbria, southern health or any of the others use psychologists", TAGS, Organisations((), (), (), frozenset())
    )
    assert len(found.trusts) == len(TAGS.trusts)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("which have had the same chief executive for years", "which trusts have had the same chief executive for years"),
        ("and which has most sites", "and which trust has most sites"),
        ("which of these offers coaching", "which trust offers coaching"),
        ("which still use psychologists", "which trusts still use psychologists"),
    ],
)
def test_which_alone_asks_which_members(text, asked):
    found = read_question(text, TAGS, Organisations((), (), (), frozenset()))
    assert (found.text, found.trusts, found.everyone, found.rows) == (asked, (), True, True)


@pytest.mark.parametrize("text", ["which has the most", "which have one", "which have Salford and UCLH used", "which use is it of"])
def test_which_alone_is_left_as_it_is_where_it_may_be_anything(text):
    assert read_question(text, TAGS, Organisations((), (), (), frozenset())).text == text


@pytest.mark.parametrize("text", [
    "what percentage of doctors lead in each place", "budget for all four", "a row per trust on appraisal", "what do they each offer",
    "for the four trusts, how long is a term", "how do the different sites hire", "a yearly conference, does anyone run one",
])  # fmt: skip
def test_how_it_is_laid_out_asks_of_each(text):
    assert read_question(text, TAGS, Organisations((), (), (), frozenset())).each
