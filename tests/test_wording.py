"""What is said must be true of what is shown: names, counts, order and silence, word for word."""

from dataclasses import replace

import pytest

import tiny
from rag.answering import located, wording
from rag.answering.draft import Draft
from rag.types import Row
from rag.understanding.question import Question

ASH, BIRCH, CEDAR = (Row(trust, (tiny.quote(n),)) for trust, n in (("ash", 2), ("birch", 11), ("cedar", 12)))
SILENT_BIRCH, SILENT_CEDAR = Row("birch", (), "no_mention"), Row("cedar", (), "no_mention")


def told(*numbers, form="find", **more):
    return wording.told(Draft(form, "answered", "", tuple(tiny.quote(n) for n in numbers), **more), tiny.TAGS)


def test_silent_trusts_are_told_and_quoted_ones_are_not_called_silent():
    assert told(2, 12, rows=(ASH, SILENT_BIRCH, CEDAR)) == (
        "2 passages from Ash General and Cedar Health. The report does not say it of Birch Royal."
    )
    assert told(2, rows=(ASH,)) == "1 passage from Ash General, p. 2."


def test_of_whom_something_near_is_folded_the_report_is_not_called_silent():
    near = replace(SILENT_BIRCH, folded=2)
    assert told(2, rows=(ASH, near)) == "1 passage from Ash General, p. 2. Nothing plainly answers it for Birch Royal."
    assert told(2, rows=(ASH, near, SILENT_CEDAR)) == (
        "1 passage from Ash General, p. 2. The report does not say it of Cedar Health. Nothing plainly answers it for Birch Royal."
    )


def test_what_stands_beside_the_answer_is_counted_apart_and_a_note_ends():
    said = told(2, 11, 5, beside=(tiny.quote(11), tiny.quote(5)), note="The report does not study Elm.", heading="The board")
    assert said == (
        "The board: 1 passage from Ash General, p. 2. Found beside it: 2 passages from Birch Royal and Ash General. The report does not study Elm."
    )


def test_where_there_is_no_heading_all_that_is_shown_is_counted_together():
    assert told(2, 11, beside=(tiny.quote(11),)) == "2 passages from Ash General and Birch Royal."


def test_who_is_not_studied_is_named_where_somebody_is():
    assert wording.not_studied(("Elm", "Oak")) == "The report does not study Elm and Oak."
    assert wording.not_studied(()) == ""


@pytest.mark.parametrize(("rows", "status"), [((ASH, BIRCH), "answered"), ((ASH, SILENT_CEDAR), "partial"), ((), "answered")])
def test_a_silent_row_makes_an_answer_a_partial_one(rows, status):
    assert wording.status_of(rows) == status


@pytest.mark.parametrize(("numbers", "said"), [
    ([2], "1 passage from Ash General, p. 2."),
    ([2, 5], "2 passages from Ash General, p. 2."),
    ([11, 2, 12], "3 passages from Birch Royal, Ash General and Cedar Health."),
    ([0, 12], "2 passages from the report as a whole and Cedar Health."),
])  # fmt: skip
def test_an_answer_counts_its_passages_and_names_whose_they_are(numbers, said):
    assert told(*numbers) == said


def test_a_refusal_names_the_trusts_that_were_asked_of():
    assert wording.not_stated(Question("?"), (), tiny.TAGS).startswith("The report does not say that.")
    said = wording.not_stated(Question("?", trusts=("birch", "cedar")), (), tiny.TAGS)
    assert said.startswith("The report does not say that of Birch Royal and Cedar Health.")
    assert wording.not_stated(Question("when was it built"), (), tiny.TAGS).startswith("The report does not say when that is.")
    case = Question("when nurses quarrel what do they do")  # asks for no time
    assert wording.not_stated(case, (), tiny.TAGS).startswith("The report does not say that.")


def test_a_refusal_names_the_words_that_occur_nowhere():
    one, two = (wording.not_stated(Question("?"), words, tiny.TAGS) for words in (["zebra"], ["zebra", "yak"]))
    assert one.startswith("The report does not say that: ‘zebra’ does not occur in it. The nearest")
    assert two.startswith("The report does not say that: ‘zebra’ and ‘yak’ do not occur in it.")
    assert tiny.answerer().kit.unheard(("zebra", "nurses", "took")) == ("zebra",)  # "took" tells of no thing


def test_an_organisation_that_is_not_studied_is_named_with_those_that_are():
    said = wording.other_organisation(("Elm", "Oak Trust"), tiny.REPORT)
    assert said.startswith("The report does not mention Elm or Oak Trust.")
    assert wording.other_organisation(("Ward",), tiny.REPORT).startswith("The report does not study Ward.")  # it has the word
    assert "Ash General, Birch Royal and Cedar Health" in said
    assert "Ash General, Birch Royal and Cedar Health" in wording.off_topic(tiny.TAGS)


def test_a_filter_that_leaves_nothing_is_told_both_ways():
    said = wording.filtered_out(Question("?", trusts=("ash",)), ("birch", "cedar"), tiny.TAGS)
    assert said.startswith("You asked about Ash General, but the filter is set to Birch Royal and Cedar Health.")


