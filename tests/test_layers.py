"""A module imports only modules above it; a heavy package has one owner; ``import rag`` loads nothing heavy."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "rag"
ORDER = [
    "errors", "encodings", "types", "text", "amounts", "memory", "settings",
    "corpus.validated", "corpus.profile", "corpus.tags", "corpus.report", "corpus.passages", "corpus.typography", "corpus.suffixes", "corpus.draft", "corpus.differences", "corpus.matching", "corpus.checker", "corpus.bank", "corpus.aspects", "corpus.rows", "corpus.anchoring", "corpus.prepared", "corpus.concordance",
    "search.second", "search.embedding", "search.onnx", "search.export", "search.lexical", "search.storage", "search.index", "search.vectors", "search.retrieval",
    "understanding.rules", "understanding.asking", "understanding.alarms", "understanding.moves", "understanding.turns", "understanding.pointing", "understanding.places", "understanding.phrases", "understanding.said", "understanding.group", "understanding.kinds", "understanding.names", "understanding.limits", "understanding.scope", "understanding.likened", "understanding.alone", "understanding.dated", "understanding.numerals", "understanding.whether", "understanding.which_one", "understanding.question", "understanding.wordlist", "understanding.romanised", "understanding.language", "understanding.spelling", "understanding.letters", "understanding.notes", "understanding.lent", "understanding.clauses", "understanding.adding", "understanding.asked_on", "understanding.phone", "understanding.tables", "understanding.errand", "understanding.recalled", "understanding.by_the_way", "understanding.story", "understanding.laid_out", "understanding.parts", "understanding.wants", "understanding.given", "understanding.supposed", "understanding.others", "understanding.thing", "understanding.alike", "understanding.one_thing", "understanding.outcome", "understanding.back", "understanding.so_there", "understanding.in_play", "understanding.reminded", "understanding.amended", "understanding.talk", "understanding.likeness", "understanding.route", "understanding.points", "understanding.wrapping", "understanding.moods", "understanding.plainly", "understanding.author", "understanding.asked_about", "understanding.background", "understanding.reading", "understanding.mentioned", "understanding.aspects",
    "answering.features", "answering.regression", "answering.judge", "answering.quotes", "answering.listed", "answering.find", "answering.embedded", "answering.kit", "answering.meant", "answering.entries", "answering.trees", "answering.weigh", "answering.prepared", "answering.titled", "answering.candidates", "answering.trace", "answering.money", "answering.aims", "answering.acts", "answering.draft", "answering.posts", "answering.whom", "answering.counted",
    "answering.once", "answering.wording", "answering.located", "answering.structure", "answering.digest", "answering.figures", "answering.term", "answering.either", "answering.spoken_on", "answering.roles", "answering.voices", "answering.tones", "answering.defined", "answering.recommended", "answering.about", "answering.begun", "answering.earned", "answering.both", "answering.beside", "answering.compare", "answering.topic", "answering.numerals", "answering.paged", "answering.yearly", "answering.unsaid", "answering.lookup", "answering.social", "answering.bare", "answering.gestured", "answering.plainly_told", "answering.aspect_judge", "answering.aspects", "answering.demands", "answering.demanded", "answering.foremost", "answering.on_screen", "answering.what_came", "answering.every", "answering.row_judge", "answering.near", "answering.agreed", "answering.proofs", "answering.rows", "answering.other_things", "answering.in_common", "answering.by_name", "answering.only_named", "answering.as_edited", "answering.very_thing", "answering.one_source", "answering.own_words", "answering.facets", "answering.shared", "answering.supporters", "answering.by_row", "answering.at_large", "answering.spelt", "answering.office", "answering.relevance", "answering.talk", "answering.lacking", "answering.several", "answering.suggestions", "answering.offers", "answering.reported", "answering.refusal", "answering.despite", "answering.on_a_list", "answering.within", "answering.talked_of", "answering.one_by_one", "answering.answerer", "answering.ahead", "answering.like", "answering.anew", "answering.one_of", "answering.supposed", "answering.readings", "answering.remembered", "answering.assistant",
    "render.record", "render.text", "render.markdown", "render.templating", "render.sentences", "render.ours", "render.html", "render.word", "reference.places", "reference.checkup", "reference.figures", "reference.topics", "made_with", "loading", "batch", "terminal", "checking", "evaluation.cases",
    "evaluation.measures", "evaluation.run", "evaluation.ablation", "evaluation.explain", "evaluation.page", "evaluation.comparisons", "evaluation.people", "evaluation.readme",
    "evaluation.command", "training.data", "training.adapter", "training.labels", "training.calibration", "training.route", "training.weighing", "training.aspects", "training.rows", "training.relevance", "training.command", "web.theme",
    "web.feedback", "web.metrics", "web.problems", "web.prepared", "web.headers", "web.models", "web.reference_models", "web.context", "web.events", "web.bodies", "web.door", "web.records", "web.navigation", "web.templating", "web.desk", "web.addresses", "web.clients", "web.hosts", "web.rates",
    "web.limits", "web.written", "web.logs", "web.branding", "web.connections", "web.warming", "web.api", "web.check", "web.mcp", "web.read", "web.pages", "web.figures", "web.index_page", "web.reference", "web.chat", "web.preloads", "web.server", "cli",
]  # fmt: skip
OWNERS = {
    "tiktoken": {"corpus.passages"},
    "sentence_transformers": {"search.embedding", "training.adapter"},
    "onnxruntime": {"search.onnx"},
    "tokenizers": {"search.onnx"},
    "torch": {"search.embedding", "search.export", "training.adapter", "training.route"},
    "transformers": {"search.embedding"},
    "faiss": {"search.index", "search.vectors"},
    "bm25s": {"search.lexical"},
    "Stemmer": {"text"},
    "sklearn": {"training.aspects", "training.calibration", "training.weighing"},
    "peft": {"search.embedding", "training.adapter"},
    "gradio": {"web.chat", "web.theme", "web.server"},
    "rapidfuzz": {"corpus.anchoring", "corpus.differences", "understanding.names", "understanding.spelling"},
    "spellchecker": {"understanding.wordlist"},
    "py3langid": {"understanding.language"},
    "rich": {"terminal"},
    "mcp": {"web.mcp"},
    "prometheus_client": {"web.metrics"},
    "jinja2": {"render.templating"},
    "pydantic_settings": {"settings"},
    "platformdirs": {"settings"},
    "structlog": {"web.desk", "web.logs", "web.server", "web.written"},
}


def modules():
    return {
        str(p.relative_to(SOURCE).with_suffix("")).replace("/", "."): p for p in SOURCE.rglob("*.py") if p.name != "__init__.py"
    }


def imported(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


# Parsed once, while pytest collects: CPython 3.11's ast.parse may fail when a collection of garbage comes in between.
IMPORTED = {name: frozenset(imported(path)) for name, path in modules().items()}


def test_every_module_has_its_place():
    assert set(ORDER) == set(modules())


@pytest.mark.parametrize("name", ORDER)
def test_imports_only_from_above(name):
    above = set(ORDER[: ORDER.index(name)])
    own = {m.removeprefix("rag.") for m in IMPORTED[name] if m.startswith("rag.")}
    assert {m for m in own if m in ORDER} <= above


@pytest.mark.parametrize("package", OWNERS)
def test_a_heavy_package_has_one_owner(package):
    users = {name for name, found in IMPORTED.items() if any(m.split(".")[0] == package for m in found)}
    assert users <= OWNERS[package]


def test_importing_the_package_loads_nothing_heavy():
    heavy = [
        "torch",
        "onnxruntime",
        "faiss",
        "gradio",
        "sentence_transformers",
        "tiktoken",
        "bm25s",
        "numpy",
        "sklearn",
        "spellchecker",
        "py3langid",
    ]
    code = f"import sys, rag, rag.cli; print([m for m in {heavy} if m in sys.modules])"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


def test_modules_fit_in_the_head():
    long = {name: lines for name, path in modules().items() if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 300}
    assert not long
