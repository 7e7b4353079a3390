"""What a message adds to a request is a request of its own; what only goes on with one is not."""

import pytest

from conftest import CORPUS
from rag.corpus.report import load_report
from rag.understanding.adding import filled
from rag.understanding.asked_on import halves
from rag.understanding.parts import split

TAGS = load_report(CORPUS).tags
ADDED = [
    ("Tell me about culture at Salford and job plans at UCLH", ("culture at Salford", "job plans at UCLH")),
    ("turnover at uclh, the number of hospitals northumbria has, and also how many staff southern employs",
     ("turnover at uclh", "the number of hospitals northumbria has", "how many staff southern employs")),
    ("i need the checklist, a quote about trust and the share of consultants who lead at Southern Health",
     ("the checklist", "a quote about trust", "the share of consultants who lead at Southern Health")),
    ("What is the Clinical Policy Group, and btw what's UCLH's turnover?", ("What is the Clinical Policy Group", "what's UCLH's turnover?")),
    ("francis?? also griffiths", ("francis??", "griffiths")),
    ("key points for Salford + staff numbers at UCLH", ("key points for Salford", "staff numbers at UCLH")),
    ("who chairs the divisions at salford? oh and what is a DCD", ("who chairs the divisions at salford?", "what is a DCD")),
    ("summarise culture at Northumbria, and while you're at it the main lessons", ("summarise culture at Northumbria", "the main lessons")),
    ("induction at northumbria\n\nalso mentoring at salford", ("induction at northumbria", "mentoring at salford")),
    ("Who has Northumbria learnt from, and also what does the checklist ask boards?",
     ("Who has Northumbria learnt from", "what does the checklist ask boards?")),
    ("Need two things please: why Salford cut the post, and what UCLH's panel does", ("why Salford cut the post", "what UCLH's panel does")),
    ("How do the four compare on pay, and how often does Salford's board meet?",
     ("How do the four compare on pay", "how often does Salford's board meet?")),
]  # fmt: skip
ONE = [
    "the number of nurses and midwives at Salford",
    "staff at Salford and UCLH",
    "how were chairs + directors picked at Salford",
    "What do they do for juniors, registrars and SAS doctors at UCLH",
    "the compact at Southern Health, who signs it",
    "doctors who were unhappy at Salford and Southern - what came of it",
    "half of their time or less? directors northumbria, chairs salford, leads uclh",
    "Compare culture at Salford and governance at UCLH",
    "What distinguishes these four trusts from others that also have strategies?",
    "What about the other trusts, did Southern Health and UCLH get prizes?",
    "tell me about trust and respect between doctors and managers",
]


@pytest.mark.parametrize(("text", "asked"), ADDED)
def test_what_is_added_is_a_request_of_its_own(text, asked):
    assert split(text, TAGS).requests == asked


@pytest.mark.parametrize("text", ONE)
def test_what_goes_on_with_a_request_is_none(text):
    assert split(text, TAGS).requests == (text,)


def test_what_stands_behind_many_signs_costs_no_more_than_its_length():
    text = "also " * 2_000 + "? " * 2_000 + "+ ; " * 500
    assert split(text, TAGS).requests[0]


@pytest.mark.parametrize(
    ("requests", "whole"),
    [
        (["which won a prize for pay", "and which for wards?"], ["which won a prize for pay", "which won a prize for wards?"]),
        (["who was chosen by Ash", "who by Birch"], ["who was chosen by Ash", "who was chosen by Birch"]),
        (["which won a prize", "which for wards"], ["which won a prize", "which for wards"]),  # nothing to share
        (["the prize for pay", "which for wards"], ["the prize for pay", "which for wards"]),  # that is no question
        (["who won it for pay", "who leads it"], ["who won it for pay", "who leads it"]),
    ],
)
def test_what_a_second_request_leaves_out_is_the_first_ones(requests, whole):
    assert filled(requests) == whole


