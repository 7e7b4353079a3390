"""What the assistant costs: ``python -m bench`` measures, writes ``bench/results/bench.json`` and ``docs/performance.md``.

Machines differ, so what counts are ratios of two things measured in turn in one run. Nothing here passes or fails.
"""
