"""Idioms are asked in plain words, and what only looks like one is left as it was typed."""

import pytest

from conftest import ROOT
from rag.corpus.profile import load_profile
from rag.understanding.plainly import plainly

GROUP = load_profile(ROOT / "corpus").group


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("how did the new rota go down", "what was the reaction to the new rota"),
        ("So how has the scale been received by the nurses at Salford?", "what was the nurses' reaction to the scale at Salford?"),
        ("how did the forum land with the board", "what was the board's reaction to the forum"),
        ("who has been on the tour", "who participated in the tour"),
        ("who got sent on it?", "who participated in it?"),
        ("what did Salford get rid of, and why?", "what was removed at Salford, and why?"),
        ("what has UCLH scrapped", "what was removed at UCLH"),
        ("so what did the authors find out about rotas?", "what does the report say about rotas?"),
        ("which setback or upset with nurses was there", "which difficulties with nurses was there"),
        ("any early hiccups at UCLH?", "any early difficulties at UCLH?"),
        ("what happened when they introduced the rota at UCLH?", "what was the effect of introducing the rota at UCLH?"),
        ("and at UCLH, what happened after they rolled out coaching", "and what was the effect of introducing coaching at UCLH"),
        ("need something a bit wry or self-mocking said by a nurse who was new", "need a quotation by a nurse who was new"),
        ("could you find me a wry or funny line about the forum?", "a quote about the forum?"),
        ("give me something warm a nurse or a clerk said about rotas", "give me a quote by a nurse or a clerk about rotas"),
        ("an upbeat quote on the forum", "a quote on the forum"),
        ("any heartfelt sentence one of the chairs said on pay?", "a quote by one of the chairs on pay?"),
        ("who is the report for?", "whom is the report aimed at?"),
        ("for whom was the study written", "whom is the report aimed at"),
        ("does the report mention the names of the chairs?", "does the report give the names of the chairs?"),
        ("what questions are asked at interview", "what questions do they ask candidates at consultant interviews"),
        (
            "what do they ask in their interviews at UCLH?",
            "what questions do they ask candidates at consultant interviews at UCLH?",
        ),
        ("how many A&E attendances did UCLH have", "how many A&E patients did UCLH have"),
        ("what is the forum and how much does it decide?", "what is the forum and what decisions does it make?"),
        ("one where a chair sounds unhappy or says it is dull?", "one where a chair says it is dull?"),
        ("UCLH staff headcount?", "UCLH number of staff?"),
        ("what do the bosses hope the new college will achieve?", "what is the purpose of the new college?"),
        ("how many nurses came forward for the course?", "how many nurses expressed interest in the course?"),
        ("what is it meant to achieve?", "what are the aims of it?"),
        ("compare GP engagement in the four trusts", "compare GP involvement in the four trusts"),
        ("turnover for the four trusts", "budget or turnover for the four trusts"),
        ("the figures from the four trusts on beds, please", "the figures on beds from the four trusts, please"),
    ],
)
def test_an_idiom_is_put_plainly(typed, asked):
    assert plainly(typed, GROUP) == asked


@pytest.mark.parametrize(
    "typed",
    [
        "how did it go down", "how did the numbers go down to five", "how are inductions run at UCLH", "who is on the board",
        "who has been on the executive team", "who goes on the board", "who went on to lead it", "what did they scrap",
        "why did Salford get rid of it", "figures on staff from the four trusts", "how is it oriented towards patients", "İ who went on it",
        "staff turnover for the four trusts", "what is it meant to do for nurses", "turnover", "consultant engagement at UCLH",
        "who is it for", "does UCLH list the names of nurses", "UCLH A&E attendances",
        "what questions are asked in the checklist", "how much does it decide",
    ],
)  # fmt: skip
def test_other_requests_stay_as_they_are(typed):
    assert plainly(typed, GROUP) == typed
