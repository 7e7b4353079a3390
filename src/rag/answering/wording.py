"""What the assistant says in its own voice: a sentence for each status, always with what can be asked instead."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from rag.amounts import amount, is_date, with_unit
from rag.corpus.report import page_name
from rag.understanding.asking import IN_CASE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from rag.answering.draft import Draft
    from rag.corpus.prepared import Entry, Part
    from rag.corpus.report import Report
    from rag.corpus.tags import Tags
    from rag.types import Quote, Row, Section, Status
    from rag.understanding.language import Language
    from rag.understanding.question import Kind, Question

STATUS_OF_KIND: dict[Kind, Status] = {
    "greeting": "greeting", "unclear": "unclear", "emergency": "off_topic", "attack": "not_stated",
}  # fmt: skip


def of_kind(kind: Kind, tags: Tags) -> str:
    """The answer to what is no question about the report; ``ValueError`` for what is one."""
    says = tags.profile.says
    said = {"greeting": says.greeting, "unclear": says.unclear, "emergency": says.emergency, "attack": says.attack}
    if kind not in said:
        raise ValueError(f"a {kind} has an answer of its own")
    return said[kind]


def too_long(limit: int) -> str:
    """The answer to a question over the limit, in tokens."""
    return (
        f"That question is too long (over {limit} tokens, about {limit * 3 // 4} words). Ask the heart of it in a sentence or two."
    )


def other_organisation(others: Sequence[str], report: Report) -> str:
    """The refusal for organisations that the report does not study: where none stands in it, that it does not mention them."""
    group, text = report.tags.profile.group, report.text.lower()
    unheard = not any(other.lower() in text for other in others)
    first = f"The report does not mention {listed(others, 'or')}." if unheard else not_studied(others)
    studied = listed(t.name for t in report.tags.trusts)
    return f"{first} It studies {group.count} {group.nouns}: {studied}. Ask about one of them, or about {group.everyone}."


def danger(language: Language, tags: Tags) -> str:
    """Whom to ring in an emergency, in the language itself and in English."""
    return f"{language.danger} {tags.profile.says.emergency}"


def other_language(language: Language | None) -> str:
    """That only English is understood, in English and, where the words are ready, in the language itself."""
    english = "I only understand English. Please ask in English: the report is in English, and I quote it as it is printed."
    return f"{language.only_english} {english}" if language else english


def not_studied(others: Sequence[str]) -> str:
    """Says which of the organisations asked about are outside the report; empty where none is."""
    return f"The report does not study {listed(others)}." if others else ""


def off_topic(tags: Tags) -> str:
    """The refusal for what is plainly elsewhere."""
    return tags.profile.says.off_topic.format(members=listed(t.name for t in tags.trusts))


_ASKS = re.compile(
    r"(?:(?:and|but|so|ok|also),? ){0,2}+(?P<what>how (?P<span>many (?:hours|days|weeks|months|years)(?! a\b))"
    r"|how (?:long|many|much|often|big|old|soon)|who|when|where|why)\b(?!['’])"
)
"""What a request asks for by its first words."""
OFFERED = " The nearest passage is offered below; it is not an answer."  # a page says it by a heading


def not_stated(question: Question, missing: Sequence[str], tags: Tags, *, near: bool = True) -> str:
    """The refusal where the report is silent, proved by words that occur nowhere; what is offered as ``near`` is no answer."""
    asked = None if IN_CASE.found(question.text.lower()) else _ASKS.match(question.text.lower())
    how = "how long" if asked and asked["span"] else asked["what"] if asked else ""
    what, of = (f"{how} {'there are' if 'many' in how else 'that is'}", "at") if how else ("that", "of")
    where = f" {of} {listed(tags.trust(t).name for t in question.trusts)}" if question.trusts else ""
    verb = "does" if len(missing) == 1 else "do"
    proof = f": {listed(f'‘{word}’' for word in missing)} {verb} not occur in it" if missing else ""
    return f"The report does not say {what}{where}{proof}.{OFFERED if near else ''}"


def told(draft: Draft, tags: Tags) -> str:
    """What is shown and of whom: true of the draft as it stands, whatever was put together in it."""
    beside = draft.beside if draft.heading else ()  # without a heading there is nothing that it stands beside
    own = [q for q in draft.quotes if q not in beside]
    said = draft.heading if draft.heading.endswith(".") else f"{_where(own, tags)}."
    if draft.heading and said != draft.heading:
        said = f"{draft.heading}: {said}"
    also = [f"Found beside it: {_where(beside, tags)}."] if beside else []
    return " ".join(filter(None, [said, *also, *_silent(draft.rows, tags), draft.note]))


def of_all(tags: Tags) -> str:
    """That what is shown is said of every member, and so of each."""
    return f"Said of {tags.profile.group.everyone} {tags.profile.group.nouns}"


def of_others(trusts: Sequence[str], message: str, tags: Tags) -> str:
    """That it is not said of the trusts that were talked of, before what is told of others."""
    return f"The report does not say that of {listed(tags.trust(t).name for t in trusts)}, but of others: {message}"


def filtered_out(question: Question, filtered: Sequence[str], tags: Tags) -> str:
    """The answer where the filter leaves out every trust that the question names."""
    asked, kept = (listed(tags.trust(t).name for t in ids) for ids in (question.trusts, filtered))
    return f"You asked about {asked}, but the filter is set to {kept}. Remove the filter, or ask about {kept}."


def listed(names: Iterable[str], joined_by: str = "and") -> str:
    """Names in a row: "A, B and C"."""
    every = list(names)
    return f"{', '.join(every[:-1])} {joined_by} {every[-1]}" if len(every) > 1 else "".join(every)


def status_of(rows: Sequence[Row]) -> Status:
    """``partial`` where some row is silent, ``answered`` else."""
    return "partial" if any(not row.quotes for row in rows) else "answered"


def ordered(prepared: Entry, parts: Sequence[tuple[str, Part]], *, fewest_first: bool = False) -> str:
    """The order of a figure's values, as given: the greatest first, or else the least; equal ones named together."""
    dates = is_date(parts[0][1])
    ways = ("latest first", "earliest first") if dates else ("from most to least", "from least to most")
    order = "the same for" if len({part.value for _, part in parts}) == 1 else f"{ways[fewest_first]}:"
    places = [_level(list(level), dates=dates) for _, level in groupby(parts, key=lambda named: named[1].value)]
    return f"{prepared.title}, {order} {', '.join(places)}."


