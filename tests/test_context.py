"""What a talk carries: it goes back through the strict door as it came, and one that was forged is worth nothing."""

import asyncio
import json

import pytest

import tiny
from conftest import ROOT
from rag.types import Context
from rag.web.context import read, written
from rag.web.events import EventError, Events

SAFETY = "How does Birch Royal teach safety?"
IDS = (("ash", "birch", "cedar"), ("culture", "induction"))


def body(context):
    return json.dumps({"data": ["And the budgets?", context, [], []], "fn_index": 0, "session_hash": "page"}).encode()


def test_the_door_takes_every_context_that_answers_give():
    events, assistant, context = Events({0: "answer"}, *IDS), tiny.assistant(), None
    for question in (SAFETY, "Who is responsible?", "more", "thanks", "And Ash General?", "that's wrong", "zebra", "x" * 9_000):
        carried = assistant.ask(question, context=context).context
        assert events.read(body(written(carried)))
        assert (read(written(carried)) or Context()) == carried
        context = carried
    assert context.request  # what was refused or kind did not end the talk


@pytest.mark.parametrize("context", [
    "[]", "null", "x", '{"path":"/etc/passwd"}', '{"request":1}', '{"trusts":"ash"}', '{"earlier":[{"earlier":[]}]}', '{"seen":-1}',
    json.dumps({"request": "x" * 2_001}), json.dumps({"earlier": [{}] * 5}),
])  # fmt: skip
def test_the_door_takes_no_other(context):
    with pytest.raises(EventError):
        Events({0: "answer"}, *IDS).read(body(context))


@pytest.mark.parametrize("forged", [
    Context(("oak",), "no-such", ""), Context(("oak",), None, "word " * 400), Context((), None, "", "a subject alone"),
    Context(("birch",), None, SAFETY, "word " * 400),
])  # fmt: skip
def test_one_that_names_nothing_or_too_much_is_treated_as_none(forged):
    assistant = tiny.assistant()
    assert assistant.ask("And the budgets?", context=forged) == assistant.ask("And the budgets?")


def test_unknown_trusts_are_dropped_and_unknown_entries_too():
    assistant = tiny.assistant()
    found = assistant.ask("And the budgets?", context=Context(("oak", "birch", "birch"), "no-such", SAFETY, seen=10**6))
    assert found == assistant.ask("And the budgets?", context=Context(("birch",), None, SAFETY))


def test_the_chat_goes_on_from_where_it_was_when_an_answer_fails():
    from rag.web.chat import Chat  # gradio is slow to load

    chat = Chat.__new__(Chat)
    chat.desk = None  # every answer fails
    context, shown = asyncio.run(chat.reply("x", '{"request":"y"}', [], []))
    assert (context, "Something went wrong" in shown) == ('{"request":"y"}', True)


def test_what_the_page_sends_stays_small_however_long_the_talk(assistant):
    """A firewall's usual 128 kB were reached at some 18 turns, when the page sent its log. Here all filters are set, too."""
    lines = [
        json.loads(line)
        for name in ("people", "questions")
        for line in (ROOT / "evals" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    asked = sorted({line["question"] for line in lines}, key=len)[-50:]  # the longest that there are
    ids = [trust.id for trust in assistant.tags.trusts], list(assistant.tags.themes)
    context, largest = None, 0
    for question in asked:
        sent = json.dumps({"data": [question, written(context) if context else "", *ids], "fn_index": 0, "session_hash": "page"})
        largest = max(largest, len(sent.encode()))
        context = assistant.ask(question, context=context).context or context
    assert largest < 8_000


def test_a_refused_request_on_a_thing_that_the_report_never_names_is_of_itself(real):
    """Not "about" what was talked of: it turned to something else, which is not there."""
    first = real.ask("How does Salford appraise doctors?")
    found = real.ask("anything on bullying", context=first.context)
    assert (found.status, found.taken_as) == ("not_stated", None)
    assert found.message.startswith("‘bullying’ does not occur in the report.")
    assert (found.context.request, found.context.answered) == ("anything on bullying", False)
    follows = real.ask("and who does the appraisals?", context=found.context)  # which has a subject: the other is not its own
    assert follows.taken_as == "and who does the appraisals? (about: How does Salford Royal appraise doctors?)"


def test_what_only_repeats_a_refused_request_asks_it_again_of_another(real):
    refused = real.ask("How many beds does Salford have?")
    assert (refused.status, refused.context.answered) == ("not_stated", False)
    assert real.ask("and UCLH?", context=refused.context).taken_as == "How many beds does UCLH have?"
