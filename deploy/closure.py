"""What a replica has installed for its own use: the project and all that it needs, and not what tests, training or checks need."""

from __future__ import annotations

from importlib.metadata import Distribution, PackageNotFoundError, distribution
from typing import TYPE_CHECKING

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PROJECT = "rag"


def closure(root: str = PROJECT, find: Callable[[str], Distribution] = distribution) -> dict[str, frozenset[str]]:
    """Canonical name of each distribution that ``root`` needs, ``root`` among them → the names of those it needs itself.

    Markers hold for the interpreter that runs this, and extras are followed where one asks for them. ``SystemExit`` names what is
    needed and not installed.
    """
    extras: dict[str, set[str]] = {}
    needs: dict[str, frozenset[str]] = {}
    waiting = [Requirement(root)]
    while waiting:
        wanted = waiting.pop()
        name = canonicalize_name(wanted.name)
        if name in needs and wanted.extras <= extras[name]:
            continue
        extras.setdefault(name, set()).update(wanted.extras)
        try:
            requirements = list(_required(find(name), extras[name]))
        except PackageNotFoundError:
            raise SystemExit(f"{name} is needed, and not installed here. Run: make setup") from None
        needs[name] = frozenset(canonicalize_name(requirement.name) for requirement in requirements)
        waiting += requirements
    return needs


def _required(found: Distribution, extras: set[str]) -> Iterator[Requirement]:
    for line in found.requires or ():
        requirement = Requirement(line)
        if requirement.marker is None or any(requirement.marker.evaluate({"extra": extra}) for extra in ("", *extras)):
            yield requirement
