"""What the terminal shows, and that nothing of it is markup."""

import pytest

import tiny
from rag import terminal
from rag.types import Answer, Row


@pytest.fixture
def printed(monkeypatch, capsys):
    """Calls a function of the terminal; returns the lines that are not empty, stripped."""
    monkeypatch.setenv("COLUMNS", "150")
    monkeypatch.setenv("TERM", "dumb")

    def printed(show, *arguments):
        show(*arguments)
        return [line.strip() for line in capsys.readouterr().out.splitlines() if line.strip()]

    return printed


BOARD, NURSES, STUDY = tiny.quote(2), tiny.quote(5, 6), tiny.quote(0)


def test_an_answer_is_its_message_and_its_quotes_with_citations(printed):
    answer = Answer("q", "answered", "2 passages.", (BOARD, NURSES), taken_as="board at Ash")
    assert printed(terminal.print_answer, answer, tiny.TAGS) == [
        "Taken as: board at Ash", "2 passages.",
        "Ash has a board of 12 directors.", "— Ash General · Culture · p. 2",
        "We listen to nurses. It works.", "— Ash General · Culture · p. 2 · Clinical chair",
    ]  # fmt: skip


def test_a_comparison_is_a_heading_a_trust_after_what_is_said_of_all(printed):
    rows = (Row("ash", (BOARD,)), Row("cedar", (), "no_mention"))
    answer = Answer("q", "partial", "Quoted: Ash.", (STUDY, BOARD), rows=rows)
    assert printed(terminal.print_answer, answer, tiny.TAGS) == [
        "Quoted: Ash.",
        "The study visited three sites.", "— The report as a whole · The study · p. 2",
        "Ash General", "Ash has a board of 12 directors.", "— Ash General · Culture · p. 2",
        "Cedar Health", "The report does not say.",
    ]  # fmt: skip


def test_what_is_said_of_all_is_told_so_in_the_row_of_one(printed):
    rows = (Row("ash", (BOARD,)), Row("cedar", (STUDY,)))
    shown = printed(terminal.print_answer, Answer("q", "answered", "M", (BOARD, STUDY), rows=rows), tiny.TAGS)
    assert shown[-4:-1] == ["Cedar Health", "Said of all of them:", "The study visited three sites."]
    assert shown.count("Said of all of them:") == 1


def test_a_refusal_offers_what_is_nearest(printed):
    answer = Answer("q", "not_stated", "No.", nearest=(BOARD,))
    assert printed(terminal.print_answer, answer, tiny.TAGS)[1] == "Ash has a board of 12 directors."


def test_what_looks_like_markup_is_text(printed):
    answer = Answer("q", "not_stated", "[red]No[/red]", taken_as="[bold]x")
    assert printed(terminal.print_answer, answer, tiny.TAGS) == ["Taken as: [bold]x", "[red]No[/red]"]


def test_the_outline_is_a_row_a_section(printed):
    row = {
        "chapter": "1",
        "chapter_title": "One",
        "trust": "ash",
        "heading": "",
        "theme": "culture",
        "first_page": "2",
        "last_page": "3",
        "passages": 4,
    }
    lines = printed(terminal.print_sections, [row, {**row, "heading": "[Culture]", "last_page": "2", "trust": None}])
    assert [cell.strip() for cell in lines[-3].strip("│").split("│")] == ["1", "ash", "One", "culture", "2–3", "4"]
    assert [cell.strip() for cell in lines[-2].strip("│").split("│")] == ["1", "", "[Culture]", "culture", "2", "4"]


def test_an_explanation_shows_each_search_of_the_answer_and_why_sentences_were_shown(printed):
    lines = printed(terminal.print_explanation, tiny.assistant(), "nurses", (), ("ash",), ())
    assert "Status: answered" in lines
    assert "Chosen: find, confidence 0.88" in lines
    assert any(line.startswith("Search 'nurses' of ('ash',): answerable 0.88 (from 0.50)") for line in lines)
    cells = [[c.strip() for c in line.strip("│").split("│")] for line in lines if line.startswith("│")]
    by_sentence = {row[-1]: row for row in cells}
    assert by_sentence["p2: We listen to nurses."][:2] == ["0.88", "1.00"]
    assert by_sentence["p2: We listen to nurses."][5] == "yes"
    assert by_sentence["p1: Ash has a board of 12 directors."][5] == "no: under 0.50"
    assert [row[-1] for row in cells[:2]] == ["p2: We listen to nurses.", "p1: Nurses run the wards."]


def test_an_explanation_searches_trust_by_trust_where_the_answer_did(printed):
    lines = printed(terminal.print_explanation, tiny.assistant(), "nurses", (), ("ash", "birch"), ())
    searches = [line for line in lines if line.startswith("Search")]
    assert [s.split(" of ")[1].split(":")[0] for s in searches] == ["('ash',)", "('birch',)"]


def test_what_was_likely_and_not_shown_was_refused_or_cut(printed):
    lines = printed(terminal.print_explanation, tiny.assistant(answer=0.9), "nurses", (), ("ash",), ())
    assert any("no: refused or cut for length" in line and "We listen" in line for line in lines)
