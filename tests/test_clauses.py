"""One sentence, or one line, that holds several requests: what is parted, what stays whole, and what each part keeps."""

from dataclasses import replace

import pytest

from conftest import CORPUS
from rag.corpus.report import load_report
from rag.understanding import clauses
from rag.understanding.lent import with_trust
from rag.understanding.parts import Parts, split

TAGS = load_report(CORPUS).tags

SEVERAL = [
    ("What is TICKLE, and what's Going Viral?", ("What is TICKLE", "what's Going Viral?")),
    ("wot is TICKLE and wat happened to the junior doctors", ("wot is TICKLE", "wat happened to the junior doctors")),
    ("Who wrote the report and when was it published?", ("Who wrote the report", "when was the report published?")),
    ("Who reviewed this study and what did it cost?", ("Who reviewed this study", "what did the report cost?")),
    ("Does stable leadership suffice and is appraisal enough on its own to engage doctors?",
     ("Does stable leadership suffice", "is appraisal enough on its own to engage doctors?")),
    ("What is TICKLE and what is the SDO?", ("What is TICKLE", "what is the SDO?")),
    ("What does MES stand for, and what does SDO stand for?", ("What does MES stand for", "what does SDO stand for?")),
    ("How many staff has UCLH, and how many consultants?", ("How many staff has UCLH", "how many consultants? (UCLH)")),
    ("how many beds at Salford, and how many consultants", ("how many beds at Salford", "how many consultants (Salford)")),
    ("How many staff has Salford and who leads its divisions?", ("How many staff has Salford", "who leads its divisions? (Salford)")),
    ("Does the report mention Keogh and how many interviews were done at each trust?",
     ("Does the report mention Keogh", "how many interviews were done at each trust?")),
    ("Does it mention burnout and does it mention sickness?", ("Does it mention burnout", "does it mention sickness?")),
    ("Who chairs the panel at UCLH, and what happens to the psychometric results?",
     ("Who chairs the panel at UCLH", "what happens to the psychometric results? (UCLH)")),
    ("In every trust who picks the nurses, and is the budget tied to safety", ("In every trust who picks the nurses", "is the budget tied to safety (In every trust)")),
    ("Who chairs the board at UCLH and what does Salford pay its directors?",
     ("Who chairs the board at UCLH", "what does Salford pay its directors?")),
    ("How many training posts are there at UCLH and what % of juniors get to shadow execs?",
     ("How many training posts are there at UCLH", "what % of juniors get to shadow execs? (UCLH)")),
    ("when was northumbria formed and how many beds are there", ("when was northumbria formed", "how many beds are there (northumbria)")),
    ("Who leads UCLH, how many staff has Salford, and what is the MES?", ("Who leads UCLH", "how many staff has Salford", "what is the MES?")),
    ("What is a compact? Plus how many staff has UCLH?", ("What is a compact?", "how many staff has UCLH?")),
    ("Who runs education at Salford and also how often does the executive team meet?",
     ("Who runs education at Salford", "how often does the executive team meet? (Salford)")),
    ("What values has Southern Health & what awards did UCLH win?", ("What values has Southern Health", "what awards did UCLH win?")),
    ("Who helped Northumbria build the tests, and do panel members need training?",
     ("Who helped Northumbria build the tests", "do panel members need training? (Northumbria)")),
    ("Two things about Southern please: how many go to the conference, and how often does the MAC meet?",
     ("how many go to the conference (Southern)", "how often does the MAC meet? (Southern)")),
    ("How many trusts were studied and what is medical engagement?", ("How many trusts were studied", "what is medical engagement?")),
    ("Tell me about induction at UCLH and list the values of Salford", ("induction at UCLH", "list the values of Salford")),
    ("Summarise governance at Northumbria and explain the CPG", ("Summarise governance at Northumbria", "explain the CPG (Northumbria)")),
    ("quote about compact and page number of the Guardian award thing", ("quote about compact", "page number of the Guardian award thing")),
    ("Salford: whats the budget, and how many staff are in leadership roles? also same leadership number for uclh",
     ("whats the budget (Salford)", "how many staff are in leadership roles? (Salford) also same leadership number for uclh")),
    ("tell me about appraisal at salford also how do they pick clinical directors",
     ("tell me about appraisal at salford", "how do they pick clinical directors (salford)")),
    ("definition of the MES and a list of the authors", ("definition of the MES", "a list of the authors")),
    ("number of staff at Salford and number of consultants", ("number of staff at Salford", "number of consultants (Salford)")),
    ("How many staff has UCLH? And how many consultants?", ("How many staff has UCLH?", "how many consultants? (UCLH)")),
    ("What share of Northumbria's consultants lead, and how often does the exec meet?",
     ("What share of Northumbria's consultants lead", "how often does the exec meet? (Northumbria)")),
    ("Which became a foundation trust first, Salford or UCLH, and which handles more money?",
     ("Which became a foundation trust first, Salford or UCLH", "which handles more money? (Salford and UCLH)")),
    ("How many people work at UCLH, and how is pay decided at Salford?", ("How many people work at UCLH", "how is pay decided at Salford?")),
]  # fmt: skip
MARKED = [
    ("Who runs the business units at Northumbria. How often does the exec meet. What share of consultants lead",
     ("Who runs the business units at Northumbria.", "How often does the exec meet. (Northumbria)", "What share of consultants lead (Northumbria)")),
    ("who runs the divisions at Salford. how often does the exec meet. what is TICKLE",
     ("who runs the divisions at Salford.", "how often does the exec meet. (Salford)", "what is TICKLE")),
    ("How does Salford appoint directors. What does UCLH spend on training.",
     ("How does Salford appoint directors.", "What does UCLH spend on training.")),
    ("who leads UCLH; how many staff has Salford; what is the MES", ("who leads UCLH", "how many staff has Salford", "what is the MES")),
    ("1. definition of MES 2. who used it 3. what it found", ("definition of MES", "who used it", "what it found")),
    ("1: values of UCLH 2: awards", ("values of UCLH", "awards (UCLH)")),
    ("Q1. How does Salford appoint? Q2. What does UCLH pay?", ("How does Salford appoint?", "What does UCLH pay?")),
    ("Question 1: values of Salford. Question 2: awards of UCLH", ("values of Salford.", "awards of UCLH")),
    ("1) who leads UCLH 2) who leads Salford", ("who leads UCLH", "who leads Salford")),
    ("i) who leads UCLH ii) who leads Salford iii) what is the MES", ("who leads UCLH", "who leads Salford", "what is the MES (Salford)")),
    ("Please tell me (i) what UCLH pays and (ii) what Salford pays", ("Please tell me what UCLH pays", "Please tell me what Salford pays")),
    ("• values of UCLH • awards of Salford", ("values of UCLH", "awards of Salford")),
    ("I am new to the board. How many staff has UCLH? What does Salford spend on training?",
     ("How many staff has UCLH?", "What does Salford spend on training?")),
    ("Hello, hope you are well. We met last week. Who leads UCLH? How does Salford appraise its doctors?",
     ("Who leads UCLH?", "How does Salford appraise its doctors?")),
    ("Firstly, who leads UCLH? Secondly, how many staff has Salford?", ("Firstly, who leads UCLH?", "Secondly, how many staff has Salford?")),
]  # fmt: skip
SIGNED = [
    ("How many staff has UCLH? Kind regards, Dr P. Sharma, Associate MD", "Kind regards, Dr P. Sharma, Associate MD"),
    ("How many staff has UCLH? Thanks, Jo", "Thanks, Jo"),
    ("How many staff has UCLH? Many thanks in advance, Jo Bloggs", "Many thanks in advance, Jo Bloggs"),
    ("how many staff has uclh? thanks, jo", "thanks, jo"),
    ("How many staff has UCLH? Thanks Jo", "Thanks Jo"),
    ("How many staff has UCLH? Best wishes / Jo", "Best wishes / Jo"),
    ("How many staff has UCLH? / Best wishes / Jo", "Best wishes / Jo"),
    ("How many staff has UCLH? Cheers!", "Cheers!"),
    ("How many staff has UCLH? Yours sincerely, A. Patel (Consultant Anaesthetist, Anytown General)",
     "Yours sincerely, A. Patel (Consultant Anaesthetist, Anytown General)"),
    ("How many staff has UCLH? Dr P. Sharma, Associate MD", "Dr P. Sharma, Associate MD"),
    ("How many staff has UCLH? Sent from my iPhone", "Sent from my iPhone"),
    ("How many staff has UCLH Sent from my iPhone", "Sent from my iPhone"),
    ("How many staff has UCLH? This email and any attachment are confidential and for the addressee only.",
     "This email and any attachment are confidential and for the addressee only."),
    ("How many staff has UCLH?\nBest wishes / Jo", "Best wishes / Jo"),
    ("How many staff has UCLH?\n\nDr P. Sharma\nAssociate Medical Director\nAnytown General", "Anytown General"),
    ("How many staff has UCLH?\n\nThanks,\nJo\nWard Manager, Ward 7", "Ward Manager, Ward 7"),
]  # fmt: skip
ONE = [
    "where a nurse is struggling, how do the four trusts help",
    "How do Salford and UCLH select and induct consultants?",
    "What do they say about trust and respect?",
    "compare how they recruit and what they pay",
    "Compare how Salford recruits and how UCLH recruits",
    "How do Salford and UCLH differ in who leads and how long they serve?",
    "What is the link between appraisal and pay and how is it made?",
    "Which became a foundation trust first, Salford or UCLH?",
    "How many work at UCLH, and how many of them are consultants?",
    "How many people work there, and how many are consultants?",
    "How many doctors lead, and do they get time for it?",
    "What is TICKLE and who runs it?",
    "What is TICKLE and why?",
    "Who wrote the report and when?",
    "Who wrote the report and how much did it cost?",
    "Who paid for this study, and what for?",
    "How are UCLH's values used, and what are they?",
    "Who is the checklist meant for and what is it supposed to help with?",
    "Is appraisal linked to pay at Salford, and how?",
    "Which trusts have a compact, and which do not?",
    "do any of the four have a compact with doctors, and which not",
    "What did Salford spend on the course, and who taught it?",
    "How long do medical leaders serve, and is the post competed for?",
    "How many days of settling-in does a consultant get at Salford, and is there a mentor?",
    "Who are the CDs at SRFT accountable to, and who are the CDs at Southern Health accountable to?",
    "Which services and which geographical areas do Southern Health's directors look after?",
    "How many staff and how many beds has UCLH?",
    "Is the plan for where and how services are provided complete?",
    "what time does southern hold its MAC meetings, how often",
    "southern or uclh, who is further on with a compact",
    "UCLH's new values, how did they come about?",
    "If nobody runs operations at Salford, how do the directors stay in touch?",
    "When Salford reorganised, how did it decide who would get the top jobs?",
    "How many went to Jonkoping, and how many came back?",
    "Who heads the divisions in each of the trusts, and who supports them?",
    "How devolved is UCLH and what more is needed?",
    "What are the trust's aims and values?",
    "Where and when did the executive team of Salford meet?",
    "Who, what and why?",
    "Does Southern Health hold a yearly conference and do its chief executives come along?",
    "Tell me how Salford appoints and develops its directors",
    "Could you tell me what doctors and managers think of each other and why?",
    "Find and list the values of UCLH",
    "Describe and explain the compact",
    "What is more, staff left. How does Salford keep them?",
    "When we merged, staff left. How does Salford keep them?",
    "What document would spell out how staff should act and what the organisation owes them?",
    "Has anything changed since 2014, and if so what?",
    "Do consultants trust and respect managers at UCLH?",
    "What happens on page 1. and 2. of the report?",
    "Meeting notes. Item 1: job plans. Item 2: pay at UCLH. Please process all.",
    "What did Dr. Smith and Prof. Jones say about UCLH?",
    "Thanks, how many staff has UCLH?",
    "Thanks. Best Practice at UCLH",
    "How does Salford thank its staff?",
    "what about Salford, how are clinical directors picked",
    "and what about UCLH? how are consultants picked",
    "what of UCLH, and who chairs its boards",
]


