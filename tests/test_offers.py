"""What a refusal offers to click: near questions of the bank that read well, and the words where they do stand."""

from dataclasses import replace

import pytest

import tiny
from rag.answering.draft import Draft
from rag.answering.offers import Offers
from rag.answering.refusal import not_stated, owned
from rag.answering.suggestions import presumes
from rag.corpus.prepared import Entry
from rag.text import words
from rag.understanding.names import Mention
from rag.understanding.question import Question

KIT = tiny.answerer().kit
TOPIC = Entry("topic/mentoring", "topic", "Mentoring and beds", "mentoring", (), (), ())
OFFERS = Offers(tiny.INDEX, KIT, (TOPIC,))
FINDER = tiny.finder()


def near(asked, bank=(0.9, 0.8, 0.7, 0.6)):
    return OFFERS.near(asked, FINDER.judge(asked, tiny.search("board", bank=bank), ()))


def test_the_nearest_questions_that_are_answered_are_offered_one_of_each_answer():
    assert near(Question("Who taught the board mentoring?")) == (
        "Who sits on the board at Ash General?", "What is taught at Birch Royal?", "When did Birch Royal begin mentoring?",
    )  # fmt: skip
    asked = Question("Directors on the board?")
    assert near(asked, (0.1, 0.9, 0.2, 0.3))[0] == "Which directors does Ash have?"  # not the other one of that answer


def test_what_has_no_word_of_what_is_asked_is_not_offered_but_the_pages_examples():
    assert near(Question("How many beds are there?"), (0.57, 0.5, 0.5, 0.5)) == tiny.PROFILE.page.examples


def test_of_a_trust_that_was_asked_nothing_else_is_offered_but_its_words_elsewhere():
    asked = Question("mentoring beds at Ash General", trusts=("ash",), mentions=(Mention("ash", 18, 29),))
    assert near(asked) == ("Which trusts mention mentoring?", "Who sits on the board at Ash General?")
    assert near(replace(asked, text="nurses beds at Ash General", mentions=(Mention("ash", 15, 26),))) == (
        "Who sits on the board at Ash General?",
    )


def test_what_was_asked_is_not_offered():
    assert "What is taught at Birch Royal?" not in near(Question("What is taught at Birch Royal?"))


def test_a_word_that_is_no_subject_is_not_offered_elsewhere():
    asked = Question("what begins in 2010 with mentoring at Ash General", trusts=("ash",), mentions=(Mention("ash", 38, 49),))
    assert near(asked)[0] == "Which trusts mention mentoring?"  # not "begins", which stands with Birch too
    asked = Question("what begins at Ash General", trusts=("ash",), mentions=(Mention("ash", 15, 26),))
    assert near(asked) == ("Who sits on the board at Ash General?",)


def test_who_asks_of_a_word_of_the_reports_own_is_on_its_subject():
    own = Offers(tiny.INDEX, KIT, (replace(TOPIC, form="term", subject="wards"), replace(TOPIC, subject="nurses")))
    assert own.names_a_term(Question("Who runs the wards?"))
    assert not own.names_a_term(Question("Who are the nurses?"))  # a topic, of which anyone may talk
    assert not own.names_a_term(Question("Who won the cup?"))


def test_a_refusal_is_proved_by_the_words_of_the_question_that_no_reader_of_the_bank_has():
    assert OFFERS.unheard(Question("We redraft zebras. Has it any yaks?")) == ("yaks",)
    assert OFFERS.unheard(Question("zebras and yaks")) == ("zebras", "yaks")  # nothing in it is a question
    assert "taught" in {word for q in tiny.INDEX.bank for word in words(q.question)}
    assert OFFERS.unheard(Question("Who taught yaks?")) == ("yaks",)


def test_the_subject_of_an_entry_that_is_likely_meant_is_offered_where_it_has_something_of_whom_is_asked():
    part = tiny.part("ash", (2,))
    entry = replace(TOPIC, title="The board and its size", parts=(part,))
    judged = FINDER.judge(Question("zebras"), tiny.search("board", bank=(0.9, 0.8, 0.7, 0.6)), ())

    def first(likely, trusts=()):
        return OFFERS.near(Question("zebras", trusts=trusts), judged, likely)[0]

    assert first((entry, 0.15)) == "What does the report say about the board and its size?"
    assert first((entry, 0.15), ("ash",)) == "What does the report say about the board and its size at Ash General?"
    assert first((replace(entry, title="MES scores"), 0.15)) == "What does the report say about MES scores?"
    for likely, trusts in (((entry, 0.14), ()), ((entry, 0.9), ("birch",)), ((replace(entry, form="voices"), 0.9), ())):
        assert not first(likely, trusts).startswith("What does the report say")


@pytest.mark.parametrize(("question", "said", "false"), [
    ("Why is it embedded?", "It would not suggest that it is embedded.", True),
    ("Why is it embedded?", "It isn’t yet.", True),
    ("Why is it not embedded?", "It is not embedded yet.", False),
    ("Why is it not embedded?", "Three of them are.", True),
    ("Is it embedded?", "It is not embedded yet.", False),
    ("Why is it embedded?", "It took ten years; notice how.", False),
])  # fmt: skip
def test_what_presumes_is_asked_why_it_is_so(question, said, false):
    assert presumes(question, said) is false


NAMED = (
    Entry("term/mentoring", "term", "Mentoring (MT)", "mentoring", (), (), ()),
    Entry("term/shared-budgets", "term", "Sharing of money", "shared-budgets", (), (), ()),
    Entry("term/nurses", "term", "Nurses", "nurses", (), (), ()),
    Entry("term/zebra", "term", "Zebra", "zebra", (), (), ()),
)