@pytest.mark.parametrize(
    ("request_", "two"),
    [
        ("induction and appraisal at each trust", ("induction at each trust", "appraisal at each trust")),
        ("job selection / consultant appraisal at Salford?", ("job selection at Salford", "consultant appraisal at Salford")),
        ("staff and budget for all four", ("number of staff for all four", "budget for all four")),  # beside a size
        ("staff and beds at Salford", ()),  # of the one it is no subject
        ("the appraisal and its appraisal at Salford", ()),
        ("induction and appraisal in May", ()),  # of nobody
        ("induction and appraisal", ()),
        ("budget / turnover and staff numbers for the four", ("budget/turnover for the four", "staff numbers for the four")),
        (
            "staff numbers, number of sites and budget per trust",
            (
                "staff numbers per trust",
                "number of sites per trust",
                "budget per trust",
            ),
        ),
        ("budget, sites, staff of all four", ("budget of all four", "sites of all four", "number of staff of all four")),
        ("induction at each trust and the appraisal", ("induction at each trust", "appraisal at each trust")),
        (
            "consultant numbers for each of the four and the total workforce",
            ("consultant numbers for each of the four", "total workforce for each of the four"),
        ),
        ("culture and values of every trust", ("culture of every trust", "values of every trust")),
        ("induction at each trust and the beds", ()),
        ("staff numbers and budget, trust by trust", ("staff numbers, trust by trust", "budget, trust by trust")),
        ("beds, sites and staff for all four", ()),  # one of them alone is a subject
        ("staff numbers, staff budget and pay of all four", ()),  # they share one
        ("how big are they? beds and sites of all four side by side", ("beds of all four", "sites of all four")),
        ("how large are these trusts? staff / budget for all four please", ("number of staff for all four", "budget for all four")),
        ("compare the four on pay and beds", ("pay for the four", "beds for the four")),
        ("please compare Salford and UCLH by pay and beds.", ("pay for Salford and UCLH", "beds for Salford and UCLH")),
        ("all four: pay and beds, side by side", ("pay for all four", "beds for all four")),
        ("compare the wards on pay and beds", ()),  # no members
        ("wards of the four trusts: pay and beds", ()),  # nor they alone
        ("compare all four on how doctors and managers work", ()),
        ("compare the four on pay", ()),
        ("beds and sites of all four please", ()),  # named behind: they may be one thing
        (
            "Salford vs UCLH: who leads the wards, is there a buddy scheme?",
            ("who leads the wards (Salford vs UCLH)", "is there a buddy scheme (Salford vs UCLH)"),
        ),
        (
            "all four - who runs the wards and how long is a term",
            ("who runs the wards (all four)", "how long is a term (all four)"),
        ),
        ("the wards: who runs the wards and how long is a term", ("the wards: who runs the wards", "how long is a term")),
        (
            "the college - when was it opened, why, and who runs it",
            ("the college - when was it opened", "why was it opened", "who runs it"),
        ),
        ("who wrote this report, when, and for whom", ("who wrote this report", "when", "for whom")),
        ("Salford and UCLH: who runs the wards and how long is a term at UCLH", ()),
    ],
)
def test_two_things_that_are_asked_of_the_same_are_two(request_, two):
    assert halves(request_, TAGS) == two


@pytest.mark.parametrize(
    ("request_", "two"),
    [
        ("did Salford or UCLH use it and what did it cost", ("did Salford or UCLH use it", "what did it cost")),
        ("compare Salford and UCLH, and what do they cost", ()),
        ("how do Salford and UCLH hire and what do they pay", ()),  # no question of whether
        ("did Salford or UCLH use it and what did it cost at Salford", ()),
    ],
)
def test_what_is_asked_on_of_several_is_parted_only_where_the_whole_was_refused(request_, two):
    assert halves(request_, TAGS, refused=True) == two
    assert halves(request_, TAGS) == ()


def test_who_does_it_is_asked_of_several_by_itself():
    two = ("is UCLH or Salford keener on safety", "who is responsible for it in both")
    assert halves(", ".join(two), TAGS) == two
    assert halves("compare Salford and UCLH on safety, who is responsible for it", TAGS) == ()
