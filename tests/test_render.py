"""What is made of an answer as a record, as text and as Markdown."""

import html
import json
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from answers import ANSWER, LIST, MARKED, NOBODY, VOICE
from rag.render import citation, escape_markdown, lines, permanent_link, to_dict, to_markdown, to_text
from rag.render.text import flat, marked_lines
from rag.types import Quote


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


@settings(deadline=None)  # the first call loads the parser's rules
@given(st.text(st.sampled_from("ab12 -+#=.):(!&<>[]*_`~|\\\t"), max_size=12))
def test_markdown_shows_the_words_and_nothing_else(text):
    shown = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(escape_markdown(text))
    assert html.unescape(shown) == (f"<p>{flat(text).strip()}</p>\n" if flat(text).strip() else "")


def test_words_are_copied_as_they_are_printed():
    assert escape_markdown("a three-day course (2014), eg: one!") == "a three-day course (2014), eg: one!"
    assert escape_markdown("1. One") == "1\\. One"
    assert escape_markdown("see https://x.org, www.x.org, a@x.org") == "see https\\://x.org, www\\.x.org, a\\@x.org"


def test_marks_stay_on_their_words_when_white_space_is_closed_up():
    assert MARKED.text[3:16] == "meet   weekly"
    assert MARKED.text[20:26] == " A fir"
    assert [[text for text, answers in line if answers] for line in marked_lines(MARKED)] == [["meet weekly"], ["A fir"], []]
    assert lines(MARKED) == ["We meet weekly.", "• A first item", "• a <second>"]


@given(st.text(max_size=60), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=3))
def test_marks_never_change_the_words(text, marks):
    plain = Quote(text, None, "culture", "Culture", "1", None, 0, len(text), "x")
    assert lines(replace(plain, marks=tuple(marks))) == lines(plain)
