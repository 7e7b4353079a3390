"""sentence-transformers' model → the graph that serves it, tried against it before it is believed."""

from __future__ import annotations

import io
import warnings
from typing import TYPE_CHECKING, Any

import numpy as np

from rag.search.embedding import SentenceTransformerEmbedder
from rag.search.onnx import INPUTS, OUTPUT, TOLERANCE, Graph, OnnxEmbedder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rag.search.embedding import Embedder

OPSET = 17
"""ONNX's operators of 2022, the first with layer normalisation as one of them."""
TRIED = (
    "How are clinical directors selected?",
    "",
    "Why? ".join(["Zwölf naïve “quotes” – ½ £5m, 東京 🙂 and a word such as pneumonoultramicroscopicsilicovolcanoconiosis."] * 3),
    "word " * 700,  # longer than the longest input
    "word " * 505,  # a little shorter, so that it is filled up to it, as the empty one is to the first
)
"""Texts that a graph must embed as its model does: usual, empty, of many kinds of characters, too long; alone and filled up."""


def export_graph(embedder: Embedder) -> Graph | str:
    """The graph of an embedder, or why it has none: one of another kind, or a model whose graph would answer otherwise."""
    if not isinstance(embedder, SentenceTransformerEmbedder):
        return "it is no model of sentence-transformers"
    model = embedder.model
    tokenizer = model.tokenizer
    if not getattr(tokenizer, "is_fast", False):
        return "its tokenizer is none that the package tokenizers can run"
    try:
        content = _traced(model)
    except (RuntimeError, TypeError, ValueError, KeyError, NotImplementedError) as error:
        return f"it cannot be exported ({type(error).__name__}: {str(error).splitlines()[0] if str(error) else 'no reason given'})"
    graph = Graph(content, tokenizer.backend_tokenizer.to_str().encode(), embedder.max_tokens, int(tokenizer.pad_token_id))
    apart = distance(embedder, OnnxEmbedder(graph, embedder.digest), TRIED)
    if apart > TOLERANCE:
        return f"its graph's vectors are {apart:.1g} away from its own"
    return graph


def distance(one: Embedder, other: Embedder, texts: Sequence[str]) -> float:
    """The greatest difference between any two numbers of their vectors, of the texts one by one and of all in one call."""
    calls = [[text] for text in texts] + [list(texts)]
    return max(float(np.abs(one.encode(call) - other.encode(call)).max()) for call in calls)


def _traced(model: Any) -> bytes:
    """The ONNX file: the whole model from word pieces to unit vectors, for any number of texts of any length.

    By PyTorch's exporter that traces: the other one needs onnxscript, takes seven times as long and gives a graph that takes
    four times as long to open.
    """
    import torch

    class Whole(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.model = model

        def forward(self, pieces: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
            found = self.model({"input_ids": pieces, "attention_mask": mask})["sentence_embedding"]
            return torch.nn.functional.normalize(found, p=2, dim=1)

    example = model.tokenizer(["one text", "another one, which is longer"], padding=True, return_tensors="pt")
    file = io.BytesIO()
    into: Any = file  # the tracing exporter takes a file, though its types name paths alone
    with warnings.catch_warnings(), torch.no_grad():
        # It warns of its own age, and of every comparison that it takes for a constant: ``export_graph`` tries what comes of it.
        warnings.simplefilter("ignore")
        torch.onnx.export(
            Whole().eval(), tuple(example[name] for name in INPUTS), into,
            input_names=list(INPUTS), output_names=[OUTPUT], opset_version=OPSET, dynamo=False,
            dynamic_axes={**{name: {0: "texts", 1: "pieces"} for name in INPUTS}, OUTPUT: {0: "texts"}},
        )  # fmt: skip
    return file.getvalue()
