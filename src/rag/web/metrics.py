"""Counts and times for Prometheus at ``/metrics``. No label ever holds what a person typed: all have few, known values."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.gc_collector import GCCollector
from prometheus_client.platform_collector import PlatformCollector
from prometheus_client.process_collector import ProcessCollector

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_SECONDS = (0.005, 0.01, 0.02, 0.03, 0.05, 0.075, 0.1, 0.15, 0.25, 0.5, 1, 2.5, 5, 10)


class Metrics:
    """One process's counts, in a registry of their own, so that several applications may live in one process."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        for collect in (ProcessCollector, PlatformCollector, GCCollector):
            collect(registry=self._registry)
        own = self._registry
        self.answers = Counter("rag_answers", "Answers by status and by the way they were asked.", ("status", "way"), registry=own)
        self.answer_seconds = Histogram(
            "rag_answer_seconds", "Time of one answer, waiting not counted.", buckets=_SECONDS, registry=own
        )
        self.wait_seconds = Histogram(
            "rag_wait_seconds", "Time that a question waited for its turn.", buckets=_SECONDS, registry=own
        )
        self.waiting = Gauge("rag_waiting", "Questions that wait for their turn now.", registry=own)
        self.failures = Counter("rag_failures", "Questions that ended in an error of ours.", ("way",), registry=own)
        self.refused = Counter("rag_refused_requests", "Requests turned away.", ("why",), registry=own)
        self.requests = Counter(
            "rag_requests", "Requests by method, route and status.", ("method", "route", "status"), registry=own
        )

    def text(self) -> bytes:
        """All of it in Prometheus's text format."""
        return generate_latest(self._registry)
