"""Chosen sentences → quotes: widened so that each can be read by itself, joined where they adjoin, in report order."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING

from rag.types import Quote

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from rag.search.index import PassageIndex
    from rag.types import Passage, Sentence, TrustId

_LEANS = re.compile(
    r"(?:This|These|They|Their|Those|Such|It|Its|He|She|His|Her|However|Nonetheless|Instead|Hence|But|For instance"
    r"|For example|Others|Another|In addition|In so doing|As a (?:result|consequence)|Indeed|Also)\b"
)
_STANDS = re.compile(
    r"(?:This (?:report|study|paper|chapter|section)|It is (?:also )?(?:very )?(?:clear|evident)|In addition to)\b"
)
"""What begins alike, and points at nothing that stands before it."""
_TAKES_BACK = re.compile(r"(?:However|Nonetheless|Nevertheless|Yet|But)\b")
"""What begins with it, and is no question, limits the sentence before, which says more without it than the report does."""
_FOLLOWING = re.compile(r"\bthe following(?: \w++){0,2}+\.$|\bas follows\.$")
_ADDS = re.compile(r"This (?:has |had )?also\b")
"""What begins with it says another thing of the same, and is asked for with it: "This also shaped the course"."""
_OF_ITS_OWN = re.compile(r"Its?\b(?! (?:was|is|has been) (?:also )?(?:used|based|developed|established|designed))")
"""What a member is or does; of a tool or a scheme, named before it, other things are said."""
_ONLY_A_MEMBER = re.compile(r"It (?:employs|has a budget)\b")
"""What an organisation alone is or has, whatever was named between it and this."""
WHOLE_LIST = 0.6
"""Share of a list's items from which the whole list is quoted with its lead-in; half of it where a list is asked for.
On the exam's dev half 0.4 shows 0.948 of the evidence at precision 0.713, 0.6 0.944 at 0.722, 0.8 0.944 at 0.724; on the people's
0.8 loses 0.002 of the evidence."""
FEWEST_WORDS = 4
"""Words of a list item from which it can stand without its list."""
SEVERAL = 3
"""Passages from which an answer is a broad one. 2 and 4 show the same evidence of the exam's dev half, at precision 0.719 and 0.721
where 3 has 0.722."""
ANSWERS = 0.8
"""Share of its quote's best chance from which a sentence is marked as an answer: of the quotes of several sentences on the exam's
dev half 89% of the sentences above it are evidence, and 28% of those below."""
SHORT_LIST = 700
"""Characters up to which a list is short enough for that half. Anything up to 1,000 changes no figure of either exam's dev half;
without a limit precision falls from 0.722 to 0.714."""


def widen(index: PassageIndex, chosen: Iterable[int], *, listing: bool) -> list[int]:
    """Sentence indices with what they need to be read alone.

    A quotation comes whole; a sentence that begins with *This* or *They* brings the one before it; a list most of
    whose items are chosen (fewer, when a list is asked for) comes whole with its lead-in.
    """
    wanted = set(chosen)
    for n in _homes(index, wanted):
        passage = index.passages[n]
        wanted.update(_widened(index, passage, [s for s in passage.sentences if s.index in wanted], listing=listing))
    return _completed(index, wanted | _remarks(index, wanted))


def completed(index: PassageIndex, sentences: Iterable[int]) -> list[int]:
    """The same with what they lean on, what takes them back, and what their last words announce.

    That is the next sentence where it begins with *However*; after a colon, or after "the following wards" in what an editor chose,
    its list, or the quotation set under it; and with an item of a word or two the whole list.
    """
    return _completed(index, own := set(sentences), own)


def _completed(index: PassageIndex, sentences: Iterable[int], edited: Collection[int] = ()) -> list[int]:
    """The same; a judge that is sure of "the following wards" is not so of each, as an editor is who ``edited`` the quotation."""
    wanted = _taken_back(index, leaning(index, sentences))
    homes = _homes(index, wanted)
    for n in sorted({*homes, *(home + 1 for home in homes if home + 1 < len(index.passages))}):
        passage, below = index.passages[n], next(iter(index.passages[n + 1 : n + 2]), None)
        own = [s for s in passage.sentences if s.index in wanted]
        items = [s.index for s in passage.sentences if s.item is not None]
        for sentence in own:
            announces = sentence.text.endswith(":") or (sentence.index in edited and _FOLLOWING.search(sentence.text))
            if sentence.item is None and announces:
                wanted.update(items)
                if sentence is passage.sentences[-1] and below and below.kind == "quotation" and below.section == passage.section:
                    wanted.update(s.index for s in below.sentences)
            elif sentence.item is not None and len(sentence.text.split()) < FEWEST_WORDS:
                wanted.update(items, [s.index for s in passage.sentences if s.item is None][-1:])
    return sorted(wanted)


def leaning(index: PassageIndex, sentences: Iterable[int]) -> set[int]:
    """The same with the sentence before each that cannot be read without it, be that in the passage above."""
    wanted = set(sentences)
    for n in _homes(index, wanted):
        passage = index.passages[n]
        if passage.kind == "quotation":
            continue
        wanted |= _leant_on(index, passage, [s for s in passage.sentences if s.index in wanted])
        above, first = index.passages[n - 1], passage.sentences[0]
        if n and first.index in wanted and above.section == passage.section and leans(first.text):
            wanted |= set() if _is_of_its_own(index, above.trust, (*above.sentences, first)) else _end_of(index, above)
    return wanted


def _taken_back(index: PassageIndex, sentences: Iterable[int]) -> set[int]:
    """The sentences, with those behind them in their paragraphs that limit what they say, or add to it."""
    wanted = set(sentences)
    for n in _homes(index, wanted):
        for before, behind in pairwise(index.passages[n].sentences):
            limits = _TAKES_BACK.match(behind.text) and not behind.text.endswith("?")
            if (limits or _ADDS.match(behind.text)) and before.index in wanted and before.item == behind.item:
                wanted.add(behind.index)
    return wanted


def _homes(index: PassageIndex, sentences: Iterable[int]) -> list[int]:
    """The places, in order, of the passages that hold the sentences."""
    homes = index.homes
    return sorted({homes[n] for n in sentences})


def make_quotes(
    index: PassageIndex, sentences: Sequence[int], marked: Iterable[int] = (), chances: NDArray[np.float64] | None = None
) -> tuple[Quote, ...]:
    """Quotes of these sentences, adjoining ones of a passage joined into one.

    ``marked`` are the sentences among them that answer; they are marked where a quote holds others beside them. Quotes
    stand in the report's order, or, given the ``chances`` of every sentence, the likeliest first.
    """
    wanted, telling = set(sentences), set(marked)
    runs: list[tuple[Passage, list[Sentence]]] = []
    for passage in (index.passages[n] for n in _homes(index, wanted)):
        last = -2
        for sentence in passage.sentences:
            if sentence.index in wanted:
                if sentence.index == last + 1:
                    runs[-1][1].append(sentence)
                else:
                    runs.append((passage, [sentence]))
                last = sentence.index
    if chances is not None:
        best = [max(float(chances[s.index]) for s in run) for _, run in runs]
        for n in range(len(runs) - 1, 0, -1):  # what leans on the passage above, or is announced by it, stays under it
            begins, ends = runs[n][1][0], runs[n - 1][1][-1]
            follows = ends.text.endswith(":") or (runs[n][0].kind != "quotation" and leans(begins.text))
            if begins.index == ends.index + 1 and follows:
                best[n - 1] = best[n] = max(best[n - 1 : n + 1])
        runs = [runs[n] for n in sorted(range(len(runs)), key=lambda n: -best[n])]
        telling = {n for _, run in runs for n in _answering([s.index for s in run if s.index in telling], chances)}
    return tuple(_quote(index, passage, run, telling) for passage, run in runs)


def _answering(sentences: Sequence[int], chances: NDArray[np.float64]) -> list[int]:
    """Those of a quote's sentences that come near the likeliest of them."""
    best = max((float(chances[n]) for n in sentences), default=0.0)
    return [n for n in sentences if chances[n] >= ANSWERS * best]