def _level(level: Sequence[tuple[str, Part]], *, dates: bool) -> str:
    """Those of one place in an order: "Ash General and Birch Royal (12 directors each)"."""
    told = [amount(part) if dates else with_unit(part) for _, part in level]
    if len(level) > 1 and len(set(told)) == 1:
        return f"{listed(name for name, _ in level)} ({told[0]} each)"
    return listed(f"{name} ({words})" for (name, _), words in zip(level, told, strict=True))


def valued(prepared: Entry, parts: Sequence[tuple[str, Part]], *, ranked: bool) -> str:
    """The values of a figure that are in no order, since they count different things or are of one member only; why they have
    none is told where they were to be ``ranked``.
    """
    named = "; ".join(f"{name}: {with_unit(part)}" for name, part in parts)
    differ = ranked and len({part.unit for _, part in parts}) > 1
    return f"{prepared.title} ({named}{'; they count different things, so they are not ranked' if differ else ''})"


def _where(quotes: Sequence[Quote], tags: Tags) -> str:
    """How many passages, of whom and on which pages."""
    count = len(quotes)
    pages = list(dict.fromkeys(q.page for q in quotes))
    on = f", {page_name(pages[0])}" if len(pages) == 1 else ""
    return f"{count} passage{'s' if count != 1 else ''} from {of_whom(quotes, tags)}{on}"


def of_whom(quotes: Sequence[Quote], tags: Tags) -> str:
    """Whose the quotations are, each named once, as it stands inside a sentence."""
    return listed(dict.fromkeys(tags.trust_name(q.trust) if q.trust else "the report as a whole" for q in quotes))


def _silent(rows: Sequence[Row], tags: Tags) -> list[str]:
    without = [tags.trust(row.trust).name for row in rows if not row.quotes and not row.folded]
    near = [tags.trust(row.trust).name for row in rows if not row.quotes and row.folded]
    said = [f"The report does not say it of {listed(without)}."] if without else []
    return [*said, *([f"Nothing plainly answers it for {listed(near)}."] if near else [])]


VERBATIM = "These are the report’s own words, letter for letter."
UNRANKED = "Which is better I do not judge; this is what the report says of each."
SURE = "These are the report’s own words, letter for letter, and may be quoted; whether they are what you need is yours to judge."
LIKE = "The report speaks of no such thing there by that name; this comes nearest to it."
NOBODY = "I find nobody quoted on that."
NO_MORE = "That is all that I find on it in the report."
WHAT_MEANT = "What was meant, then? Choose one of these, or ask in other words."
WHAT_OF = "It is not clear to me what that points to. Name it, or choose one of these."
NOTHING_YET = "Nothing has been asked yet that this could follow. Choose one of these, or ask a question of your own."


def more(quotes: Sequence[Quote], tags: Tags) -> str:
    """How much more is shown, and of whom."""
    return f"More of it: {_where(quotes, tags)}."


