import pytest

from rag.understanding.names import find_others, find_trusts


@pytest.mark.parametrize(
    ("text", "trusts"),
    [
        ("How does Nothumbrai appoint?", ["northumbria"]),
        ("Salfrod CDs", ["salford"]),
        ("SRFT or UCLH?", ["salford", "uclh"]),
        ("what about southern?", ["southern-health"]),
        ("sothern helth values", ["southern-health"]),
        ("UCL hospitals", ["uclh"]),
        ("University College London Hospitals NHS Foundation Trust", ["uclh"]),
        ("Northumbria's and Salford's boards", ["northumbria", "salford"]),
        ("across southern England", []),
        ("Stanford and Stafford", []),
        ("the northern trusts", []),
        ("UCL Partners", ["uclh"]),
        ("north umbria in a nutshell, and sal-ford", ["northumbria", "salford"]),
        ("N'bria? and N’bria's board, nbria", ["northumbria", "northumbria", "northumbria"]),
        ("And the London one?", ["uclh"]),
        ("the north of Umbria", []),
        ("", []),
    ],
)
def test_trusts_are_found_by_alias_and_misspelling(tags, text, trusts):
    assert [m.trust for m in find_trusts(text, tags)] == trusts


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("How does Manchester University select?", ["Manchester University"]),
        ("the University of Manchester", ["University of Manchester"]),
        ("How does King's College Hospital appraise?", ["King's College Hospital"]),
        ("King’s College Hospital’s appraisal", ["King’s College Hospital"]),
        ("What do they do at the Mayo Clinic?", ["Mayo Clinic"]),
        ("How does Leeds Teaching Hospitals run it?", ["Leeds Teaching Hospitals"]),
        ("the Wexham Park Hospital board", ["Wexham Park Hospital"]),
        ("Is it like that at St George's?", ["St George's"]),
        ("What did NICE say?", ["NICE"]),
        ("leadership development at google", ["google"]),
        ("the structure of the Northern Care Alliance", ["Northern Care Alliance"]),
        ("Reading Hospital, or the one in Bath", ["Reading Hospital", "Bath"]),
    ],
)
def test_organisations_that_the_report_does_not_study(tags, organisations, text, others):
    assert list(find_others(text, find_trusts(text, tags), organisations)) == others


@pytest.mark.parametrize(
    "text",
    [
        "What did Northumbria learn from Geisinger and Kaiser Permanente?",
        "the GE nine box grid",
        "the Virginia Mason Institute's compact",
        "What is the Royal London Hospital for Integrated Medicine?",
        "Is the Heart Hospital part of UCLH?",
        "The King's Fund and the London Deanery",
        "Is it a nice place to work?",
        "How does Southern Health monitor quality?",
        "any further reading for doctors?",
        "specialist services to Greater Manchester",
        "Which hospitals in London?",
    ],
)
def test_names_that_the_report_mentions_and_plain_words_are_no_others(tags, organisations, text):
    assert find_others(text, find_trusts(text, tags), organisations) == ()
