"""The exam for people: requests as they are really typed, everyday chatter, talks, and the report's own words.

Written apart from the prepared answers: their writers saw the report, never ``corpus/prepared/``. ``evals/README.md`` says
how each was made.
"""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from itertools import cycle, islice
from typing import TYPE_CHECKING, Any

from rag.corpus.bank import Anchors
from rag.errors import InputError
from rag.evaluation.comparisons import compared
from rag.evaluation.measures import covered
from rag.text import STOPWORDS, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from rag.answering.assistant import Assistant
    from rag.types import Answer

    Progress = Callable[[str, int, int], None]
    Groups = list[list[list[tuple[int, int]]]]

TOLERANCES = {
    "recall": 0.02, "full": 0.03, "precision": 0.02, "false_refusal": 0.02, "answered_in_vain": 0.03, "everyday_quoted": 0.01,
    "everyday_in_talk": 0.01,
    "words_found": 0.01, "words_rightly_silent": 0.01, "talk_turns_right": 0.02, "follow_ups_led": 0.03,
    "rows_right": 0.02, "rows_filled": 0.02, "rows_falsely_silent": 0.02, "comparisons_right": 0.03,
}  # fmt: skip
"""How far each may be worse than in the baseline: about two requests of its group, since processors round apart."""
LESS_IS_BETTER = frozenset(
    {"false_refusal", "answered_in_vain", "everyday_quoted", "everyday_in_talk", "rows_filled", "rows_falsely_silent"}
)
SHAPES = ("Which trusts mention {word}?", "What does the report say about {word} at each trust?", "{word}",
          "does it mention {word} and for which trusts")  # fmt: skip
BEGUN = 10
"""Talks that everyday chatter comes into, each request into one of them."""
PROBED = 160
"""Words of the report that are probed in each run, drawn by a fixed seed; ``whole`` probes every one."""


def people(assistant: Assistant, folder: Path, progress: Progress | None = None, *, whole: bool = False) -> dict[str, Any]:
    """Every measure by its name, those of each form, and which forms were taken for which."""
    requests = _rows(folder / "people.jsonl")
    answers = [assistant.ask(r["question"], r["history"]) for r in _told(requests, "people", progress)]
    anchors = Anchors(assistant.index.report, assistant.index.passages)
    measured = [_measure(assistant, anchors, r, a) for r, a in zip(requests, answers, strict=True)]
    chatter = _rows(folder / "everyday.jsonl")
    quoted = [bool(assistant.ask(r["ask"]).quotes) for r in _told(chatter, "everyday", progress)]
    return {
        **_means(measured),
        "everyday_quoted": _mean(quoted),
        "everyday_in_talk": _in_talk(assistant, chatter, _rows(folder / "talks.jsonl"), progress),
        **probe(assistant, progress, whole=whole),
        **_talks(assistant, anchors, _told(_rows(folder / "talks.jsonl"), "talks", progress)),
        **compared(assistant, anchors, _told(_rows(folder / "comparisons.jsonl"), "comparisons", progress)),
        "forms": {form: _means([m for m in measured if m["form"] == form]) for form in dict.fromkeys(m["form"] for m in measured)},
        "splits": {split: _means([m for m in measured if m["split"] == split]) for split in ("dev", "test")},
        "taken_for": {f"{wanted} as {taken}": n for (wanted, taken), n in Counter(map(_taken, measured)).most_common()},
    }


def _in_talk(
    assistant: Assistant, chatter: Sequence[dict[str, Any]], talks: Sequence[dict[str, Any]], progress: Progress | None
) -> float:
    """Share of the chatter that is quoted to in a talk: each after the first turn of one of ``BEGUN`` talks that is answered."""
    firsts = (assistant.ask(talk["turns"][0]["question"]) for talk in talks)
    begun = list(islice((first.context for first in firsts if first.answered), BEGUN))
    told = _told(chatter, "everyday in a talk", progress)
    return _mean([bool(assistant.ask(r["ask"], context=context).quotes) for r, context in zip(told, cycle(begun), strict=False)])


def compare_people(now: Mapping[str, Any], then: Mapping[str, Any]) -> list[str]:
    """What fell below the baseline by more than its tolerance, a line each."""
    fallen = []
    for name, tolerance in TOLERANCES.items():
        worse = now[name] - then[name] if name in LESS_IS_BETTER else then[name] - now[name]
        if worse > tolerance + 1e-9:
            fallen.append(f"people's {name} was {then[name]} in the baseline and is {now[name]}.")
    return fallen


