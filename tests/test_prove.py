"""What ``make prove`` judges by: it notices what it looks for."""

import pytest

from prove.doors import MARK, TAGS, Blockquotes, not_the_editions
from prove.kills import kill_builds
from rag.render import to_dict, to_html

EVERY = "How are new consultants inducted at all four trusts?"


@pytest.fixture(scope="module")
def answer(assistant):
    return assistant.ask(EVERY)


def test_a_quotation_of_another_word_is_noticed_wherever_it_stands(answer, assistant):
    record, edition = to_dict(answer, 1.0), assistant.index.report.text
    assert not_the_editions(record, edition) == []
    held = [record["quotes"], *(row["quotes"] for row in record["rows"])]
    for quotes in held:
        if quotes:
            right, quotes[0] = quotes[0], {**quotes[0], "text": quotes[0]["text"].replace("the", "a") + "."}
            assert not_the_editions(record, edition) != []
            quotes[0] = right
    assert (
        not_the_editions(
            {**record, "quotes": [], "rows": [], "parts": [{**record, "quotes": [{**record["quotes"][0], "start": 0}]}]}, edition
        )
        != []
    )


def test_a_word_in_the_chats_quotations_and_a_tag_are_noticed(answer, assistant):
    plain, turn = "".join(assistant.index.report.text.split()), to_html(answer, assistant.tags)
    seen = Blockquotes(turn)
    assert seen.texts
    assert (seen.strange(plain), MARK in seen.tags) == ([], False)
    assert Blockquotes(turn.replace("</blockquote>", " zebra</blockquote>")).strange(plain) != []
    assert all(MARK in Blockquotes(turn + tag).tags for tag in TAGS if tag.startswith(f"<{MARK}"))


def test_builds_that_are_killed_leave_the_right_index_or_none():
    """A few here; ``make prove`` kills 200."""
    told, wrong = kill_builds(4, seed=1)
    assert wrong == []
    assert told.startswith("4 killed")