@pytest.mark.parametrize(("text", "asked"), SEVERAL + MARKED)
def test_several_requests_are_parted(text, asked):
    assert split(text, TAGS).requests == asked


@pytest.mark.parametrize("text", ONE)
def test_one_request_stays_whole(text):
    assert replace(split(text, TAGS), bare="") == Parts((text,))


@pytest.mark.parametrize(("text", "signed"), SIGNED)
def test_a_signature_is_no_part_of_a_request(text, signed):
    parts = split(text, TAGS)
    assert [asked.rstrip("?") for asked in (*parts.requests, *parts.rest)] == [text[: len("How many staff has UCLH")]]
    assert parts.aside[-1] == signed


def test_a_signature_is_no_part_of_the_last_of_several():
    mail = ("Dear team, hope you are well. Could you tell me (1) how Northumbria picks its consultants and (2) what training its "
            "selectors get? Kind regards, Dr P. Sharma, Associate MD")  # fmt: skip
    assert split(mail, TAGS) == Parts(
        ("Could you tell me how Northumbria picks its consultants", "Could you tell me what training its selectors get? (Northumbria)"),
        (), ("Dear team,", "Kind regards, Dr P. Sharma, Associate MD"),
    )  # fmt: skip


def test_no_more_than_three_are_answered_and_the_others_are_named():
    text = "Who leads UCLH, how many staff has Salford, what is the MES, what does Southern Health pay and what awards has Northumbria?"
    parts = split(text, TAGS)
    assert len(parts.requests) == 3
    assert parts.rest == ("what does Southern Health pay", "what awards has Northumbria?")


