"""Who sent the asker is left out; what is asked of a matter in particular is asked by itself."""

import pytest

from conftest import CORPUS
from rag.corpus.report import load_report
from rag.understanding.errand import as_ordered, in_particular, of_all_behind, without_errand
from rag.understanding.parts import split

TAGS = load_report(CORPUS).tags


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Dear Sir/Madam, Dr Bell has asked me to find out what it says of wards.", "what it says of wards."),
        ("My boss wants me to check, whether nurses lead", "whether nurses lead"),
        ("The chief exec of Salford asked me to find out how many wards there are", None),  # it is asked of Salford
        ("Staff asked us to find out more", None),
        (
            "Hi, the nurse has asked me to check, for all four trusts, whether they pay or not. Could you send what it says by noon? Ta",
            "for all four trusts, whether they pay or not? Ta",
        ),
        (
            "Our lead asked that I find out what it says of wards. I would be grateful for it.",
            "what it says of wards? I would be grateful for it.",
        ),
        ("Hello, ahead of Monday’s meeting I would be very grateful for the list of wards.", "the list of wards."),
        ("Before we visit Salford I'd like the list of wards", None),
    ],
)
def test_who_sent_the_asker_is_left_out_where_it_names_no_trust(text, left):
    assert without_errand(text, TAGS) == (left or text)


@pytest.mark.parametrize(
    ("text", "parted"),
    [
        (
            "the values of Ash, i.e. what are they and who drew them up. Thanks, Jo",
            "the values of Ash? who drew them up? Thanks, Jo",
        ),
        ("pay at Ash, namely who gets it, how much and when?", "pay at Ash? who gets it? how much? when?"),
        ("appraisal (in particular whether it is paid), please", "appraisal? whether it is paid? please"),
        ("who leads? i.e. who is in charge", "who leads? who is in charge?"),
        ("the values, i.e. what they are", "the values?"),
        ("the wards, e.g. what they cost", "the wards, e.g. what they cost"),
    ],
)
def test_what_is_asked_in_particular_stands_behind_the_matter(text, parted):
    assert in_particular(text) == parted


def test_each_is_a_request_of_its_own():
    parts = split(
        "Ann has asked me to see what it says on pay at Salford, namely who gets it and whether it was liked. Thanks, Jo", TAGS
    )
    assert parts.requests == ("what it says on pay at Salford?", "who gets it?", "whether it was liked?")
    assert parts.put


@pytest.mark.parametrize(
    ("text", "put"),
    [
        (
            "Dear all, our chair wants a short line on each of the four trusts about how nurses lead. Can you help? Thanks, Sue",
            "Dear all, For each of the four trusts: how nurses lead? Thanks, Sue",
        ),
        (
            "For my paper I need one para per trust on how nurses lead. What does the report give for each?",
            "For each trust: how nurses lead?",
        ),
        ("I've been asked for two sentences per trust on pay (bands etc).", "For each trust: pay?"),
        ("we need a note on Salford and UCLH: their wards (e.g. size). Is that possible?", "For Salford and UCLH: their wards?"),
        ("The board would like a quote on pay. Can you help?", None),
        ("we need a line for each ward on pay", None),  # no member of the report's
        ("which trusts want a line for each of the four trusts on pay (bands)?", None),
    ],
)
def test_words_that_are_ordered_on_members_are_asked_of_each(text, put):
    assert as_ordered(text, TAGS) == (put or text)
    assert not put or split(text, TAGS).put


@pytest.mark.parametrize(
    ("text", "put"),
    [
        ("Do nurses lead? Could you let me know for all four? Thanks, Sue", "Do nurses lead (for all four)? Thanks, Sue"),
        ("Is it kept in the trusts the Fund visited. Please check this for each trust.", "Is it kept (for each trust)."),
        ("Do nurses lead? Could you let me know for all four wards?", None),
        ("Do nurses lead? Could you let me know for Salford?", None),
        ("Could you let me know for all four?", None),
        ("In the trusts they saw nurses lead. Who pays? Please tell me of each one", None),  # asks more
    ],
)
def test_of_whom_it_is_asked_behind_a_request_is_put_to_it(text, put):
    assert of_all_behind(text, TAGS) == (put or text)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("She asked me, as clerk of the board, to check whether it was kept or whether it was lost. Could you let me know for all four?",
         "whether it was kept (for all four)."),
        ("She asked me to check whether it was kept or whether nurses lead", "whether it was kept or whether nurses lead"),
    ],
)  # fmt: skip
def test_what_else_may_be_so_of_it_is_told_with_it(text, left):
    assert without_errand(text, TAGS) == left
