"""What a body that the report only names is or does in itself is not told by the sentence with its name."""

import pytest

import tiny
from rag.answering.draft import Draft
from rag.answering.only_named import OnlyNamed

FOUND = Draft("find", "answered", "", (tiny.quote(12),))
MAY = tiny.entry("may", "term", (tiny.part("cedar", (12,)),), title="May")
CHAIRS = tiny.entry("may", "term", (tiny.part("cedar", (12,)), tiny.part("ash", (2,), (4,))), title="May")


def told(typed, entry=MAY, draft=FOUND):
    made = tiny.assistant()
    return OnlyNamed(made.answerer.kit, [entry]).of_itself(made.understood(typed), draft)


@pytest.mark.parametrize(
    "typed", ["How is May organised so that its nurses lead?", "why is May so warm", "what's May's temperature"]
)
def test_what_is_asked_of_a_name_in_itself_is_not_stated(typed):
    answer = told(typed)
    assert (answer.status, answer.quotes, tiny.texts(answer.nearest)) == (
        "not_stated",
        (),
        ["Cedar inducts every consultant in May."],
    )
    assert answer.next == ("What does the report say about May?",)


@pytest.mark.parametrize(
    "typed",
    ["what is May", "where is May mentioned", "May", "who mentions May", "what does May mean for consultants", "why is Maying so warm",
     "why is Ash so like May", "what did they learn from May", "what is May's role"],
)  # fmt: skip
def test_what_stands_by_the_name_or_is_asked_of_the_report_stays(typed):
    assert told(typed) is FOUND


def test_what_is_told_of_at_length_stays_and_so_does_a_refusal():
    assert told("why is May so warm", CHAIRS) is FOUND
    refused = Draft("find", "not_stated", "No.")
    assert told("why is May so warm", draft=refused) is refused
