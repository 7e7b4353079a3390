"""Every place of a word, by trust, and what is said where there is none."""

from dataclasses import replace

import pytest

import tiny
from rag.answering import topic
from rag.answering.entries import lay_out
from rag.corpus.concordance import Concordance
from rag.understanding.question import Question

KIT = tiny.answerer().kit


def looked_up(*words, trusts=(), first=None):
    return topic.look_up(KIT, Question(" ".join(words), trusts=trusts), (words,), first)


def test_every_place_of_a_word_with_silent_trusts_told():
    draft = looked_up("nurses")
    assert tiny.texts(draft.quotes) == ["Nurses run the wards.", "We listen to nurses. It works."]
    assert [(r.trust, len(r.quotes), r.silence, r.looked_for) for r in draft.rows] == [
        ("ash", 2, None, ()), ("birch", 0, "no_mention", ("nurses",)), ("cedar", 0, "no_mention", ("nurses",)),
    ]  # fmt: skip
    assert (draft.form, draft.status) == ("topic", "partial")
    assert draft.message == "‘nurses’ stands in 2 places; not in what the report says of Birch Royal and Cedar Health."


def test_what_is_said_of_no_single_trust_is_a_place_but_no_row():
    draft = looked_up("study")
    assert tiny.texts(draft.quotes) == ["The study visited three sites."]
    assert [r.trust for r in draft.rows] == ["ash", "birch", "cedar"]
    assert "1 place;" in draft.message


def test_the_words_are_marked_where_they_stand():
    marks = [[q.text[a - q.start : b - q.start] for a, b in q.marks] for q in looked_up("nurses", trusts=("ash",)).quotes]
    assert marks == [["Nurses"], ["nurses"]]


def test_a_word_that_occurs_nowhere_is_told_so():
    draft = looked_up("zebra", "nurses")
    assert (draft.status, draft.quotes, draft.rows) == ("not_stated", (), ())
    assert draft.message.startswith("‘zebra’ does not occur")
    several = looked_up("board", "nurses", "zebra")  # many words are a description, but for one that is nowhere
    assert several.message.startswith("‘zebra’ does not occur")


def test_a_word_that_stands_only_at_others_is_told_so():
    draft = looked_up("mentoring", trusts=("ash", "cedar"))
    assert draft.status == "not_stated"
    assert [(r.trust, r.silence) for r in draft.rows] == [("ash", "no_mention"), ("cedar", "no_mention")]
    assert draft.message.startswith("‘mentoring’ occurs in the report, but not in what it says of Ash General and Cedar Health.")


def test_a_trust_that_was_asked_alone_has_no_row():
    draft = looked_up("mentoring", trusts=("birch",))
    assert (draft.rows, draft.status, draft.message) == (
        (),
        "answered",
        "‘mentoring’ stands in 1 place in what the report says of Birch Royal.",
    )


def test_only_places_within_what_was_asked_are_counted():
    assert looked_up("2010", "began").message.startswith("‘2010’ with ‘began’ stands in 1 place;")
    everywhere, ash = looked_up("three"), looked_up("three", trusts=("birch",))
    assert everywhere.message.startswith("‘three’ stands in 2 places;")  # of no single trust, and of Birch Royal
    assert ash.message == "‘three’ stands in 1 place in what the report says of Birch Royal."
    both = looked_up("three", trusts=("ash", "birch"))
    assert both.message == "‘three’ stands in 1 place in what the report says of Birch Royal; not of Ash General."


def test_the_message_names_the_words_of_the_report_that_stand_there():
    """A message says of no word that it stands where only another one for it does."""
    other = replace(KIT, concordance=Concordance(tiny.PASSAGES, {"mentoring": ["coaching", "three"]}))

    def message(word, *trusts):
        return topic.look_up(other, Question(word, trusts=trusts), ((word,),), None).message

    assert message("coaching", "birch") == "‘mentoring’ (for ‘coaching’) stands in 1 place in what the report says of Birch Royal."
    assert message("coaching", "ash").startswith(
        "‘mentoring’ (for ‘coaching’) occurs in the report, but not in what it says of Ash"
    )
    assert message("three", "birch").startswith("‘three’ or ‘mentoring’ stands in ")


def test_places_of_the_word_itself_come_before_those_of_a_synonym():
    other = replace(KIT, concordance=Concordance(tiny.PASSAGES, {"board": ["nurses"]}))
    draft = topic.look_up(other, Question("nurses", trusts=("ash",)), (("nurses",),), None)
    assert tiny.texts(draft.quotes) == ["Nurses run the wards.", "We listen to nurses. It works."]
    assert tiny.texts(draft.more) == ["Ash has a board of 12 directors."]


def test_words_that_always_stand_as_one_phrase_are_named_and_looked_for_as_one():
    """No part of a name is looked for where the name is not."""
    draft = looked_up("nurses", "run")
    assert tiny.texts(draft.quotes) == ["Nurses run the wards."]
    assert draft.message.startswith("‘nurses run’ stands in 1 place;")
    assert {(r.silence, r.looked_for) for r in draft.rows if not r.quotes} == {("no_mention", ("nurses run",))}


