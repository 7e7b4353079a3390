"""Asks, bank, negatives and practice questions → the route's classifier. Owns torch here: the regression is fitted with it."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from rag.answering.find import members_masked
from rag.corpus.prepared import STRICT, TRUST
from rag.understanding.group import rules_of
from rag.understanding.likeness import Likeness
from rag.understanding.names import find_trusts
from rag.understanding.route import ABSENT, FIND, MASK, MENTION, OFF_TOPIC, SOCIAL, Router, masked, tokens_of, weighted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from rag.corpus.bank import BankQuestion, Gap
    from rag.corpus.prepared import Entry, Negative
    from rag.corpus.tags import Tags
    from rag.evaluation.cases import Case
    from rag.search.embedding import Embedder

MOST_WORDS = 3_000
"""Words and pairs looked at, the commonest: those beyond stand in fewer than five requests and moved no figure."""
WEIGHTS = {FIND: 0.4, ABSENT: 0.8, OFF_TOPIC: 2.5, MENTION: 0.5}
"""What a request of a class counts. Bank questions are many times more than any entry's asks and would draw all to them; what
is off the subject has no end, so that each example stands for many: at 0.7 twice as many everyday requests were answered."""
EPOCHS, BATCH, RATE, DECAY = 16, 512, 0.03, 0.1
"""Of AdamW; chosen on practice questions and on asks held out."""


@dataclass(frozen=True, slots=True)
class Example:
    """A masked request and its class. ``fold`` keeps what is alike together, when some are held out."""

    text: str
    label: str


def examples(
    tags: Tags, entries: Iterable[Entry], negatives: Iterable[Negative], bank: Iterable[BankQuestion], gaps: Iterable[Gap],
    practice: Iterable[Case], mentions: Iterable[str], words: Sequence[str], seed: int,
) -> list[Example]:  # fmt: skip
    """Everything the route learns from. ``mentions`` are shapes with ``{word}`` in them, filled with ``words`` of the report."""
    rng = random.Random(seed)
    rows = [Example(_mask(ask, tags), entry.id) for entry in entries for ask in entry.asks]
    kinds = {"offtopic": OFF_TOPIC, "absent": ABSENT, "social": SOCIAL}
    rows += [Example(_mask(n.ask, tags), kinds[n.kind]) for n in negatives]
    rows += [Example(_mask(q.question, tags), FIND) for q in bank]
    rows += [Example(_mask(g.question, tags), ABSENT) for g in gaps]
    rows += [
        Example(_mask(shape.removeprefix(STRICT).replace("{word}", word), tags), MENTION)
        for shape in mentions
        for word in rng.sample(words, 12)
    ]
    for case in practice:
        if not case.history:
            away = OFF_TOPIC if case.kind in ("off-topic", "attack") else ABSENT
            rows.append(Example(_mask(case.question, tags), FIND if case.answerable else away))
    return rows


def fit_router(rows: Sequence[Example], vectors: NDArray[np.float32], embedder: str, seed: int) -> Router:
    """A softmax regression over vectors ``(n, d)`` and words, by AdamW with weight decay."""
    import torch

    torch.manual_seed(seed)
    classes = sorted({r.label for r in rows})
    place = {name: n for n, name in enumerate(classes)}
    bags = [tokens_of(r.text) for r in rows]
    counts = Counter(t for bag in bags for t in set(bag))
    common = sorted(counts, key=lambda t: (-counts[t], t))[:MOST_WORDS]
    vocabulary = {t: n for n, t in enumerate(sorted(common))}
    idf = np.array([np.log((len(rows) + 1) / (counts[t] + 1)) + 1 for t in vocabulary], np.float32)
    inputs = torch.zeros(len(rows), vectors.shape[1] + len(vocabulary))
    inputs[:, : vectors.shape[1]] = torch.from_numpy(np.ascontiguousarray(vectors)) * SCALE
    for n, bag in enumerate(bags):
        columns, values = weighted(bag, vocabulary, idf)
        inputs[n, [vectors.shape[1] + c for c in columns]] = torch.tensor(values)
    target = torch.tensor([place[r.label] for r in rows])
    weight = torch.tensor([WEIGHTS.get(r.label, 1.0) for r in rows])
    model = torch.nn.Linear(inputs.shape[1], len(classes))
    torch.nn.init.zeros_(model.weight)
    optimiser = torch.optim.AdamW(model.parameters(), lr=RATE, weight_decay=DECAY)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, EPOCHS * (1 + (len(rows) - 1) // BATCH))
    loss = torch.nn.CrossEntropyLoss(reduction="none")
    for _ in range(EPOCHS):
        for batch in torch.split(torch.randperm(len(rows)), BATCH):
            value = (loss(model(inputs[batch]), target[batch]) * weight[batch]).mean()
            optimiser.zero_grad()
            value.backward()
            optimiser.step()
            schedule.step()
    fitted, bias = model.weight.detach().numpy(), model.bias.detach().numpy()
    by_vector, by_word = fitted[:, : vectors.shape[1]] * SCALE, fitted[:, vectors.shape[1] :]
    return Router(tuple(classes), vocabulary, idf, by_vector.astype(np.float32), by_word.astype(np.float32), bias, embedder)


def averaged(routers: Sequence[Router]) -> Router:
    """The mean of routers that differ in nothing but the seed they were fitted with, which moves a weight by a seventh in the mean:
    of four, each alone showed the people's exam 0.916 to 0.927 of its evidence.
    """
    vectors, words, biases = (np.mean([getattr(r, name) for r in routers], axis=0) for name in ("by_vector", "by_word", "bias"))
    return replace(routers[0], by_vector=vectors, by_word=words, bias=biases)


SCALE = 4.0
"""By how much faster the vector's weights move than the words': a coordinate of a unit vector is small."""


SHORT = 96
"""Coordinates that known requests keep: with all 384 no figure was better, and the file four times as large."""
_KIND = {ABSENT: 1, OFF_TOPIC: 2, SOCIAL: 2}
"""Places in ``KINDS`` of the classes that have no entry; the others' are its first, but for facts, which the bank knows."""


def fit_likeness(rows: Sequence[Example], vectors: NDArray[np.float32], embedder: str) -> tuple[Likeness, dict[str, list[int]]]:
    """The known requests along their principal axes, and the places of each text among them."""
    kept = [n for n, row in enumerate(rows) if row.label not in (FIND, MENTION)]
    own = vectors[kept]
    basis = np.linalg.svd(own, full_matrices=False)[2][:SHORT].T
    short = own @ basis
    scale = float(np.abs(short).max()) / 127
    kinds = np.array([_KIND.get(rows[n].label, 0) for n in kept], np.uint8)
    places: dict[str, list[int]] = {}
    for place, n in enumerate(kept):
        places.setdefault(rows[n].text, []).append(place)
    return Likeness(basis.astype(np.float32), np.round(short / scale).astype(np.int8), scale, kinds, embedder), places


def encode(rows: Sequence[Example], embedder: Embedder) -> NDArray[np.float32]:
    """Unit vectors of the masked requests, shape ``(n, d)``."""
    return embedder.encode([r.text for r in rows])


def _mask(text: str, tags: Tags) -> str:
    plain = text.replace(TRUST, MASK)
    whole = masked(plain, find_trusts(plain, tags))
    return members_masked(whole, tags) if rules_of(tags).rows.found(whole.lower()) else whole
