"""What is refused of all members is asked of each by itself, and what tells it is that member's row, the others silent."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

import tiny
from rag.answering.draft import Draft
from rag.answering.one_by_one import is_idle, one_by_one
from rag.types import Row
from rag.understanding.whether import as_of_one, said_of_the_others

MADE = tiny.assistant()
KIT = MADE.answerer.kit
GROUP = tiny.PROFILE.group
TYPED = "do any of the three let nurses run wards"
RUN = tiny.quote(4)


def refused():
    rows = (Row("ash", (), "not_answered", ("wards",)), *(Row(name, (), "no_mention", ("wards",)) for name in ("birch", "cedar")))
    return Draft("find", "not_stated", "No.", rows=rows)


def told(typed=TYPED, draft=None, answer=RUN, status="answered", **changes):
    asked = replace(MADE.understood(typed), **changes)
    puts = []

    def drafted(one, trace):
        puts.append((one.text, one.trusts))
        return Draft("find", status, "", (answer,)), trace

    found = one_by_one(KIT, asked, draft or refused(), lambda _: SimpleTrace(), drafted)
    return found and found[0], puts


class SimpleTrace:
    chosen, confidence = "find", 0.5


def test_the_one_that_may_have_it_is_asked_by_its_name_and_the_others_are_silent(monkeypatch):
    monkeypatch.setattr(
        "rag.answering.one_by_one.replace", lambda it, **more: it if it.__class__ is SimpleTrace else replace(it, **more)
    )
    monkeypatch.setattr("rag.answering.one_by_one.rarest_of", lambda *_: "wards")
    draft, puts = told()
    assert puts == [("does Ash General let nurses run wards", ("ash",))]
    assert [(row.trust, bool(row.quotes), row.silence) for row in draft.rows] == [
        ("ash", True, None),
        ("birch", False, "no_mention"),
        ("cedar", False, "no_mention"),
    ]
    assert (draft.status, draft.quotes) == ("partial", (RUN,))
    assert told(answer=tiny.quote(2))[0] is None  # it has not the rarest word
    assert told(status="not_stated")[0] is None


def test_what_was_answered_follows_or_names_somebody_is_not_asked_again():
    assert told(draft=replace(refused(), status="partial"))[0] is None
    assert told(lead="wards")[0] is None
    assert told(everyone=False)[0] is None
    assert told("how do the three let nurses run wards") == (None, [])


@pytest.mark.parametrize(
    ("typed", "put"),
    [
        ("Do any of the three pay?", "does Oak pay?"),
        ("which of the trusts pay", "does Oak pay"),
        ("which trusts can pay", "can Oak pay"),
        ("may nurses go at any of the trusts", "may nurses go at Oak"),
        ("is there a trust where nurses lead", "at Oak nurses lead"),
        ("is there a trust that pays", "Oak pays"),
        ("which trusts do not pay", ""),
        ("how do they pay", ""),
    ],
)
def test_what_is_asked_of_which_is_asked_of_one(typed, put):
    assert as_of_one(typed, GROUP, "Oak") == put


def test_what_the_others_say_is_what_is_said_of_them_after_a_request_of_which():
    others = "and what do the others say on wards?"
    asked = said_of_the_others(("which trust pays", others), tiny.TAGS)
    assert asked == ("which trust pays", "what does the report say of the others on wards?")
    assert said_of_the_others(("what do nurses say", others), tiny.TAGS) == ("what do nurses say", others)


def test_a_card_on_the_report_tells_nothing_of_which_members_do_what_its_editor_did_not_think_of():
    asked = MADE.understood("which trusts have wards")
    card = SimpleNamespace(laid=SimpleNamespace(entry=None), form="about")
    knows, not_known = (SimpleNamespace(knows=lambda *_, known=known: known) for known in (True, False))
    assert is_idle(KIT, not_known, asked, card, 0.3)
    assert not is_idle(KIT, knows, asked, card, 0.3)
    assert not is_idle(KIT, not_known, asked, card, 0.6)
    assert not is_idle(KIT, not_known, asked, SimpleNamespace(laid=card.laid, form="topic"), 0.3)
