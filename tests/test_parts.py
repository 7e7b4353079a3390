import json
from dataclasses import replace

import pytest

from conftest import CORPUS, ROOT
from rag.corpus.report import load_report
from rag.understanding.asking import ASKING
from rag.understanding.letters import framed, joined, lines_of, ungreeted
from rag.understanding.parts import Parts, split

TAGS = load_report(CORPUS).tags
MAIL = """FW: consultant recruitment
From: Helen Marsh
Sent: Tuesday 09:14

Hi, could you find out (1) whether Northumbria trains the people on its panels and (2) what UCLH tests candidates on?
Thanks, H
--
This email and any attachment are confidential."""
LETTER = """Dear all,

I am preparing a paper for our board on medical engagement and would
be grateful for some help with it. How did Northumbria change its
induction for new consultants? And who wrote the report?

Kind regards,
Dr Jane Smith
Medical Director, Anytown
01234 567890"""


def requests(text):
    return split(text, TAGS).requests


JOINED = {
    "evals/questions": 1,  # "How does Northumbria do it? Does it train …?"
    "evals/people": 6,  # four joined by "and", one by "two things:", and a mail
    "corpus/practice": 33,  # half of them without what their askers tell of themselves
    "corpus/questions": 9,  # one asks how two posts differ, as does that of the gaps
    "corpus/gaps": 1,
}
"""How many requests of each file are several, each read by eye."""


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("What is TICKLE? And who runs it?", ("What is TICKLE?", "And who runs it?")),
        ("What's the MES? Who developed it? And who used it?", ("What's the MES?", "Who developed it?", "And who used it?")),
        ("How does Salford appraise? I mean how often is it?", ("How does Salford appraise? I mean how often is it?",)),
        ("It is our MD's idea. Who runs it?", ("It is our MD's idea. Who runs it?",)),
    ],
)
def test_a_question_that_points_at_the_one_before_it_is_one_of_its_own(text, parts):
    assert requests(text) == parts


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("whose culture was planned and whose just grew by chance?", 1),
        ("whose chief executive is a doctor and whose isn't", 1),
        ("whose culture was planned and whose budget is the largest?", 2),
    ],
)
def test_whose_without_what_is_theirs_is_no_request_of_its_own(text, number):
    assert len(requests(text)) == number


@pytest.mark.parametrize("heard", ["ok.", "Right.", "great, thanks!", "never mind.", "sure ..."])
def test_what_only_says_that_the_last_answer_was_heard_is_no_request(heard):
    assert len(requests(f"{heard} then tell me who runs TICKLE")) == 1
    assert len(requests("the budget of Salford. then tell me who runs TICKLE")) == 2


