"""Is this a true quotation of the report? The checker for words that come from anywhere: a slide, a draft, a test.

What the assistant shows is sliced from the edition and needs no checker; this is how anyone can prove it, and how the
tests prove that a corrupted quotation would be noticed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING, Literal

from rag.corpus import draft
from rag.corpus.differences import Difference, compare, nearest
from rag.corpus.draft import NO_CLAIM, Claim, Quoted
from rag.corpus.matching import is_same, joined, match, read_parts
from rag.corpus.suffixes import Wording
from rag.corpus.typography import Words, is_in_marks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from rag.corpus.differences import Nearest
    from rag.corpus.matching import Piece
    from rag.corpus.report import Report
    from rag.types import Passage, TrustId

    Fault = Literal["not in the report", "cut inside a sentence", "of another trust", "of another speaker"]
    Letters = tuple[int, int]

Finding = Literal["true", "altered", "not_found"]

FEW_WORDS = 4
"""Fewer words than these are anybody's: that they occur says little, and none are near to them."""
MOST_WORDS = 300
"""Words of a quotation that is held as a whole against what is nearest to it; a longer one is checked by its sentences."""
MOST_QUOTATIONS = 1_000
"""Of one draft: one in each 180 words of a megabyte of text, which is two thick books; more are counted and not checked."""
MOST_PLACES = 20
"""Places told of one quotation; more are counted."""
MOST_TIMES = 3
"""A text that is so many times as long as the report is not a passage of it, whatever stands between its words."""
LIKE = 0.65
"""Share of words from which a quotation is called altered, not absent: one word of four changed has 0.75; of 453 everyday requests
that have nothing to do with the report none has more than 0.6, and 95 in 100 sentences with two words changed have 0.7."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """``fault`` is ``None`` for a true quotation; ``start`` and ``end`` say where its words stand, where they do."""

    fault: Fault | None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """What became of one quotation of a draft: ``text[start:end]`` of what was read, without its marks, of ``words`` words.

    ``places`` are ``MOST_PLACES`` at most of the ``count`` spans of the edition in which a true one stands, or which an altered
    one is nearest to; the first is one that the draft's own claim fits, if any does. ``differences`` are an altered one's, in
    order. ``disordered``: each piece between omissions is true, but they do not stand in this order in one section. ``claim``
    is what the draft says of its place, ``wrong`` what of that is not so. ``in_marks``: somewhere the edition, too, has the
    words in quotation marks, so that these need not be the draft's.
    """

    finding: Finding
    start: int
    end: int
    words: int
    places: tuple[tuple[int, int], ...] = ()
    count: int = 0
    differences: tuple[Difference, ...] = ()
    disordered: bool = False
    claim: Claim = NO_CLAIM
    wrong: tuple[Literal["trust", "page"], ...] = ()
    in_marks: bool = False


@dataclass(frozen=True, slots=True)
class CheckedDraft:
    """All quotations of a draft, in order. ``marked`` is whether it has quotation marks; else its sentences were taken.

    ``text`` is what was read: the draft, without the tags of HTML, each place as before. ``unchecked`` counts what is
    beyond ``MOST_QUOTATIONS``.
    """

    text: str
    checked: tuple[Checked, ...]
    marked: bool
    unchecked: int


class Checker:
    """Checks quotations against one edition, given with its passages in order; ``titles`` may be found in running heads."""

    def __init__(self, report: Report, passages: Sequence[Passage], titles: Iterable[str] = ()) -> None:
        self._report = report
        self._wording = Wording(report, passages)
        self._passages = [passage for passage in passages if passage.sentences]
        tags = report.tags
        heads = {s.chapter_title for s in report.sections} | {t.heading for t in tags.trusts} | set(tags.headings) | {*titles}
        self._titles = frozenset(Words.of(head).letters for head in heads if head)

    def check(self, words: str, trust: TrustId | None = None, speaker: str | None = None) -> Verdict:
        """Whether ``words`` stand in the report, whole sentences or list items, at this trust and by this speaker.

        ``trust=None`` is for words that are of no single trust. Differences of typography (curly or straight marks,
        dashes, ligatures, white space, bullets) do not matter; any other difference does.
        """
        wanted = Words.of(words)
        verdict = Verdict("not in the report")
        length = len(wanted.letters)
        for place in self._wording.find(wanted.letters):
            if not self._wording.same(wanted, 0, length, place):
                continue
            span = self._wording.span(place, place + length)
            passage = next((p for p in self._passages if p.start <= span[0] and span[1] <= p.end), None)
            if passage is None:
                continue
            fault = self._fault(passage, place, place + length, trust, speaker)
            if fault is None:
                return Verdict(None, *span)
            if verdict.fault in ("not in the report", "cut inside a sentence"):
                verdict = Verdict(fault, *span)
        return verdict

    def _fault(self, passage: Passage, first: int, last: int, trust: TrustId | None, speaker: str | None) -> Fault | None:
        if not (self._wording.begins(first) and self._wording.ends(last)):
            return "cut inside a sentence"
        if passage.trust != trust:
            return "of another trust"
        return None if passage.speaker == speaker else "of another speaker"

    def check_draft(self, text: str, go_on: Callable[[], None] = lambda: None) -> CheckedDraft:
        """Each quotation that ``text`` makes, or, where it marks none, each of its sentences.

        ``go_on`` is called before each, and may raise what ends the check.
        """
        text = draft.plain(text)
        whole = Quoted(0, len(text), "passage")
        quoted = draft.quotations(text)
        if len(text) <= MOST_TIMES * len(self._report.text) and all(one.kind == "single" for one in quoted):
            place = self._places(text, whole)
            if place and self._in_one_section(*place[0]):
                return CheckedDraft(text, (self._true(text, whole, place),), marked=False, unchecked=0)
        found, left = self._marked(text, quoted, go_on)
        if found and not all(checked.in_marks for checked in found):
            return CheckedDraft(text, tuple(found), marked=True, unchecked=left)
        each, unchecked = self._by_sentence(text, whole, go_on)
        known = sum(checked.words for checked in each if checked.finding != "not_found")
        if found and 2 * known < sum(checked.words for checked in each):
            return CheckedDraft(text, tuple(found), marked=True, unchecked=left)
        return CheckedDraft(text, tuple(each), marked=False, unchecked=unchecked)

    def _marked(self, text: str, quoted: Sequence[Quoted], go_on: Callable[[], None]) -> tuple[list[Checked], int]:
        """What becomes of each quotation, ``MOST_QUOTATIONS`` at most, and how many are left."""
        found: list[Checked] = []
        left = 0
        for n, one in enumerate(quoted):
            if len(found) >= MOST_QUOTATIONS:
                return found, left + len(quoted) - n
            go_on()
            after = quoted[n + 1] if n + 1 < len(quoted) else None
            claim = draft.claim(text, one, quoted[n - 1] if n else None, after, self._report.tags)
            parts, beyond = self._one(text, one, claim, go_on)
            fits = any(
                part.places and not part.wrong for part in parts
            )  # a citation is of the last, and a lead-in may stand elsewhere
            found += [replace(part, wrong=()) for part in parts] if fits else parts
            left += beyond + max(0, len(found) - MOST_QUOTATIONS)
            del found[MOST_QUOTATIONS:]
        return found, left

    def _one(self, text: str, quoted: Quoted, claim: Claim, go_on: Callable[[], None]) -> tuple[list[Checked], int]:
        """A quotation as a whole; by its paragraphs or sentences where that tells more. And how many of these are left."""
        for start, end in (*quoted.others, (quoted.start, quoted.end)):
            one = replace(quoted, start=start, end=end)
            if places := self._places(text, one):
                return [self._true(text, one, places, claim)], 0
        own = Words.of(text, quoted.start, quoted.end)
        paragraphs = [p for p in draft.paragraphs(text, quoted) if Words.of(text, p.start, p.end).words]
        if len(paragraphs) > 1 and (each := self._all_true(text, paragraphs[:MOST_QUOTATIONS], claim, go_on)):
            return each, max(0, len(paragraphs) - MOST_QUOTATIONS)
        checked = self._claimed(self._altered(text, quoted, own), claim)
        if not own.words or checked.finding == "altered" or (len(own.words) <= MOST_WORDS and quoted.kind in ("marks", "single")):
            return ([checked] if own.words else []), 0
        by_sentence, left = self._by_sentence(text, quoted, go_on, claim)
        return (by_sentence, left) if any(part.finding != "not_found" for part in by_sentence) else ([checked], 0)

    def _all_true(self, text: str, paragraphs: Iterable[Quoted], claim: Claim, go_on: Callable[[], None]) -> list[Checked]:
        """Each of them, or none where one is not true."""
        found = []
        for paragraph in paragraphs:
            go_on()
            places = self._places(text, paragraph)
            if not places:
                return []
            found.append(self._true(text, paragraph, places, claim))
        return found

    def _by_sentence(
        self, text: str, quoted: Quoted, go_on: Callable[[], None], claim: Claim = NO_CLAIM
    ) -> tuple[list[Checked], int]:  # fmt: skip
        """Sentence by sentence, those that adjoin in the edition as one; and how many were too many to check."""
        found: list[Checked] = []
        run: tuple[Quoted, list[Letters]] | None = None
        unchecked = 0
        for sentence in draft.sentences(text, quoted):
            if len(found) >= MOST_QUOTATIONS:
                unchecked += 1
                continue
            go_on()
            places = self._places(text, sentence)
            if run and (together := joined(self._wording, run[1], places)):
                run = replace(run[0], end=sentence.end), together
                continue
            if run:
                found.append(self._true(text, *run, claim))
            run = (sentence, places) if places else None
            own = Words.of(text, sentence.start, sentence.end)
            if not places and own.words:
                found.append(self._claimed(self._altered(text, sentence, own), claim))
        if run:
            found.append(self._true(text, *run, claim))
        return found, unchecked

    def _places(self, text: str, quoted: Quoted) -> list[Letters]:
        """Where the words stand as they are printed, by the edition's letters."""
        own = Words.of(text, quoted.start, quoted.end)
        paths = match(self._wording, read_parts(own, quoted.start, quoted.end, self._titles)) if own.words else []
        return [(path[0].place, _end(path)) for path in paths if is_same(self._wording, own, path)]

    def _true(self, text: str, quoted: Quoted, places: Sequence[Letters], claim: Claim = NO_CLAIM) -> Checked:
        spans = tuple(self._wording.span(*place) for place in places)
        count = len(Words.of(text, quoted.start, quoted.end).words)
        in_marks = quoted.kind != "passage" and any(is_in_marks(self._report.text, *span) for span in spans)
        checked = self._claimed(Checked("true", quoted.start, quoted.end, count, spans, len(spans), in_marks=in_marks), claim)
        return replace(checked, places=checked.places[:MOST_PLACES])  # a common word has thousands

    def _altered(self, text: str, quoted: Quoted, own: Words) -> Checked:
        """The nearest words with their differences, or that there are none."""
        absent = Checked("not_found", quoted.start, quoted.end, len(own.words))
        if not FEW_WORDS <= len(own.words) <= MOST_WORDS:
            return absent
        parts = read_parts(own, quoted.start, quoted.end, self._titles)
        pieces = list(parts.pieces())
        near = [self._nearest(piece) for piece in pieces]
        if len(pieces) == 1 and len(pieces[0].words) < len(own.words):  # an aside may be the edition's own
            near = [max([self._nearest(own), *near], key=lambda one: one.likeness if one else 0.0)]
        count = sum(len(piece.words) for piece in pieces)
        like = sum(one.likeness * len(piece.words) for one, piece in zip(near, pieces, strict=True) if one)
        if not count or like / count < LIKE:
            return absent
        known = [one for one in near if one]
        first, last = min(one.first for one in known), max(one.last for one in known)
        if not self._in_one_section(first, last):
            first, last = known[0].first, known[0].last
        whole = all(one and all(d.kind == "same" for d in one.differences) for one in near)
        shown = [
            list(one.differences)
            if one
            else [Difference("inserted", " ".join(text[p.words[0].start : p.words[-1].end].split()), "")]
            for one, p in zip(near, pieces, strict=True)
        ]
        joined = list(chain.from_iterable([*each, Difference("same", "…", "…")] for each in shown))[:-1]
        places = (self._wording.span(first, last),)
        return replace(absent, finding="altered", places=places, count=1, differences=tuple(joined), disordered=whole)

    def _nearest(self, own: Words) -> Nearest | None:
        exact = self._wording.find(own.letters)
        return compare(self._wording, own, exact[0], exact[0] + len(own.letters)) if exact else nearest(self._wording, own)

    def _in_one_section(self, first: int, last: int) -> bool:
        return self._wording.section_of(first) == self._wording.section_of(last - 1)

    def _claimed(self, checked: Checked, claim: Claim) -> Checked:
        """With what the draft says of its place, the place that fits that first."""
        if not checked.places or claim == NO_CLAIM:
            return checked
        places = sorted(checked.places, key=lambda place: len(self._wrong(place, claim)))
        return replace(checked, places=tuple(places), claim=claim, wrong=self._wrong(places[0], claim))

    def _wrong(self, place: tuple[int, int], claim: Claim) -> tuple[Literal["trust", "page"], ...]:
        wrong: list[Literal["trust", "page"]] = []
        if claim.trusts and self._report.section_at(place[0]).trust not in claim.trusts:
            wrong.append("trust")
        pages = [int(page) for page in self._report.page(*place).split("–") if page.isdigit()]
        if claim.pages and not any(first <= pages[-1] and pages[0] <= last for first, last in claim.pages if pages):
            wrong.append("page")
        return tuple(wrong)


def _end(path: Sequence[Piece]) -> int:
    return path[-1].place + path[-1].last - path[-1].first
