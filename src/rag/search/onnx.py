"""Embedder for serving: the exported graph run by ONNX Runtime, texts cut by tokenizers. This module owns both packages.

The graph holds base model and adapter merged, pooling and normalisation (``rag.search.export`` writes it while the index is
built), so that serving imports no PyTorch. Its vectors equal sentence-transformers' to ``TOLERANCE``.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

import numpy as np

from rag.errors import StaleIndexError
from rag.search.second import second_core

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

INPUTS, OUTPUT = ("input_ids", "attention_mask"), "vectors"
"""Names in the graph: whole numbers of shape ``(texts, pieces)`` each, and unit vectors ``(texts, dimension)``."""
TOLERANCE = 1e-5
"""How far any number of a vector may be from sentence-transformers': what was measured is 2e-7, and no score shows 1e-5."""
FOLDER = "embedder"
MODEL, TOKENIZER, SHAPE = f"{FOLDER}/model.onnx", f"{FOLDER}/tokenizer.json", f"{FOLDER}/shape.json"
"""The files of a graph in an index."""
_BATCH = 64
"""Texts a run: as many as sentence-transformers is given at a time."""
RUN = 16
"""Word pieces that a run takes as long as, beside its own: it reads all weights. On a core of an EPYC a run of ``n`` pieces took
1.75 + 0.113 n ms, however they were parted into texts."""


@dataclass(frozen=True, slots=True)
class Graph:
    """An exported embedder: the ONNX model, its tokenizers file, the longest input and the number of the piece that fills up."""

    model: bytes
    tokenizer: bytes
    max_tokens: int
    padding: int

    @classmethod
    def of(cls, files: Mapping[str, bytes]) -> Graph | None:
        """The graph among the verified files of an index, or ``None``; ``StaleIndexError`` where it is there in part."""
        if MODEL not in files:
            return None
        try:
            shape = json.loads(files[SHAPE])
            return cls(files[MODEL], files[TOKENIZER], int(shape["max_tokens"]), int(shape["padding"]))
        except KeyError as error:
            raise StaleIndexError(f"its file {error.args[0]} is missing") from error
        except (ValueError, TypeError) as error:
            raise StaleIndexError(f"its file {SHAPE} cannot be read ({error})") from error

    def save(self, home: Path) -> None:
        """Write the three files into the folder of an index."""
        (home / FOLDER).mkdir()
        (home / MODEL).write_bytes(self.model)
        (home / TOKENIZER).write_bytes(self.tokenizer)
        shape = {"max_tokens": self.max_tokens, "padding": self.padding}
        (home / SHAPE).write_text(json.dumps(shape, sort_keys=True), encoding="utf-8")


