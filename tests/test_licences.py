"""What a replica has installed is known, has licences that ``deploy/licences.toml`` allows, and is listed whole in the SBOM."""

import json
from importlib.metadata import PackageNotFoundError, PathDistribution, distributions

import pytest
from deploy.closure import PROJECT, closure
from deploy.licences import UNSTATED, Policy, licence, main, permits
from deploy.sbom import reduced
from packaging.utils import canonicalize_name

POLICY = Policy.load()


@pytest.fixture
def made_up(tmp_path):
    """A function that writes a distribution with some lines of metadata, as an installer does."""

    def make(name, *lines):
        folder = tmp_path / f"{name}-1.0.dist-info"
        folder.mkdir()
        (folder / "METADATA").write_text(
            "\n".join(["Metadata-Version: 2.4", f"Name: {name}", "Version: 1.0", *lines]) + "\n\n", encoding="utf-8"
        )
        return PathDistribution(folder)

    return make


@pytest.fixture
def among(made_up):
    """A function that makes distributions by name and says how one is found."""

    def make(needs):
        made = {name: made_up(name, *(f"Requires-Dist: {each}" for each in lines)) for name, lines in needs.items()}

        def find(name):
            if name not in made:
                raise PackageNotFoundError(name)
            return made[name]

        return find

    return make


def test_everything_that_is_installed_for_a_replica_has_a_licence_that_is_allowed(capsys):
    """Fails with the package, its licence and what to do."""
    assert main() == 0, capsys.readouterr().err
    assert "\ntorch " in capsys.readouterr().out


@pytest.mark.parametrize(
    "stated",
    [
        ["License-Expression: GPL-3.0-only"],
        ["License-Expression: MIT AND AGPL-3.0-or-later"],
        ["License: GPL-2.0-only"],
        ["Classifier: License :: OSI Approved :: Mozilla Public License 2.0 (MPL 2.0)"],
        # The expression is what counts, and of classifiers all.
        ["License-Expression: LGPL-3.0-only", "Classifier: License :: OSI Approved :: MIT License"],
        [
            "Classifier: License :: OSI Approved :: MIT License",
            "Classifier: License :: OSI Approved :: Mozilla Public License 2.0 (MPL 2.0)",
        ],
    ],
)
def test_a_licence_that_is_not_allowed_is_told_with_the_package(made_up, stated):
    expression = licence(made_up("other", *stated))
    (fault,) = Policy(POLICY.allowed, {}).faults({"other": expression})
    assert expression != UNSTATED
    assert fault.startswith(f"other has the licence {expression}, which licences.toml does not allow.")


@pytest.mark.parametrize(
    "stated",
    [
        [],
        ["License: see the website"],
        ["License-Expression: MIT OR"],
        ["Classifier: License :: OSI Approved"],
        ["Classifier: License :: Other/Proprietary License"],
        [
            "Classifier: License :: OSI Approved :: MIT License",
            "Classifier: License :: OSI Approved :: GNU General Public License (GPL)",
        ],
    ],
)
def test_a_licence_that_is_not_known_is_told_with_the_package(made_up, stated):
    assert licence(made_up("other", *stated)) == UNSTATED
    (fault,) = POLICY.faults({"other": UNSTATED, **{name: extra for name, (extra, _) in POLICY.exceptions.items()}})
    assert fault.startswith("other states no licence that is known here")
    assert "Read its licence" in fault


@pytest.mark.parametrize(
    ("stated", "expression"),
    [
        (["License-Expression: mit"], "MIT"),
        (["License: Apache 2.0 License"], "Apache-2.0"),
        (["License: MIT License", "        Copyright (c) 2022 Someone"], "MIT"),
        (["License: apache-2.0"], "Apache-2.0"),
        (["License: UNKNOWN", "Classifier: License :: OSI Approved :: BSD License"], "LicenseRef-BSD"),
    ],
)
def test_a_licence_is_read_wherever_it_stands(made_up, stated, expression):
    assert licence(made_up("other", *stated)) == expression
    assert Policy(POLICY.allowed, {}).faults({"other": expression}) == []


