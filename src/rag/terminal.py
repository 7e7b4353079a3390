"""Answers, outlines and explanations for a terminal, with rich. What is printed is escaped, never markup."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from rag.answering.features import FEATURES
from rag.corpus.report import page_name
from rag.render.text import OF_ALL, citation, count_more, flat, marked_lines, named, pages, silence

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rag.answering.assistant import Assistant
    from rag.answering.trace import Trace
    from rag.corpus.differences import Difference
    from rag.corpus.tags import Tags
    from rag.reference.checkup import Checkup
    from rag.reference.places import Found
    from rag.types import Answer, Quote

CANDIDATES = 15
CLASSES = 6


def print_answer(answer: Answer, tags: Tags) -> None:
    """Message, quotes and citations; a comparison trust by trust, several requests one after the other."""
    console = Console(highlight=False)
    _answer(console, answer, tags)
    console.print()


def _answer(console: Console, answer: Answer, tags: Tags) -> None:
    if answer.taken_as:
        console.print(Text(f"Taken as: {answer.taken_as}", style="italic"))
    console.print(Text(answer.message, style="bold"))
    for part in answer.parts:
        console.print(Text(f"\n{part.question}", style="bold underline"))
        _answer(console, part, tags)
    if answer.parts:
        return
    if answer.rows:
        _rows(console, answer, tags)
    else:
        _quotes(console, answer.quotes or answer.nearest, tags)
    if answer.more:
        console.print(Text(f"\n{count_more(answer.more)}: {pages(answer.more)}.", style="dim"))
    for question in answer.next:
        console.print(Text(f"→ {question}", style="dim"))


def _rows(console: Console, answer: Answer, tags: Tags) -> None:
    shown = {q for row in answer.rows for q in row.quotes}
    _quotes(console, [q for q in answer.quotes if q not in shown], tags)
    for row in answer.rows:
        console.print(Text(f"\n{named(row, tags)}", style="bold underline"))
        for quote in row.quotes:
            if quote.trust is None:
                console.print(Padding(Text(f"{OF_ALL}:", style="dim"), (1, 2, 0, 2)))
            _quotes(console, [quote], tags)
        if not row.quotes:
            console.print(Padding(Text(silence(row, tags), style="dim"), (1, 2, 0, 2)))


def print_checkup(checkup: Checkup) -> None:
    """What became of each quotation of a draft; what differs in brackets: put in ``[+ +]``, left out ``[- -]``."""
    console = Console(highlight=False)
    console.print(Text(checkup.message, style="bold"))
    for quotation in checkup.quotations:
        style = "" if quotation.verdict == "true" else "bold"
        console.print(Text(f"\nLine {quotation.line}: {quotation.message}", style=style))
        words = " ".join(map(_difference, quotation.differences)) or quotation.text
        console.print(Padding(Text(words), (0, 2, 0, 2)))


def _difference(difference: Difference) -> str:
    if difference.kind == "same":
        return difference.yours
    put_in, left_out = (
        f"[{sign} {text} {sign}]" if text else "" for sign, text in (("+", difference.yours), ("-", difference.report))
    )
    return " ".join(filter(None, (left_out, put_in)))


def print_sections(rows: Iterable[dict[str, Any]]) -> None:
    """The outline as a table."""
    table = Table("Ch.", "Trust", "Heading", "Theme", "Pages", "Passages", title="Outline of the report")
    for row in rows:
        first, last = row["first_page"], row["last_page"]
        pages = first if first == last else f"{first}–{last}"
        heading = row["heading"] or row["chapter_title"]
        table.add_row(row["chapter"], row["trust"] or "", Text(heading), row["theme"], pages, str(row["passages"]))
    Console(highlight=False).print(table)


def print_places(found: Found) -> None:
    """Every place in which words stand, trust by trust, the words underlined."""
    console = Console(highlight=False)
    console.print(Text(found.message, style="bold"))
    for trust in found.trusts:
        if not trust.places:
            continue
        console.print(Text(f"\n{trust.name} ({len(trust.places)})", style="bold underline"))
        for place in trust.places:
            words = Text(place.text)
            for start, end in place.marks:
                words.stylize("underline", start - place.start, end - place.start)
            page = page_name(place.page)
            console.print(Padding(words, (1, 2, 0, 2)))
            console.print(Padding(Text(f"— {page} · {place.heading} · {place.link}", style="dim"), (0, 2, 0, 4)))
    console.print()


def print_explanation(
    assistant: Assistant, question: str, history: Sequence[str], trusts: Sequence[str], themes: Sequence[str]
) -> None:
    """How the question was understood, and every candidate sentence with its scores and why it was shown or not."""
    console = Console(highlight=False)
    answer, trace = assistant.ask_and_trace(question, history, trusts, themes)
    chosen = f"Chosen: {trace.chosen}, confidence {trace.confidence:.2f}"
    console.print(Text(f"Understood: {trace.request}\nStatus: {answer.status}\n{chosen}", style="dim"))
    _route(console, trace)
    calibration = assistant.calibration
    shown = {(q.start, q.end) for q in answer.quotes}
    for plan, judged in zip(trace.plans, trace.judged, strict=True):
        console.print(Text(f"\nSearch {plan.query!r} of {plan.trusts or 'everything'}: answerable {judged.answerable:.2f} "
                           f"(from {calibration.answer:.2f})", style="bold"))  # fmt: skip
        table = Table("chance", "dense", "bank", "cover", "gap", "shown", "sentence")
        for n in np.argsort(-judged.chances, kind="stable")[:CANDIDATES]:
            sentence = assistant.index.sentences[n]
            row = judged.features[n]
            values = [f"{row[FEATURES.index(name)]:.2f}" for name in ("dense", "bank", "cover", "gap")]
            inside = any(a <= sentence.start and sentence.end <= b for a, b in shown)
            floor = max(calibration.show, calibration.keep * float(judged.chances.max()))
            why = "yes" if inside else f"no: under {floor:.2f}" if judged.chances[n] < floor else "no: refused or cut for length"
            table.add_row(f"{judged.chances[n]:.2f}", *values, why, Text(f"{sentence.passage}: {sentence.text}"))
        console.print(table)


def _route(console: Console, trace: Trace) -> None:
    """The likeliest classes of the route, and what each candidate was thought to be worth."""
    if trace.route is None:
        return
    order = np.argsort(-trace.route.probabilities, kind="stable")[:CLASSES]
    likely = ", ".join(f"{trace.route.classes[n]} {trace.route.probabilities[n]:.2f}" for n in order)
    worths = ", ".join(f"{c.name} {c.worth:.2f}" for c in trace.candidates) or "not weighed"
    console.print(Text(f"Route: {likely}\nCandidates: {worths}", style="dim"))


def _quotes(console: Console, quotes: Sequence[Quote], tags: Tags) -> None:
    for quote in quotes:
        words = Text(f"{flat(quote.lead_in)}\n" if quote.lead_in else "", style="dim")
        for number, line in enumerate(marked_lines(quote)):
            words.append("\n" if number else "", style="not dim")
            for text, answers in line:
                words.append(text, style="not dim underline" if answers else "not dim")
        console.print(Padding(words, (1, 2, 0, 2)))
        console.print(Padding(Text(f"— {citation(quote, tags)}", style="dim"), (0, 2, 0, 4)))
