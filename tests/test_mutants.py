"""The list of ``make mutants`` fits the code: told here, in a moment, before the changes themselves are tried."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "mutants"))
from run import load_changes, misfits


def test_every_change_can_be_made_and_there_are_enough():
    changes = load_changes()
    assert misfits(changes) == []
    assert len(changes) >= 36
    assert len({change.name for change in changes}) == len(changes)
