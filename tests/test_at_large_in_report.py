"""What is asked of all together, by a name or a number of its own, or by a title, in the report itself."""


def test_all_together_are_told_without_what_single_ones_have_besides(real):
    together = real.ask("generally speaking, how do the trusts treat education")
    assert (together.status, together.rows) == ("answered", ())
    assert {quote.trust for quote in together.quotes} == {None}
    assert len({quote.trust for quote in real.ask("how does each of the trusts treat education").quotes}) > 1


def test_a_later_request_is_answered_by_what_it_names(real):
    prize, _, sites = real.ask("What prize has Southern Health won, when was it set up and how many sites has it?").parts
    assert "Award" in prize.quotes[0].text
    assert "200 sites" in sites.quotes[0].text


def test_a_number_that_is_named_tells_of_one_alone(real):
    assert {quote.trust for quote in real.ask("which trust employs 700 consultants").quotes} == {"uclh"}


def test_words_of_those_who_are_and_who_once_were_stand_together(real):
    both = real.ask("what do registrars and former registrars say of Northumbria").quotes
    assert [quote.text.split()[0] for quote in both] == ["I", "I", "Registrars"]
    assert all(quote.text.startswith("I ") for quote in real.ask("what do former registrars say of Northumbria").quotes)


def test_an_interview_quotation_is_found_by_what_introduces_it(real):
    assert real.ask("a cheerful quote on the MAC").quotes[0].speaker == "Medical leader"


def test_bare_words_show_what_the_next_page_goes_on_with(real):
    assert {quote.page for quote in real.ask("UCLH consultants’ induction").quotes} == {"28", "29"}


def test_what_is_asked_by_its_title_is_as_its_editor_chose(real):
    told = real.ask("learning from others, each trust")
    assert all(row.quotes for row in told.rows)
