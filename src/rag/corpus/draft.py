"""Where does a draft quote, and what does it say of whom and from where? Of any text: a paper, a mail, a page pasted from a PDF.

Everything here takes time in proportion to the text's length, whatever it is.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rag.corpus.tags import Tags
    from rag.types import TrustId

BLOCK_START, BLOCK_END = "\ue000", "\ue001"
"""Stand for the tags of a block quotation; of the private use area, which no text has."""
WINDOW = 300
"""Characters before and after a quotation in which its sentence says whose it is; the report's longest sentence has 430."""
MOST_MARKED = 6_000
"""Characters after which a quotation mark that was never closed is given up: two pages."""
ENDS_TRIED = 4
"""A single closing mark may be an apostrophe: so many ends of a quotation are considered."""

_FILLER = "\u2060"
_IS_HTML = re.compile(r"</(?:p|q|blockquote|div|span|li|figure|body|html)>", re.IGNORECASE)
_TAG = re.compile(r"<(/?)(\w{1,20})\b[^<>]{0,2000}>")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[a-zA-Z]{2,24});")
_INLINE = frozenset(["a", "abbr", "b", "cite", "em", "i", "mark", "small", "span", "strong", "sub", "sup", "u"])
_DOUBLE = re.compile(f"[“”„«»‹›\"{BLOCK_START}{BLOCK_END}]|``|''")
_CLOSES = {"“": "”", "„": "“”", "«": "»", "‹": "›", '"': '"', "``": "''", BLOCK_START: BLOCK_END}
_SINGLE_OPEN = re.compile(r"(?<![\w’'])[‘'‚](?=[\w\[…£])")
_SINGLE_CLOSE = re.compile(r"(?<=\S)[’'‘](?!\w)")
_QUOTED_LINE = re.compile(r"^[ \t]*+>.*$", re.MULTILINE)
_LETTER = re.compile(r"\w")
_EMPTY_LINE = re.compile(r"^[> \t]*$")
_CITATION_LINE = re.compile(r"^[> \t]*(?:[—–]|--|\().*$")
_PARAGRAPH = re.compile(r"\n[> \t]*\n[> \t\n]*|\n(?=[> \t]*+(?:[•●▪◦·‣*]|[-–—o]|\d{1,2}[.)])[ \t])")
_SENTENCE = re.compile(r"(?<![ (]p)(?<![ (]pp)[.?!][’'”\")\]]*\d{0,3}(?=\s)(?!\s+[a-z])")
_OPENING = f"> \t\n“‘„«‹\"'`{BLOCK_START}"
_NEW_SENTENCE = re.compile(r"[’'”\"»]*\s+[A-Z]")
_SENTENCE_EDGE = re.compile(r"(?<![ (]p)(?<![ (]pp)[.?!][’'”\")\]]*\s|\n[> \t]*\n")
_CITED = re.compile(
    rf"[’'”\"»›.,;: \t{BLOCK_END}]*(?:\n[> \t]*){{0,3}}(?:\([^()]{{1,200}}\)|\[[^\[\]]{{1,200}}\]|(?:[—–]|--)[^\n]{{1,200}})"
)
_NUMBERED_CITATION = re.compile(
    r"^[^\n·]{0,60}\b\d{1,2} · (?:[^\n·]{1,80} · ){0,3}(?:p\. ?\d|back cover)[^\n]{0,60}$", re.MULTILINE
)
_LINE = re.compile(r"[^\s][^\n]*")
_HEADING = re.compile(r"(?![•–])[^\n]{1,80}(?<![.:?!’,;])(?=\n)")
MOST_LINES = 40
"""Lines above a citation in which its quotation is looked for; the report's longest list has 20."""
_PAGES = re.compile(r"\b(?:pp?|pages?|pgs?)\b\.?\s{0,3}(\d{1,4})(?:\s{0,2}(?:[-–—]|to|and|&|,)\s{0,2}(\d{1,4})\b)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation of a draft, without its marks: ``text[start:end]``; ``others`` are spans that it may be as well.

    ``kind`` is how it is marked: ``marks`` (double), ``single``, ``block``, ``cited`` (by a citation in the line below it,
    as the assistant's own page is copied), or ``passage`` where it is not.
    """

    start: int
    end: int
    kind: str
    others: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """Whose a draft says that a quotation is, and from which pages, each first to last; empty where it does not say."""

    trusts: tuple[TrustId, ...] = ()
    pages: tuple[tuple[int, int], ...] = ()


NO_CLAIM = Claim()


def plain(text: str) -> str:
    """A text without the tags of HTML, if it has any, and its entities read; each place as before, line ends in one style."""
    text = text.replace("\r\n", " \n").replace("\r", "\n").replace("\0", " ")
    if _IS_HTML.search(text):
        text = _TAG.sub(_instead, text)
    return _ENTITY.sub(_character, text)


def quotations(text: str) -> list[Quoted]:
    """What stands in quotation marks or in block quotations, in order, none inside another."""
    blocks = list(_blocks(text))
    doubles = list(_doubles(text))
    # A block that holds a quotation beside other words is somebody's text; one that is a quotation may have marks of its own.
    inside = {block for d in doubles if (block := around(blocks, d.start)) and _part_of(text, d, block)}
    found = [block for block in blocks if block not in inside]
    found += [d for d in doubles if around(found, d.start) is None]
    found = found or list(_cited(text))
    found.sort(key=lambda quoted: quoted.start)
    singles: list[Quoted] = []
    at = 0
    for quoted in (*found, Quoted(len(text), len(text), "end")):
        singles += _singles(text, at, quoted.start)
        at = max(at, quoted.end)
    return sorted((*found, *singles), key=lambda quoted: quoted.start)


def paragraphs(text: str, quoted: Quoted) -> list[Quoted]:
    """Its paragraphs and list items."""
    return list(_cut(text, quoted, _PARAGRAPH))


def sentences(text: str, quoted: Quoted) -> Iterator[Quoted]:
    """The sentences of its paragraphs."""
    for paragraph in _cut(text, quoted, _PARAGRAPH):
        yield from _cut(text, paragraph, _SENTENCE)


def claim(text: str, quoted: Quoted, before: Quoted | None, after: Quoted | None, tags: Tags) -> Claim:
    """What the draft says of whom a quotation is, in its sentence or in the citation behind it, outside other quotations."""
    start = max(quoted.start - WINDOW, _after_citation(text, before) if before else 0)
    end = min(quoted.end + WINDOW, after.start if after else len(text))
    lead = _last_sentence(text[start : quoted.start])
    apart = before is None or len(lead) < len(text[start : quoted.start].strip(_OPENING))  # from the quotation before
    tail = text[quoted.end : end]
    cited = _CITED.match(tail)
    if quoted.kind == "cited":
        lead, tail = "", tail[: tail.find("\n")]
    elif text[quoted.end - 1] in ".?!" and _NEW_SENTENCE.match(tail):
        tail = ""
    edge = _SENTENCE_EDGE.search(tail, cited.end() if cited else 0)
    tail = tail[: edge.start() + 1] if edge else tail
    pages = _pages(cited[0] if cited else "") or _pages(tail) or (_pages(lead) if apart else ())
    return Claim(tuple(dict.fromkeys([*_trusts(lead, tags), *_trusts(tail, tags)])), pages)


def around(quoted: list[Quoted], place: int) -> Quoted | None:
    """Which of them, which are in order, is around a place."""
    at = bisect_right(quoted, place, key=lambda one: one.start) - 1
    return quoted[at] if at >= 0 and place < quoted[at].end else None


def _instead(tag: re.Match[str]) -> str:
    """What stands in place of a tag, as long as it."""
    closes, name = tag[1], tag[2].lower()
    length = len(tag[0])
    if name == "blockquote":
        return f"\n{BLOCK_END if closes else BLOCK_START}".ljust(length, _FILLER)
    if name == "q":
        return ("”" if closes else "“").ljust(length, _FILLER)
    return _FILLER * length if name in _INLINE else "\n\n".ljust(length, _FILLER)


def _character(entity: re.Match[str]) -> str:
    read = html.unescape(entity[0])
    return read.ljust(len(entity[0]), _FILLER) if len(read) <= len(entity[0]) else entity[0]


def _blocks(text: str) -> Iterator[Quoted]:
    """Runs of lines that begin with ``>``, without a citation at their end."""
    lines: list[re.Match[str]] = []
    for line in _QUOTED_LINE.finditer(text):
        if lines and (line.start() != lines[-1].end() + 1 or _depth(line[0]) != _depth(lines[-1][0])):
            yield from _block(lines)
            lines = []
        lines.append(line)
    yield from _block(lines)


def _cited(text: str) -> Iterator[Quoted]:
    """What stands above each line that is a numbered citation, from the one before it; headings may stand in between."""
    at = 0
    for line in _NUMBERED_CITATION.finditer(text):
        starts = [match.start() for match in _LINE.finditer(text, at, line.start())][-MOST_LINES:]
        if starts:
            body = max((n + 1 for n, start in enumerate(starts[:-1]) if _HEADING.match(text, start)), default=0)
            yield Quoted(starts[body], line.start(), "cited", tuple((start, line.start()) for start in starts))
        at = line.end()


def _depth(line: str) -> int:
    """How often a mail's line was quoted."""
    return line[: len(line) - len(line.lstrip("> \t"))].count(">")


def _block(lines: list[re.Match[str]]) -> Iterator[Quoted]:
    end = len(lines)
    while end and _EMPTY_LINE.match(lines[end - 1][0]):
        end -= 1
    if end > 1 and _CITATION_LINE.match(lines[end - 1][0]):
        end -= 1
        while end and _EMPTY_LINE.match(lines[end - 1][0]):
            end -= 1
    if end:
        yield Quoted(lines[0].start(), lines[end - 1].end(), "block")


def _part_of(text: str, quoted: Quoted, block: Quoted) -> bool:
    """Whether something stands beside it in the block."""
    before = text[max(block.start, quoted.start - WINDOW) : quoted.start]
    return bool(_LETTER.search(before + text[quoted.end : min(block.end, quoted.end + WINDOW)]))


def _doubles(text: str) -> Iterator[Quoted]:
    """What stands in double marks; one that is opened anew was never closed."""
    style, start = "", 0
    for mark in _DOUBLE.finditer(text):
        sign = mark[0]
        if style and mark.start() - start > MOST_MARKED and style != BLOCK_START:
            style = ""
        if style and sign in _CLOSES[style] and (style != '"' or not _opens(text, mark)):
            yield Quoted(start, mark.start(), "marks" if style != BLOCK_START else "block")
            style = ""
        elif sign in _CLOSES and (not style or sign == style) and (sign != '"' or not text[mark.end() : mark.end() + 1].isspace()):
            style, start = sign, mark.end()


def _opens(text: str, mark: re.Match[str]) -> bool:
    """Whether a straight mark can only be an opening one."""
    return text[mark.start() - 1 : mark.start()].isspace() and not text[mark.end() : mark.end() + 1].isspace()


def _singles(text: str, start: int, end: int) -> Iterator[Quoted]:
    at = start
    while at < end:
        opening = _SINGLE_OPEN.search(text, at, end)
        if opening is None:
            return
        following = _SINGLE_OPEN.search(text, opening.end(), min(end, opening.end() + MOST_MARKED))
        limit = following.start() if following else min(end, opening.end() + MOST_MARKED)
        ends: list[int] = []
        for closing in _SINGLE_CLOSE.finditer(text, opening.end(), limit):
            ends.append(closing.start())
            if len(ends) == ENDS_TRIED:
                break
        if ends and text[opening.end() : ends[0]].strip():
            yield Quoted(opening.end(), ends[0], "single", tuple((opening.end(), end) for end in reversed(ends[1:])))
        at = max(limit if following else opening.end(), ends[-1] + 1 if ends else 0)


def _cut(text: str, quoted: Quoted, at: re.Pattern[str]) -> Iterator[Quoted]:
    start = quoted.start
    for match in at.finditer(text, quoted.start, quoted.end):
        if start < match.end():
            yield Quoted(start, match.end(), quoted.kind)
        start = match.end()
    if text[start : quoted.end].strip():
        yield Quoted(start, quoted.end, quoted.kind)


def _after_citation(text: str, quoted: Quoted) -> int:
    cited = _CITED.match(text, quoted.end, min(len(text), quoted.end + WINDOW))
    return cited.end() if cited else quoted.end


def _last_sentence(lead: str) -> str:
    """The sentence that a quotation stands in, as far as it is before it; that above it where it introduces a block."""
    stripped = lead.strip(_OPENING)
    if stripped.endswith((".", "?", "!")):
        return ""
    cut = [match.end() for match in _SENTENCE_EDGE.finditer(stripped)]
    return stripped[cut[-1] :] if cut else stripped


def _pages(words: str) -> tuple[tuple[int, int], ...]:
    return tuple((int(m[1]), max(int(m[1]), int(m[2] or m[1]))) for m in _PAGES.finditer(words))


def _trusts(words: str, tags: Tags) -> list[TrustId]:
    """The trusts that are named; an alias counts where it is written with a capital, as names are."""
    found = []
    for trust in tags.trusts:
        names = (trust.name.lower(), trust.heading.lower(), *trust.aliases)
        low = words.lower()
        if any(_named(words, low, name) for name in names if name in low):
            found.append(trust.id)
    return found


def _named(words: str, low: str, name: str) -> bool:
    at = low.find(name)
    while at >= 0:
        around = low[max(0, at - 1) : at] + low[at + len(name) : at + len(name) + 1]
        if not any(c.isalnum() for c in around) and words[at].isupper():
            return True
        at = low.find(name, at + 1)
    return False
