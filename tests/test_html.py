"""What is made of an answer for the page."""

import re
from dataclasses import replace

import pytest

from answers import ANSWER, LIST, MARKED, NOBODY, PLAIN, TAGS, VOICE
from rag.answering.wording import not_stated
from rag.render import silence, to_html, to_markdown, to_text
from rag.render.ours import leans
from rag.types import Answer, Quote, Row
from rag.understanding.question import Question


def test_html_escapes_everything_and_numbers_the_quotes():
    page = to_html(ANSWER, TAGS)
    assert "Taken as: Taken &lt;b&gt;as&lt;/b&gt;" in page
    assert 'in the report: Salford Royal · Governance · p. 15">1 · Salford Royal, p. 15</a>' in page
    assert 'in the report: UCLH · Education and training · p. 30–31">2 · p. 30–31</a>' in page
    assert re.findall(r'<figure class="quote lead [^>]*>(?:(?!</figure>).)*>(\d) · ', page, re.DOTALL) == ["1"]
    assert '<span class="speaker">Clinical director</span>' in page


def test_a_comparison_shows_honest_blanks():
    answer = Answer("Q?", "partial", "M", (VOICE,), rows=(Row("salford", (VOICE,)), Row("uclh", ())))
    page = to_html(answer, TAGS)
    assert page.count('<section class="row') == 2
    assert "The report does not say." in page


def test_what_is_nearest_is_plainly_no_answer():
    page = to_html(Answer("Q?", "not_stated", "M", nearest=(PLAIN,)), TAGS)
    assert "not an answer" in page


@pytest.mark.parametrize("words", ["<img src=x onerror=alert(1)>", "${1+1}", "{{value}}", "</blockquote><script>"])
def test_a_quote_is_text_whatever_it_holds(words):
    quote = Quote(words, "salford", "culture", "Culture", "13", words, 1, 2, "x")
    page = to_html(Answer(words, "answered", words, (quote,), taken_as=words), TAGS)
    assert "<img" not in page
    assert "<script" not in page


def test_html_marks_what_answers_and_sets_the_lead_in_apart():
    page = to_html(Answer("Q?", "answered", "M", (MARKED,)), TAGS)
    assert '<p class="lead-in">The board has &lt;rules&gt;:</p>' in page
    assert (
        '<p>We <mark>meet weekly</mark>.</p><p class="item">• <mark>A fir</mark>st item</p><p class="item">• a &lt;second&gt;</p>'
        in page
    )
    for copy in (
        to_text(Answer("Q?", "answered", "M", (MARKED,)), TAGS),
        to_markdown(Answer("Q?", "answered", "M", (MARKED,)), TAGS),
    ):
        assert "The board has" in copy
        assert "mark" not in copy


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (Row("uclh", ()), "The report does not say."),
        (Row("uclh", (), "no_mention"), "The report does not say."),
        (Row("uclh", (), "no_mention", ("x",)), "The report does not say: ‘x’ does not occur in its part on UCLH."),
        (Row("uclh", (), "no_mention", ("x", "<y>")), "The report does not say: ‘x’ and ‘<y>’ do not occur in its part on UCLH."),
        (Row("uclh", (), "not_answered"), "Mentioned, not answered."),
        (
            Row("uclh", (), "not_answered", ("x",), page="26"),
            "Mentioned, not answered: ‘x’ occurs (p. 26), and nothing there answers.",
        ),
        (Row("uclh", (), "not_answered", ("x",)), "Mentioned, not answered: ‘x’ occurs, and nothing there answers."),
    ],
)
def test_a_silent_row_says_why(row, words):
    answer = Answer("Q?", "partial", "M", (VOICE,), rows=(Row("salford", (VOICE,)), row))
    assert silence(row, TAGS) == words
    assert f'<p class="silent">{words.replace("<", "&lt;").replace(">", "&gt;")}</p>' in to_html(answer, TAGS)
    assert f"UCLH: {words}" in to_text(answer, TAGS)
    assert "**UCLH**" in to_markdown(answer, TAGS)


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (840, "£ million", "£840 million"), (9000, "staff", "9,000 staff"), (35.5, "per cent", "35.5 per cent"), ("half", None, "half"),
        (2005, "year it began", "2005 (began)"), (0, "beds", "0 beds"),
    ],
)  # fmt: skip
def test_a_figures_value_stands_beside_the_trust(value, unit, words):
    row = Row("salford", (VOICE,), value=value, unit=unit)
    page = to_html(Answer("Q?", "answered", "M", (VOICE,), rows=(row,)), TAGS)
    assert f'<h3>Salford Royal <span class="value">{words}</span></h3>' in page


