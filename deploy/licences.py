"""Which licences come with a replica, held against ``licences.toml``: ``python -m deploy.licences``.

A licence is what the installed distribution says of itself, and not what a reading of its files would find. Exit code 1 if one is
not allowed, or none is stated.
"""

from __future__ import annotations

import re
import sys
import tomllib
from dataclasses import dataclass
from importlib.metadata import distribution
from pathlib import Path
from typing import TYPE_CHECKING

from deploy.closure import PROJECT, closure
from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from importlib.metadata import Distribution

POLICY = Path(__file__).with_suffix(".toml")
UNSTATED = "LicenseRef-Unstated"
CLASSIFIERS = {
    "License :: OSI Approved :: Apache Software License": "Apache-2.0",
    "License :: OSI Approved :: BSD License": "LicenseRef-BSD",
    "License :: OSI Approved :: ISC License (ISCL)": "ISC",
    "License :: OSI Approved :: MIT License": "MIT",
    "License :: OSI Approved :: Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "License :: OSI Approved :: Python Software Foundation License": "PSF-2.0",
}
"""What each means in SPDX; one that is not here, or means several, such as the GPL without its version, is read as unstated."""
TEXTS = {"3-Clause BSD License": "BSD-3-Clause", "Apache 2.0 License": "Apache-2.0", "MIT License": "MIT"}
"""What is found as the first line of the field ``License`` and is no SPDX expression."""


@dataclass(frozen=True, slots=True)
class Policy:
    """``allowed`` for every distribution, ``exceptions`` by canonical name: one licence more, and the reason.

    What begins as one of ``not_shipped`` is in no image and is not looked at.
    """

    allowed: frozenset[str]
    exceptions: dict[str, tuple[str, str]]
    not_shipped: tuple[str, ...] = ()

    @classmethod
    def load(cls, path: Path = POLICY) -> Policy:
        """Read a file of the form of ``licences.toml``."""
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        return cls(
            frozenset(data["allowed"]),
            {k: (v["licence"], v["reason"]) for k, v in data["exceptions"].items()},
            tuple(data["not_shipped"]),
        )

    def faults(self, licences: dict[str, str]) -> list[str]:
        """A line for each distribution of ``licences`` (name → SPDX expression) that may not be shipped, and for each exception
        that is not needed.
        """
        found = []
        for name, expression in licences.items():
            extra, _ = self.exceptions.get(name, ("", ""))
            if not name.startswith(self.not_shipped) and not permits(expression, self.allowed | {extra}):
                what = "states no licence that is known here" if expression == UNSTATED else f"has the licence {expression}"
                found.append(
                    f"{name} {what}, which {POLICY.name} does not allow. Read its licence; then do without it, or add the licence "
                    "to `allowed`, or the package, with the reason, to `exceptions`."
                )
        needless = [name for name in self.exceptions if name not in licences or permits(licences[name], self.allowed)]
        return found + [f"{name} needs no exception (any more): take it out of {POLICY.name}." for name in needless]


def licence(found: Distribution) -> str:
    """The SPDX expression for what it states: ``License-Expression``, else its classifiers, all of which must hold, else the first
    line of ``License``; ``UNSTATED`` where that is nothing that is known.
    """
    stated = found.metadata
    if expression := stated.get("License-Expression"):
        return _canonical(expression) or UNSTATED
    classifiers = [c for c in stated.get_all("Classifier", ()) if c.startswith("License ::") and c != "License :: OSI Approved"]
    if classifiers:
        known = [CLASSIFIERS.get(classifier) for classifier in classifiers]
        return " AND ".join(sorted(filter(None, known))) if all(known) else UNSTATED
    first = (stated.get("License") or "").strip().partition("\n")[0].strip()
    return TEXTS.get(first) or _canonical(first) or UNSTATED


def permits(expression: str, allowed: Collection[str]) -> bool:
    """Whether a canonical SPDX expression can be satisfied by ``allowed``: both sides of AND, either one of OR."""
    tokens = re.findall(r"[()]|[^\s()]+(?: WITH [^\s()]+)?", expression)

    def either() -> bool:
        value = both()
        while tokens and tokens[0] == "OR":
            tokens.pop(0)
            value = both() or value
        return value

    def both() -> bool:
        value = one()
        while tokens and tokens[0] == "AND":
            tokens.pop(0)
            value = one() and value
        return value

    def one() -> bool:
        first = tokens.pop(0)
        if first != "(":
            return first in allowed
        value = either()
        tokens.pop(0)
        return value

    return either()


def table(licences: dict[str, str], distributions: Iterable[Distribution]) -> str:
    """A line for each distribution: name, version, licence."""
    rows = [(name, found.version, licences[name]) for name, found in zip(licences, distributions, strict=True)]
    widths = [max(len(row[column]) for row in rows) for column in (0, 1)]
    return "\n".join(f"{name:{widths[0]}}  {version:{widths[1]}}  {stated}" for name, version, stated in rows)


def main() -> int:
    """Print the table, then what is at fault; 1 if anything is."""
    found = {name: distribution(name) for name in sorted(set(closure()) - {PROJECT})}
    licences = {name: licence(each) for name, each in found.items()}
    print(table(licences, found.values()))
    faults = Policy.load().faults(licences)
    print("\n".join(faults) or f"{len(found)} packages, all as {POLICY.name} allows.", file=sys.stderr)
    return bool(faults)


def _canonical(expression: str) -> str | None:
    try:
        return canonicalize_license_expression(expression)
    except InvalidLicenseExpression:
        return None


if __name__ == "__main__":
    sys.exit(main())
