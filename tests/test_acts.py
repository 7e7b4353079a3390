"""Whether quotations tell who acts on somebody: he who appoints others is not told to be appointed by anyone."""

import pytest

import tiny
from rag.answering.acts import acted_on, are_told, names_who
from rag.understanding.names import find_trusts
from rag.understanding.question import Question

KIT = tiny.answerer().kit


@pytest.mark.parametrize(
    ("asked", "quotation", "told"),
    [
        ("Who appraises the director?", "The director appraises the nurses.", False),
        ("Who appraises the nurses?", "The chair appraises the nurses.", True),
        ("So who assesses nurses at Ash?", "The chair takes responsibility for all nurses.", True),
        ("who appoints the nurses", "Nurses are carefully selected by a panel.", True),
        ("who appoints the nurses", "Nurses select the wards.", False),
        ("who hires nurses", "Nurses' appointments are made in May.", True),
        ("who manages the nurses", "Nurses are accountable to the matron.", True),
        ("who manages the nurses", "Nurses are responsible for the wards.", False),
        ("who manages the nurses", "Clerks are accountable to the nurses.", False),
        ("who manages the nurses", "It reports in May. Nurses came.", False),
        ("who mentors the nurses", "There are nurses at Birch.", False),
        ("who manages the wards", "There are wards at Birch.", True),  # nobody in a post
        ("how are nurses appraised", "There are nurses at Birch.", True),
    ],
)
def test_who_acts_on_somebody(asked, quotation, told):
    assert acted_on(KIT, Question(asked, mentions=find_trusts(asked, tiny.TAGS)), [quotation]) == told


def test_a_turn_that_leans_on_another_is_not_held_to_it():
    asked = Question("who appraises the director", lead="what does the director do")
    assert acted_on(KIT, asked, ["The director appraises the nurses."])


@pytest.mark.parametrize(
    ("quotation", "told"),
    [
        ("The chief appraises the chairs.", True),
        ("All nurses are appraised by the matron.", True),
        ("The chairs take responsibility for this for all nurses.", True),
        ("Nurses are recruited, selected and appraised against these values.", False),
        ("The responsibilities are used to gauge appraisals.", False),
        ("Appraisal is taken seriously and all appraisers are trained.", False),
    ],
)
def test_by_whom_people_are_appraised_is_told_by_who_does_it(quotation, told):
    for text in ("who appraises the nurses at each trust", "who does the appraising of nurses at each"):
        assert names_who(Question(text), [quotation]) is told
    assert names_who(Question("how are nurses appraised at each trust"), [quotation])


@pytest.mark.parametrize(
    ("asked", "quotation", "told"),
    [
        ("who are the coaches?", "All nurses are offered coaching.", False),
        ("who were their assessors", "They are assessed by a panel of nurses.", True),
        ("who is the trainer", "The trainers are nurses.", True),
        ("who is trained", "All nurses are trained.", True),
    ],
)
def test_that_something_is_done_does_not_tell_who_does_it(asked, quotation, told):
    assert are_told(Question(asked), [quotation]) is told
