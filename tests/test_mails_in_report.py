"""What mails are answered on the report itself: the files of their rules run without it, for the mutants."""

import pytest


def test_a_mail_is_asked_its_one_thing_whoever_signs_it(real):
    mail = (
        "Dear library, our head of education heard somebody from Northumbria talk about junior doctors. She would love to know what "
        "projects the juniors do there. Kind regards, Tom Bell (PA to the Director of Education)"
    )
    assert "service improvement projects" in real.ask(mail).quotes[0].text
    below = "Hi team, please see below from the chair. Can you draft something by noon?\n\n> Does UCLH pay its DCDs extra?"
    assert real.ask(below).parts == ()


def test_it_is_asked_alone_where_the_whole_has_no_answer(real):
    typed = (
        "Hello, I'm preparing slides for our away day in Harrogate. I remember the piece had a bit on coaching for newly appointed "
        "consultants. Would be lovely to have it. Many thanks Dr A Khan"
    )
    answer = real.ask(typed)
    assert "coaching" in answer.taken_as
    assert any("coaching" in quote.text for quote in answer.quotes)


def test_what_is_wanted_and_stands_nowhere_stays_refused(real):
    answer = real.ask("Our board is discussing agency spend. I need something on locum costs at these trusts. Ta")
    assert (answer.status, answer.quotes) == ("not_stated", ())


@pytest.mark.parametrize("text", [
    "I took about twenty paracetamol, who is the medical director at UCLH?",
    "I've swallowed too many tablets. How is UCLH run? And who leads Salford?",
])  # fmt: skip
def test_too_much_taken_is_an_emergency_whomever_it_names(real, text):
    assert "999" in real.ask(text).message


def test_what_was_put_together_of_a_mail_is_told(real):
    answer = real.ask("Context: our unions talk of a compact but reject the plan. Which trusts have one?")
    assert answer.taken_as == "Which trusts have a compact?"
    assert not real.ask("Hello, which trusts have a compact? Thanks, Jo").taken_as


def test_what_is_ordered_of_each_is_asked_without_what_the_mail_tells_before_it(real):
    answer = real.ask("Dear Ann, our board is wobbling. At each trust please tell us who chairs the panel. Thanks, Jo")
    assert "wobbling" not in answer.message
    assert any("chaired by" in quote.text for quote in answer.quotes)
