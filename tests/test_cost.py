"""What a request within the limits may cost: at most ten plain questions, measured in the same run with the real embedder."""

import statistics
import time

import pytest

from rag.answering.embedded import MOST_TEXTS
from rag.corpus.passages import count_tokens
from rag.types import Context
from rag.understanding.limits import PIECES

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timed,
    pytest.mark.filterwarnings("ignore::FutureWarning"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]
PLAIN = (
    "How did Salford select its clinical directors?",
    "How does UCLH induct new consultants?",
    "What is the role of the medical director at Southern Health?",
    "How are junior doctors engaged at Northumbria?",
    "What did the board of Salford do about quality?",
)
MOST = 10
"""Plain questions that no request may cost more than."""
FOUR = "Compare Northumbria, Salford, Southern Health and UCLH on"


ASKED = "How does Salford engage doctors"


def tokens_of(word, tokens):
    """A question, which signs alone are none, and ``word`` again and again behind it, with so many tokens at most."""
    count = tokens
    while count_tokens(f"{ASKED} {word * count}") > tokens:
        count -= max(1, (count_tokens(f"{ASKED} {word * count}") - tokens) // 2)
    return f"{ASKED} {word * count}"


DEAR = {
    "dots": (tokens_of("...", 389), 8),
    "questions of dots": (tokens_of("? . ", 389), 8),
    "pairs": (
        (
            "Compare Salford and UCLH, Salford and Northumbria, Salford and Southern Health, UCLH and Northumbria, "
            "UCLH and Southern Health on induction"
        ),
        8,
    ),
    "and": ("How are Salford and UCLH? " + "and " * 120 + "x", 8),
    "equals signs": (f"{ASKED} {'=' * 7_960}", 8),
    "signs that are none in a row": (tokens_of(", . ; ", 389), 8),
    "a long talk": (PLAIN[0], 8),
    "a follow-up of everyone": ("And what about all of them?", 8),
    "three comparisons": (f"{FOUR} induction. {FOUR} appraisal. {FOUR} job planning.", 0),
    "three comparisons, asked": (
        f"{FOUR} how they induct consultants? {FOUR} how they appraise them? {FOUR} how they choose leaders?",
        0,
    ),
    "three open questions": ("How are doctors engaged? How are leaders chosen? How is quality improved?", 8),
    "three comparisons in a talk": (f"{FOUR} induction. {FOUR} appraisal. {FOUR} job planning.", 8),
    "everyone, again and again": ("all four trusts each of the trusts every trust " * 40, 8),
    "which mention": (f"Which trusts mention {'induction appraisal mentoring safety quality culture values compact ' * 24}?", 0),
    "long earlier ones": ("And there?", 8),
    "long words": ("antidisestablishmentarianism " * 60, 8),
}  # fmt: skip


def history_of(name, question, count):
    if name in ("a long talk", "a follow-up of everyone"):
        return [*PLAIN, *PLAIN][:count]
    if name == "long earlier ones":
        return [f"Who leads {n} at Salford and UCLH? " * 30 for n in range(count)]
    return [question] * count


def seconds(real, question, history=(), context=None):
    started = time.process_time()
    real.ask(question, history, context=context)
    return time.process_time() - started


@pytest.fixture(scope="module")
def plain(real):
    """Seconds of processor that a plain question takes; the first ones load what is loaded once."""
    for question in (*PLAIN, *(q for q, _ in DEAR.values()), "Wie werden neue Ärzte eingeführt?"):
        real.ask(question)
    return statistics.median(seconds(real, question) for _ in range(5) for question in PLAIN)


@pytest.mark.parametrize("name", DEAR)
def test_no_request_costs_over_ten_plain_ones(real, plain, name):
    question, count = DEAR[name]
    history = history_of(name, question, count)
    cost = statistics.median(seconds(real, question, history) for _ in range(5)) / plain
    print(f"{name}: {cost:.1f} plain questions")
    assert cost <= MOST


@pytest.mark.parametrize("name", DEAR)
def test_what_a_request_embeds_is_bounded_in_texts_and_word_pieces(real, monkeypatch, name):
    question, count = DEAR[name]
    embedder = real.retriever._embedder
    encode, seen = embedder.encode, []

    def counted(texts, *rest, **more):
        seen.extend(texts)
        return encode(texts, *rest, **more)

    monkeypatch.setattr(embedder, "encode", counted)
    real.ask(question, history_of(name, question, count))
    assert len(seen) <= MOST_TEXTS == 8  # history and all of a message's requests
    assert all(embedder.count_tokens(text) <= PIECES for text in seen)


def test_a_forged_context_costs_no_more(real, plain):
    forged = Context(tuple(t.id for t in real.tags.trusts), None, f"Compare all four trusts on {'induction, ' * 170}")
    assert statistics.median(seconds(real, "And there?", context=forged) for _ in range(5)) / plain <= MOST