def test_the_answers_own_requests_go_before_suggestions():
    own = to_html(Answer("Q?", "unclear", "Which?", next=("Of <Salford>?",)), TAGS, ("And UCLH?",))
    assert '<li><a class="ask" href="?ask=Of+%3CSalford%3E%3F">Of &lt;Salford&gt;?</a></li>' in own
    assert "And UCLH?" not in own
    assert "And UCLH?" in to_html(Answer("Q?", "answered", "M"), TAGS, ("And UCLH?",))


def test_parts_stand_under_their_own_questions_and_are_numbered_through():
    parts = (
        Answer("First <q>?", "answered", "M1", (VOICE,)),
        Answer("Second?", "not_stated", "M2", nearest=(PLAIN,)),
        Answer("3?", "answered", "M3", (PLAIN,)),
    )
    answer = Answer("All?", "partial", "Three requests.", (VOICE, PLAIN), parts=parts)
    page = to_html(answer, TAGS)
    assert re.findall(r'<h3 class="question">(.*?)</h3>', page) == ["First &lt;q&gt;?", "Second?", "3?"]
    assert re.findall(r">(\d) · (\w+)", page) == [("1", "p"), ("1", "UCLH"), ("2", "p")]
    assert page.index("M1") < page.index("Second?") < page.index("not an answer") < page.index("M3")
    assert page.count('<p class="tools">') == 1
    text = to_text(answer, TAGS)
    assert text.index("First <q>?") < text.index("moribund") < text.index("Second?") < text.index("M3")
    assert text.count("moribund") == 1
    assert "**Second?**" in to_markdown(answer, TAGS)


@pytest.mark.parametrize(
    ("message", "rows", "words"),
    [
        ("1 passage from UCLH, p. 21.", (), None),
        ("12 passages from the report as a whole, Salford Royal and UCLH.", (), None),
        ("4 passages from UCLH, back cover. The report does not say it of Salford Royal.", (), "The report does not say it of Salford Royal."),
        ("Staff: 3 passages from UCLH, p. 30–31.", (), "Staff."),
        ("Staff: 3 passages from UCLH. Found beside it: 1 passage from Salford Royal.", (), "Staff."),
        ("Staff: 3 passages from UCLH. Found beside it: 1 passage from Salford Royal, p. 9. The report does not say it of UCLH.", (),
         "Staff. The report does not say it of UCLH."),
        ("Beds: 3 passages from UCLH.", (), None),  # as was asked
        ("Beds: 3 passages from UCLH. The report does not say it of Salford Royal.", (), "Beds. The report does not say it of Salford Royal."),
        ("Beds.", (), "Beds."),  # a message of its own
        ("Staff: 3 passages from UCLH. The report does not say it of Salford Royal.", (Row("uclh", (PLAIN,)), Row("salford", ())),
         "Staff. The report does not say it of Salford Royal."),
        ("Staff: 3 passages from UCLH. Found beside it: 1 passage from Salford Royal.", (Row("uclh", (PLAIN,)),),
         "Staff."),
        ("‘care’ stands in 5 places.", (), "‘care’ stands in 5 places."),
        ("3 passages from Elsewhere.", (), "3 passages from Elsewhere."),
    ],
)  # fmt: skip
def test_the_page_counts_no_passages_in_its_message_and_names_no_trust_twice(message, rows, words):
    page = to_html(Answer("How many beds?", "answered", message, (PLAIN,), rows=rows), TAGS)
    assert re.findall(r'<p class="said">(.*?)</p>', page) == ([words] if words else [])


def test_what_the_heading_over_the_nearest_passage_says_is_not_said_before_it():
    message = not_stated(Question("Q?"), [], TAGS)
    assert "is not an answer" in message
    page = to_html(Answer("Q?", "not_stated", message, nearest=(PLAIN,)), TAGS)
    assert re.findall(r'<p class="said">(.*?)</p>', page) == ["The report does not say that."]
    assert "Nearest passage, not an answer" in page


