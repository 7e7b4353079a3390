"""Weights and adapter are the pinned ones, or they are not loaded."""

import json
import shutil

import pytest

from conftest import ROOT
from rag.errors import EmbedderError
from rag.search import embedding
from rag.search.embedding import load_embedder

ADAPTER = ROOT / "index" / "adapter"


def test_other_weights_than_the_pinned_are_refused(tmp_path, monkeypatch):
    (tmp_path / "model.safetensors").write_bytes(b"other weights")
    monkeypatch.setattr(embedding, "default_model_path", lambda: tmp_path)
    with pytest.raises(EmbedderError, match="not the pinned ones"):
        load_embedder()


@pytest.mark.filterwarnings("ignore::FutureWarning")
@pytest.mark.parametrize(
    "fault", ["weights", "manifest", "base", "missing", "no manifest", "lora_alpha", "no config", "no digests", "list"]
)
def test_an_adapter_that_was_altered_is_refused(tmp_path, fault):
    adapter = tmp_path / "adapter"
    shutil.copytree(ADAPTER, adapter)
    manifest = json.loads((adapter / "manifest.json").read_text(encoding="utf-8"))
    weights = adapter / "adapter_model.safetensors"
    if fault == "weights":
        data = bytearray(weights.read_bytes())
        data[-1] ^= 1
        weights.write_bytes(data)
    elif fault == "lora_alpha":  # as seen on 4a040a8: answers changed, and the digest did not
        config = (adapter / "adapter_config.json").read_text(encoding="utf-8")
        assert '"lora_alpha": 32' in config
        (adapter / "adapter_config.json").write_text(config.replace('"lora_alpha": 32', '"lora_alpha": 33'), encoding="utf-8")
    elif fault == "no config":
        (adapter / "adapter_config.json").unlink()
    elif fault == "no manifest":
        (adapter / "manifest.json").unlink()
    elif fault == "no digests":
        del manifest["files"]
        (adapter / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    elif fault == "list":
        (adapter / "manifest.json").write_text("[]", encoding="utf-8")
    elif fault == "missing":
        weights.unlink()
    elif fault == "base":
        (adapter / "manifest.json").write_text(json.dumps({**manifest, "base": "0" * 64}), encoding="utf-8")
    else:
        (adapter / "manifest.json").write_text("{", encoding="utf-8")
    with pytest.raises(EmbedderError, match="adapter"):
        load_embedder(adapter=adapter)
