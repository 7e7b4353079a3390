import json
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.render import citation, escape_markdown, lines, permanent_link, silence, to_dict, to_html, to_markdown, to_text
from rag.render.sentences import in_sentences
from rag.render.text import marked_lines
from rag.types import Answer, Quote, Row

VOICE = Quote(
    "I think it [the MSC] is approaching being moribund, to be honest.", "salford", "governance", "Governance", "15",
    "Clinical director", 100, 165, "salford-governance-9",
)  # fmt: skip
LIST = Quote(
    "continuous improvement\n• respect\n• accountability.", "salford", "culture", "Culture", "13", None, 10, 60, "salford-culture-3"
)
PLAIN = Quote("It has 537 training posts.", "uclh", "education-and-training", "Education", "30–31", None, 1, 27, "uclh-e-1")
NOBODY = Quote("Common features include:", None, "summary", "Summary", "back cover", None, 1, 9, "back-cover-1")
ANSWER = Answer("Q?", "answered", "2 passages.", (VOICE, PLAIN), edition="f0e4ad43", tokens=3, taken_as="Taken <b>as</b>")


def test_the_answer_record_has_what_the_contract_names():
    record = to_dict(ANSWER, 9.14)
    names = [
        "question",
        "status",
        "form",
        "answered",
        "message",
        "taken_as",
        "scope",
        "quotes",
        "more",
        "rows",
        "parts",
        "nearest",
        "next",
        "context",
        "retrieved",
        "edition",
        "tokens",
        "ms",
    ]
    assert set(names) <= set(record)
    assert record["ms"] == 9.1
    quote = record["quotes"][0]
    assert set(quote) == {
        "text",
        "trust",
        "theme",
        "heading",
        "page",
        "speaker",
        "start",
        "end",
        "marks",
        "lead_in",
        "passage",
        "link",
    }
    assert quote["link"] == "/read#salford-governance-9"
    json.dumps(record)


def test_citations_name_trust_theme_page_and_speaker(tags):
    assert citation(VOICE, tags) == "Salford Royal · Governance · p. 15 · Clinical director"
    assert citation(NOBODY, tags) == "The report as a whole · Summary · back cover"


def test_list_items_have_their_bullets_back():
    assert lines(LIST) == ["• continuous improvement", "• respect", "• accountability."]


def test_permanent_links_name_the_edition():
    assert permanent_link(VOICE, "f0e4ad43") == "read?edition=f0e4ad43&mark=100-165#salford-governance-9"


def test_html_escapes_everything_and_numbers_the_quotes(tags):
    page = to_html(ANSWER, tags)
    assert "Taken as: Taken &lt;b&gt;as&lt;/b&gt;" in page
    assert 'in the report: Salford Royal · Governance · p. 15">1 · p. 15</a>' in page
    assert 'in the report: UCLH · Education and training · p. 30–31">2 · p. 30–31</a>' in page
    assert re.findall(r'<figure class="quote lead [^>]*>(?:(?!</figure>).)*>(\d) · ', page, re.DOTALL) == ["1"]
    assert '<span class="speaker">Clinical director</span>' in page


def test_a_comparison_shows_honest_blanks(tags):
    answer = Answer("Q?", "partial", "M", (VOICE,), rows=(Row("salford", (VOICE,)), Row("uclh", ())))
    page = to_html(answer, tags)
    assert page.count('<section class="row') == 2
    assert "The report does not say." in page


def test_what_is_nearest_is_plainly_no_answer(tags):
    page = to_html(Answer("Q?", "not_stated", "M", nearest=(PLAIN,)), tags)
    assert "not an answer" in page


def test_copies_hold_words_citation_and_edition(tags):
    for copy in (to_text(ANSWER, tags), to_markdown(ANSWER, tags)):
        assert "approaching being moribund" in copy
        assert "p. 15" in copy.replace("\\", "")
        assert "edition f0e4ad43" in copy


@given(st.text(max_size=100))
def test_escaped_markdown_has_no_bare_markup(text):
    escaped = escape_markdown(text)
    assert "<" not in escaped
    assert ">" not in escaped
    for sign in "*_`[]$":
        assert all(escaped[i - 1] == "\\" for i, c in enumerate(escaped) if c == sign)