def quote_at(index: PassageIndex, start: int, end: int) -> Quote:
    """The quote of ``report.text[start:end]``; ``ValueError`` unless it is whole sentences of one passage."""
    for passage in index.passages:
        if passage.start <= start < passage.end:
            run = [s for s in passage.sentences if start <= s.start and s.end <= end]
            if run and (run[0].start, run[-1].end) == (start, end):
                return _quote(index, passage, run)
    raise ValueError(f"{start}-{end} is not a quotation: give whole sentences of one passage")


def _remarks(index: PassageIndex, wanted: set[int]) -> set[int]:
    """Interview quotations that the report sets right under a paragraph which an answer of several passages quotes whole."""
    homes = _homes(index, wanted)
    added: set[int] = set()
    for n in homes if len(homes) >= SEVERAL else ():
        before, passage = index.passages[n], next(iter(index.passages[n + 1 : n + 2]), None)
        under = passage and passage.kind == "quotation" and before.kind == "paragraph" and before.section == passage.section
        if passage and under and all(s.index in wanted for s in before.sentences):
            added.update(s.index for s in passage.sentences)
    return added


def _widened(index: PassageIndex, passage: Passage, own: Sequence[Sentence], *, listing: bool) -> set[int]:
    every = passage.sentences
    if passage.kind == "quotation":
        return {s.index for s in every}
    items = {s.item for s in every if s.item is not None}
    chosen_items = {s.item for s in own if s.item is not None}
    asked_for = listing and len(chosen_items) > 1 and len(passage.text) <= SHORT_LIST
    if items and len(chosen_items) >= len(items) * (WHOLE_LIST / 2 if asked_for else WHOLE_LIST):
        lead = [s for s in every if s.item is None]
        return {s.index for s in every if s.item is not None} | {s.index for s in lead[-1:]}
    return _leant_on(index, passage, own)


