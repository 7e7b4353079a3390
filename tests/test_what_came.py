"""Whether it worked, why it matters, what is done about it: by the sentences that tell that, or that the report does not say."""

from dataclasses import replace

import numpy as np
import pytest

import tiny
from rag.answering.draft import Draft
from rag.answering.trace import Trace
from rag.answering.what_came import but_aimed_at, by_its_effect, of_a_turn, of_it
from rag.corpus.aspects import ASPECTS
from rag.understanding.question import read_question

KIT, FINDER = tiny.answerer().kit, tiny.finder()
STUDY, BOARD, MONTHLY, WARDS, HEARD, WORKS, MENTORING = 0, 2, 3, 4, 5, 6, 11
LEAD = "How do nurses run wards at Ash General?"


def told(**sentences):
    """What readers said that each sentence tells."""
    made = np.zeros((len(tiny.SENTENCES), len(ASPECTS)))
    for aspect, numbers in sentences.items():
        made[list(numbers), ASPECTS.index(aspect)] = 1
    return made


def answered(typed, labels, *, trusts=("ash",), status="answered", shown=(WARDS,), **changes):
    asked = replace(read_question(typed, tiny.TAGS, tiny.ORGANISATIONS), lead=LEAD, leans=True, trusts=trusts, **changes)
    judged = FINDER.judge(asked, tiny.search("nurses wards sites"), trusts)
    draft = Draft("find", status, "", tuple(tiny.quote(n) for n in shown) if status == "answered" else ())
    return of_it(KIT, FINDER, labels, asked, draft, Trace(asked, judged=(judged,)))


def test_what_tells_a_result_stands_in_place_of_the_thing_itself():
    draft = answered("has it worked?", told(result=(HEARD,)))
    assert tiny.texts(draft.quotes) == ["We listen to nurses. It works."]
    assert tiny.texts(draft.more) == ["Nurses run the wards."]


def test_how_far_it_has_got_is_told_where_no_result_is():
    assert tiny.texts(answered("did it work", told(now=(HEARD,))).quotes) == ["We listen to nurses. It works."]


def test_what_leads_and_tells_it_is_left():
    draft = answered("is it any good", told(result=(WARDS, HEARD)))
    assert tiny.texts(draft.quotes) == ["Nurses run the wards."]


@pytest.mark.parametrize(
    ("typed", "told_so"), [("has it worked?", "what came of it"), ("why does that matter", "why that matters")]
)
def test_where_nothing_tells_it_that_is_said(typed, told_so):
    draft = answered(typed, told(what=(WARDS, HEARD)))
    assert (draft.status, draft.quotes) == ("not_stated", ())
    assert draft.message.startswith(f"The report does not say {told_so}.")
    assert tiny.texts(draft.nearest) == ["Nurses run the wards."]


def test_what_is_refused_already_keeps_its_words():
    draft = answered("has it worked?", told(), status="not_stated")
    assert (draft.status, draft.message) == ("not_stated", "")


def test_why_it_matters_is_told_of_all_where_it_is_not_of_the_member():
    labels = told(why=(STUDY,))
    assert tiny.texts(answered("why does that matter", labels).quotes) == ["The study visited three sites."]
    own = told(why=(STUDY, HEARD))
    assert tiny.texts(answered("why does that matter", own).quotes) == ["We listen to nurses. It works."]
    assert tiny.texts(answered("why does that matter", own, trusts=()).quotes) == ["The study visited three sites."]
    assert answered("has it worked", told(result=(STUDY,))).status == "not_stated"


def test_what_is_done_stands_behind_the_trouble():
    draft = answered("what are they doing about it", told(trouble=(HEARD,)))
    assert tiny.texts(draft.quotes) == ["We listen to nurses. It works."]
    done = answered("how did they deal with it", told(trouble=(WARDS,), next=(HEARD,)))
    assert tiny.texts(done.quotes) == ["We listen to nurses. It works."]
    assert answered("what are they doing about it", told(trouble=(WARDS,), how=(WARDS,))).status == "answered"


def test_what_asks_something_else_or_is_of_several_is_left():
    labels = told(result=(HEARD,))
    assert tiny.texts(answered("how does it work", labels).quotes) == ["Nurses run the wards."]
    asked = replace(read_question("has it worked", tiny.TAGS, tiny.ORGANISATIONS), lead=LEAD)
    draft = Draft("find", "answered", "", (tiny.quote(WARDS),))
    assert of_it(KIT, FINDER, None, asked, draft, Trace(asked)) is draft
    assert of_it(KIT, FINDER, labels, asked, draft, Trace(asked)) is draft  # nothing was searched
    assert of_a_turn(KIT, FINDER, labels, replace(asked, leans=True), draft, Trace(asked)).quotes == draft.quotes