@pytest.mark.parametrize(("marks", "all_marked"), [(((0, 26),), True), (((0, 18),), True), (((0, 16),), False), ((), False)])
def test_where_nearly_all_of_a_quotation_answers_nothing_in_it_stands_out(marks, all_marked):
    assert len(PLAIN.text) == 26
    quote = replace(PLAIN, marks=tuple((PLAIN.start + first, PLAIN.start + last) for first, last in marks))
    page = to_html(Answer("Q?", "answered", "M", (quote,)), TAGS)
    assert ('class="quote lead all ' in page) == all_marked
    assert ("<mark>" in page) == bool(marks)


@pytest.mark.parametrize(("end", "all_marked"), [(9, False), (13, True)])
def test_of_a_list_in_which_item_after_item_is_marked_nothing_stands_out(end, all_marked):
    quote = replace(LIST, text="We do.\n• One thing.\n• Two.", marks=((LIST.start, LIST.start + end),))
    page = to_html(Answer("Q?", "answered", "M", (quote,)), TAGS)
    assert ('class="quote lead all ' in page) == all_marked


def test_a_trust_is_named_once_over_passages_that_follow_each_other():
    other = replace(NOBODY, start=2, end=10, theme="induction")
    page = to_html(Answer("Q?", "answered", "M", (NOBODY, other, PLAIN)), TAGS)
    assert re.findall(r'<h3>(?:<span class="trust">([^<]*)</span> )?<span class="theme">([^<]*)<', page) == [
        ("The report as a whole", "Summary"), ("", "Induction"), ("UCLH", "Education and training"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "message", "drawn"),
    [
        (
            (Row("salford", (), "no_mention", ("beds",)), Row("uclh", (), "no_mention", ("beds",))),
            "‘beds’ does not occur in it.",
            0,
        ),
        ((Row("salford", (), "no_mention"), Row("uclh", (), "no_mention")), "The report does not say that.", 0),
        (
            (Row("salford", (), "no_mention", ("beds",)), Row("uclh", (), "no_mention", ("beds",))),
            "The report does not say that.",
            2,
        ),
        ((Row("salford", (), "no_mention", ("beds",)), Row("uclh", (), "no_mention", ("bed",))), "Neither ‘bed’ nor ‘beds’.", 2),
        ((Row("salford", (), "not_answered", ("beds",)), Row("uclh", (), "not_answered", ("beds",))), "Not ‘beds’.", 2),
        ((Row("salford", (), "no_mention", ("beds",)), Row("uclh", (PLAIN,))), "Not ‘beds’.", 2),
    ],
)
def test_what_the_message_says_of_all_is_not_said_again_of_each(rows, message, drawn):
    page = to_html(Answer("Q?", "not_stated", message, rows=rows), TAGS)
    assert page.count('<section class="row') == drawn


def test_a_list_is_not_cut_into_sentences():
    page = to_html(Answer("Q?", "answered", "M", (replace(LIST, text="We do.\n• One thing. And more.\n• Two."), PLAIN)), TAGS)
    assert page.count('<span class="sentence') == 1


def test_what_is_said_of_all_at_once_goes_before_the_rows():
    others = tuple(replace(NOBODY, start=NOBODY.start + n, end=NOBODY.end + n) for n in range(3))
    page = to_html(Answer("Q?", "partial", "M", (*others, VOICE), rows=(Row("salford", (VOICE,)),)), TAGS)
    assert (
        page.index("The report as a whole") < page.index("1 · back cover") < page.index("2 · back cover") < page.index("3 · p. 15")
    )
    assert page.index("3 · p. 15") < page.index("1 more quotation") < page.index("4 · back cover")


def test_rows_go_before_what_else_is_said_of_no_row():
    beside = replace(VOICE, start=VOICE.start + 1, end=VOICE.end + 1, trust="uclh")
    page = to_html(Answer("Q?", "partial", "M", (VOICE, beside), rows=(Row("salford", (VOICE,)),)), TAGS)
    assert page.index("1 · p. 15") < page.index("2 · p. 15")