@pytest.mark.parametrize(
    ("text", "trusts", "whose"),
    [
        ("when did they begin mentoring", ("ash",), ("mentoring", ("birch",))),
        ("how are shared budgets run", ("ash", "cedar"), ("shared budgets", ("birch",))),
        ("how are budgets shared there", ("ash", "cedar"), None),
        ("when did they begin mentoring", ("birch",), None),
        ("when did they begin mentoring", ("ash", "birch"), None),
        ("when did they begin mentoring", (), None),
        ("what do nurses do", ("birch",), ("Nurses", ("ash",))),
        ("is there a zebra", ("ash",), None),
    ],
)
def test_of_a_thing_that_others_alone_have_is_told_whose_it_is(text, trusts, whose):
    offers = Offers(tiny.INDEX, KIT, NAMED)
    assert offers.of_another(Question(text, trusts=trusts)) == whose


def test_a_term_is_known_by_the_end_of_its_name_that_no_other_has():
    names = {"lead": "Lead nurse board", "site": "Site nurse board", "day": "Annual away day"}
    own = [Entry(f"term/{name}", "term", title, name, (), (), ()) for name, title in names.items()]
    offers = Offers(tiny.INDEX, KIT, own)
    texts = {
        "who pays for the away day": "term/day",
        "who sits on the site nurse board": "term/site",
        "who is on the nurse board": None,
    }
    assert {text: entry and entry.id for text in texts if (entry := offers.term_of(Question(text))) or True} == texts


def test_a_refusal_offers_it_of_the_one_that_has_it_and_an_answer_says_so_first():
    offers = Offers(tiny.INDEX, KIT, NAMED)
    asked = Question("when did Ash begin mentoring", trusts=("ash",), mentions=(Mention("ash", 9, 12),))
    judged = FINDER.judge(asked, tiny.search("board", bank=(0.1, 0.1, 0.1, 0.1)), ())
    refused = not_stated(KIT, FINDER, offers, asked, judged)
    assert (
        refused.message
        == "The report does not say when that is at Ash General. ‘mentoring’ stands only in what it says of Birch Royal."
    )
    assert refused.next[0] == "What does the report say about mentoring at Birch Royal?"
    draft = Draft("find", "answered", "As told.", (tiny.quote(2),))
    assert owned(KIT, offers, asked, draft) == draft  # of one word anything may be meant
    budgets = replace(asked, text="when did Ash begin shared budgets")
    shown = owned(KIT, offers, budgets, replace(draft, form="topic"))
    assert (shown.status, shown.message) == ("partial", "‘shared budgets’ stands only in what it says of Birch Royal. As told.")


def test_what_was_found_of_others_and_has_no_word_of_the_thing_that_is_theirs_is_no_answer():
    asked = Question("when did Ash begin shared budgets", trusts=("ash",), mentions=(Mention("ash", 9, 12),))
    offers, draft = Offers(tiny.INDEX, KIT, NAMED), Draft("find", "answered", "As told.", (tiny.quote(2),))
    told = owned(KIT, offers, asked, draft)
    assert (told.status, told.quotes) == ("not_stated", ())
    assert told.message.endswith("‘shared budgets’ stands only in what it says of Birch Royal.")
    near = replace(draft, quotes=(tiny.quote(10),))
    assert owned(KIT, offers, asked, near).status == "partial"  # it has a word of it


def test_whoever_is_named_is_asked_of_within_the_report():
    assert OFFERS.named_one(Question("what did birch say exactly")) == "birch"
    assert OFFERS.named_one(Question("what did zebras say")) == ""
    assert OFFERS.named_one(Question("what do wards have")) == ""
    assert OFFERS.names_a_term(Question("and what does birch recommend"))


def test_a_subject_is_offered_of_which_an_editor_thought_with_a_word_that_belongs_to_few():
    part = tiny.part("ash", (4,))
    asks = ("stress on the wards", "are they stressed", "any stress", "so many words are no short way to ask for stress at all")
    wellbeing = Entry("topic/wellbeing", "topic", "A good place to work", "wellbeing", (part,), (), asks)
    other = Entry("topic/beds", "topic", "Beds", "beds", (part,), (), ("stress on beds",))
    offers = Offers(tiny.INDEX, KIT, (wellbeing, other))

    def first(text, trusts=(), own=offers):
        asked = Question(text, trusts=trusts)
        return own.near(asked, FINDER.judge(asked, tiny.search("board", bank=(0.1, 0.1, 0.1, 0.1)), ()))[0]

    assert first("stress figures?") == "What does the report say about a good place to work?"
    assert first("stress figures?", ("ash",)) == "What does the report say about a good place to work at Ash General?"
    assert first("stress figures?", ("birch",)) == "What does the report say about a good place to work?"  # lifted
    assert first("zebras?") == tiny.PROFILE.page.examples[0]
    half = Offers(tiny.INDEX, KIT, (wellbeing, replace(other, asks=("stress on beds", "stressed beds", "no stress"))))
    assert first("stress figures?", own=half) == tiny.PROFILE.page.examples[0]
    silent = Offers(tiny.INDEX, KIT, (replace(wellbeing, parts=()),))
    assert first("stress figures?", own=silent) == tiny.PROFILE.page.examples[0]


def test_where_nothing_else_is_offered_the_likest_question_of_the_bank_is_if_it_is_close():
    assert near(Question("zebras"), (0.1, 0.58, 0.2, 0.3)) == ("Which directors does Ash have?",)
    assert near(Question("zebras"), (0.1, 0.57, 0.2, 0.3)) == tiny.PROFILE.page.examples
