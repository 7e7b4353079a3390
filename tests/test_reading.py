"""A typed request → the question that it puts, with how it was taken where that is not as it was typed."""

import pytest

import tiny
from rag.understanding.author import as_report
from rag.understanding.reading import read_request


class AsTyped:
    """Corrects nothing."""

    def correct(self, text):
        return text, False


@pytest.mark.parametrize(
    ("typed", "text", "taken_as", "few"),
    [
        ("who sits on the board", "who sits on the board", None, None),
        ("how many ppl sit on it", "how many people sit on it", "how many people sit on it", None),
        ("3 bullets on the board", "bullets on the board", None, 3),
        ("Dear all, who sits on the board", "who sits on the board", None, None),
        ("Is there anything in there on wards?", "Is there anything on wards?", None, None),
        ("anything in there?", "anything in there?", None, None),
    ],
)
def test_a_request_is_taken_out_of_its_wrapping_and_counted(typed, text, taken_as, few):
    asked = read_request(typed, AsTyped(), tiny.TAGS, tiny.ORGANISATIONS)
    assert (asked.text, asked.taken_as, asked.few) == (text, taken_as, few)


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("Somebody at Ash would like to know how pay works", "how pay works (Ash)"),
        ("A colleague at Ash needs to find out more about pay", "pay (Ash)"),
        ("Ward lead at Ash here. How is pay set?", "How is pay set? (Ash)"),
        ("Somebody at Ash would like to know what QED is", "what QED is"),  # it is one thing wherever it is
        ("Somebody at Ash would like to know how Birch pays", "how Birch pays"),
        ("Somebody at Ash would like to know which trusts pay", "which trusts pay"),
        ("Somebody at work would like to know how pay works", "how pay works"),
    ],
)
def test_a_trust_that_only_the_wrapping_names_is_asked_of(typed, text):
    assert read_request(typed, AsTyped(), tiny.TAGS, tiny.ORGANISATIONS).text == text


@pytest.mark.parametrize(("typed", "text"), [
    ("what does the Leeds Foundation recommend", "what does the report recommend"),
    ("is it the leeds foundation's view that wards matter", "is it the report's view that wards matter"),
    ("according to leeds foundation, who leads", "according to the report, who leads"),
    ("advice from the Leeds Foundation for boards", "advice from the report for boards"),
    ("who went on a Leeds Foundation course", None),
    ("what do they say about the Leeds Foundation", None),
    ("which wards did the Leeds Foundation visit", None),
])  # fmt: skip
def test_whoever_published_it_is_asked_what_the_report_says(typed, text):
    assert as_report(typed, "The Leeds Foundation") == (text or typed)


def test_the_name_of_who_published_it_may_be_typed_in_any_way():
    for name in ("kings fund", "King's Fund", "the king’s fund", "The Kings-Fund"):
        assert as_report(f"what does {name} say about pay", "The King’s Fund") == "what does the report say about pay"


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("I am doctor from Norway, how are nurses led", "I am doctor, how are nurses led"),
        ("I'm a ward lead from Norway and I want to know how pay works", "how pay works"),
        ("as a nurse from Oslo working in Leeds I wonder how pay works", "how pay works"),
        ("I am a nurse from Ash, how is pay set", "I am a nurse from Ash, how is pay set"),  # and may ask of Ash
        ("I am from the ward, how is pay set", "I am from the ward, how is pay set"),
        ("I learnt from Norway, how is pay set", "I learnt from Norway, how is pay set"),
    ],
)
def test_where_the_asker_is_from_is_not_looked_for(typed, text):
    assert read_request(typed, AsTyped(), tiny.TAGS, tiny.ORGANISATIONS).text == text


@pytest.mark.parametrize(("typed", "studied"), [
    ("Is Ash one of the trusts in the study?", True), ("was Birch in it", True), ("Ash included?", True), ("does it cover Ash", True),
    ("are Ash and Birch both in the report", True), ("does it cover pay at Ash", False), ("is Ash part of a group", False),
    ("is the board included", False), ("is Elm in the study", False), ("is Ash in it for pay", False),
])  # fmt: skip
def test_whether_a_trust_is_studied_is_told_by_which_are(typed, studied):
    text = read_request(typed, AsTyped(), tiny.TAGS, tiny.ORGANISATIONS).text
    assert text == (f"which {tiny.TAGS.profile.group.nouns} does the report study?" if studied else typed)
