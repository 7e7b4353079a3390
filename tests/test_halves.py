"""Comparisons in which each trust and each thing asked about has its answer, over the report itself."""


def test_of_entries_on_one_subject_the_one_with_something_of_most_trusts_has_the_rows(real):
    """The term "consultant compact" is as likely meant as the figures on the compact, and says nothing of Salford's."""
    answer = real.ask("Do all four have a compact with there consultants? where is each one at")
    assert [row.trust for row in answer.rows if row.quotes] == ["salford", "southern-health", "uclh"]


def test_two_things_of_each_trust_are_both_answered(real):
    """One entry is on the one, and another on the other."""
    answer = real.ask("induction and appraisal at each trust")
    assert [row.trust for row in answer.rows] == ["northumbria", "salford", "southern-health", "uclh"]
    for row in answer.rows:
        said = " ".join(quote.text.lower() for quote in row.quotes)
        assert "apprais" in said
        assert "induct" in said or "orientation" in said


def test_what_never_was_is_refused_and_what_did_not_work_is_criticism(real):
    assert real.ask("Why did Salford abolish the clinical directors?").status == "not_stated"
    wrong = real.ask("What did not work at Southern Health")
    assert wrong.message.startswith("Criticisms")
    assert {quote.trust for quote in wrong.quotes} == {"southern-health"}
