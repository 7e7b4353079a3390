"""Rows → the embedder's adapter.

A LoRA adapter (Hu et al 2021) is trained by sentence-transformers' own trainer with a multiple-negatives ranking loss
(Henderson et al 2017): a question should lie nearest to the sentences that answer it, and to the other questions that
those answer. Negatives are the other texts of the batch and one hard one.
"""

from __future__ import annotations

import json
import random
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from rag.search.embedding import CONFIG, WEIGHTS, adapter_digest, default_model_path, seal_adapter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from peft import PeftModel
    from sentence_transformers import SentenceTransformer

    from rag.corpus.bank import BankQuestion
    from rag.search.embedding import Embedder
    from rag.search.index import PassageIndex
    from rag.training.data import Rows


@dataclass(frozen=True, slots=True)
class TrainingSettings:
    """What a training run is made with; written into the adapter's manifest."""

    rank: int = 16
    alpha: int = 32
    targets: tuple[str, ...] = ("query", "key", "value", "dense")
    learning_rate: float = 1e-3
    epochs: int = 2
    batch: int = 64
    warmup: float = 0.06
    max_tokens: int = 64
    held_bank: float = 0.25
    held_gaps: float = 0.4
    seed: int = 7


def train(rows: Rows, settings: TrainingSettings) -> PeftModel:
    """A trained adapter on the base model; uses a GPU where torch sees one, bfloat16 where the processor multiplies it natively."""
    import torch
    from datasets import Dataset, DatasetDict
    from sentence_transformers import SentenceTransformerTrainer, SentenceTransformerTrainingArguments
    from sentence_transformers.losses import MultipleNegativesRankingLoss
    from sentence_transformers.training_args import BatchSamplers, MultiDatasetBatchSamplers

    gpu = torch.cuda.is_available()
    torch.manual_seed(settings.seed)
    dice = random.Random(settings.seed)
    data: dict[str, list[dict[str, str]]] = {"sentences": [], "questions": []}
    for _ in range(settings.epochs):
        data["sentences"] += rows.sentences(dice)
        data["questions"] += rows.questions(dice)
    model, adapter = _with_adapter(settings, "cuda" if gpu else "cpu")
    with tempfile.TemporaryDirectory() as scratch:
        arguments = SentenceTransformerTrainingArguments(
            output_dir=scratch, num_train_epochs=1, per_device_train_batch_size=settings.batch,
            learning_rate=settings.learning_rate, warmup_steps=settings.warmup, lr_scheduler_type="cosine",
            batch_sampler=BatchSamplers.NO_DUPLICATES, multi_dataset_batch_sampler=MultiDatasetBatchSamplers.PROPORTIONAL,
            seed=settings.seed, save_strategy="no", report_to=[], logging_steps=25, dataloader_pin_memory=False,
            use_cpu=not gpu, bf16=gpu or bool(torch.cpu._is_avx512_bf16_supported()),  # noqa: SLF001 - no public way to ask
        )  # fmt: skip
        trainer = SentenceTransformerTrainer(
            model=model,
            args=arguments,
            train_dataset=DatasetDict({name: Dataset.from_list(part) for name, part in data.items()}),
            loss=MultipleNegativesRankingLoss(model),
        )
        trainer.train()
    return adapter


def _with_adapter(settings: TrainingSettings, device: str) -> tuple[SentenceTransformer, PeftModel]:
    import torch
    from peft import LoraConfig, TaskType, get_peft_model
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(default_model_path()), device=device)
    model.max_seq_length = settings.max_tokens
    # Dropout draws cost as much as the multiplications on a CPU; a few epochs over fresh negatives do without.
    for module in model.modules():
        if isinstance(module, torch.nn.Dropout):
            module.p = 0.0
    lora = LoraConfig(
        task_type=TaskType.FEATURE_EXTRACTION, r=settings.rank, lora_alpha=settings.alpha, lora_dropout=0.0,
        target_modules=list(settings.targets),
    )  # fmt: skip
    # Not model.add_adapter: transformers 5.24 asks there for a newer peft than there is.
    adapter = get_peft_model(model[0].auto_model, lora)
    model[0].auto_model = adapter
    return model, adapter


def measure(embedder: Embedder, index: PassageIndex, held_out: Sequence[BankQuestion]) -> dict[str, float]:
    """MRR@10 and recall@5 of the best answering sentence among all sentences, by the embedder alone, for held-out questions."""
    matrix = index.sentence_vectors.reconstruct_n(0, len(index.sentences))
    scores = embedder.encode([q.question for q in held_out]) @ matrix.T
    best = np.array([row[list(q.sentences)].max() for row, q in zip(scores, held_out, strict=True)])
    ranks = 1 + (scores > best[:, None]).sum(axis=1)
    return {
        "mrr@10": round(float(np.where(ranks <= 10, 1 / ranks, 0).mean()), 4),  # noqa: PLR2004 - MRR@10
        "recall@5": round(float((ranks <= 5).mean()), 4),  # noqa: PLR2004 - recall@5
        "n": len(held_out),
    }


def save_adapter(adapter: PeftModel, folder: Path, manifest: dict[str, Any]) -> None:
    """Write the adapter's weights (safetensors), its configuration and the manifest into ``folder``."""
    with tempfile.TemporaryDirectory() as scratch:
        adapter.save_pretrained(scratch, safe_serialization=True)
        folder.mkdir(parents=True, exist_ok=True)
        for name in ("adapter_model.safetensors", "adapter_config.json"):
            shutil.copyfile(Path(scratch) / name, folder / name)
    config = json.loads((folder / "adapter_config.json").read_text(encoding="utf-8"))
    config["base_model_name_or_path"] = "all-MiniLM-L6-v2"
    (folder / "adapter_config.json").write_text(json.dumps(config, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    manifest["weights"] = adapter_digest(folder)
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    seal_adapter(folder, WEIGHTS, CONFIG)