def probe(assistant: Assistant, progress: Progress | None = None, *, whole: bool = False) -> dict[str, float]:
    """For words of the report: is each trust that has the word quoted with it, and each that has it not silent?"""
    index, concordance = assistant.index, assistant.answerer.kit.concordance
    trust_of = assistant.answerer.kit.trust_of
    every = sorted({w for s in index.sentences for w in words(s.text) if w not in STOPWORDS and w.isalpha() and len(w) > 2})  # noqa: PLR2004 - shorter are particles
    asked = every if whole else random.Random(0).sample(every, PROBED)
    found, silent = [], []
    for number, word in enumerate(_told(asked, "words", progress)):
        answer = assistant.ask(SHAPES[number % len(SHAPES)].format(word=word))
        places = concordance.sentences(word)
        for trust in (t.id for t in assistant.tags.trusts):
            shown = [q for q in answer.quotes if q.trust == trust] if answer.answered else []
            if any(trust_of[n] == trust for n in places):
                found.append(any(re.search(rf"\b{re.escape(word)}\b", q.text, re.IGNORECASE) or q.marks for q in shown))
            else:
                silent.append(not shown)
    return {"words_found": _mean(found), "words_rightly_silent": _mean(silent)}


def table(results: Mapping[str, Any]) -> str:
    """The measures as plain lines, then by form, then the forms that were taken for others."""
    lines = [f"{name:>22} {results[name]}" for name in TOLERANCES]
    lines += [f"{form:>22} {json.dumps(values)}" for form, values in results["forms"].items()]
    wrong = {k: n for k, n in results["taken_for"].items() if k.split(" as ")[0] != k.split(" as ")[1]}
    return "\n".join([*lines, f"{'taken for others':>22} {json.dumps(wrong)}"])


def _measure(assistant: Assistant, anchors: Anchors, row: dict[str, Any], answer: Answer) -> dict[str, Any]:
    text = assistant.index.report.text
    shown = [(q.start, q.end) for q in answer.quotes] if answer.answered else []
    groups = [[anchors.find(v) for v in group] for group in row["evidence"]]
    met = [any(covered(spans, shown, text) for spans in group) for group in groups]
    fine = {n for group in groups for spans in group for a, b in spans for n in range(a, b)}
    fine |= {n for verbatim in row["also_fine"] for a, b in anchors.find(verbatim) for n in range(a, b)}
    letters = [n for a, b in shown for n in range(a, b)]
    return {
        "form": row["form"], "split": row["split"], "taken": answer.form, "answerable": row["answerable"], "shown": bool(shown),
        "recall": sum(met) / len(met) if met else None,
        "precision": sum(n in fine for n in letters) / len(letters) if letters else None,
    }  # fmt: skip


def _means(measured: Sequence[Mapping[str, Any]]) -> dict[str, float]:
    wanted = [m for m in measured if m["answerable"] and m["recall"] is not None]
    vain = [m["shown"] for m in measured if not m["answerable"]]
    means = {} if not wanted else {
        "recall": _mean([m["recall"] for m in wanted]), "full": _mean([m["recall"] == 1 for m in wanted]),
        "precision": _mean([m["precision"] for m in wanted if m["precision"] is not None]),
        "false_refusal": _mean([not m["shown"] for m in wanted]),
    }  # fmt: skip
    return {**means, "answered_in_vain": _mean(vain)} if vain else means


def _talks(assistant: Assistant, anchors: Anchors, talks: Iterator[dict[str, Any]]) -> dict[str, float]:
    """Shares of the turns, each asked with the context of the one before, that are answered as a colleague would, and of the
    follow-ups that are to be answered those whose leading quotation does so.
    """
    right, led = [], []
    text = assistant.index.report.text
    for talk in talks:
        context = None
        for turn in talk["turns"]:
            answer = assistant.ask(turn["question"], context=context)
            shown = [(q.start, q.end) for q in (*answer.quotes, *answer.more)] if answer.answered else []
            evidence = [[anchors.find(v) for v in group] for group in turn["evidence"]]
            met = all(any(covered(s, shown, text) for s in group) for group in evidence)
            scope = not turn["trusts"] or not shown or {q.trust for q in answer.quotes} <= {*turn["trusts"], None}
            right.append(answer.status in turn["status"] and met and scope)
            if evidence and context:
                led.append(any(covered(s, shown[: len(answer.quotes[:1])], text) for group in evidence for s in group))
            context = answer.context if answer.context.request else context
    return {"talk_turns_right": _mean(right), "follow_ups_led": _mean(led)}


def _taken(measured: Mapping[str, Any]) -> tuple[str, str]:
    refused = not measured["shown"] and measured["taken"] in ("find", "topic", "compare")
    return measured["form"], "refused" if refused else measured["taken"]


def _rows(path: Path) -> list[dict[str, Any]]:
    try:
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    except (OSError, ValueError) as error:
        raise InputError(f"{path} cannot be read ({error}). Restore it from the repository.") from error


def _told(items: Sequence[Any], what: str, progress: Progress | None) -> Iterator[Any]:
    for number, item in enumerate(items, start=1):
        yield item
        if progress:
            progress(what, number, len(items))


def _mean(values: Sequence[float]) -> float:
    return round(sum(values) / len(values), 4) if values else 0.0