@pytest.mark.parametrize("words", ["<img src=x onerror=alert(1)>", "${1+1}", "{{value}}", "</blockquote><script>"])
def test_a_quote_is_text_whatever_it_holds(tags, words):
    quote = Quote(words, "salford", "culture", "Culture", "13", words, 1, 2, "x")
    page = to_html(Answer(words, "answered", words, (quote,), taken_as=words), tags)
    assert "<img" not in page
    assert "<script" not in page


MARKED = Quote(
    "We meet   weekly.\n\n• A first\nitem\n• a <second>", "uclh", "culture", "Culture", "13", None, 100, 142, "uclh-culture-3",
    marks=((103, 116), (120, 126)), lead_in="The board\nhas <rules>:",
)  # fmt: skip


def test_marks_stay_on_their_words_when_white_space_is_closed_up():
    assert MARKED.text[3:16] == "meet   weekly"
    assert MARKED.text[20:26] == " A fir"
    assert [[text for text, answers in line if answers] for line in marked_lines(MARKED)] == [["meet weekly"], ["A fir"], []]
    assert lines(MARKED) == ["We meet weekly.", "• A first item", "• a <second>"]


@given(st.text(max_size=60), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=3))
def test_marks_never_change_the_words(text, marks):
    plain = Quote(text, None, "culture", "Culture", "1", None, 0, len(text), "x")
    assert lines(replace(plain, marks=tuple(marks))) == lines(plain)


def test_html_marks_what_answers_and_sets_the_lead_in_apart(tags):
    page = to_html(Answer("Q?", "answered", "M", (MARKED,)), tags)
    assert '<p class="lead-in">The board has &lt;rules&gt;:</p>' in page
    assert (
        '<p>We <mark>meet weekly</mark>.</p><p class="item">• <mark>A fir</mark>st item</p><p class="item">• a &lt;second&gt;</p>'
        in page
    )
    for copy in (
        to_text(Answer("Q?", "answered", "M", (MARKED,)), tags),
        to_markdown(Answer("Q?", "answered", "M", (MARKED,)), tags),
    ):
        assert "The board has" in copy
        assert "mark" not in copy


def test_what_is_folded_is_counted_and_numbered_after_the_answer(tags):
    answer = Answer("Q?", "answered", "M", (VOICE,), more=(PLAIN, NOBODY))
    page = to_html(answer, tags)
    folded = re.search(r'<details class="more"><summary>2 more</summary>(.*)</details>', page, re.DOTALL)[1]
    assert re.findall(r">(\d) · ", folded) == ["2", "3"]
    assert "2 more: p. 30–31, back cover." in to_text(answer, tags)
    assert "2 more: p. 30–31, back cover." in to_markdown(answer, tags)


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
def test_a_silent_row_says_why(tags, row, words):
    answer = Answer("Q?", "partial", "M", (VOICE,), rows=(Row("salford", (VOICE,)), row))
    assert silence(row, tags) == words
    assert f'<p class="silent">{words.replace("<", "&lt;").replace(">", "&gt;")}</p>' in to_html(answer, tags)
    assert f"UCLH: {words}" in to_text(answer, tags)
    assert "**UCLH**" in to_markdown(answer, tags)


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (840, "£ million", "£840 million"), (9000, "staff", "9,000 staff"), (35.5, "per cent", "35.5 per cent"), ("half", None, "half"),
        (2005, "year it began", "2005 year it began"), (0, "beds", "0 beds"),
    ],
)  # fmt: skip
def test_a_figures_value_stands_beside_the_trust(tags, value, unit, words):
    row = Row("salford", (VOICE,), value=value, unit=unit)
    page = to_html(Answer("Q?", "answered", "M", (VOICE,), rows=(row,)), tags)
    assert f'<h3>Salford Royal <span class="value">{words}</span></h3>' in page


def test_the_answers_own_requests_go_before_suggestions(tags):
    own = to_html(Answer("Q?", "unclear", "Which?", next=("Of <Salford>?",)), tags, ("And UCLH?",))
    assert '<li><a class="ask" href="?ask=Of+%3CSalford%3E%3F">Of &lt;Salford&gt;?</a></li>' in own
    assert "And UCLH?" not in own
    assert "And UCLH?" in to_html(Answer("Q?", "answered", "M"), tags, ("And UCLH?",))


