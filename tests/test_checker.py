"""The matrix of corrupted quotations: what must be caught, and what may differ."""

import pytest

from rag.corpus.checker import Checker

SELECTION = "In 2010, around 45 consultants expressed interest in being considered for a development programme."
THREE_DAYS = "This included a three-day assessment process prior to being selected for the development programme."
APPOINTED = (
    "A very thorough and transparent assessment, development and appointment process was adopted as part of the restructuring "
    "from the former medical leadership arrangements to the current ones."
)
MORIBUND = "I think it [the MSC] is approaching being moribund, to be honest."
NEGATION = "They are not members of the executive team but do attend and contribute to board meetings."
STABILITY = (
    "This stability alone is not going to secure greater medical engagement but a cultural change programme does require "
    "sustained commitment from executives and clinicians."
)
OPENED = "It opened the largest private finance initiative (PFI) in the 2004/5 financial year."
REGISTRAR = "UCLH set up its own staff college to help build internal leadership competency within its medical workforce."

TRUE, ABSENT, CUT, TRUST, SPEAKER = None, "not in the report", "cut inside a sentence", "of another trust", "of another speaker"
CASES = [
    ("as printed", SELECTION, "salford", None, TRUE),
    ("two sentences that adjoin", f"{SELECTION} {THREE_DAYS}", "salford", None, TRUE),
    ("with its speaker", MORIBUND, "salford", "Clinical director", TRUE),
    ("a digit changed", SELECTION.replace("45", "46"), "salford", None, ABSENT),
    ("a year changed", SELECTION.replace("2010", "2011"), "salford", None, ABSENT),
    ("a negation dropped", NEGATION.replace("not ", ""), "salford", None, ABSENT),
    ("a negation added", APPOINTED.replace("was adopted", "was not adopted"), "salford", None, ABSENT),
    ("a direction turned", OPENED.replace("largest", "smallest"), "uclh", None, ABSENT),
    ("a trust's name changed", REGISTRAR.replace("UCLH", "Salford"), "salford", None, ABSENT),
    ("two sentences stitched", f"{APPOINTED} {THREE_DAYS}", "salford", None, ABSENT),
    ("an order turned", f"{THREE_DAYS} {SELECTION}", "salford", None, ABSENT),
    ("a word left out", SELECTION.replace("around ", ""), "salford", None, ABSENT),
    ("words joined by dots", "A very thorough and transparent assessment ... was adopted", "salford", None, ABSENT),
    ("right words, wrong trust", SELECTION, "uclh", None, TRUST),
    ("right words of one trust, given to all", SELECTION, None, None, TRUST),
    ("right words, wrong speaker", MORIBUND, "salford", "CEO", SPEAKER),
    ("an interview quotation without its speaker", MORIBUND, "salford", None, SPEAKER),
    ("the report's words, given to a speaker", SELECTION, "salford", "Clinical director", SPEAKER),
    ("cut before the condition", STABILITY.split(" but ")[1], None, None, CUT),
    ("cut after the claim", "It is really hard to describe how it has happened and how it works", "northumbria", "Executive director", CUT),
    ("cut so that a negation is lost", NEGATION.removeprefix("They are not "), "salford", None, CUT),
    ("the speaker inside the words", f"{MORIBUND} Clinical director", "salford", "Clinical director", CUT),
    ("straight for curly marks", ("I worked here as a registrar and I think I quite early on recognised the difference in terms of "
     "engagement between clinicians and managers in the trust compared to other trusts that I had worked within."), "northumbria",
     "Business unit director", TRUE),
    ("a straight apostrophe", "We hardly use the word 'consultant' anymore - we are all referred to as 'senior doctors'.",
     "southern-health", "Senior doctor", TRUE),
    ("a ligature", SELECTION.replace("consultants", "consultants").replace("fi", "ﬁ"), "salford", None, TRUE),
    ("a non-breaking hyphen", THREE_DAYS.replace("-", "‑"), "salford", None, TRUE),
    ("a soft hyphen", SELECTION.replace("consultants", "consul\u00adtants"), "salford", None, TRUE),
    ("broken over lines", SELECTION.replace(" ", "\n"), "salford", None, TRUE),
    ("a list item with its bullet", "• continuous improvement", "salford", None, TRUE),
    ("nothing", "  ", "salford", None, ABSENT),
]  # fmt: skip


@pytest.fixture(scope="module")
def checker(report, passages):
    return Checker(report, passages)


@pytest.mark.parametrize(("name", "words", "trust", "speaker", "fault"), CASES, ids=[c[0] for c in CASES])
def test_corrupted_quotations_are_caught(checker, report, name, words, trust, speaker, fault):
    verdict = checker.check(words, trust, speaker)
    assert verdict.fault == fault
    if fault is None:
        assert report.text[verdict.start : verdict.end].split()[0].strip("‘") in words.replace("\n", " ") or "•" in words


def test_prints_the_matrix(checker, capsys):
    """The matrix, as it stands in evals/README.md."""
    with capsys.disabled():
        print()
        for name, words, trust, speaker, _ in CASES:
            print(f"  {name:45} {checker.check(words, trust, speaker).fault or 'kept: a true quotation'}")


def test_every_sentence_of_the_report_is_a_true_quotation(checker, passages):
    for passage in passages:
        for sentence in passage.sentences:
            assert checker.check(sentence.text, passage.trust, passage.speaker).fault is None
