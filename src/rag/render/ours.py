"""What a page says of an answer in the assistant's own voice: how a request was taken, and the message without what the page shows.

The record, the copied text and the command line have ``Answer.message`` and ``Answer.taken_as`` whole.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from rag.answering.wording import OFFERED
from rag.corpus.passages import split_sentences
from rag.render.text import SILENT, value
from rag.text import terms
from rag.understanding.names import find_trusts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rag.corpus.tags import Tags
    from rag.types import Answer, Row

FEW_ROWS = 2
"""Rows of a table that is seen at once, and taken in without being counted."""
A_LINE = 120
"""Letters: two lines on a desktop, four on a phone; more of it is read, not seen at a glance, and its rows have its values."""
_LEANS_ON = re.compile(r"(?P<asked>.*) \(about: (?P<lead>.*)\)", re.DOTALL)
"""How ``rag.understanding.question`` writes a request that leans on an earlier one."""
_ANSWERS = re.compile(r"(?:Yes|No)\b|£?\d(?!\d* passages? )")
"""How a message begins that answers by itself: yes, no, or a number other than of what is shown."""


def leans(answer: Answer) -> bool:
    """Whether a request, or one of several, was taken as asked about an earlier one: asked alone, its words mean something else."""
    if any(part.taken_as for part in answer.parts):
        return True
    return bool(answer.taken_as and _LEANS_ON.fullmatch(answer.taken_as))


def taken(answer: Answer, tags: Tags) -> str:
    """How the request was taken, after ``Taken as``: empty where that differs from what was typed in no word and no trust.

    Of a request that leans on an earlier one, what it leans on, since the request itself stands above the answer.
    """
    if not answer.taken_as or _same(answer.taken_as, answer.question, tags):
        return ""
    leaning = _LEANS_ON.fullmatch(answer.taken_as)
    if not leaning:
        return f"Taken as: {_begun(answer.taken_as)}"
    asked, lead = leaning["asked"], leaning["lead"]
    if _same(asked, answer.question, tags):
        return f"Taken as asked about: {_begun(lead)}"
    return f"Taken as: {_begun(asked)} – asked about: {_begun(lead)}"


def said(answer: Answer, within: Sequence[str], tags: Tags) -> str:
    """The message without what the page shows: how many passages there are, of whom, and what the heading over the nearest one
    says; nor more values than a line holds, since each has its row. A title that only says the request again is left out. Of
    what was looked for only ``within`` a part of the report, nothing is said of the whole.
    """
    names = tuple(t.name for t in tags.trusts)
    told = answer.message.removesuffix(OFFERED) if answer.nearest else answer.message
    instead = _of_how_many(answer.rows, tags)
    message = _counted(names).sub(lambda found: _instead(found, instead), told).strip()
    if sum(row.value is not None for row in answer.rows) > 1:
        message = _within_a_line(message, names)
    if message != told and set(terms(message)) <= set(terms(answer.taken_as or answer.question)):
        return ""
    if not within or not message.startswith(SILENT.removesuffix(".")):
        return message
    return f"Within {', '.join(within)}, {message[:1].lower()}{message[1:]}"


def point(message: str, answer: Answer) -> str:
    """The first sentence of ``message`` where it answers by itself, by yes, no, a number, or a value of the rows, and is a line
    rather than a paragraph; else nothing.
    """
    end = next((end for _, end in split_sentences(message, 0, len(message))), len(message))
    first = message[:end]
    if len(first) > A_LINE:
        return ""
    values = [value(row) for row in answer.rows if row.value is not None]
    return first if _ANSWERS.match(first) or any(one and one in first for one in values) else ""


def _same(taken_as: str, typed: str, tags: Tags) -> bool:
    """Whether two requests have the same words, trusts by any of their names, in any order and number."""
    return _words(taken_as, tags) == _words(typed, tags)


def _words(text: str, tags: Tags) -> tuple[set[str], set[str]]:
    mentions = find_trusts(text, tags)
    rest = "".join(letter for n, letter in enumerate(text) if not any(m.start <= n < m.end for m in mentions))
    return set(terms(rest)), {m.trust for m in mentions}


def _begun(text: str) -> str:
    return text[:1].upper() + text[1:]


def _within_a_line(message: str, names: tuple[str, ...]) -> str:
    """The message without a bracket of values that ends beyond a line."""
    values = _valued(names).search(message)
    if values is None or values.end() <= A_LINE:
        return message
    first, stop, rest = message[values.end() :].partition(".")  # of how many members there are words stands with the title
    apart = f" {_begun(values['apart'])}." if values["apart"] else ""
    return f"{message[: values.start()]}{first}{stop}{apart}{rest}"


def _of_how_many(rows: Sequence[Row], tags: Tags) -> str:
    """Of how many members there are words, where a table of several has both: the point of "do all of them have one?"."""
    quoted = sum(bool(row.quotes) for row in rows)
    if not len(rows) > FEW_ROWS or quoted in (0, len(rows)):
        return ""
    return f"quoted for {quoted} of the {len(rows)} {tags.profile.group.nouns}"


def _instead(found: re.Match[str], how_many: str) -> str:
    """What stands in place of how many passages there are: of how many members."""
    asks = found.string[: found.start()].endswith("?")  # a title that is a question ends as it is
    if not how_many or found["beside"]:
        return "." if found["titled"] and not asks else ""
    return f": {how_many}." if found["titled"] and not asks else f"{' ' if asks else ''}{_begun(how_many)}."


@functools.cache
def _valued(names: tuple[str, ...]) -> re.Pattern[str]:
    """The values of several members in a bracket, as ``rag.answering.wording.valued`` writes them, and why they are not ranked."""
    name = "|".join(map(re.escape, names))
    value = rf"(?:{name}): (?:[^;()]|\([^()]*\))++"
    return re.compile(rf" \({value}(?:; {value})+(?:; (?P<apart>they [^;()]++))?\)")


@functools.cache
def _counted(names: tuple[str, ...]) -> re.Pattern[str]:
    """How many passages are shown of whom, as ``rag.answering.wording`` says it: ``4 passages from …, p. 16.``, titled, or found
    beside what has the title, or alone.
    """
    name = "|".join(map(re.escape, (*names, "the report as a whole")))
    where = rf"(?:{name})(?:(?:, | and )(?:{name}))*(?:, (?:p\. )?[\w –]+)?"
    return re.compile(rf"(?:^|(?P<beside> ?Found beside it: )|(?P<titled>: ))\d+ passages? from {where}\.")
