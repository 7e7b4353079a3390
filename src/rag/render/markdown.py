"""Answer → Markdown in which nothing of the report's or a reader's text is markup."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rag.render.text import citation, count_more, flat, lines, named, notes, pages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rag.corpus.tags import Tags
    from rag.types import Answer

_SIGNS = re.compile(r"([\\`*_{}\[\]|<>~$&]|(?<=www)\.|:(?=//)|(?<=\w)@(?=\w))")
_ENTITIES = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
_BEGINS = re.compile(r"^(\d{0,9})([-+#=:.)])")
"""What is markup, or of an address, wherever it stands; and what begins a list, a heading or a rule. Other signs stay as they are
printed, as in "three-day" or "(2014)".
"""


def to_markdown(answer: Answer, tags: Tags) -> str:
    """Markdown for copying: block quotes with their citations, and the edition."""
    return "\n\n".join([*_parts(answer, tags), f"{escape_markdown(tags.profile.citation)}, edition {answer.edition}"]) + "\n"


def _parts(answer: Answer, tags: Tags) -> Iterator[str]:
    if answer.taken_as:
        yield f"*Taken as: {escape_markdown(answer.taken_as)}*"
    if answer.message:
        yield escape_markdown(answer.message)
    for part in answer.parts:
        yield f"**{escape_markdown(part.question)}**"
        yield from _parts(part, tags)
    if answer.parts:
        return
    for quote in answer.quotes or answer.nearest:
        words = [*([quote.lead_in] if quote.lead_in else []), *lines(quote)]
        body = "\n>\n".join(f"> {escape_markdown(line)}" for line in words)
        yield f"{body}\n>\n> — {escape_markdown(citation(quote, tags))}"
    for row, told in notes(answer, tags):
        yield f"**{escape_markdown(named(row, tags))}** {escape_markdown(told)}"
    if answer.more:
        yield f"{count_more(answer.more)}: {escape_markdown(pages(answer.more))}."


def escape_markdown(text: str) -> str:
    """Text that Markdown shows as it is: no emphasis, link, image, HTML or mathematics can come of it."""
    return _BEGINS.sub(r"\1\\\2", _SIGNS.sub(lambda sign: _ENTITIES.get(sign[0], f"\\{sign[0]}"), flat(text)))
