"""The tests parse sources whole, though what the collection of garbage sets off may parse in the midst of it."""

import ast
import gc

SOURCE = "\n".join(f"def f{number}(a, b=1):\n    return (a + {number}) * [c for c in range(b)]" for number in range(300))


def test_a_collection_does_not_break_a_parse():
    def parses(phase, told):
        ast.parse("(1 + 2) * 3")

    gc.callbacks.append(parses)  # as a finaliser that formats a traceback
    try:
        ast.parse(SOURCE)  # without the guard of conftest: SystemError on 3.11.7
    finally:
        gc.callbacks.remove(parses)
    assert gc.isenabled()
