"""What is asked of another that was asked why of one, and of all that was asked of what they share."""

import pytest

from test_alike import readings


@pytest.mark.parametrize(("typed", "before", "text"), [
    ("does Ash General have one?", "for the board: why did Birch Royal drop its safety forum?", "does Ash General have a safety forum?"),
    ("and has Ash General got one", "When did Birch Royal set up an audit group?", "and has Ash General got an audit group"),
])  # fmt: skip
def test_whether_another_has_one_is_of_the_thing_of_which_it_was_asked_why(typed, before, text):
    (reading,) = readings(typed, before)
    assert (reading.text, reading.lead, reading.trusts) == (text, "", ("ash",))


@pytest.mark.parametrize(("typed", "before", "text"), [
    ("does Ash General have one?", "How did Birch Royal come by its safety forum?", "How did Ash General come by its safety forum?"),
    ("does Ash General do it?", "Why did Birch Royal drop its safety forum?", "Did Ash General drop its safety forum?"),
    ("does Ash General have one?", "Why was Birch Royal reorganised?", "Was Ash General reorganised?"),  # no thing
])  # fmt: skip
def test_where_no_thing_is_asked_why_for_nothing_is_put_in_for_one(typed, before, text):
    assert readings(typed, before)[0].text == text


@pytest.mark.parametrize(("typed", "before", "text"), [
    ("and where do they differ?", "what have all three got in common on teaching safety?", "How do the three trusts differ on teaching safety?"),
    ("what are the differences", "What do Ash and Birch share in how they hire?", "How do Ash General and Birch Royal differ on how they hire?"),
])  # fmt: skip
def test_how_they_differ_is_asked_in_the_thing_that_they_share(typed, before, text):
    (reading,) = readings(typed, before)
    assert (reading.text, reading.taken_as, reading.rows, reading.lead) == (text, text, True, "")
    assert reading.everyone == (not reading.trusts)


@pytest.mark.parametrize(("typed", "before", "lead"), [
    ("and where did they differ?", "what do the three trusts have in common", ""),
    ("how are they different", "which features do all three trusts share", ""),
    ("how are they different", "How do the three trusts teach safety?", "How do the three trusts teach safety?"),
])  # fmt: skip
def test_how_they_differ_after_what_they_share_is_asked_of_all_there_is(typed, before, lead):
    assert readings(typed, before)[0].lead == lead