def test_parts_stand_under_their_own_questions_and_are_numbered_through(tags):
    parts = (
        Answer("First <q>?", "answered", "M1", (VOICE,)),
        Answer("Second?", "not_stated", "M2", nearest=(PLAIN,)),
        Answer("3?", "answered", "M3", (PLAIN,)),
    )
    answer = Answer("All?", "partial", "Three requests.", (VOICE, PLAIN), parts=parts)
    page = to_html(answer, tags)
    assert re.findall(r'<h3 class="question">(.*?)</h3>', page) == ["First &lt;q&gt;?", "Second?", "3?"]
    assert re.findall(r">(\d) · (\w+)", page) == [("1", "p"), ("1", "UCLH"), ("2", "p")]
    assert page.index("M1") < page.index("Second?") < page.index("not an answer") < page.index("M3")
    assert page.count('<p class="tools">') == 1
    text = to_text(answer, tags)
    assert text.index("First <q>?") < text.index("moribund") < text.index("Second?") < text.index("M3")
    assert text.count("moribund") == 1
    assert "**Second?**" in to_markdown(answer, tags)


def test_a_fourth_quotation_is_folded(tags):
    four = tuple(replace(PLAIN, start=PLAIN.start + n, end=PLAIN.end + n) for n in range(4))
    page = to_html(Answer("Q?", "answered", "M", four), tags)
    assert "<summary>1 more</summary>" in page
    assert re.findall(r">(\d) · ", page) == ["1", "2", "3", "4"]


def test_of_each_of_several_requests_one_quotation_is_seen_at_once(tags):
    three = tuple(replace(PLAIN, start=PLAIN.start + n, end=PLAIN.end + n) for n in range(3))
    rows = (Row("uclh", three[:2]), Row("salford", (VOICE,)))
    parts = (Answer("1?", "answered", "M", three), Answer("2?", "answered", "M", (NOBODY, *three[:2], VOICE), rows=rows))
    whole = Answer("Both?", "answered", "Two.", parts=parts)
    first, second = to_html(whole, tags).split('<section class="part')[1:]
    assert re.findall(r">(\d) · ", first.partition("<details")[0]) == ["1"]
    assert "<summary>2 more</summary>" in first
    assert re.findall(r">(\d) · ([^<]+)", second.partition("<details")[0]) == [
        ("4", "back cover"),
        ("5", "p. 30–31"),
        ("6", "p. 15"),
    ]
    assert "<summary>1 more</summary>" in second
    assert to_html(parts[0], tags).count("<details") == 0  # by itself it shows all three


@pytest.mark.parametrize(
    ("message", "rows", "words"),
    [
        ("1 passage from UCLH, p. 21.", (), None),
        ("12 passages from the report as a whole, Salford Royal and UCLH.", (), None),
        ("4 passages from UCLH, back cover. The report does not say it of Salford Royal.", (), "The report does not say it of Salford Royal."),
        ("Staff: 3 passages from UCLH, p. 30–31.", (), "Staff: UCLH, p. 30–31."),
        ("Staff: 3 passages from UCLH. Found beside it: 1 passage from Salford Royal.", (), "Staff: UCLH. Found beside it: Salford Royal."),
        ("Staff: 3 passages from UCLH. The report does not say it of Salford Royal.", (Row("uclh", (PLAIN,)), Row("salford", ())),
         "Staff. The report does not say it of Salford Royal."),
        ("Staff: 3 passages from UCLH. Found beside it: 1 passage from Salford Royal.", (Row("uclh", (PLAIN,)),),
         "Staff. Found beside it: Salford Royal."),
        ("‘care’ stands in 5 places.", (), "‘care’ stands in 5 places."),
        ("3 passages from Elsewhere.", (), "3 passages from Elsewhere."),
    ],
)  # fmt: skip
def test_the_page_counts_no_passages_in_its_message_and_names_no_trust_twice(tags, message, rows, words):
    page = to_html(Answer("Q?", "answered", message, (PLAIN,), rows=rows), tags)
    assert re.findall(r'<p class="said">(.*?)</p>', page) == ([words] if words else [])


def test_a_trust_is_named_once_over_passages_that_follow_each_other(tags):
    other = replace(NOBODY, start=2, end=10, theme="induction")
    page = to_html(Answer("Q?", "answered", "M", (NOBODY, other, PLAIN)), tags)
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
def test_what_the_message_says_of_all_is_not_said_again_of_each(tags, rows, message, drawn):
    page = to_html(Answer("Q?", "not_stated", message, rows=rows), tags)
    assert page.count('<section class="row') == drawn


def spoken(text, marks=()):
    return Quote(text, "uclh", "culture", "Culture", "13", None, 0, len(text), "uclh-culture-3", marks)


PAGES = "The board sets pay. It appoints its chairs. In 2010 about 45 staff met."


