"""A real training of a few steps: the adapter it saves is the one that is loaded, and it learns what it is shown."""

import json
import random

import numpy as np
import pytest

from rag.corpus.bank import BankQuestion, Gap
from rag.errors import EmbedderError
from rag.search.embedding import WEIGHTS_SHA256, load_embedder
from rag.training.adapter import TrainingSettings, save_adapter, train
from rag.training.data import Rows, split

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore")]


@pytest.fixture(scope="module")
def rows(small_index):
    return Rows(small_index.report, small_index.passages, small_index.bank[:24], small_index.gaps[:10])


@pytest.fixture(scope="module")
def adapter(rows, tmp_path_factory):
    folder = tmp_path_factory.mktemp("adapter")
    trained = train(rows, TrainingSettings(epochs=2, batch=8, rank=4))
    save_adapter(trained, folder, {"base": WEIGHTS_SHA256})
    return folder


def test_rows_pair_a_question_with_its_answer_and_not_with_its_rival(small_index, rows):
    by_text = {s.text: s.index for s in small_index.sentences}
    for row in rows.sentences(random.Random(1)):
        question = next(q for q in small_index.bank if q.question == row["anchor"])
        positive, negative = (
            next(i for text, i in by_text.items() if row[k].endswith(f": {text}")) for k in ("positive", "negative")
        )
        assert positive in question.sentences
        assert small_index.sentences[negative].text not in {small_index.sentences[i].text for i in question.sentences}
    assert all(len({*row.values()}) == 3 for row in rows.questions(random.Random(1)))


def test_the_split_holds_out_and_loses_nothing():
    bank = [BankQuestion(str(n), (n,)) for n in range(20)]
    gaps = [Gap(str(n), None, "name", (n,)) for n in range(10)]
    parts = split(bank, gaps, 0.25, 0.4, 7)
    assert (len(parts.held_bank), len(parts.held_gaps)) == (5, 4)
    assert {q.question for q in (*parts.bank, *parts.held_bank)} == {q.question for q in bank}
    assert parts == split(bank, gaps, 0.25, 0.4, 7)


def test_what_was_trained_is_loaded_and_has_learnt(adapter, small_index):
    base, taught = load_embedder(), load_embedder(adapter=adapter)
    assert base.digest != taught.digest
    questions = [q.question for q in small_index.bank[:24]]
    answers = [small_index.sentences[q.sentences[0]].text for q in small_index.bank[:24]]

    def margin(embedder):
        scores = embedder.encode(questions) @ embedder.encode(answers).T
        return float(np.diag(scores).mean() - scores.mean())

    assert margin(taught) > margin(base) + 0.02


def test_the_adapter_is_small_and_names_its_base(adapter):
    manifest = json.loads((adapter / "manifest.json").read_text())
    assert manifest["base"] == WEIGHTS_SHA256
    assert sum(p.stat().st_size for p in adapter.iterdir()) < 8_000_000


def test_an_edited_adapter_is_refused(adapter):
    path = adapter / "adapter_model.safetensors"
    content = path.read_bytes()
    path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    with pytest.raises(EmbedderError, match="does not fit its manifest"):
        load_embedder(adapter=adapter)
    path.write_bytes(content)
