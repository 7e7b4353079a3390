"""An empty row of a follow-up has what an editor put there, where it is near enough."""

from types import SimpleNamespace

import numpy as np
import pytest

import tiny
from rag.answering.as_edited import FAINT, LIKELY, as_edited
from rag.answering.draft import Draft
from rag.answering.trace import Trace
from rag.types import Row
from rag.understanding.question import Question
from rag.understanding.route import Route

KIT = tiny.answerer().kit
NURSES, MENTORING, MAY = 4, 11, 12
ENTRY = tiny.entry("staff", "topic", (tiny.part("ash", (NURSES,)), tiny.part("birch", (MENTORING,))), subject="staff")
ALIKE = tiny.entry("staff/all", "digest", (tiny.part("cedar", (MAY,)),), subject="staff")
RIVALS = SimpleNamespace(entries={e.id: e for e in (ENTRY, ALIKE)})
TEXT = "What is done for staff at Birch Royal and Cedar Health?"


def shown(chance=FAINT, share=LIKELY, *, chosen="staff", **fields):
    asked = Question(TEXT, trusts=tiny.TRUSTS, rows=True, **{"leans": True, "taken_as": TEXT, **fields})
    route = Route(("staff", "staff/all", "find"), np.array([0.5, share, 0.5 - share], np.float32))
    judged = SimpleNamespace(chances=np.full(len(tiny.SENTENCES), chance))
    rows = (Row("ash", (tiny.quote(NURSES),)), Row("birch", (), "no_mention"), Row("cedar", (), "no_mention"))
    draft = Draft("topic", "partial", "", (tiny.quote(NURSES),), rows=rows)
    drawn = as_edited(KIT, RIVALS, asked, draft, Trace(asked, judged=(judged,), route=route, chosen=chosen))
    return [tiny.texts(row.quotes) for row in drawn.rows], drawn.status


def test_the_chosen_entry_and_a_likely_one_on_its_subject_fill_what_is_empty():
    assert shown() == (
        [["Nurses run the wards."], ["Birch began mentoring in 2010."], ["Cedar inducts every consultant in May."]],
        "answered",
    )
    assert shown(taken_as=None, lead="What is done for staff?") == shown()


@pytest.mark.parametrize("fields", [
    {"chance": FAINT - 0.01}, {"leans": False}, {"taken_as": "another"}, {"chosen": "find"},
])  # fmt: skip
def test_what_is_faint_or_follows_nothing_stays_empty(fields):
    assert shown(**fields) == ([["Nurses run the wards."], [], []], "partial")


def test_an_entry_that_is_not_likely_fills_nothing():
    assert shown(share=LIKELY - 0.01)[0] == [["Nurses run the wards."], ["Birch began mentoring in 2010."], []]
