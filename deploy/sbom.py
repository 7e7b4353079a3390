"""The software bill of materials of a replica, as CycloneDX JSON: ``python -m deploy.sbom [FILE]``.

``cyclonedx-py`` lists the environment; what a replica does not need is left out; the result is held against CycloneDX's schema.
"""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from deploy.closure import PROJECT, closure
from packaging.utils import canonicalize_name

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).resolve().parent.parent
FILE = "sbom.cdx.json"
SPECIFICATION = "1.6"  # the newest that cyclonedx-py 7 writes unless told otherwise


def listed() -> dict[str, Any]:
    """All that is installed beside this interpreter, as ``cyclonedx-py`` describes it."""
    command = [sys.executable, "-m", "cyclonedx_py", "environment", sys.executable, "--pyproject", str(ROOT / "pyproject.toml")]
    done = subprocess.run([*command, "--sv", SPECIFICATION, "--of", "JSON"], check=True, stdout=subprocess.PIPE)
    return json.loads(done.stdout)


def reduced(whole: dict[str, Any], root: str, of_root: str, needs: Mapping[str, frozenset[str]]) -> dict[str, Any]:
    """``whole`` with those components and dependencies only that ``needs`` has (see ``closure``).

    Its main component stands for ``root``, gets the version ``of_root``, and is not listed once more. ``SystemExit`` names what
    is needed and not in it.
    """
    main = {**whole["metadata"]["component"], "version": of_root}
    by_name = {canonicalize_name(component["name"]): component for component in whole["components"]}
    missing = sorted(needs.keys() - by_name.keys() - {root})
    if missing:
        raise SystemExit(f"A replica needs what cyclonedx-py does not know: {', '.join(missing)}. Run: make setup")
    components = {name: component for name, component in by_name.items() if name in needs and name != root}
    reference = {name: component["bom-ref"] for name, component in components.items()} | {root: main["bom-ref"]}
    dependencies = []
    for name in (root, *components):
        on = sorted(reference[needed] for needed in needs[name])
        dependencies.append({"ref": reference[name], **({"dependsOn": on} if on else {})})
    return {
        **whole,
        "metadata": {**whole["metadata"], "component": main},
        "components": list(components.values()),
        "dependencies": dependencies,
    }


def main() -> int:
    """Write the file and say what is in it; 1, and no file, where it does not fit the schema."""
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator

    bom = reduced(listed(), PROJECT, version(PROJECT), closure())
    text = json.dumps(bom, indent=2) + "\n"
    wrong = JsonStrictValidator(SchemaVersion.from_version(SPECIFICATION)).validate_str(text)
    if wrong is not None:
        print(f"Not written, since it does not fit CycloneDX {SPECIFICATION}: {wrong}", file=sys.stderr)
        return 1
    path = Path(sys.argv[1] if len(sys.argv) > 1 else FILE)
    path.write_text(text, encoding="utf-8")
    print(f"{path}: {len(bom['components'])} components, CycloneDX {SPECIFICATION}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
