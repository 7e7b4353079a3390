"""Comparisons over the report itself: who is left out, who stands first, and what a mail's background may not refuse."""

import pytest


def test_the_rows_stand_in_the_order_that_is_wished(real):
    plain = real.ask("How many staff does each trust have?")
    put = real.ask("How many staff does each trust have? put Salford first")
    assert [row.trust for row in put.rows] == ["salford", *(row.trust for row in plain.rows if row.trust != "salford")]
    assert put.quotes[0].trust == "salford"
    assert {*put.quotes} == {*plain.quotes}
    assert (put.message, put.taken_as) == (plain.message, "How many staff does each trust have [Salford first]?")


def test_no_word_of_the_background_refuses_a_mail(real):
    plain = "what role do nurses play in the structure at each of the trusts?"
    mail = real.ask(f"With the zebra crossing at our gate closed, {plain}")
    assert [row.quotes for row in mail.rows] == [row.quotes for row in real.ask(plain).rows]
    assert not any("zebra" in row.looked_for for row in mail.rows)


def test_the_rest_of_a_short_section_on_what_is_asked_is_folded(real):
    answer = real.ask("induction of new consultants at each of the four trusts, what is it like?")
    shown = [quote for quote in (*answer.quotes, *answer.more) if quote.trust == "uclh"]
    told = " ".join(quote.text for quote in shown)
    assert all(words in told for words in ("corporate induction", "track the progress", "within the first 30 days"))


@pytest.mark.parametrize(
    ("typed", "others"),
    [
        ("Which trust has its own staff college, and how do the others train their leaders?", ["northumbria", "salford", "southern-health"]),
        ("Which trust has no chief operating officer, and who runs operations at the others?", ["northumbria", "southern-health", "uclh"]),
        ("Which trust has the biggest budget, and what are the values at the others?", ["northumbria", "salford", "southern-health"]),
    ],
)  # fmt: skip
def test_the_others_are_those_of_which_the_first_request_is_not_told(real, typed, others):
    answer = real.ask(typed)
    assert [row.trust for row in answer.parts[0].rows] != others
    assert sorted(row.trust for row in answer.parts[1].rows) == others
