"""What is told of where words stand: each sentence is literally true, by the concordance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rag.answering import wording
from rag.answering.wording import listed, page_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rag.answering.draft import Draft
    from rag.corpus.report import Report
    from rag.corpus.tags import Tags
    from rag.types import Quote, Row, Section


def told(draft: Draft, unheard: Sequence[str], tags: Tags) -> str:
    """The draft's message, and for which things that were asked about the report has no word."""
    message = draft.message or wording.told(draft, tags)
    return f"{message} {nor(unheard)}" if unheard else message


def no_word(missing: Sequence[str]) -> str:
    """That words occur nowhere in the report: literally true, by the concordance."""
    verb = "does" if len(missing) == 1 else "do"
    return f"{listed([f'‘{word}’' for word in missing], 'and')} {verb} not occur in the report. Try another word for it."


def nobody(name: str) -> str:
    """That the name of a person occurs nowhere in the report, and how it tells of people."""
    return f"‘{name}’ does not occur in the report. It gives the role of those whom it quotes, not their names."


def no_year(asked: Sequence[int], told: Sequence[int]) -> str:
    """That years occur nowhere in the report, and which do."""
    verb = "does" if len(asked) == 1 else "do"
    named = f" The years that it names are {listed([f'{year}' for year in told], 'and')}." if told else " It names no year."
    return f"{listed([f'‘{year}’' for year in asked], 'and')} {verb} not occur in the report.{named}"


def no_number(name: str) -> str:
    """That a number occurs nowhere in the report, as digits."""
    return f"‘{name}’ does not occur in the report."


def number_stands(name: str, count: int) -> str:
    """In how many places a number stands."""
    return f"‘{name}’ stands in {count} place{'s' if count != 1 else ''}."


def nor(unheard: Sequence[str]) -> str:
    """That the report has no word for some of the things that were asked about, beside what is told of the others."""
    verb = "does" if len(unheard) == 1 else "do"
    return f"{listed(f'‘{word}’' for word in unheard)} {verb} not occur in the report."


def not_together(words: Sequence[str]) -> str:
    """That words occur in the report, or a word for them does, but nowhere near each other: literally true, too."""
    return f"{listed(f'‘{word}’' for word in words)} do not stand together anywhere in the report. Ask about one of them."


def not_there(things: Sequence[Sequence[str]], trusts: Sequence[str], tags: Tags) -> str:
    """That the report has the things, their words as ``word`` names them, but not in what it says of the trusts asked."""
    names = listed(tags.trust(t).name for t in trusts)
    every = tags.profile.group.everyone.replace(tags.profile.group.count, f"{len(tags.trusts)}")
    return f"{_things(things)} occurs in the report, but not in what it says of {names}. Ask of {every} to see where."


def only_of(thing: str, trusts: Sequence[str], tags: Tags) -> str:
    """In whose parts alone a thing stands."""
    return f"‘{thing}’ stands only in what it says of {listed(tags.trust(t).name for t in trusts)}."


def places(things: Sequence[Sequence[str]], rows: Sequence[Row], count: int, trusts: Sequence[str], tags: Tags) -> str:
    """In how many places things, their words as ``word`` names them, stand, of whom where only of ``trusts``, and whose parts lack
    them: those of ``rows`` without a quote, or with none but what is said of every one.
    """
    stands = f"{_things(things)} stands in {count} place{'s' if count != 1 else ''}"
    silent = [tags.trust(row.trust).name for row in rows if not row.quotes]
    of_all = [tags.trust(row.trust).name for row in rows if row.quotes and row.quotes[0].trust is None]
    own = [tags.trust(t).name for t in trusts if tags.trust(t).name not in (*silent, *of_all)]
    stands += f" in what the report says of {listed(own)}" if own else ""
    not_in = f"; not {'' if own else 'in what the report says '}of {listed(silent)}" if silent else ""
    group = tags.profile.group
    alone = f"; of {listed(of_all)} only in what it says of {group.everyone} {group.nouns}" if of_all else ""
    return f"{stands}{not_in}{alone}."


def on_pages(parts: Mapping[str, Sequence[Section]]) -> str:
    """On which pages each of the parts stands, by what it is called."""
    return f"{'; '.join(f'{name}: {_pages(part)}' for name, part in parts.items())}. How it opens stands below."


def part_of(chapter: str, title: str) -> str:
    """What a chapter is called; a cover has no number."""
    return f"Chapter {chapter}, {title}" if chapter else title


def not_in_part(part: str, missing: Sequence[str]) -> str:
    """That words do not stand in a part of the report that has its name: literally true, by the concordance."""
    verb = "does" if len(missing) == 1 else "do"
    named = listed(f"‘{word}’" for word in missing)
    comma = "," if ", " in part else ""  # "Chapter 5, Conclusion, has nothing"
    return f"{part}{comma} has nothing on it: {named} {verb} not occur there. Elsewhere the report has it."


def word_on(words: Sequence[str], quotes: Sequence[Quote]) -> str:
    """On which pages the words stand that are quoted: literally true, by the concordance."""
    pages = dict.fromkeys(quote.page for quote in quotes)
    return f"{' with '.join(word(own) for own in words)}: {listed(_page(page) for page in pages)}."


def _pages(part: Sequence[Section]) -> str:
    first, last = part[0].first_page, part[-1].last_page
    if first == last:
        return _page(first)
    count = f", {int(last) - int(first) + 1} pages" if first.isdigit() and last.isdigit() else ""
    return f"pp. {first}–{last}{count}"


def _page(page: str) -> str:
    return f"p. {page}" if page[0].isdigit() else f"the {page}"


def _things(things: Sequence[Sequence[str]]) -> str:
    named = [" with ".join(words) for words in things]
    return ", ".join(named) if any(" or " in one for one in named) else listed(named, "or")


def word(asked: str, said: Sequence[str] = ()) -> str:
    """A word that was looked for, or the report's own words that stand for it, ``said``: "‘turnover’ (for ‘income’)"."""
    named = listed((f"‘{own}’" for own in said), "or")
    return named if asked in said else f"{named} (for ‘{asked}’)" if said else f"‘{asked}’"


def where(quotes: Sequence[Quote], report: Report, *, whose: bool = False) -> str:
    """The page and the section of each quotation shown, the leading one first; before that of whom they are, or that they are of no
    one, if ``whose``.
    """
    of_none = f"The report names no single {report.tags.profile.group.noun} for that. "
    named = f"That was of {wording.of_whom(quotes, report.tags)}. " if any(quote.trust for quote in quotes) else of_none
    own = named if whose else ""
    return f"{own}It stands {'; '.join(dict.fromkeys(_place(quote, report) for quote in quotes))}."


def _place(quote: Quote, report: Report) -> str:
    section = next(s for s in report.sections if s.start <= quote.start < s.end)
    return f"on {page_of(quote)}, under ‘{section.heading or section.chapter_title}’, {report.tags.trust_name(quote.trust)}"