def leans(text: str) -> bool:
    """Whether a sentence begins with what stands in the one before it (*This*, *They*), and so cannot be read alone."""
    return bool(_LEANS.match(text)) and not _STANDS.match(text)


def _is_of_its_own(index: PassageIndex, trust: TrustId | None, sentences: Sequence[Sentence]) -> bool:
    """Whether the last sentence says "it" of the member that its citation names: the ones before begin with that member, or one of
    them does and the last says what no building or programme has.
    """
    if trust is None:
        return False
    tags = index.report.tags
    names = tuple(
        f"{name.lower()} " for name in (f"the {tags.profile.group.noun}", tags.trust(trust).name, *tags.trust(trust).aliases)
    )
    if _ONLY_A_MEMBER.match(sentences[-1].text):
        return any(sentence.text.lower().startswith(names) for sentence in sentences)
    for sentence in reversed(sentences):
        if not _OF_ITS_OWN.match(sentence.text):
            return sentence is not sentences[-1] and sentence.text.lower().startswith(names)
    return False


def _leant_on(index: PassageIndex, passage: Passage, own: Sequence[Sentence]) -> set[int]:
    """The sentences of the passage, outside or within one item of a list, on which its own lean."""
    every = passage.sentences
    added = set()
    position = {s.index: n for n, s in enumerate(every)}
    for sentence in own:
        n = position[sentence.index]
        while n > 0 and every[n - 1].item == every[n].item and leans(every[n].text):
            if _is_of_its_own(index, passage.trust, every[: n + 1]):
                break
            n -= 1
            added.add(every[n].index)
    return added


def _end_of(index: PassageIndex, passage: Passage) -> set[int]:
    """What the passage below may lean on: a quotation or a short list whole, a paragraph's last sentence with what it leans on."""
    if passage.kind == "quotation" or (passage.kind == "list" and len(passage.text) <= SHORT_LIST):
        return {s.index for s in passage.sentences}
    last = passage.sentences[-1:] if passage.kind == "paragraph" else ()
    return {s.index for s in last} | _leant_on(index, passage, last)


def _quote(index: PassageIndex, passage: Passage, run: Sequence[Sentence], marked: Iterable[int] = ()) -> Quote:
    report = index.report
    start, end = run[0].start, run[-1].end
    telling = [s for s in run if s.index in marked]
    return Quote(
        text=report.text[start:end],
        trust=passage.trust,
        theme=passage.theme,
        heading=passage.heading or report.tags.themes[passage.theme],
        page=report.page(start, end),
        speaker=passage.speaker,
        start=start,
        end=end,
        passage=passage.id,
        marks=tuple((s.start, s.end) for s in telling) if len(telling) < len(run) else (),
        lead_in=_lead_in(passage, run[0]),
    )


def _lead_in(passage: Passage, first: Sentence) -> str | None:
    """The sentence that leads into the list whose item the quote begins with."""
    leads = [s for s in passage.sentences if s.item is None and s.index < first.index]
    return leads[-1].text if first.item is not None and leads else None


def sentences_of(index: PassageIndex, quote: Quote) -> range:
    """The sentences of a quotation, by ``Sentence.index``."""
    first = bisect_left(index.sentences, quote.start, key=lambda s: s.start)
    return range(first, bisect_right(index.sentences, quote.end, key=lambda s: s.end))
