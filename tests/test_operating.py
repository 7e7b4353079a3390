"""What docs/operating.md and SECURITY.md say exists: links, metrics, settings, commands, tests, make targets."""

import re

import pytest
import yaml

from conftest import ROOT
from rag.cli import _parser
from rag.settings import Settings
from rag.web.metrics import Metrics

OPERATING = ROOT / "docs" / "operating.md"
SECURITY = ROOT / "SECURITY.md"
TEXT = {path: path.read_text(encoding="utf-8") for path in (OPERATING, SECURITY)}
ALERTS = re.search(r"<!-- alerts -->\n```yaml\n(.*?)```", TEXT[OPERATING], re.DOTALL)[1]
NAMES = re.compile(r"\b((?:rag|process)_[a-z_]+)\b(?!\.)")


@pytest.fixture(scope="module")
def exposed():
    """Every name that a fresh process exposes; families without a sample yet by their TYPE line."""
    text = Metrics().text().decode()
    names = set(re.findall(r"^([a-z_]+)[ {]", text, re.MULTILINE))
    for name, kind in re.findall(r"^# TYPE (\S+) (\S+)", text, re.MULTILINE):
        names |= {f"{name}_bucket", f"{name}_count", f"{name}_sum", name} if kind == "histogram" else {name}
    return names


def heading_ids(path):
    headings = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("document", [OPERATING, SECURITY], ids=lambda path: path.name)
def test_links_lead_somewhere(document):
    for target in re.findall(r"\]\(((?!http)[^)]+)\)", TEXT[document]):
        name, _, heading = target.partition("#")
        path = document.parent / name if name else document
        assert path.exists(), target
        assert not heading or heading in heading_ids(path), target


@pytest.mark.parametrize("document", [OPERATING, SECURITY], ids=lambda path: path.name)
def test_settings_named_are_settings(document):
    known = set(Settings.variables())
    assert {*re.findall(r"\bRAG_[A-Z_]+\b", TEXT[document])} <= known


def test_metrics_named_are_exposed(exposed):
    named = {*NAMES.findall(TEXT[OPERATING])}
    assert {"rag_answers_total", "rag_wait_seconds", "rag_refused_requests_total"} <= named <= exposed
    assert {*re.findall(r"^# TYPE (rag_\w+) ", Metrics().text().decode(), re.MULTILINE)} <= {
        *named, *(f"{n.removesuffix('_total')}_created" for n in named),
    }  # fmt: skip


def test_the_alerts_are_rules_over_metrics_that_exist(exposed):
    (group,) = yaml.safe_load(ALERTS)["groups"]
    assert len(group["rules"]) == 5
    for rule in group["rules"]:
        assert rule["alert"]
        assert {*NAMES.findall(rule["expr"])} <= exposed
        assert rule["expr"].count("(") == rule["expr"].count(")")


def test_why_requests_are_refused_is_told_in_full():
    source = "".join(
        (ROOT / "src" / "rag" / "web" / name).read_text(encoding="utf-8") for name in ("limits.py", "desk.py", "door.py")
    )
    reasons = {*re.findall(r'_Refusal\(\d+, "(\w+)"', source), *re.findall(r'refused\.labels\("(\w+)"\)', source)}
    (row,) = re.findall(r"^\| `rag_refused_requests_total\{why\}` \| (.*) \|$", TEXT[OPERATING], re.MULTILINE)
    assert set(re.findall(r"`(\w+)`", row)) == reasons


def test_commands_and_make_targets_named_exist():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = {*re.findall(r"\bmake ([a-z]+)\b(?=`|$| PIP)", TEXT[OPERATING], re.MULTILINE)}
    assert targets >= {"wheelhouse", "run", "setup", "check", "train"}
    assert all(re.search(rf"^{target}:", makefile, re.MULTILINE) for target in targets)
    (commands,) = (action.choices for action in _parser()._subparsers._group_actions)
    assert {*re.findall(r"(?:`|bin/)rag ([a-z]+)", TEXT[OPERATING])} <= set(commands)


def test_every_test_that_is_named_exists_and_is_linked():
    named = {*re.findall(r"\b(?:browser/)?test_\w+\.py", TEXT[SECURITY])}
    assert len(named) > 10
    assert all((ROOT / "tests" / name).is_file() for name in named)
    assert {*re.findall(r"\(tests/([\w/.]+)\)", TEXT[SECURITY])} == named


def test_messages_that_are_told_are_the_codes():
    """Each message in the table of the start stands in the source, its values left out."""
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "src" / "rag").rglob("*.py"))
    table = TEXT[OPERATING].partition("## What it says at the start")[2].partition("## When")[0]
    messages = re.findall(r"`([^`]+)`", "".join(line.split("|")[1] for line in table.splitlines() if line.startswith("| `")))
    assert len(messages) > 10
    for message in messages:
        for part in re.split(r"…|RAG_|: |^Index |questions\.jsonl|http://", message):
            assert part.strip(" .:?") in source, message