def full(quotes: Sequence[Quote], tags: Tags) -> str:
    """That all is shown at once."""
    return f"All of it: {_where(quotes, tags)}."


def shorter(quotes: Sequence[Quote], tags: Tags) -> str:
    """That only what leads is shown."""
    return f"Only what leads: {_where(quotes, tags)}."


def still(year: int) -> str:
    """That what was so when the report came out may not be so today."""
    return f"The report is of {year}: it tells what was so then, and nothing of what has changed since. It says:"


def speakers(quotes: Sequence[Quote], tags: Tags) -> str:
    """Who is quoted, by role; of the report's own words, that they are nobody's."""
    named = dict.fromkeys(f"{lowered(q.speaker)} of {tags.trust_name(q.trust)} ({page_of(q)})" for q in quotes if q.speaker)
    if not named:
        return "These are the report’s own words; it names no speaker for them."
    own = " The other words are the report’s own." if any(q.speaker is None for q in quotes) else ""
    return f"Quoted in interview: {listed(named)}. The report gives no names.{own}"


def unquoted(roles: Sequence[str], quoted: Sequence[str], trusts: Sequence[str], tags: Tags) -> str:
    """That nobody of a role is quoted of the trusts asked, and of which roles those are who are."""
    names = listed(tags.trust(t).name for t in trusts)
    nobody, there = (listed((lowered(role) for role in several), joined) for several, joined in ((roles, "or"), (quoted, "and")))
    return f"The report quotes no {nobody} of {names} in interview. Those whom it quotes there are, by role: {there}."


def undefined(thing: str) -> str:
    """That the report says nowhere in so many words what something is."""
    return f"The report gives no definition of ‘{thing}’."


def quotes_no(people: str) -> str:
    """That nobody of some people is quoted."""
    return f"The report quotes no {people} in interview."


def quotes_none(people: str, commonest: Sequence[str]) -> str:
    """That none of such people is quoted at all, and whom the report quotes most."""
    return f"{quotes_no(people)} Those whom it quotes most are, by role: {listed(map(lowered, commonest))}."


def page_of(quote: Quote) -> str:
    """The page of a quotation, or the cover that it stands on."""
    return f"p. {quote.page}" if quote.page[0].isdigit() else f"the {quote.page}"


def lowered(name: str) -> str:
    """A role or a title as it stands inside a sentence: with a small letter, but for an abbreviation."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def on_page(number: int, sections: Sequence[Section], tags: Tags) -> str:
    """What stands on a page, by section."""
    return f"Page {number}: {listed(dict.fromkeys(_headed(s, tags) for s in sections))}."


def in_chapter(sections: Sequence[Section], tags: Tags) -> str:
    """What a chapter holds, section by section, and where each begins; its quotations are how they open."""
    first, last = sections[0], sections[-1]
    held = "; ".join(dict.fromkeys(f"{_headed(s, tags)} (p. {s.first_page})" for s in sections))
    pages = f"pp. {first.first_page}–{last.last_page}"
    return f"Chapter {first.chapter}, {first.chapter_title}, {pages}: {held}. How each opens stands below."


def no_page(number: int, pages: Sequence[str]) -> str:
    """That a page has no text, with those that have."""
    return f"Page {number} has no text of the report. Its numbered pages run from {pages[0]} to {pages[-1]}."


def no_chapter(number: str, chapters: Mapping[str, str]) -> str:
    """That there is no such chapter, with those that there are."""
    return f"There is no chapter {number}. The chapters are: {_chapters(chapters)}."


def quotations(count: int, by_trust: Mapping[str, int]) -> str:
    """How many interview quotations are set apart, and of whom."""
    of_each = listed(f"{number} of {name}" for name, number in by_trust.items())
    return f"{count} interview quotation{'s' if count != 1 else ''} set apart from the text" + (f": {of_each}." if of_each else ".")


def counted(kind: str, count: int, pages: Sequence[str], chapters: Mapping[str, str]) -> str:
    """How many pages, chapters or headed sections there are."""
    if kind == "pages":
        return f"The numbered pages run from {pages[0]} to {pages[-1]}: {count} pages."
    if kind == "chapters":
        return f"{count} chapters: {_chapters(chapters)}."
    return f"{count} sections have a heading of their own."


def _chapters(chapters: Mapping[str, str]) -> str:
    return "; ".join(f"{number} {title}" for number, title in chapters.items())


def _headed(section: Section, tags: Tags) -> str:
    whose = f", {tags.trust_name(section.trust)}" if section.trust else ""
    return f"{section.heading or section.chapter_title}{whose}"
