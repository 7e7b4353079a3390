import pytest

from rag.understanding.spelling import Speller


@pytest.fixture(scope="module")
def speller(small_index, embedder, organisations):
    return Speller(small_index, embedder.knows, organisations.every)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("quote about not saying consultnat any more", "quote about not saying consultant any more"),
        ("apraisal of docters", "appraisal of doctors"),
        ("Goverance at Salford", "Governance at Salford"),
        ("how many trainees for the shadowng scheme", "how many trainees for the shadowing scheme"),
        ("leadreship developement", "leadership development"),
    ],
)
def test_misspelt_words_become_the_words_meant(speller, typed, meant):
    assert speller.correct(typed) == meant


@pytest.mark.parametrize(
    "text",
    [
        "How did Salford select its clinical directors?",
        "weather football recipe",
        "MSC, MAC and DCD",
        "Wythenshawe and Leeds",
        "x" * 40,
        "",
        "£430 million",
    ],
)
def test_what_is_right_or_unknown_stays(speller, text):
    assert speller.correct(text) == text
