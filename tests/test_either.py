"""Of several things asked about: for which the report has no word is told, and the others are answered."""

import pytest

from rag.answering.either import alternatives, without_unheard
from rag.understanding.question import read_question


@pytest.mark.parametrize(
    ("asked", "left", "unheard"),
    [
        ("is there anything on conflict or bullying", "is there anything on conflict", ("bullying",)),
        ("anything about bullying, harassment or conflict?", "anything about conflict?", ("bullying", "harassment")),
        ("does salford mention burnout or appraisal?", "does salford mention appraisal?", ("burnout",)),
        ("anything on women doctors / appraisal at uclh", "anything on appraisal at uclh", ("women",)),
        ("Does it cover burnout and/or appraisal at all?", "Does it cover appraisal at all?", ("burnout",)),
        # left whole: both are there, or neither; one thing; no such question
        ("anything on coaching or mentoring", None, ()),
        ("anything on bullying or harassment", None, ()),
        ("anything on bullying", None, ()),
        ("who pays for bullying or appraisal", None, ()),
        ("anything on appraisal for bullies or others", None, ()),
        # of each member, one of a pair alone
        ("which trusts offer creches and coaching", "which trusts offer coaching", ("creches",)),
        ("do they all have a gym and a staff college", "do they all have a staff college", ("gym",)),
        ("which of the four have coaching or a creche?", "which of the four have coaching?", ("creche",)),
        ("does salford have coaching and a gym", None, ()),
        ("rota gaps and coaching, which trusts", None, ()),
        ("which trusts have coaching and gym trainers", None, ()),
        ("which trusts have training and development", None, ()),
        ("which trusts have a gym and a creche", None, ()),
    ],
)
def test_only_what_the_report_has_a_word_for_is_answered(assistant, asked, left, unheard):
    question = read_question(asked, assistant.tags, assistant.organisations)
    taken = without_unheard(assistant.answerer.kit, question)
    assert (taken.text, taken.unheard) == (left or asked, unheard)
    assert [taken.text[m.start : m.end].lower() for m in taken.mentions] == [
        asked[m.start : m.end].lower() for m in question.mentions
    ]


def test_the_message_tells_both(real):
    answer = real.ask("is there anything on conflict or bullying")
    assert answer.status == "partial"
    assert answer.message.endswith("‘bullying’ does not occur in the report.")
    assert any("conflict" in quote.text for quote in answer.quotes)


def test_a_thing_that_stands_there_is_never_told_not_to_be(real):
    """Not even where nothing answers: its places are shown."""
    answer = real.ask("does the report talk about wellbeing of doctors")
    assert answer.message.startswith("‘well-being’ (for ‘wellbeing’) stands in 1 place")
    assert [quote.trust for quote in answer.quotes] == ["southern-health"]


@pytest.mark.parametrize(("text", "both"), [
    ("Which trusts have a gym or a choir?", ("Which trusts have a gym?", "Which trusts have a choir?")),
    ("anything on gyms or choirs", ("anything on gyms", "anything on choirs")),
    ("which trusts have a gym", ()),
    ("which trusts pay nurses or doctors", ()),
    ("which trusts have a gym, a choir or a band", ()),
])  # fmt: skip
def test_of_two_things_each_is_asked_by_itself(text, both):
    assert alternatives(text) == both