def test_a_question_that_is_too_long_is_told_in_words():
    assert "over 400 tokens, about 300 words" in wording.too_long(400)


@pytest.mark.parametrize(("kind", "status", "word"), [
    ("greeting", "greeting", "Hello"), ("unclear", "unclear", "could not find a question"),
    ("emergency", "off_topic", "999"), ("attack", "not_stated", "Only what is printed"),
])  # fmt: skip
def test_each_kind_that_is_no_question_has_its_status_and_its_words(kind, status, word):
    assert wording.STATUS_OF_KIND[kind] == status
    assert word in wording.of_kind(kind, tiny.TAGS)


def test_a_question_has_an_answer_of_its_own():
    with pytest.raises(ValueError, match="question"):
        wording.of_kind("question", tiny.TAGS)


# ---- prepared answers ----


def test_a_prepared_answer_tells_its_title_its_pages_and_who_is_silent():
    assert told(2, heading="The board", rows=(ASH, SILENT_CEDAR)) == (
        "The board: 1 passage from Ash General, p. 2. The report does not say it of Cedar Health."
    )
    assert told(2, 11, heading="The board") == "The board: 2 passages from Ash General and Birch Royal."
    assert told(2, heading="The board, the same for all.") == "The board, the same for all."


def test_the_order_of_values_is_told_and_equal_ones_are_not_ranked():
    twelve, nine = (tiny.part("ash", (2,), value=value, unit="directors") for value in (12, 9))
    pairs = [("Ash General", twelve), ("Birch Royal", nine)]
    assert wording.ordered(tiny.entry(), pairs) == (
        "The board, from most to least: Ash General (12 directors), Birch Royal (9 directors)."
    )
    assert wording.ordered(tiny.entry(), pairs[::-1], fewest_first=True) == (
        "The board, from least to most: Birch Royal (9 directors), Ash General (12 directors)."
    )
    same = [("Ash General", twelve), ("Birch Royal", twelve)]
    assert wording.ordered(tiny.entry(), same) == ("The board, the same for Ash General and Birch Royal (12 directors each).")
    fewer = [*same, ("Cedar Health", nine)]
    assert wording.ordered(tiny.entry(), fewer) == (
        "The board, from most to least: Ash General and Birch Royal (12 directors each), Cedar Health (9 directors)."
    )
    nearly = [same[0], ("Birch Royal", replace(twelve, qualifier="at least")), ("Cedar Health", nine)]
    assert wording.ordered(tiny.entry(), nearly) == (
        "The board, from most to least: Ash General (12 directors) and Birch Royal (at least 12 directors), Cedar Health (9 directors)."
    )


# ---- words that were looked up ----


def test_words_that_occur_nowhere_are_told_so():
    assert located.no_word(["zebra"]).startswith("‘zebra’ does not occur in the report.")
    assert located.no_word(["zebra", "yak"]).startswith("‘zebra’ and ‘yak’ do not occur in the report.")


def test_words_that_stand_elsewhere_are_told_of_whom_they_do_not():
    said = located.not_there([["‘board’"]], ["birch", "cedar"], tiny.TAGS)
    assert said.startswith("‘board’ occurs in the report, but not in what it says of Birch Royal and Cedar Health.")
    assert "all 3" in said


def test_a_word_is_named_by_the_words_that_were_found_for_it():
    assert located.word("income") == "‘income’"
    assert located.word("income", ("income",)) == "‘income’"
    assert located.word("income", ("income", "turnover", "budget")) == "‘income’, ‘turnover’ or ‘budget’"
    assert located.word("income", ("turnover",)) == "‘turnover’ (for ‘income’)"


def test_places_are_counted():
    assert located.places([["‘board’"]], (ASH,), 1, (), tiny.TAGS) == "‘board’ stands in 1 place."
    assert located.places([["‘board’", "‘nurses’"]], (ASH, SILENT_BIRCH), 2, (), tiny.TAGS) == (
        "‘board’ with ‘nurses’ stands in 2 places; not in what the report says of Birch Royal."
    )


def test_values_in_no_order_are_told_and_why_there_is_none():
    beds, wards = tiny.part("ash", (2,), value=12, unit="beds"), tiny.part("birch", (11,), value=3, unit="wards")
    same = [("Ash General", beds), ("Birch Royal", replace(wards, unit="beds"))]
    title = tiny.entry().title
    assert wording.valued(tiny.entry(), same, ranked=True) == f"{title} (Ash General: 12 beds; Birch Royal: 3 beds)"
    apart = "; they count different things, so they are not ranked"
    assert (
        wording.valued(tiny.entry(), [same[0], ("Birch Royal", wards)], ranked=True)
        == f"{title} (Ash General: 12 beds; Birch Royal: 3 wards{apart})"
    )
    assert apart not in wording.valued(tiny.entry(), [same[0], ("Birch Royal", wards)], ranked=False)