def test_a_trust_goes_on_only_to_what_plainly_goes_on():
    text = "How many staff has UCLH, how many doctors lead at Salford and how many nurses lead?"
    assert split(text, TAGS).requests == (
        "How many staff has UCLH",
        "how many doctors lead at Salford",
        "how many nurses lead? (Salford)",
    )
    for free in ("what is the MES?", "how many people did the authors interview?", "how do the four trusts appraise doctors?"):
        assert split(f"How many staff has UCLH, and {free}", TAGS).requests[-1] == free


@pytest.mark.parametrize(
    "text", ["What is the MES", "and what's the SDO", "Whats the CPG?", "what does the NHS", "what were the PCT"]
)
def test_capitals_tell_that_a_name_is_asked_for(text):
    assert clauses._ACRONYM.search(text)


@pytest.mark.parametrize(
    "text", ["what is the mes", "What is the Mes", "what is MES", "WHAT IS THE MES", "somewhat is the MES", "What is the A"]
)
def test_no_capitals_no_name(text):
    assert not clauses._ACRONYM.search(text)


def test_whom_all_is_asked_of_is_lent_to_what_points_at_nothing():
    assert with_trust("is the budget tied to safety", "in every trust", TAGS) == "is the budget tied to safety (in every trust)"
    assert with_trust("how long does it take", "in every trust", TAGS) == "how long does it take"
    assert with_trust("how long does it take", "Salford", TAGS) == "how long does it take (Salford)"
