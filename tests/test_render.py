import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.render import citation, escape_markdown, lines, permanent_link, to_dict, to_html, to_markdown, to_text
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
    assert "1 · Salford Royal · Governance · p. 15" in page
    assert "2 · UCLH · Education and training · p. 30–31" in page
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