@pytest.mark.parametrize(
    ("request_", "marks", "telling"),
    [
        ("who appoints the chair?", (), "It appoints its chairs. "),
        ("how many?", (), "In 2010 about 45 staff met."),
        ("anything at all", (), "The board sets pay. "),
        ("who appoints the chair?", ((0, 3), (44, 50)), "The board sets pay. "),
        ("how many staff?", ((0, 3), (44, 50)), "In 2010 about 45 staff met."),
    ],
)
def test_the_sentence_that_tells_most_is_marked_or_has_what_is_asked(request_, marks, telling):
    (line,) = in_sentences(spoken(PAGES, marks), request_)
    assert [one.text for one in line if one.tells] == [telling]
    assert "".join(one.text for one in line) == PAGES
    assert [text for one in line for text, answers in one.pieces if answers] == [PAGES[a:b] for a, b in marks]


@given(st.text(max_size=80), st.lists(st.tuples(st.integers(0, 80), st.integers(0, 80)), max_size=3))
def test_cutting_into_sentences_changes_no_word_and_no_mark(text, marks):
    quote = spoken(text, tuple(marks))
    for line, sentences in zip(marked_lines(quote), in_sentences(quote, "why?"), strict=True):
        assert "".join(words for words, _ in line) == "".join(one.text for one in sentences)
        assert "".join(w for w, answers in line if answers) == "".join(
            w for one in sentences for w, answers in one.pieces if answers
        )
    assert sum(one.tells for line in in_sentences(quote, "why?") for one in line) == 1


def test_a_list_is_not_cut_into_sentences(tags):
    page = to_html(Answer("Q?", "answered", "M", (replace(LIST, text="We do.\n• One thing. And more.\n• Two."), PLAIN)), tags)
    assert page.count('<span class="sentence') == 1


def test_what_is_said_of_all_at_once_goes_before_the_rows(tags):
    others = tuple(replace(NOBODY, start=NOBODY.start + n, end=NOBODY.end + n) for n in range(3))
    page = to_html(Answer("Q?", "partial", "M", (*others, VOICE), rows=(Row("salford", (VOICE,)),)), tags)
    assert page.index("1 · back cover") < page.index("2 · back cover") < page.index("3 · p. 15")
    assert page.index("3 · p. 15") < page.index("1 more") < page.index("4 · back cover")


def test_rows_go_before_what_else_is_said_of_no_row(tags):
    beside = replace(VOICE, start=VOICE.start + 1, end=VOICE.end + 1, trust="uclh")
    page = to_html(Answer("Q?", "partial", "M", (VOICE, beside), rows=(Row("salford", (VOICE,)),)), tags)
    assert page.index("1 · p. 15") < page.index("2 · p. 15")


def test_every_answer_says_where_it_looked(tags):
    assert '<p class="scope">Looked in the whole report</p>' in to_html(Answer("Q?", "answered", "M", (PLAIN,)), tags)
    some = Answer("Q?", "not_stated", "M", trusts=("salford", "uclh"), themes=("induction",))
    assert '<p class="scope">Looked in Salford Royal and UCLH, on Induction</p>' in to_html(some, tags)
    assert "Looked" not in to_html(Answer("Q?", "greeting", "M"), tags)


def test_under_a_filter_the_whole_report_is_a_click_away(tags):
    page = to_html(Answer("Beds & <b>?", "not_stated", "M"), tags, trusts=("salford",), themes=("induction",))
    assert "Looked only within Salford Royal, Induction, as you chose." in page
    assert '<a class="ask whole" href="?ask=Beds+%26+%3Cb%3E%3F">Ask the whole report</a>' in page
    assert "as you chose" not in to_html(Answer("Q?", "not_stated", "M"), tags)


def test_the_link_to_an_answer_asks_what_was_answered_of_what_was_asked(tags):
    answer = Answer("And at UCLH?", "answered", "M", (PLAIN,), taken_as="How are <consultants> inducted at UCLH?")
    page = to_html(answer, tags, trusts=("uclh", "salford"), themes=("induction",))
    link = "?ask=How+are+%3Cconsultants%3E+inducted+at+UCLH%3F&amp;trust=uclh%2Csalford&amp;theme=induction"
    assert f'<a class="copy link" href="{link}">' in page
    assert '<a class="copy link" href="?ask=Q%3F">' in to_html(Answer("Q?", "answered", "M", (PLAIN,)), tags)
