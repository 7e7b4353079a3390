import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.understanding.limits import PIECES, PIECES_AROUND, within

STORY = "I run a small team here. We merged last year. How does Salford appoint? Thanks for any help with it."


def count(text):
    """Like the embedder's: two of its own, one a word, a long word in fives."""
    return 2 + sum(-(-len(word) // 5) for word in text.split())


def test_what_fits_stays_byte_for_byte():
    assert within(STORY, count) is STORY


def test_the_story_goes_first_and_the_question_last():
    whole = count(STORY)
    assert within(STORY, count, whole - 1) == "We merged last year. How does Salford appoint? Thanks for any help with it."
    assert within(STORY, count, 17) == "How does Salford appoint? Thanks for any help with it."
    assert within(STORY, count, 9) == "How does Salford appoint?"
    assert within(STORY, count, 6) == "How does Salford"


def test_without_a_question_the_end_stays():
    assert within("One two three. Four five six. Seven eight.", count, 6) == "Seven eight."


def test_one_long_sentence_is_cut_behind_a_word_and_one_long_word_inside():
    assert within("alpha beta gamma delta", count, 4) == "alpha beta"
    assert within("a" * 400, count, 5) == "a" * 15


def test_the_counter_is_asked_few_times():
    asked = []

    def counting(text):
        asked.append(len(text))
        return count(text)

    assert count(within("word and. " * 2_000, counting)) <= PIECES
    assert len(asked) <= 25


@given(st.text("ab .?!\n", max_size=200), st.integers(3, 40))
def test_never_more_than_asked_for(text, pieces):
    assert count(within(text, count, pieces)) <= pieces


def test_what_is_too_short_to_be_too_long_is_not_cut_into_pieces():
    def every(text):
        raise AssertionError(text)

    assert within("a" * (PIECES - PIECES_AROUND), every) == "a" * (PIECES - PIECES_AROUND)
    for text in ("a" * (PIECES - PIECES_AROUND + 1), "한"):  # a syllable is up to three pieces
        with pytest.raises(AssertionError, match=text):
            within(text, every)
