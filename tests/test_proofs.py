"""An empty row is proved by words of the subject."""

from dataclasses import replace
from types import SimpleNamespace

import tiny
from rag.answering.candidates import Candidates
from rag.answering.draft import Draft
from rag.answering.proofs import proved
from rag.types import Row
from rag.understanding.question import read_question


def _proved(text, title, chosen="meetings"):
    answerer = tiny.answerer()
    rivals = Candidates(answerer.finder, answerer.kit, [tiny.entry("meetings", "topic", [tiny.part("ash", (3,))], title=title)])
    asked = read_question(text, tiny.TAGS, tiny.ORGANISATIONS)
    kit = answerer.kit
    rows = (Row("ash", (tiny.quote(3),)), replace(kit.silence("birch", kit.sought(asked)), folded=2))
    draft = Draft("topic", "partial", "", (tiny.quote(3),), rows=rows)
    return proved(kit, rivals, asked, draft, SimpleNamespace(chosen=chosen)).rows


def test_the_words_that_the_editor_of_the_answer_knows_prove_an_empty_row():
    ash, birch = _proved("where do directors meet", "Meetings that are held")
    assert ash.quotes
    assert (birch.silence, birch.looked_for, birch.folded) == ("no_mention", ("meet",), 2)


def test_what_is_done_of_the_subject_proves_nothing():
    for title in ("Directors that began", "What began"):
        assert _proved("who began nursing by directors", title)[1].looked_for == ("directors",)


def test_all_words_may_prove_it_where_the_editor_knows_none_or_there_is_none():
    for title, chosen in (("Nothing of it", "meetings"), ("Meetings that are held", "find")):
        assert _proved("where do directors meet", title, chosen)[1].looked_for == ("directors",)