def test_several_words_stand_near_each_other():
    assert tiny.texts(looked_up("nurses", "wards", trusts=("ash",)).quotes) == ["Nurses run the wards."]
    apart = looked_up("board", "wards", trusts=("ash",))  # in one paragraph, not in one sentence
    assert (apart.status, apart.quotes) == ("not_stated", ())
    assert apart.message.startswith("‘board’ and ‘wards’ do not stand together")
    assert looked_up("board", "nurses", "mentoring") is None  # many words are a description
    assert looked_up() is None


def test_places_that_the_topics_entry_quotes_come_first():
    draft = looked_up("nurses", trusts=("ash",), first=tiny.entry(parts=[tiny.part("ash", (5, 6))]))
    assert tiny.texts(draft.quotes) == ["We listen to nurses. It works.", "Nurses run the wards."]


def test_more_places_are_folded(monkeypatch):
    monkeypatch.setattr(topic, "PLACES", 1)
    draft = looked_up("nurses", trusts=("ash",))
    assert tiny.texts(draft.quotes) == ["Nurses run the wards."]
    assert tiny.texts(draft.more) == ["We listen to nurses. It works."]


@pytest.mark.parametrize(("trusts", "at_once"), [(("ash",), 4), (("ash", "birch"), 3), ((), 3)])
def test_a_topics_entry_is_shown_trust_by_trust(trusts, at_once):
    entry = tiny.entry("nurses", "topic", [tiny.part("ash", (5,), (2,), (6,), (4,)), tiny.part("birch", (11,))], title="Nurses")
    asked = Question("nurses", trusts=trusts)
    draft = topic.answer(KIT, asked, lay_out(entry, asked, tiny.TRUSTS))
    assert [q.trust for q in draft.quotes].count("ash") == at_once
    assert len(draft.more) == 4 - at_once
    assert [r.trust for r in draft.rows] == ([] if trusts == ("ash",) else ["ash", "birch"])
    assert (draft.form, draft.status) == ("topic", "answered")
    assert (draft.message, draft.heading) == ("", "Nurses")


def alternatives(*things, trusts=(), rows=False):
    return topic.look_up(KIT, Question("which", trusts=trusts, rows=rows), things, None)


def test_each_of_several_things_is_looked_up_by_itself():
    draft = alternatives(("nurses",), ("mentoring",))
    assert tiny.texts(draft.quotes) == ["Nurses run the wards.", "We listen to nurses. It works.", "Birch began mentoring in 2010."]
    assert draft.message == "‘nurses’ or ‘mentoring’ stands in 3 places; not in what the report says of Cedar Health."
    assert [(r.trust, r.looked_for) for r in draft.rows if not r.quotes] == [("cedar", ("nurses", "mentoring"))]
    unheard = alternatives(("nurses",), ("zebra",))
    assert (unheard.status, unheard.message.partition(". ")[2]) == ("partial", "‘zebra’ does not occur in the report.")
    assert alternatives(("yak",), ("zebra",)).message.startswith("‘yak’ and ‘zebra’ do not occur")
    assert alternatives(("board", "wards"), ("nurses", "mentoring")) is None  # pairs that stand nowhere


def with_every(text):
    """The same report, of which a sentence of the study says something of all the trusts."""
    report = replace(tiny.REPORT, text=tiny.TEXT.replace("The study visited three sites.", text))
    sentence = replace(tiny.SENTENCES[0], text=text)
    passage = replace(tiny.PASSAGES[0], text=text, sentences=(sentence, tiny.SENTENCES[1]))
    sentences = (sentence, *tiny.SENTENCES[1:])
    index = replace(tiny.INDEX, report=report, passages=(passage, *tiny.PASSAGES[1:]), sentences=sentences)
    return replace(KIT, index=index, concordance=Concordance(index.passages))


def test_what_is_said_of_every_trust_counts_for_each_of_which_nothing_else_is():
    kit = with_every("All three trusts pay nurses.  ")
    asked = Question("which trusts mention nurses", rows=True)
    draft = topic.look_up(kit, asked, (("nurses",),), None)
    assert [(row.trust, row.quotes[0].trust) for row in draft.rows] == [("ash", "ash"), ("birch", None), ("cedar", None)]
    assert draft.message == "‘nurses’ stands in 3 places; of Birch Royal and Cedar Health only in what it says of all three trusts."
    one = topic.look_up(kit, Question("nurses", trusts=("birch",)), (("nurses",),), None)
    assert (one.status, one.message) == ("answered", "Said of all three trusts.")
    several = topic.look_up(with_every("All three trusts have nurses. "), asked, (("nurse",),), None)
    assert [row.quotes[0].trust for row in several.rows] == ["ash", None, None]  # one or more of them
    paid = topic.look_up(with_every("In all three trusts it pays.  "), asked, (("pay",),), None)
    assert not any(row.quotes for row in paid.rows)  # what is done is no plural
    pays = topic.look_up(with_every("All three trusts have mentors."), asked, (("mentoring",),), None)
    assert [row.trust for row in pays.rows if row.quotes] == ["birch"]  # another form of the word may be another thing


def test_where_rows_are_asked_for_what_is_of_no_trust_is_folded():
    asked = Question("which trusts mention three")
    shown, folded = (
        topic.look_up(KIT, asked, (("three",),), None),
        topic.look_up(KIT, replace(asked, rows=True), (("three",),), None),
    )
    assert tiny.texts(shown.quotes)[0] == "The study visited three sites."
    assert (tiny.texts(folded.more), [q.trust for q in folded.quotes]) == (["The study visited three sites."], ["birch"])