@pytest.mark.parametrize(
    ("expression", "permitted"),
    [
        ("A", True), ("C", False), ("A AND B", True), ("A AND C", False), ("C AND A", False), ("C OR A", True), ("A OR C", True), ("C OR D", False),
        ("A AND (C OR B)", True), ("(A OR C) AND C", False), ("A OR C AND D", True), ("C AND D OR A", True), ("A WITH X", False), ("B WITH X AND A", True),
    ],
)  # fmt: skip
def test_an_expression_is_permitted_by_all_that_it_joins_and_any_that_it_offers(expression, permitted):
    assert permits(expression, {"A", "B", "B WITH X"}) is permitted


def test_an_exception_is_for_one_licence_of_one_package_and_no_longer_than_needed():
    policy = Policy(frozenset({"MIT"}), {"a": ("MPL-2.0", "reason")})
    assert policy.faults({"a": "MPL-2.0 AND MIT"}) == []
    assert [fault.split()[0] for fault in policy.faults({"a": "MPL-2.0", "b": "MPL-2.0"})] == ["b"]
    assert len(policy.faults({"a": "GPL-3.0-only"})) == 1
    for gone in ({"a": "MIT"}, {"b": "MIT"}):
        assert policy.faults(gone) == ["a needs no exception (any more): take it out of licences.toml."]
    assert all(reason for _, reason in POLICY.exceptions.values())


def test_what_is_needed_is_followed_through_extras_and_markers(among):
    find = among({
        "app": ["one[fast]>=1", "no; python_version < '3'", "check; extra == 'check'"],
        "one": ["Two_Two", "three; extra == 'fast'", "four; extra == 'slow'"],
        "two-two": ["one"],
        "three": ["one[slow]"],
        "four": [],
    })  # fmt: skip
    assert closure("app", find) == {
        "app": {"one"}, "one": {"two-two", "three", "four"}, "two-two": {"one"}, "three": {"one"}, "four": set(),
    }  # fmt: skip


def test_what_is_needed_and_not_installed_is_named(among):
    with pytest.raises(SystemExit, match=r"two is needed, and not installed here\. Run: make setup"):
        closure("app", among({"app": ["two"]}))


def test_what_only_tests_need_is_not_shipped():
    needed = set(closure())
    assert {PROJECT, "torch", "gradio", "starlette"} <= needed
    assert not {"pytest", "ruff", "mypy", "hypothesis", "cyclonedx-bom"} & needed
    assert needed <= {canonicalize_name(found.name) for found in distributions()}


def test_an_sbom_keeps_what_is_needed_and_who_needs_it():
    def component(name):
        return {"bom-ref": f"{name}==1", "name": name, "version": "1", "type": "library"}

    whole = {
        "bomFormat": "CycloneDX",
        "metadata": {"component": {"bom-ref": "root-component", "name": "app", "type": "application"}},
        "components": [component(name) for name in ("app", "One", "pytest", "two_two")],
        "dependencies": [
            {"ref": "root-component", "dependsOn": ["One==1", "pytest==1"]},
            {"ref": "app==1", "dependsOn": ["One==1"]},
            {"ref": "One==1", "dependsOn": ["pytest==1", "two_two==1"]},
            {"ref": "pytest==1"},
            {"ref": "two_two==1"},
        ],
    }
    before = json.dumps(whole)
    assert reduced(whole, "app", "0.1", {"app": frozenset({"one"}), "one": frozenset({"two-two"}), "two-two": frozenset()}) == {
        "bomFormat": "CycloneDX",
        "metadata": {"component": {"bom-ref": "root-component", "name": "app", "type": "application", "version": "0.1"}},
        "components": [component("One"), component("two_two")],
        "dependencies": [
            {"ref": "root-component", "dependsOn": ["One==1"]},
            {"ref": "One==1", "dependsOn": ["two_two==1"]},
            {"ref": "two_two==1"},
        ],
    }
    assert json.dumps(whole) == before


def test_an_sbom_that_lacks_what_is_needed_is_none():
    whole = {"metadata": {"component": {"bom-ref": "root-component"}}, "components": [], "dependencies": []}
    with pytest.raises(SystemExit, match=r"does not know: one, two\."):
        reduced(whole, "app", "0.1", {"app": frozenset({"two", "one"}), "one": frozenset(), "two": frozenset()})


def test_what_is_not_shipped_may_have_any_licence():
    assert POLICY.faults({"nvidia-cudnn-cu13": UNSTATED, "tiktoken": "MIT"}) == Policy(POLICY.allowed, POLICY.exceptions).faults(
        {"tiktoken": "MIT"}
    )
