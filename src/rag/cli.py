"""``rag …``: parse, call, print, exit code. 0 done, 1 a stated failure, 2 wrong use."""

from __future__ import annotations

import argparse
import json
import logging
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from rag import __version__
from rag.encodings import always_utf8, never_fail
from rag.errors import InputError, RagError
from rag.settings import ROOT, Settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rag.answering.assistant import Assistant
    from rag.loading import Progress

EXAMPLES = """examples:
  rag ask "What do they have in common?"
  rag ask "And the others?" --history "How are leaders chosen?"
  rag run questions.jsonl answers.jsonl
  rag find "job planning"
  rag check-quote draft.md
  rag sections --json
  rag serve
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    for stream in (sys.stdout, sys.stderr):
        never_fail(stream)
    parser = _parser()
    options = parser.parse_args(arguments)
    if getattr(options, "json", False):
        always_utf8(sys.stdout)
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s", stream=sys.stderr)
    try:
        settings = Settings.from_environment(os.environ)
        return int(options.run(options, settings))
    except RagError as error:
        print(f"rag: {error}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print("rag: stopped.", file=sys.stderr)
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="rag",
        description="Ask one published report a question and get the report's own words.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}", help="print the version and exit")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    def command(name: str, run: Any, help_text: str, example: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(
            name, help=help_text, description=help_text, epilog=f"example:\n  {example}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )  # fmt: skip
        sub.set_defaults(run=run)
        return sub

    index = command("index", _index, "Build the index where it is missing or stale.", "rag index --force")
    index.add_argument("--force", action="store_true", help="build it even if it is current")
    sections = command("sections", _sections, "Print the report's outline.", "rag sections --json")
    sections.add_argument("--json", action="store_true", help="as JSON instead of a table")
    find = command("find", _find, "Print every place in which words stand, by trust.", "rag find appraisal --json")
    find.add_argument("words", nargs="+", metavar="WORDS", help="in any form, or by a listed synonym; several must stand together")
    find.add_argument("--json", action="store_true", help="print what GET /api/concordance gives")
    ask = command("ask", _ask, "Ask one question.", 'rag ask "How are leaders chosen?" --json')
    ask.add_argument("question", metavar="QUESTION")
    ask.add_argument("--history", nargs="+", default=[], metavar="Q", help="earlier questions, oldest first")
    ask.add_argument("--trust", nargs="+", default=[], metavar="ID", help="answer of these trusts only")
    ask.add_argument("--theme", nargs="+", default=[], metavar="ID", help="answer of these themes only")
    ask.add_argument("--json", action="store_true", help="print the answer record")
    ask.add_argument("--explain", action="store_true", help="print every candidate with its scores and why it was shown or not")
    run = command("run", _run, "Answer a file of questions.", "rag run questions.jsonl answers.jsonl")
    run.add_argument("input", type=Path, metavar="IN.jsonl", help='lines {"id", "question", "history"}')
    run.add_argument("output", type=Path, metavar="OUT.jsonl", help="one answer record a line")
    evaluate = command("evaluate", _evaluate, "Answer the eval questions and measure.", "rag evaluate --explain dev-001")
    evaluate.add_argument("file", nargs="?", type=Path, metavar="FILE", help="default: evals/questions.jsonl")
    evaluate.add_argument("--json", action="store_true", help="print the measures as JSON")
    evaluate.add_argument("--explain", metavar="ID", help="show why one question failed and at which stage")
    evaluate.add_argument("--ablation", action="store_true", help="also measure each stage without the next (takes minutes)")
    evaluate.add_argument("--update-baseline", action="store_true", help="write the measures to evals/baseline.json")
    anchors = command(
        "anchors", _anchors, "Say which evidence of bank, gaps, practice, exam and tags stands in the report or is lost.",
        "rag anchors --before /tmp/corpus-before",
    )  # fmt: skip
    anchors.add_argument("--before", type=Path, metavar="FOLDER", help="the corpus as it was: tells what has moved, too")
    anchors.add_argument("--json", action="store_true", help="as JSON")
    check = command(
        "check-quote", _check_quote, "Say of each quotation in a draft whether it is true. 1: one is altered or not found.",
        "rag check-quote draft.md",
    )  # fmt: skip
    check.add_argument("file", nargs="?", default="-", metavar="FILE", help="a text in UTF-8; - or none: standard input")
    check.add_argument("--json", action="store_true", help="print what POST /api/check gives")
    train = command("train", _train, "Train the adapter, calibrate the judge and teach the route.", "rag train")
    train.add_argument("--calibrate-only", action="store_true", help="keep the adapter, fit the judge and thresholds anew")
    train.add_argument(
        "--route-only", action="store_true", help="keep adapter and judge, teach the route to the prepared answers anew"
    )
    command("serve", _serve, "Serve the chat and the API.", "RAG_PORT=8080 rag serve")
    return parser


def _index(options: argparse.Namespace, settings: Settings) -> int:
    from rag.loading import open_index

    with _Bar() as bar:
        loaded = open_index(settings, force=options.force, say=_note, progress=bar.advance)
    index = loaded.index
    what = f"{len(index.passages)} passages, {len(index.sentences)} sentences, {len(index.bank)} bank questions"
    state = "built" if loaded.why_built else "is current, nothing built"
    print(f"Index {state}: {what}, edition {loaded.report.short_edition}.")
    return 0


def _sections(options: argparse.Namespace, settings: Settings) -> int:
    from rag.corpus.passages import build_passages
    from rag.corpus.report import load_report

    report = load_report(settings.corpus)
    counts: dict[str, int] = {}
    for passage in build_passages(report):
        counts[passage.section] = counts.get(passage.section, 0) + bool(passage.sentences)
    rows = [
        {
            "chapter": s.chapter, "chapter_title": s.chapter_title, "trust": s.trust, "heading": s.heading, "theme": s.theme,
            "first_page": s.first_page, "last_page": s.last_page, "passages": counts[s.id],
        }
        for s in report.sections
    ]  # fmt: skip
    if options.json:
        print(json.dumps(rows, ensure_ascii=False, indent=1))
        return 0
    from rag.terminal import print_sections

    print_sections(rows)
    return 0


def _find(options: argparse.Namespace, settings: Settings) -> int:
    from rag.loading import open_concordance
    from rag.reference.places import find, record
    from rag.terminal import print_places

    report, passages, concordance = open_concordance(settings)
    try:
        found = find(report, passages, concordance, " ".join(options.words))
    except ValueError as error:
        raise InputError(f"{error}.") from error
    if options.json:
        print(json.dumps(record(found), ensure_ascii=False, indent=1))
    else:
        print_places(found)
    return 0


def _ask(options: argparse.Namespace, settings: Settings) -> int:
    from rag.render import to_dict
    from rag.terminal import print_answer, print_explanation

    assistant = _assistant(settings)
    started = time.perf_counter()
    try:
        answer = assistant.ask(options.question, options.history, options.trust, options.theme)
    except ValueError as error:
        raise InputError(f"{error}. Trusts: {_ids(assistant)}. Themes: {', '.join(assistant.tags.themes)}.") from error
    ms = (time.perf_counter() - started) * 1000
    if options.json:
        print(json.dumps(to_dict(answer, ms), ensure_ascii=False, indent=1))
    else:
        print_answer(answer, assistant.tags)
    if options.explain:
        print_explanation(assistant, options.question, options.history, options.trust, options.theme)
    return 0


def _run(options: argparse.Namespace, settings: Settings) -> int:
    from rag.batch import answer_file

    if not options.input.is_file():
        raise InputError(f'There is no file {options.input}. Give a file of lines like {{"id": "x1", "question": "…"}}.')
    with _Bar() as bar:
        problems = answer_file(_assistant(settings), options.input, options.output, bar.advance)
    for problem in problems:
        print(f"rag: {problem}", file=sys.stderr)
    return 1 if problems else 0


def _evaluate(options: argparse.Namespace, settings: Settings) -> int:
    from rag.evaluation.command import evaluate

    assistant = _assistant(settings)
    with _Bar() as bar:
        return evaluate(
            assistant, options.file, progress=bar.advance, as_json=options.json, explain=options.explain,
            ablation=options.ablation, update_baseline=options.update_baseline, say=print,
        )  # fmt: skip


def _anchors(options: argparse.Namespace, settings: Settings) -> int:
    from dataclasses import asdict

    from rag.corpus.anchoring import check_corpus, findings_text

    findings = check_corpus(settings.corpus, ROOT / "evals" / "questions.jsonl", options.before)
    print(json.dumps(asdict(findings), ensure_ascii=False, indent=1) if options.json else findings_text(findings))
    return 1 if findings.lost else 0


def _check_quote(options: argparse.Namespace, settings: Settings) -> int:
    from rag.checking import check_quotes

    return check_quotes(settings, options.file, as_json=options.json, say=print, complain=_note)


def _train(options: argparse.Namespace, settings: Settings) -> int:
    from rag.training.command import train_command

    return train_command(settings, calibrate_only=options.calibrate_only, route_only=options.route_only, say=_note)


def _serve(_options: argparse.Namespace, settings: Settings) -> int:
    from rag.web.server import serve

    with _Bar() as bar:
        out = sys.stdout  # which the log takes while it serves
        return serve(settings, say=lambda words: print(words, file=out, flush=True), progress=bar.advance)


def _assistant(settings: Settings) -> Assistant:
    from rag.loading import open_assistant

    with _Bar() as bar:
        return open_assistant(settings, say=_note, progress=bar.advance)


def _ids(assistant: Assistant) -> str:
    return ", ".join(t.id for t in assistant.tags.trusts)


def _note(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


class _Bar:
    """A progress bar on standard error that appears with the first progress and is gone when all is done."""

    def __init__(self) -> None:
        self._bar: Any = None
        self._file = sys.stderr

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.close()
            self._bar = None

    @property
    def advance(self) -> Progress:
        def advance(what: str, done: int, total: int) -> None:
            if self._bar is None:
                from tqdm import tqdm

                self._bar = tqdm(total=total, unit="text", file=self._file, dynamic_ncols=True)
            self._bar.total = total
            self._bar.set_description(what)
            self._bar.update(done - self._bar.n)

        return advance


if __name__ == "__main__":
    sys.exit(main())
