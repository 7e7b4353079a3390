"""Quotations and an answer for the tests of what is made of them."""

from pathlib import Path

from rag.corpus.report import load_report
from rag.types import Answer, Quote

TAGS = load_report(Path(__file__).parents[1] / "corpus").tags
"""The report's own. No fixture, so that the tests of one stage also run by themselves (``make mutants``)."""

VOICE = Quote(
    "I think it [the MSC] is approaching being moribund, to be honest.", "salford", "governance", "Governance", "15",
    "Clinical director", 100, 165, "salford-governance-9",
)  # fmt: skip
LIST = Quote(
    "continuous improvement\n• respect\n• accountability.", "salford", "culture", "Culture", "13", None, 10, 60, "salford-culture-3"
)
PLAIN = Quote("It has 537 training posts.", "uclh", "education-and-training", "Education", "30–31", None, 1, 27, "uclh-e-1")
NOBODY = Quote("Common features include:", None, "summary", "Summary", "back cover", None, 1, 9, "back-cover-1")
ANSWER = Answer("Q?", "answered", "2 passages.", (VOICE, PLAIN), edition="f0e4ad43", tokens=3, taken_as="Taken <b>as</b>")
MARKED = Quote(
    "We meet   weekly.\n\n• A first\nitem\n• a <second>", "uclh", "culture", "Culture", "13", None, 100, 142, "uclh-culture-3",
    marks=((103, 116), (120, 126)), lead_in="The board\nhas <rules>:",
)  # fmt: skip
