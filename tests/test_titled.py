"""A prepared answer is meant where its title is said and nothing else is asked."""

import pytest

import tiny
from rag.answering.titled import Titles
from rag.understanding.question import read_question

ENTRIES = [
    tiny.entry("theme", title="Talent and succession"),
    tiny.entry("index", form="topic", title="Talent and succession"),
    tiny.entry("group", form="term", title="Clinical Policy Group (CPG)"),
    tiny.entry("view", form="topic", title="Doctors’ views"),
    tiny.entry("word", form="topic", title="Feedback"),
    tiny.entry("said", form="voices", title="What nurses say"),
]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("talent and succession", "theme"), ("What does the report say about talent and succession at Birch?", "theme"),
        ("tell me about Ash's talent and succession", "theme"), ("anything on the Clinical Policy Group (CPG)?", None),
        ("Clinical policy group", "group"), ("what about clinical policy group (CPG)", "group"), ("doctors' views", "view"),
        ("what does the report say about feedback", "word"), ("feedback", None), ("What do they say of feedback at each trust?", None),
        ("who is responsible for talent and succession", None), ("talent", None), ("what nurses say", None),
        ("talent and succession at Globex", None),
    ],
)  # fmt: skip
def test_the_entry_is_meant_whose_title_a_request_says_and_no_more(text, meant):
    found = Titles(ENTRIES).of(read_question(text, tiny.TAGS, tiny.ORGANISATIONS))
    assert (found.id if found else None) == meant
