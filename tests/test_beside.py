"""What may stand beside an answer, and what of a prepared one leads."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

import tiny
from rag.answering import voices
from rag.answering.beside import TELLS, may_stand, numbers_first, on_what_is_asked_now, rows_first, rows_led
from rag.answering.candidates import LIKELY, TOLD
from rag.answering.draft import Draft
from rag.answering.entries import by_chance, lay_out
from rag.answering.prepared import Prepared
from rag.answering.weigh import Candidate
from rag.types import Row
from rag.understanding.question import Question, read_question
from rag.understanding.route import Route

KIT = tiny.answerer().kit


def chances(**sure):
    found = np.zeros(len(tiny.INDEX.sentences))
    for name, chance in sure.items():
        found[int(name[1:])] = chance
    return found


def draft(form, *quotes, rows=()):
    return Draft(form, "answered", "", quotes, rows=rows)


def test_beside_stands_only_what_the_judge_finds_to_answer():
    judged = chances(s2=TELLS, s4=TELLS - 0.01)
    tells = may_stand(tiny.INDEX, judged, 0.0, draft("figures"), draft("find"))
    assert [tells(tiny.quote(n)) for n in (2, 4, 11)] == [True, False, False]


def test_beside_a_sum_all_stands_unjudged_only_where_no_fact_is_asked_for():
    def stands(first, second, fact):
        return may_stand(tiny.INDEX, chances(), fact, draft(first), draft(second))(tiny.quote(2))

    assert stands("digest", "topic", 0.2)
    assert stands("find", "digest", 0.2)
    assert not stands("digest", "topic", 0.6)
    assert not stands("term", "digest", 0.2)
    assert stands("digest", "find", 0.2)
    assert not stands("topic", "find", 0.2)
    assert not stands("digest", "find", 0.6)


def test_what_is_said_of_no_single_trust_is_folded_before_rows_unless_it_answers():
    rows = (Row("ash", (tiny.quote(2),)),)
    table = draft("digest", tiny.quote(0), tiny.quote(2), rows=rows)
    asked = Question("compare nurses")
    folded = rows_first(KIT, asked, table, chances())
    assert (folded.quotes, folded.more) == ((tiny.quote(2),), (tiny.quote(0),))
    assert rows_first(KIT, asked, table, chances(s0=TELLS)).quotes == table.quotes
    assert rows_first(KIT, Question("in what respects do they differ"), table, chances()) == table  # in nothing that is named
    alone = draft("digest", tiny.quote(0))
    assert rows_first(KIT, asked, alone, chances()) == alone


def test_the_quotation_that_answers_leads_where_the_judge_is_sure_of_it():
    part = tiny.part("ash", (2,), (4,), (5,))
    assert by_chance(part, chances(s5=0.9, s2=0.1)).quotes == ((5,), (2,), (4,))
    assert by_chance(part, chances(s5=0.9, s2=0.8)).quotes == part.quotes
    assert by_chance(part, chances(s5=0.4, s2=0.1)).quotes == part.quotes
    assert by_chance(part, chances(s5=0.4)).quotes == ((5,), (2,), (4,))  # the editor's first answers nothing


def test_of_what_people_said_the_fittest_leads_where_the_judge_finds_one_to_answer():
    said = draft("voices", tiny.quote(5), tiny.quote(11), tiny.quote(12))
    assert rows_led(tiny.INDEX, said, chances(s5=0.1, s12=TELLS)).quotes == (tiny.quote(12), tiny.quote(5), tiny.quote(11))
    assert rows_led(tiny.INDEX, said, chances(s12=TELLS - 0.01)) == said
    assert rows_led(tiny.INDEX, draft("digest", tiny.quote(5), tiny.quote(11)), chances(s11=0.9)).quotes[0] == tiny.quote(5)


def test_a_chapter_that_is_to_be_summed_up_has_its_digest():
    two = tiny.entry("two", parts=[tiny.part("ash", (2,))], title="What they say (chapter 2)")
    answerer = tiny.answerer(Prepared(entries=(tiny.entry(parts=[tiny.part("ash", (4,))], title="Chapter 12"), two)))
    laid = answerer.rivals.named(Question("Can you sum up chapter 2 for me?"))
    assert laid is not None
    assert (laid.entry, [part.trust for part in laid.parts]) == (two, ["ash"])
    assert answerer.rivals.named(Question("sum up chapter 1")) is None  # nor chapter 12 for it
    assert answerer.rivals.named(Question("sum up chapter 3")) is None
    assert answerer.rivals.named(Question("what does chapter 2 say of boards")) is None


def test_of_voices_that_are_not_quoted_the_card_tells():
    entry = tiny.entry("none", "voices", card="None is signed by a porter.")
    asked = Question("quote of a porter")
    draft = voices.answer(tiny.answerer().kit, asked, lay_out(entry, asked, tiny.TRUSTS))
    assert (draft.status, draft.message, draft.quotes) == ("about", "None is signed by a porter.", ())


def test_that_nobody_of_a_role_is_quoted_is_told_with_who_is():
    kit = tiny.answerer().kit
    asked = read_question("What did a clinical chair of Ash General say?", tiny.TAGS, tiny.ORGANISATIONS)
    at_birch = replace(asked, trusts=("birch",))
    assert voices.unquoted(kit, asked) == ""  # one is quoted
    assert voices.unquoted(kit, at_birch) == ""  # nobody is quoted there at all
    porter = replace(next(p for p in tiny.PASSAGES if p.trust == "birch"), speaker="Porter")
    other = replace(kit, index=SimpleNamespace(passages=(*tiny.PASSAGES, porter), report=kit.index.report))
    assert voices.unquoted(other, at_birch) == (
        "The report quotes no clinical chair of Birch Royal in interview. Those whom it quotes there are, by role: porter."
    )
    assert voices.unquoted(other, replace(at_birch, voice=False)) == ""


def test_a_row_is_led_by_what_answers_not_by_what_leads_up_to_it():
    rows = (Row("ash", (tiny.quote(2), tiny.quote(4))),)
    table = draft("term", tiny.quote(2), tiny.quote(4), rows=rows)

    def led(**sure):
        return rows_led(tiny.INDEX, table, chances(**sure)).rows[0].quotes

    assert led(s4=TELLS) == (tiny.quote(4), tiny.quote(2))
    assert led(s4=TELLS - 0.01) == rows[0].quotes
    assert led(s4=0.9, s2=0.05) == rows[0].quotes  # it has a little of the answer


def test_of_several_trusts_a_likely_entry_that_is_judged_to_answer_tells():
    entry = tiny.entry(parts=[tiny.part("ash", (4,))])
    answerer = tiny.answerer(Prepared(entries=(entry,)))
    route = Route((entry.id, "find"), np.array([LIKELY, 1 - LIKELY], np.float32))
    asked = Question("nurses at each", rows=True, everyone=True)
    (search,) = answerer.finder.retriever.prepare(["nurses"])
    judged = answerer.finder.judge(asked, search, ())

    def tells(chance, question=asked, likely=route):
        sure = replace(judged, chances=chances(s4=chance))
        return answerer.rivals.tells(question, likely, [sure], Candidate(lay_out(entry, question, tiny.TRUSTS), np.zeros(0)))

    assert tells(TOLD)
    assert not tells(TOLD - 0.01)
    assert not tells(TOLD, Question("nurses at Ash", trusts=("ash",)))
    assert not tells(TOLD, likely=Route(route.classes, np.array([LIKELY - 0.01, 0.8], np.float32)))


@pytest.mark.parametrize(("text", "first"), [("How many sit on the board at each?", 2), ("Who sits on the board at each?", 4)])
def test_where_a_number_is_asked_a_row_is_led_by_one(text, first):
    row = Row("ash", (tiny.quote(4), tiny.quote(2)))
    told = numbers_first(KIT, Question(text), Draft("compare", "answered", "", row.quotes, rows=(row,)))
    assert told.rows[0].quotes[0] == tiny.quote(first)
    assert set(told.rows[0].quotes) == set(row.quotes)


@pytest.mark.parametrize(
    ("request_", "told"),
    [
        ("what did the porters say of the board", True),
        ("a porter's view of it", True),
        ("quotes from porters", True),
        ("what does it say of porters", False),
        ("what did a clinical chair say", False),
        ("what do porters do", False),
        ("how does each ward get its porters' views", False),
        ("how do they gather the views of porters?", False),
        ("how do porters hear of the views of nurses, in a porter's view", True),
    ],
)
def test_whose_words_the_report_has_none_of_is_told_with_whom_it_quotes_most(request_, told):
    kit = tiny.answerer().kit
    words = kit.index.report.tags.profile.words.model_copy(update={"unasked": ("porters",)})
    profile = kit.index.report.tags.profile.model_copy(update={"words": words})
    report = replace(kit.index.report, tags=replace(kit.index.report.tags, profile=profile))
    draft = voices.of_nobody(replace(kit, index=SimpleNamespace(passages=tiny.PASSAGES, report=report)), Question(request_))
    assert (draft is not None) == told
    if draft:
        assert (draft.status, draft.quotes) == ("not_stated", ())
        assert draft.message.startswith(
            "The report quotes no porters in interview. Those whom it quotes most are, by role: clinical chair"
        )
        assert draft.next == ("What does the report say about porters?",)


UNJUDGED = SimpleNamespace(judged=())
LEANING = Question("do the nurses meet", trusts=("ash",), lead="the board of Ash")


def test_an_answer_that_leans_on_one_before_holds_what_is_asked_now_and_the_rest_is_folded():
    found = replace(draft("term", tiny.quote(2), tiny.quote(4)), heading="Board")
    now = on_what_is_asked_now(KIT, LEANING, found, UNJUDGED)
    assert (now.quotes, now.more, now.heading) == ((tiny.quote(4),), (tiny.quote(2),), "Board")
    alone = replace(LEANING, lead="")
    assert on_what_is_asked_now(KIT, alone, found, UNJUDGED) == found
    elsewhere = replace(LEANING, text="did it work")  # none of its words is the report's
    assert on_what_is_asked_now(KIT, elsewhere, found, UNJUDGED) == found
    nowhere = replace(LEANING, text="what of mentoring")  # and no quotation holds this one
    assert on_what_is_asked_now(KIT, nowhere, found, UNJUDGED).quotes == found.quotes


def test_what_the_judge_is_surest_of_stays_without_a_word_of_what_is_asked_now():
    found = draft("find", tiny.quote(2), tiny.quote(4))
    sure = SimpleNamespace(judged=(SimpleNamespace(chances=chances(s2=0.95, s4=0.5)),))
    assert on_what_is_asked_now(KIT, LEANING, found, sure) == found
    unsure = SimpleNamespace(judged=(SimpleNamespace(chances=chances(s2=0.8, s4=0.5)),))
    assert on_what_is_asked_now(KIT, LEANING, found, unsure).quotes == (tiny.quote(4),)


def test_its_heading_goes_where_only_what_was_found_beside_it_holds_what_is_asked_now():
    found = replace(draft("term", tiny.quote(2), tiny.quote(4)), heading="Board", beside=(tiny.quote(4),))
    now = on_what_is_asked_now(KIT, LEANING, found, UNJUDGED)
    assert (now.quotes, now.heading, now.beside) == ((tiny.quote(4),), "", ())


def test_its_rows_are_held_to_the_same_each_by_itself():
    rows = (Row("ash", (tiny.quote(2), tiny.quote(4))), Row("birch", (tiny.quote(11),)))
    found = draft("compare", tiny.quote(2), tiny.quote(4), tiny.quote(11), rows=rows)
    now = on_what_is_asked_now(KIT, replace(LEANING, rows=True), found, UNJUDGED)
    assert [row.quotes for row in now.rows] == [(tiny.quote(4),), (tiny.quote(11),)]
    assert (now.quotes, now.more) == ((tiny.quote(4), tiny.quote(11)), (tiny.quote(2),))


def test_how_often_is_no_word_of_it_and_kept_and_leads():
    often = replace(LEANING, text="how often do the nurses meet")
    found = draft("find", tiny.quote(4), tiny.quote(3))  # "They meet monthly."
    assert on_what_is_asked_now(KIT, replace(often, text="how often nurses"), found, UNJUDGED).quotes == found.quotes
    assert numbers_first(KIT, often, found).quotes == (tiny.quote(3), tiny.quote(4))


def test_of_how_many_a_number_beside_the_thing_leads():
    found = draft("figures", tiny.quote(11), tiny.quote(2))  # "in 2010", "12 directors"
    assert numbers_first(KIT, Question("how many directors are there"), found).quotes == (tiny.quote(2), tiny.quote(11))
    assert numbers_first(KIT, Question("how many people mentor directors"), found).quotes == found.quotes
    assert numbers_first(KIT, Question("how many directors are there"), replace(found, form="about")).quotes == found.quotes
    valued = replace(found, quotes=(replace(tiny.quote(11), marks=((0, 1),)), tiny.quote(2)))
    assert numbers_first(KIT, Question("how many directors are there"), valued).quotes == valued.quotes
    assert numbers_first(KIT, Question("which directors are there"), found).quotes == found.quotes