@pytest.mark.parametrize("name", JOINED)
def test_one_plain_question_comes_back_as_it_is(name):
    rows = [json.loads(line) for line in (ROOT / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
    asked = dict.fromkeys(row["question"] for row in rows if row.get("split") != "test")
    assert len([text for text in asked if replace(split(text, TAGS), bare="") != Parts((text,))]) == JOINED[name]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n ",
        "--",
        "thanks",
        "Thanks,\nH",
        "Hello! How does Salford appoint?",
        "  How many people work there, and how many are consultants?  ",
        "What did Dr. Smith say about St. George's? e.g. in the U.K. vs. the US",
        "Compare Salford and UCLH: induction, appraisal and pay",
        "note: the board met at 10:30. what did salford decide",
        "Q: What is medical engagement?",
        "I work at a trust. We merged last year. Staff are tired. How does Salford keep them?",
        "Please list the key points. Keep it short.",
    ],
)
def test_one_request_with_its_story_is_one(text):
    assert replace(split(text, TAGS), bare="") == Parts((text,))


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("I have worked at a trust for ten long years. We merged with two others last year. How does Salford choose clinical directors?",
         "How does Salford choose clinical directors?"),
        ("Salford pays well, we hear. How does it choose its directors?", ""),  # a trust is named in it
        ("Staff are tired after the merger. How do they keep their consultants happy?", ""),  # nobody says that they are the asker's
        ("We have a committee. Who sits on theirs?", "Who sits on their committee?"),
        ("How does Salford appoint its clinical directors?", ""),
    ],
)  # fmt: skip
def test_what_its_asker_tells_of_themselves_can_be_left_out(text, bare):
    assert split(text, TAGS) == Parts((text,), bare=bare)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("I work at a trust. We merged last year. How does Salford choose clinical directors?", "How does Salford choose clinical directors?"),
        ("we are a merged trust with a new ceo. what did each of the four do about values that we could copy",
         "what did each of the four do about values that we could copy"),
        ("How does Salford appoint? We would like to copy it.", "How does Salford appoint?"),
        ("what went wrong at each of the four? reports are all sunshine and i want to tell my board about the bumps, which it never hears",
         "what went wrong at each of the four?"),
    ],
)  # fmt: skip
def test_a_few_words_of_its_asker_and_any_behind_the_request_are_left_out(text, asked):
    assert split(text, TAGS).requests == (asked,)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        (
            "How does Salford appoint directors? What does UCLH spend on training?",
            ("How does Salford appoint directors?", "What does UCLH spend on training?"),
        ),
        ("1. How does Salford appoint?\n2. How long do they serve?\n3. What does UCLH pay?",
         ("How does Salford appoint?", "How long do they serve? (Salford)", "What does UCLH pay?")),
        ("- induction at UCLH\n- appraisal at Salford\n- awards", ("induction at UCLH", "appraisal at Salford", "awards")),
        ("Question 1: How does Salford appraise?\nQuestion 2: And UCLH?", ("How does Salford appraise?", "UCLH?")),
        ("salford staff numbers\nuclh budget\nwho is ceo of northumbria", ("salford staff numbers", "uclh budget", "who is ceo of northumbria")),
        ("Please sum up (a) governance and (b) selection at Salford.", ("Please sum up governance (Salford)", "Please sum up selection at Salford.")),
        ("Three things please: (1) the CPG, (2) awards at UCLH and (3) values?", ("the CPG (UCLH)", "awards at UCLH", "values? (UCLH)")),
        ("Two things: how does UCLH bring them in, and who keeps an eye on them?",
         ("how does UCLH bring them in", "who keeps an eye on them? (UCLH)")),
        ("I have a couple of quick questions. What is TICKLE? And what is the SDO?", ("What is TICKLE?", "what is the SDO?")),
        ("Please tell me about induction at UCLH. Also list the values of Salford.",
         ("Please tell me about induction at UCLH.", "list the values of Salford.")),
        ("Does it mention burnout? Does it mention Geisinger anywhere?", ("Does it mention burnout?", "Does it mention Geisinger anywhere?")),
        ("How do all four trusts induct?\nWhat does the report say on pay at UCLH?",
         ("How do all four trusts induct?", "What does the report say on pay at UCLH?")),
    ],
)  # fmt: skip
def test_marked_requests_are_parted(text, asked):
    assert requests(text) == asked


def test_three_are_answered_and_the_rest_is_named():
    parts = split("a) what is the MES\nb) who made it\nc) how is it scored\nd) is it free\ne) cost", TAGS)
    assert parts == Parts(("what is the MES", "who made it", "how is it scored"), ("is it free", "cost"))


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Trust: Salford\nNumber of consultants:\nBudget:\n", ("Number of consultants (Salford)", "Budget (Salford)")),
        ("Trust\tSalford\nNumber of consultants\t\nBudget\t", ("Number of consultants (Salford)", "Budget (Salford)")),
        ("Trust | UCLH\nHow many consultants | \nWho appraises them |", ("How many consultants (UCLH)", "Who appraises them (UCLH)")),
        ("Salford Royal\n- number of staff\n- turnover\n\nUCLH\n- number of staff",
         ("number of staff (Salford Royal)", "turnover (Salford Royal)", "number of staff (UCLH)")),
        ("Trust: Salford\nNumber of consultants:\nHow all trusts compare:\nBudget at UCLH:",
         ("Number of consultants (Salford)", "How all trusts compare", "Budget at UCLH")),
    ],
)  # fmt: skip
def test_a_form_or_table_keeps_its_trust(text, asked):
    assert requests(text) == asked


def test_mail_headers_greetings_signatures_and_disclaimers_are_no_requests():
    parts = split(MAIL, TAGS)
    assert parts.requests == ("could you find out whether Northumbria trains the people on its panels", "could you find out what UCLH tests candidates on?")  # fmt: skip
    assert parts.aside == ("FW: consultant recruitment", "From: Helen Marsh", "Sent: Tuesday 09:14", "Hi,", "Thanks, H", "--",
                           "This email and any attachment are confidential.")  # fmt: skip


def test_a_letter_is_read_across_its_line_breaks():
    parts = split(LETTER, TAGS)
    assert parts.requests == ("How did Northumbria change its induction for new consultants?", "who wrote the report?")
    assert parts.aside[0] == "Dear all,"
    assert parts.aside[-1].startswith("I am preparing a paper")
    assert {"Kind regards,", "Dr Jane Smith", "01234 567890"} <= set(parts.aside)


