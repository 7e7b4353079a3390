"""A row says nothing twice, and shows what has the words asked before what has none of them."""

from types import SimpleNamespace

import pytest

import tiny
from rag.answering.beside import TELLS
from rag.answering.entries import NOTHING
from rag.answering.own_words import LIKELY, READ, _says_again, in_its_words, told_once, with_its_section
from test_by_row import shown, trace
from test_rows import BOARD, KIT, NURSES, SAYS, asked, chances, draft

NONE = SimpleNamespace(entries={})


@pytest.mark.parametrize(
    ("folded", "row"),
    [(TELLS, [NURSES, SAYS]), (TELLS - 0.01, [NURSES])],
)
def test_what_says_again_what_stands_before_it_gives_its_place_to_what_likely_answers(monkeypatch, folded, row):
    monkeypatch.setattr("rag.answering.own_words._says_again", lambda text, _: text == tiny.quote(BOARD).text)
    made = draft(("ash", NURSES, BOARD), more=(SAYS,))
    assert shown(told_once(KIT, asked(), made, trace(chances(s5=folded)))) == row
    assert shown(told_once(KIT, asked(), made, trace(chances(s5=0.5, s2=0.6)))) == [NURSES]  # what is folded is less likely
    assert shown(told_once(KIT, asked(), draft(("ash", NURSES, SAYS)), trace(chances()))) == [NURSES, SAYS]


@pytest.mark.parametrize(
    ("text", "before", "again"),
    [
        ("The chief nurse oversees safety and pay.", "The chief nurse has a key role in overseeing safety and pay.", True),
        ("The chief nurse oversees safety and pay.", "The medical director oversees safety and pay.", False),
        ("Nurses run wards.", "Nurses run wards, teach students, sit on boards and choose whom to hire.", False),  # it tells more
        ("They meet.", "They do.", False),
    ],
)
def test_two_quotations_say_the_same_that_share_nearly_all_their_words(text, before, again):
    assert _says_again(text, before) == again


@pytest.mark.parametrize(
    ("text", "told", "shown_before", "row"),
    [
        ("which trusts have wards and boards", LIKELY, (BOARD,), [BOARD, NURSES]),
        ("which trusts have wards and boards", LIKELY - 0.01, (BOARD,), [BOARD]),
        ("which trusts have zebras and boards", LIKELY, (BOARD,), [BOARD]),  # it has none of what is asked
        ("which trusts have wards and boards", LIKELY, (BOARD, SAYS), [NURSES, BOARD]),  # in the place of what has nothing
        ("do they run a ward", LIKELY, (BOARD, SAYS), [NURSES, BOARD]),
        ("which trusts have wards, boards and listening", LIKELY, (BOARD, SAYS), [BOARD, SAYS]),  # each has something
    ],
)
def test_a_row_shows_what_is_folded_and_has_the_words_asked(monkeypatch, text, told, shown_before, row):
    monkeypatch.setattr("rag.answering.own_words.RARE", 1.0)
    made = draft(("ash", *shown_before), more=(NURSES,))
    assert shown(in_its_words(KIT, NONE, asked(text), made, trace(chances(s4=told)))) == row
    assert in_its_words(KIT, NONE, asked(text, lead="who runs them"), made, trace(chances(s4=told))) is made
    valued = draft(("ash", *shown_before), more=(NURSES,), value=12)
    assert shown(in_its_words(KIT, NONE, asked(text), valued, trace(chances(s4=told)))) == [*shown_before]


@pytest.mark.parametrize(
    ("text", "told", "read", "before", "row"),
    [
        ("which trusts have wards", READ, NURSES, (SAYS,), [SAYS, NURSES]),
        ("which trusts have wards", READ - 0.001, NURSES, (SAYS,), [SAYS]),
        ("which trusts have wards", READ, BOARD, (SAYS,), [SAYS]),  # no editor read it so
        ("which trusts have wards", READ, NURSES, (SAYS, BOARD), [SAYS, BOARD]),  # there is no room
        ("which trusts have wards and boards", READ, NURSES, (BOARD,), [BOARD]),  # it has one of the words
    ],
)
def test_a_row_without_any_word_of_what_is_asked_gets_what_its_editor_read(monkeypatch, text, told, read, before, row):
    monkeypatch.setattr("rag.answering.own_words.RARE", 1.0)
    rivals = SimpleNamespace(entries={"x": tiny.entry("x", "topic", [tiny.part("ash", (read,))], ())})
    made = draft(("ash", *before), more=(NURSES,))
    assert shown(in_its_words(KIT, rivals, asked(text), made, trace(chances(s4=told, s5=0.5), "x"))) == row


def test_a_common_word_asks_for_no_more(monkeypatch):
    monkeypatch.setattr("rag.answering.own_words.RARE", 0.0)
    made = draft(("ash", BOARD), more=(NURSES,))
    assert shown(in_its_words(KIT, NONE, asked("which trusts have wards and boards"), made, trace(chances(s4=LIKELY)))) == [BOARD]


@pytest.mark.parametrize(("subject", "kept"), [(["run wards"], [NURSES]), (["wards"], []), (["run nothing"], [])])
def test_what_has_the_name_of_two_words_that_is_asked_about_is_kept(monkeypatch, subject, kept):
    monkeypatch.setattr("rag.answering.own_words.RARE", 1.0)
    monkeypatch.setattr(type(KIT), "subject", lambda *_: subject)
    told = in_its_words(KIT, NONE, asked("which trusts run wards"), draft(("ash", BOARD, NURSES)), trace(chances()))
    assert told.kept == tuple(map(tiny.quote, kept))


@pytest.mark.parametrize(
    ("idle", "row"),
    [(NOTHING - 0.01, [NURSES]), (NOTHING, [BOARD, NURSES])],
)
def test_what_leads_and_answers_nothing_gives_way_to_what_is_named(monkeypatch, idle, row):
    monkeypatch.setattr("rag.answering.own_words.RARE", 1.0)
    told = in_its_words(
        KIT, NONE, asked("which trusts have wards"), draft(("ash", BOARD, NURSES)), trace(chances(s2=idle, s4=0.01))
    )
    assert shown(told) == row
    other = in_its_words(KIT, NONE, asked("which trusts have zebras"), draft(("ash", BOARD, NURSES)), trace(chances(s2=idle)))
    assert shown(other) == [BOARD, NURSES]


def test_of_a_long_section_or_another_subject_nothing_more_is_folded(monkeypatch):
    made = tiny.replace(draft(("ash", NURSES)), form="compare")
    heading = tiny.quote(NURSES).heading
    assert with_its_section(KIT, asked("who leads"), made) is made
    found = tiny.replace(made, form="find")
    assert with_its_section(KIT, asked(f"{heading} at each"), found) is found
    assert with_its_section(KIT, asked(heading, lead="x"), made) is made
    assert {q.heading for q in with_its_section(KIT, asked(heading), made).more} == {heading}
    monkeypatch.setattr("rag.answering.own_words.SHORT", 0)
    assert with_its_section(KIT, asked(heading), made) is made