@pytest.mark.parametrize(("typed", "texts", "refused"), [
    ("did it save any money?", ("The aim is to cut costs.",), True),
    ("has it improved care", ("They hope for better care.", "The target is safe care."), True),
    ("did it save any money?", ("The aim is to cut costs.", "It saved a million."), False),
    ("what is it for", ("The aim is to cut costs.",), False),
])  # fmt: skip
def test_what_is_aimed_at_alone_is_no_result(typed, texts, refused):
    asked = replace(read_question(typed, tiny.TAGS, tiny.ORGANISATIONS), lead=LEAD)
    draft = Draft("find", "answered", "", tuple(replace(tiny.quote(2), text=text) for text in texts))
    found = but_aimed_at(asked, draft)
    assert (found.status, found.nearest) == (("not_stated", draft.quotes[:1]) if refused else ("answered", ()))
    assert but_aimed_at(replace(asked, lead=""), draft) == draft


def test_an_outcome_soon_behind_the_thing_is_told_however_faint(monkeypatch):
    monkeypatch.setattr("rag.answering.what_came.LIKELY", 2.0)
    monkeypatch.setattr("rag.answering.what_came.FAINT", 0.0)
    draft = answered("has it worked?", told(result=(MONTHLY,)), shown=(BOARD,))
    assert "They meet monthly." in tiny.texts(draft.quotes)[0]
    monkeypatch.setattr("rag.answering.what_came.NEAR", 0)
    assert answered("has it worked?", told(result=(MONTHLY,)), shown=(BOARD,)).status == "not_stated"


@pytest.mark.parametrize("typed", ["what came out of it?", "and what were the results", "what did it show"])
def test_what_came_out_is_told_by_results(typed):
    draft = answered(typed, told(result=(HEARD,)))
    assert tiny.texts(draft.quotes) == ["We listen to nurses. It works."]
    assert answered(typed, told(what=(HEARD,))).status == "not_stated"


@pytest.mark.parametrize("typed", ["were people cross", "was anyone upset about it?", "did they get angry"])
def test_how_people_felt_is_told_by_that(typed):
    draft = answered(typed, told(felt=(HEARD,)))
    assert tiny.texts(draft.quotes) == ["We listen to nurses. It works."]
    assert answered(typed, told(result=(HEARD,))).status == "not_stated"


def test_what_stands_where_the_thing_is_named_tells_it_though_it_is_not_likely():
    told_near = answered("were people cross", told(felt=(BOARD,)), status="not_stated")
    assert tiny.texts(told_near.quotes) == ["Ash has a board of 12 directors."]
    assert answered("were people cross", told(felt=(STUDY,)), status="not_stated").quotes == ()  # of nobody who is asked of
    assert answered("was it any good", told(result=(BOARD,)), status="not_stated").quotes == ()


def effect(typed, labels, *shown, more=()):
    asked = read_question(typed, tiny.TAGS, tiny.ORGANISATIONS)
    judged = FINDER.judge(asked, tiny.search("nurses wards sites"), ("ash",))
    draft = Draft("find", "answered", "", tuple(map(tiny.quote, shown)), tuple(map(tiny.quote, more)))
    return by_its_effect(KIT, labels, asked, draft, Trace(asked, judged=(judged,)))


def test_what_a_thing_did_to_people_leads_what_it_is():
    typed = "What did the wards do to nurses?"
    draft = effect(typed, told(felt=(HEARD,), result=(BOARD,)), BOARD, more=(HEARD,))
    assert [q.text for q in draft.quotes] == [tiny.quote(HEARD).text, tiny.quote(BOARD).text]
    assert (draft.kept, draft.more) == ((tiny.quote(HEARD),), ())
    assert effect("what came of the wards", told(result=(BOARD,)), BOARD, more=(HEARD,)).more  # it leads already
    assert effect("How do nurses run wards?", told(felt=(HEARD,)), BOARD, more=(HEARD,)).more


def test_what_a_thing_did_is_looked_for_behind_it():
    assert effect("What was the effect of the wards?", told(felt=(WARDS,)), BOARD).quotes[0] != tiny.quote(BOARD)
    assert effect("What was the effect of the wards?", told(what=(HEARD,)), WARDS).quotes == (tiny.quote(WARDS),)