def test_a_reply_is_read_without_its_marks():
    text = "On Mon, 3 March, Helen wrote:\n> Can you find out what UCLH does about shadowing?\n> Thanks\n> Helen\n\nSent from my iPhone"
    assert requests(text) == ("Can you find out what UCLH does about shadowing?",)


def test_a_story_stays_with_the_request_that_points_at_it():
    text = "Salford has an orientation for consultants. How many days is it? What does UCLH spend on leadership courses?"
    assert requests(text) == (
        "Salford has an orientation for consultants. How many days is it?",
        "What does UCLH spend on leadership courses?",
    )


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Northum-\nbria", "Northumbria"),
        ("medi-\r\n  cal directors", "medical directors"),
        ("a 360-\ndegree review", "a 360-degree review"),
        ("medical-\nstaff", "medical-staff"),
        ("Sal-\n> ford", "Salford"),
        ("well -\nknown", "well -\nknown"),
        ("one-off", "one-off"),
    ],
)
def test_a_hyphen_at_a_line_break_goes_where_it_parts_one_word(text, whole):
    assert joined(text, {"northumbria", "salford"}) == whole


def test_lines_are_mended_where_a_sentence_goes_on():
    assert lines_of("How does Salford\nappoint doctors?\nUCLH", ASKING) == ["How does Salford appoint doctors?", "UCLH"]
    full = "We are a large trust in the north of England and\nMerseyside"
    assert lines_of(full, ASKING) == [full.replace("\n", " ")]
    assert lines_of("Salford\nstaff", ASKING) == ["Salford", "staff"]
    assert lines_of("How many:\n- a\n- b", ASKING) == ["How many:", "- a", "- b"]


def test_a_closing_ends_what_is_said_until_somebody_asks_again():
    lines = ["Who leads?", "Many thanks", "Jo Bloggs", "How long?", "Best wishes", "Jo"]
    assert framed(lines, lambda line: line.endswith("?")) == (
        ["Who leads?", "How long?"],
        ["Many thanks", "Jo Bloggs", "Best wishes", "Jo"],
    )


def test_three_requests_in_a_row_are_parted_though_the_later_ones_point_at_the_first():
    row = "what's tickle, how many juniors joined it, and did it cost anything"
    assert split(row, TAGS).requests == ("what's tickle", "how many juniors joined it", "did it cost anything")
    indirect = "please tell me UCLH's turnover, how many wards it has and where it stands"
    assert len(split(indirect, TAGS).requests) == 1
    assert len(split("what's tickle, and did it cost anything", TAGS).requests) == 1


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("hiya is this a robot", "is this a robot"),
        ("Hello, what is a compact?", "what is a compact?"),
        ("hi there", "hi there"),
        ("hello everyone", "hello everyone"),
        ("morning meetings at Salford", "morning meetings at Salford"),
        ("what about hello", "what about hello"),
    ],
)
def test_a_greeting_before_a_request_is_no_part_of_it(typed, asked):
    assert ungreeted(typed) == asked


def test_a_pasted_table_is_asked_of_whom_its_rows_name():
    """F6: read line by line, the head was asked of all trusts, and a row asked nothing."""
    table = "| Trust | How are new consultants inducted? |\n|---|---|\n| Salford | ? |\n| UCLH | ? |"
    assert split(table, TAGS).requests == ("How are new consultants inducted (Salford)", "How are new consultants inducted (UCLH)")


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        (
            "I start at Northumbria in May and am nervous. What happens in the selection and what do you get once you start",
            ("What happens in the selection (Northumbria)", "what do you get once you start (Northumbria)"),
        ),
        (
            "I moved from Salford to UCLH last year. What happens in the selection and what do you get once you start",
            ("What happens in the selection", "what do you get once you start"),
        ),
        (
            "I start at Northumbria in May and am nervous. Who wrote the report? What do you get at Salford once you start?",
            ("Who wrote the report?", "What do you get at Salford once you start?"),
        ),
    ],
)
def test_requests_of_nobody_are_of_the_trust_of_the_story_round_them(text, asked):
    assert split(text, TAGS).requests == asked


def test_a_list_in_one_line_of_mail_is_parted_without_what_frames_it():
    typed = "Fw: Away day 3/4 - Hi Sam, Kim needs two bits: 1) the budget of Salford, 2) what QED is. Please send them over by four. Ta, Lee"
    assert split(typed, TAGS).requests[0] == "the budget of Salford"
    assert len(split(typed, TAGS).requests) == 2
