"""What of a prepared entry comes first, and to what nothing is to be added."""

import pytest

import tiny
from rag.answering import digest, figures, term, voices
from rag.answering.entries import lay_out
from rag.understanding.question import Question

KIT = tiny.answerer().kit


def laid_out(form, parts, text, *trusts, everyone=False, rows=False, silent=()):
    asked = Question(text, trusts=trusts, everyone=everyone, rows=rows)
    return form.answer(KIT, asked, lay_out(tiny.entry(parts=parts, silent=silent), asked, tiny.TRUSTS))


def test_of_a_term_what_holds_the_words_comes_first():
    parts = [tiny.part("ash", (4,), (2,))]
    assert tiny.texts(laid_out(term, parts, "directors?", "ash").quotes)[0] == "Ash has a board of 12 directors."
    assert tiny.texts(laid_out(term, parts, "nurses?", "ash").quotes)[0] == "Nurses run the wards."
    assert tiny.texts(laid_out(term, parts, "what is it?", "ash").quotes)[0] == "Nurses run the wards."


def test_of_a_term_a_trusts_own_words_come_before_general_ones_that_lack_it():
    parts = [tiny.part(None, (0,)), tiny.part("birch", (11,))]
    assert [q.trust for q in laid_out(term, parts, "mentoring?").quotes] == ["birch", None]
    assert [q.trust for q in laid_out(term, parts, "study?").quotes] == [None, "birch"]
    assert [q.trust for q in laid_out(term, parts, "study?", "birch", everyone=True).quotes] == ["birch", None]


def test_of_voices_those_of_the_role_asked_for_come_first():
    parts = [tiny.part("ash", (2,), (4,), (5, 6)), tiny.part("birch", (11,))]
    asked = laid_out(voices, parts, "What did a clinical chair say?")
    assert tiny.texts(asked.quotes) == ["We listen to nurses. It works."]
    assert len(asked.more) == 3
    assert "We listen to nurses. It works." not in tiny.texts(laid_out(voices, parts, "What did anybody say?").quotes)
    assert laid_out(voices, parts, "What did a clinical chair say?", "birch").quotes[0].trust == "birch"


@pytest.mark.parametrize(("parts", "silent", "complete"), [
    ([tiny.part("ash", (2,), value=12), tiny.part("birch", (11,), value=2010)], (), True),
    ([tiny.part("ash", (2,), value=12), tiny.part("birch", (11,))], (), False),
    ([tiny.part("ash", (2,), value=12)], ("birch",), False),
    ([tiny.part("ash", (2,), value=12)], (), False),
])  # fmt: skip
def test_figures_are_complete_with_a_value_for_everyone_asked(parts, silent, complete):
    assert laid_out(figures, parts, "how many?", "ash", "birch", silent=silent).complete is complete


def test_a_digest_is_complete_as_a_whole_list_or_a_full_table():
    assert laid_out(digest, [tiny.part("birch", (7, 8, 9, 10))], "what is taught?").complete
    assert not laid_out(digest, [tiny.part("birch", (11,))], "what is taught?").complete
    both = [tiny.part("ash", (2,)), tiny.part("birch", (11,))]
    assert laid_out(digest, both, "compare", "ash", "birch", rows=True).complete
    assert not laid_out(digest, both, "compare", "ash", "birch", "cedar", rows=True).complete
    assert not laid_out(digest, both, "what is it?").complete
