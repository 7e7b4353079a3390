"""Eval questions → measures, baselines and reports. Judged by span of the report, never by passage id."""