class OnnxEmbedder:
    """An ``Embedder`` on ONNX Runtime, each text on one core. Calls may be made side by side."""

    def __init__(self, graph: Graph, digest: str) -> None:
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        from tokenizers import Tokenizer

        self._digest = digest
        self._max_tokens = graph.max_tokens
        self._padding = graph.padding
        self._read: Callable[[], Any] = partial(Tokenizer.from_buffer, graph.tokenizer)
        self._whole: Any = self._read()
        self._whole.no_truncation()
        self._whole.no_padding()
        self._session: Any = _session(graph.model)

    @property
    def digest(self) -> str:
        """Names weights and adapter, as those of the embedder that was exported."""
        return self._digest

    def use_one_core(self) -> None:
        """Nothing to do: no text uses another."""

    @property
    def max_tokens(self) -> int:
        """The longest input in the model's own tokens."""
        return self._max_tokens

    def count_tokens(self, text: str) -> int:
        """Length of ``text`` in the model's own tokens, special tokens included."""
        return len(self._whole.encode(text))

    def knows(self, word: str) -> bool:
        """Whether a lower-case word stands whole in the model's vocabulary."""
        return self._whole.token_to_id(word) is not None

    def encode(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> NDArray[np.float32]:
        """Unit vectors, shape ``(len(texts), dimension)``.

        Several texts are shared with a second core, where there is one and no other call is being made: under load each call keeps
        to its own. The last digits of a vector (5e-8) depend on the texts that were in a run with its own.
        """
        vectors = np.empty((len(texts), self._session.get_outputs()[0].shape[1]), np.float32)
        for at in range(0, len(texts), _BATCH):
            batch = self._pieces(texts[at : at + _BATCH])
            shared = len(batch) > 1 and second_core().free
            vectors[at : at + len(batch)] = self._shared(batch) if shared else self._in_runs(batch)
            if progress:
                progress(len(batch))
        return vectors

    def _shared(self, batch: Sequence[Sequence[int]]) -> NDArray[np.float32]:
        """Unit vectors of texts by their word pieces, half of the work done by the second core."""
        here, there = halved([len(ids) for ids in batch])
        (other,) = second_core().begin(partial(self._in_runs, [batch[n] for n in there]))
        own = self._in_runs([batch[n] for n in here])
        vectors = np.empty((len(batch), own.shape[1]), np.float32)
        vectors[here], vectors[there] = own, other()
        return vectors

    def _in_runs(self, batch: Sequence[Sequence[int]]) -> NDArray[np.float32]:
        """Unit vectors of texts by their word pieces, in the runs that take the least time."""
        parted = [(places, self._run([batch[n] for n in places])) for places in runs([len(ids) for ids in batch])]
        vectors = np.empty((len(batch), parted[0][1].shape[1]), np.float32)
        for places, found in parted:
            vectors[places] = found
        return vectors

    @cached_property
    def _cut(self) -> Any:
        """The tokenizer that cuts at the longest input, another 8 MiB: asking never meets so long a text."""
        cut = self._read()
        cut.enable_truncation(self._max_tokens)
        cut.no_padding()
        return cut

    def _pieces(self, texts: Sequence[str]) -> list[list[int]]:
        """The word pieces of each text by their numbers, cut at the longest input."""
        found = [encoding.ids for encoding in self._whole.encode_batch_fast(list(texts))]
        if max(map(len, found)) > self._max_tokens:
            found = [encoding.ids for encoding in self._cut.encode_batch_fast(list(texts))]
        return found

    def _run(self, found: Sequence[Sequence[int]]) -> NDArray[np.float32]:
        """Unit vectors of texts by their word pieces, the shorter ones filled up."""
        pieces = np.full((len(found), max(map(len, found))), self._padding, np.int64)
        mask = np.zeros_like(pieces)
        for row, ids in enumerate(found):
            pieces[row, : len(ids)] = ids
            mask[row, : len(ids)] = 1
        vectors = self._session.run([OUTPUT], dict(zip(INPUTS, (pieces, mask), strict=True)))[0]
        return np.asarray(vectors, np.float32)


def halved(lengths: Sequence[int]) -> tuple[list[int], list[int]]:
    """The places of texts of so many word pieces in two halves of about as many: the longest first, each into the lighter half."""
    halves: tuple[list[int], list[int]] = ([], [])
    weights = [0, 0]
    for place in sorted(range(len(lengths)), key=lambda n: (-lengths[n], n)):
        lighter = weights.index(min(weights))
        halves[lighter].append(place)
        weights[lighter] += lengths[place]
    return halves


def runs(lengths: Sequence[int]) -> list[list[int]]:
    """The places of texts of so many word pieces, parted into the runs that take the least time together.

    In a run all are filled up to the longest, and each run costs ``RUN`` pieces more. The cheapest partition in the order of
    lengths, by dynamic programming.
    """
    order = sorted(range(len(lengths)), key=lengths.__getitem__)
    if not order or len(order) * lengths[order[-1]] - sum(lengths) <= RUN:
        return [order] if order else []
    cost, begins = [0], [0]
    for end in range(1, len(order) + 1):
        longest = lengths[order[end - 1]]
        cheapest, begin = min((cost[start] + RUN + (end - start) * longest, start) for start in range(end))
        cost.append(cheapest)
        begins.append(begin)
    parted: list[list[int]] = []
    end = len(order)
    while end:
        parted.append(order[begins[end] : end])
        end = begins[end]
    return parted


def _session(model: bytes) -> Any:
    from onnxruntime import InferenceSession, SessionOptions

    options = SessionOptions()
    options.intra_op_num_threads = 1  # several questions are answered side by side instead
    options.inter_op_num_threads = 1
    # An arena never gives back what the longest texts so far took, and doubles as it grows: without, it is freed with each call.
    options.enable_cpu_mem_arena = False
    session = InferenceSession(model, options, providers=["CPUExecutionProvider"])
    # It keeps the file, 86 MiB, to open it again with other providers. ONNX Runtime has no way to say that there will be none.
    session._model_bytes = None  # noqa: SLF001
    return session