def test_every_answer_says_where_it_looked():
    assert '<p class="scope">Looked in the whole report</p>' in to_html(Answer("Q?", "answered", "M", (PLAIN,)), TAGS)
    some = Answer("Q?", "not_stated", "M", trusts=("salford", "uclh"), themes=("induction",))
    assert '<p class="scope of-salford of-uclh">Looked in Salford Royal and UCLH, on Induction</p>' in to_html(some, TAGS)
    assert "Looked" not in to_html(Answer("Q?", "greeting", "M"), TAGS)


def test_the_ways_of_copying_an_answer_stand_behind_one_control_and_fit_what_it_quotes():
    def ways(answer):
        closed = re.findall(r'<details class="take">(.*?)</details>', to_html(answer, TAGS), re.DOTALL)
        named = r'<(?:button|a) class="copy[^>]*><span class="visually-hidden">(Copy )</span>([^<]*)<'
        return [["".join(name) for name in re.findall(named, one)] for one in closed]

    for_quotes = ["Copy with citations", "Copy as Markdown", "Copy link"]
    assert ways(Answer("Q?", "answered", "M", (PLAIN,))) == [for_quotes]
    assert ways(Answer("Q?", "not_stated", "M", nearest=(PLAIN,))) == [for_quotes]
    assert ways(Answer("Q?", "not_stated", "M")) == [["Copy these words", "Copy link"]]
    assert ways(Answer("Q?", "greeting", "M")) == []


def test_under_a_filter_the_whole_report_is_a_click_away():
    page = to_html(Answer("Beds & <b>?", "not_stated", "M"), TAGS, trusts=("salford",), themes=("induction",))
    assert "Looked only within Salford Royal, Induction, as you chose." in page
    assert '<a class="ask whole" href="?ask=Beds+%26+%3Cb%3E%3F">Ask the whole report</a>' in page
    assert "as you chose" not in to_html(Answer("Q?", "not_stated", "M"), TAGS)


def test_the_link_to_an_answer_asks_what_was_answered_of_what_was_asked():
    answer = Answer("And at UCLH?", "answered", "M", (PLAIN,), taken_as="How are <consultants> inducted at UCLH?", edition="ab12")
    page = to_html(answer, TAGS, trusts=("uclh", "salford"), themes=("induction",))
    link = "?ask=How+are+%3Cconsultants%3E+inducted+at+UCLH%3F&amp;trust=uclh%2Csalford&amp;theme=induction&amp;edition=ab12"
    assert f'<a class="copy link" href="{link}">' in page
    assert '<a class="copy link" href="?ask=Q%3F">' in to_html(Answer("Q?", "answered", "M", (PLAIN,)), TAGS)
    assert '<a class="copy link follows" href="?ask=Q%3F">' in to_html(Answer("Q?", "answered", "M", (PLAIN,)), TAGS, follows=True)


def test_what_was_asked_about_an_earlier_request_means_something_else_alone():
    whole = Answer("Why?", "answered", "M", taken_as="Why? (about: How are consultants inducted?)")
    assert leans(whole)
    assert leans(Answer("And at UCLH? Why?", "answered", "M", parts=(whole, Answer("Why?", "answered", "M"))))
    assert leans(Answer("And there? Who?", "answered", "M", parts=(replace(whole, taken_as="How is it at UCLH?"), whole)))
    assert not leans(replace(whole, taken_as="How are consultants inducted at UCLH?"))
    assert not leans(replace(whole, taken_as=None))


def test_what_is_said_of_all_is_told_so_in_the_row_of_one():
    every = replace(PLAIN, trust=None, start=900, end=990)
    answer = Answer("Q?", "answered", "M", (VOICE, every), rows=(Row("salford", (VOICE,)), Row("uclh", (every,))))
    page = to_html(answer, TAGS)
    assert page.count("Said of all of them:") == 1
    assert page.index("<h3>UCLH") < page.index("Said of all of them:")


def test_what_is_folded_in_a_row_is_told_to_be_said_of_all_too():
    every = replace(PLAIN, trust=None, start=900, end=990)
    rows = (Row("salford", (VOICE, every)), Row("uclh", (PLAIN,)), Row("northumbria", (), "not_answered"))
    page = to_html(Answer("Q?", "partial", "M", (VOICE, every, PLAIN), rows=rows), TAGS)
    assert page.index("1 more quotation") < page.index("Said of all of them:") < page.index("<h3>UCLH")
