"""Words → every place in which they stand, by trust: literally true, the same for command line, API and pages."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Literal

from rag.render import permanent_link
from rag.text import STOPWORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rag.corpus.concordance import Concordance
    from rag.corpus.report import Report
    from rag.types import Passage, Quote, Sentence, TrustId

Together = Literal["sentence", "passage"]
MOST_CHARACTERS = 100
"""Of what is looked for: a few words; the report's longest sentence has over 400."""


@dataclass(frozen=True, slots=True)
class Place:
    """Words of the edition with where they stand: ``text == report.text[start:end]``.

    ``marks`` are the spans of the edition, inside ``[start, end)``, of the words looked for; ``link`` leads to the words,
    marked, on the reading page.
    """

    text: str
    page: str
    heading: str
    speaker: str | None
    start: int
    end: int
    passage: str
    link: str
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class TrustPlaces:
    """The places in what the report says of one trust, or of none in particular (``trust`` is ``None``), in report order."""

    trust: TrustId | None
    name: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """Where the words stand.

    ``looked_for`` are words and listed phrases, ``synonyms`` the report's own words that were looked for as well, ``missing``
    those that occur nowhere, with their synonyms. ``together`` says what holds all of them: ``sentence``, or only ``passage``
    (then the places are those of each), or ``None`` where nothing does. ``message`` says it in a sentence that is literally
    true. ``trusts`` has every trust, and the whole report last.
    """

    edition: str
    q: str
    looked_for: tuple[str, ...]
    synonyms: tuple[str, ...]
    missing: tuple[str, ...]
    together: Together | None
    message: str
    count: int
    trusts: tuple[TrustPlaces, ...]


def find(report: Report, passages: Iterable[Passage], concordance: Concordance, typed: str) -> Found:
    """Every sentence in which all the words of ``typed`` stand, in any form or by a listed synonym; stop words are left out
    unless there is nothing else.

    Raises ``ValueError`` for more than ``MOST_CHARACTERS``, and where there is no word in it.
    """
    if len(typed) > MOST_CHARACTERS:
        raise ValueError(f"give at most {MOST_CHARACTERS} characters, not {len(typed)}")
    units = tuple(dict.fromkeys(concordance.units(typed.lower())))
    looked_for = tuple(unit for unit in units if unit not in STOPWORDS) or units
    if not looked_for:
        raise ValueError("give a word to look for")
    places = concordance.near(looked_for) or concordance.in_one_sentence(looked_for)
    together: Together | None = "sentence" if places else None
    if not places:
        places = concordance.in_one_passage(looked_for)
        together = "passage" if places else None
    by_trust: dict[TrustId | None, list[Place]] = {}
    for passage in passages:
        by_trust.setdefault(passage.trust, []).extend(
            _place(report, passage, s, concordance.spans(s.text, looked_for)) for s in passage.sentences if s.index in places
        )
    return Found(
        edition=report.short_edition,
        q=typed,
        looked_for=looked_for,
        synonyms=tuple(dict.fromkeys(head for unit in looked_for for head in concordance.heads(unit))),
        missing=tuple(unit for unit in looked_for if not concordance.with_synonyms(unit)),
        together=together,
        message=_message(concordance, looked_for, together, len(places)),
        count=len(places),
        trusts=tuple(
            TrustPlaces(trust, report.tags.trust_name(trust), tuple(by_trust.get(trust, ()))) for trust in every_trust(report)
        ),
    )


def record(found: Found) -> dict[str, Any]:
    """What ``GET /api/concordance`` and ``rag find --json`` give."""
    return asdict(found)


def every_trust(report: Report) -> tuple[TrustId | None, ...]:
    """The trusts in their order, and last what is of no single trust."""
    return (*(trust.id for trust in report.tags.trusts), None)


def place_of(quote: Quote, edition: str) -> Place:
    """A quote as a place."""
    link = f"/{permanent_link(quote, edition)}"
    return Place(
        quote.text, quote.page, quote.heading, quote.speaker, quote.start, quote.end, quote.passage, link, quote.marks
    )  # fmt: skip


def _message(concordance: Concordance, looked_for: Sequence[str], together: Together | None, count: int) -> str:
    missing = [f"‘{unit}’" for unit in looked_for if not concordance.with_synonyms(unit)]
    if missing:
        return f"{_listed(missing)} {'does' if len(missing) == 1 else 'do'} not occur in the report."
    units = [" or ".join(f"‘{word}’" for word in (unit, *concordance.heads(unit))) for unit in looked_for]
    if together is None:
        return f"{_listed(units)} occur in the report, but nowhere in one passage."
    if together == "passage":
        return f"{_listed(units)} stand in no one sentence. These are their places in the passages that hold all of them."
    stand = "stands" if len(units) == 1 else "stand together"
    return f"{_listed(units)} {stand} in {count} sentence{'' if count == 1 else 's'} of the report."


def _place(report: Report, passage: Passage, sentence: Sentence, spans: Iterable[tuple[int, int]]) -> Place:
    start, end = sentence.start, sentence.end
    heading = passage.heading or report.tags.themes[passage.theme]
    link = f"/read?edition={report.short_edition}&mark={start}-{end}#{passage.id}"
    marks = tuple((start + a, start + b) for a, b in spans)
    return Place(sentence.text, report.page(start, end), heading, passage.speaker, start, end, passage.id, link, marks)


def _listed(names: Sequence[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)
