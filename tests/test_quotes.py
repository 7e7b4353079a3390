import numpy as np
import pytest

from rag.answering.quotes import completed, make_quotes, widen


@pytest.fixture
def find(small_index):
    def find(words):
        return next(s.index for s in small_index.sentences if words in s.text)

    return find


def texts(index, sentences, *, listing=False):
    return [q.text for q in make_quotes(index, widen(index, sentences, listing=listing))]


def test_adjoining_sentences_are_one_quote(small_index, find):
    (quote,) = texts(small_index, [find("In 2010, around 45"), find("This included a three-day")])
    assert quote.startswith("In 2010")
    assert quote.endswith("selected for the development programme.")


def test_what_an_editor_chose_brings_the_list_that_it_announces_and_what_is_said_of_the_same(real):
    def at(words):
        return next(s.index for s in real.index.sentences if words in s.text)

    announced = completed(real.index, [at("This can include the following parameters")])
    assert at("Prospective consultants must give a presentation") in announced
    assert at("Prospective consultants must give a presentation") not in widen(real.index, announced[:2], listing=False)
    assert at("This also influenced the design") in completed(real.index, [at("which influenced his approach to developing")])


def test_a_sentence_that_leans_brings_the_one_before(small_index, find):
    (quote,) = texts(small_index, [find("This included a three-day")])
    assert quote.startswith("In 2010, around 45 consultants")


def test_what_a_member_alone_has_leans_on_no_building_that_is_named_between(real):
    (quote,) = real.ask("What is the budget of Northumbria?").quotes[:1]
    assert quote.text.startswith("It has a budget in excess of £400 million")


def test_what_leans_on_the_passage_above_comes_under_what_it_leans_on(small_index, find):
    last = find("This led to some consultants")
    chances = np.zeros(len(small_index.sentences))
    chances[[last, find("Appraisal is taken seriously within")]] = 0.9, 0.5
    chosen = [find("Appraisal is taken seriously within"), last]
    quotes = make_quotes(small_index, widen(small_index, chosen, listing=False), chances=chances)
    assert quotes[0].text.endswith("the shock of honest and direct feedback.")
    assert quotes[1].text.startswith("This led to")
    assert quotes[2].text.startswith("Appraisal is taken")


def test_a_quotation_comes_under_the_sentence_that_announces_it(small_index, find):
    told, said = find("This would:"), find("…put a substantial effort behind")
    chances = np.zeros(len(small_index.sentences))
    chances[[told, said]] = 0.2, 0.9
    quotes = make_quotes(small_index, widen(small_index, [told, said], listing=False), chances=chances)
    assert [q.text[:20] for q in quotes] == ["Influenced recently ", "…put a substantial e"]


def test_what_is_said_of_the_trust_by_it_stands_alone(small_index, find):
    for words in (
        "It is seeking to introduce a staff compact",
        "It was also rated as the best place",
        "It employs more than 9,000",
    ):
        assert widen(small_index, [find(words)], listing=False) == [find(words)]
    for words in ("It was also used for stimulating", "It was originally established with", "This included the aim to save"):
        assert len(widen(small_index, [find(words)], listing=False)) > 1


def test_what_points_at_nothing_before_it_stands_alone(small_index, find):
    for words in ("In addition to the doctors in these leadership", "This report has specifically focused"):
        sentence = next((s.index for s in small_index.sentences if words in s.text), None)
        if sentence is not None:
            assert widen(small_index, [sentence], listing=False) == [sentence]


def test_an_interview_quotation_comes_whole_and_without_its_speaker(small_index, find):
    (quote,) = make_quotes(small_index, widen(small_index, [find("I think it’s fairly")], listing=False))
    assert quote.text.startswith("The medic is in the slightly superior role")
    assert quote.text.endswith("irrespective of what their position is.")
    assert quote.speaker == "Clinical chair"


def test_a_bullet_of_a_word_or_two_comes_in_its_list_and_is_marked(small_index, find):
    chosen = [find("continuous improvement")]
    (quote,) = make_quotes(small_index, widen(small_index, chosen, listing=False), marked=chosen)
    assert quote.text.startswith("The trust has built a culture of safety")
    assert [quote.text[a - quote.start : b - quote.start] for a, b in quote.marks] == ["continuous improvement"]


def test_only_what_comes_near_the_likeliest_sentence_of_a_quote_is_marked(small_index, find):
    first = find("The medic is in the slightly superior role")
    chosen = [s.index for p in small_index.passages for s in p.sentences if first in {t.index for t in p.sentences}]
    chances = np.zeros(len(small_index.sentences))
    chances[chosen] = 0.5
    chances[chosen[-1]] = 0.9
    (quote,) = make_quotes(small_index, chosen, marked=chosen, chances=chances)
    last = small_index.sentences[chosen[-1]]
    assert len(chosen) > 1
    assert quote.marks == ((last.start, last.end),)
    chances[chosen] = 0.9
    (quote,) = make_quotes(small_index, chosen, marked=chosen, chances=chances)
    assert quote.marks == ()  # all of it answers


def test_what_ends_on_a_colon_brings_its_list(small_index, find):
    (quote,) = texts(small_index, [find("The trust has built a culture of safety")])
    assert quote.endswith("accountability.")


def test_most_bullets_bring_the_list_with_its_lead_in(small_index, find):
    values = [find("patient and customer focus"), find("continuous improvement"), find("accountability.")]
    (quote,) = texts(small_index, values)
    assert quote.startswith("The trust has built a culture of safety")
    assert quote.endswith("accountability.")


def test_quotes_come_in_the_reports_order_with_page_and_trust(small_index, find):
    chosen = [find("A very thorough"), find("The trust was created about 15 years ago")]
    quotes = make_quotes(small_index, widen(small_index, chosen, listing=False))
    assert [(q.trust, q.page) for q in quotes] == [("northumbria", "5"), ("salford", "16")]


def test_the_remark_under_a_broad_answer_comes_with_it(small_index, find):
    chosen = [
        find("A very thorough"),
        find("In 2010, around 45"),
        find("This included a three-day"),
        find("A total of 20 consultants"),
    ]
    quotes = make_quotes(small_index, widen(small_index, chosen, listing=False))
    assert quotes[-1].speaker == "Clinical director"
    assert quotes[-1].text.startswith("It wasn’t just a management programme")


def test_what_takes_a_sentence_back_comes_with_it(small_index, find):
    (quote,) = texts(small_index, [find("In the annual staff survey (2013)")])
    assert quote.endswith("However, the executives recognise the need for even higher standards.")
    (led,) = texts(small_index, [find("This led to some consultants")])[-1:]
    assert "However, some five years on, it appears to be much valued now" in led
