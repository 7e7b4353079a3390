"""What serves embeds as what it was exported from, is never another's, and imports nothing that trains."""

import json
import logging
import random
import shutil
import subprocess
import sys
import threading
from functools import partial

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import tiny
from conftest import CORPUS, ROOT, index_home
from rag import loading
from rag.errors import StaleIndexError
from rag.search.embedding import embedder_digest, load_embedder
from rag.search.export import distance, export_graph
from rag.search.index import build_index, load_with_graph
from rag.search.onnx import MODEL, SHAPE, TOKENIZER, TOLERANCE, Graph, OnnxEmbedder, halved, runs
from rag.search.second import SecondCore
from rag.settings import Settings
from rag.understanding.limits import PIECES_AROUND
from test_second import freed

pytestmark = pytest.mark.filterwarnings("ignore::FutureWarning")  # transformers of itself, on loading the model
ADAPTER = ROOT / "index" / "adapter"
CHARACTERS = [
    *"aeiou  nrst.,?'’“”–…-()/£%½0123456789\n\t\u00ad\u200b\u0301éßçİ東京語🙂\x00",
    "the ",
    "##",
    "[MASK]",
    "[PAD]",
    "Salford ",
]


@pytest.fixture(scope="module")
def embedder():
    loaded = load_embedder(adapter=ADAPTER)
    loaded.use_one_core()
    return loaded


@pytest.fixture(scope="module")
def graph(embedder):
    made = export_graph(embedder)
    assert isinstance(made, Graph), made
    return made


@pytest.fixture(scope="module")
def served(graph, embedder):
    return OnnxEmbedder(graph, embedder.digest)


def questions(path):
    return [json.loads(line)["question"] for line in path.read_text(encoding="utf-8").splitlines()]


def fuzz():
    """Texts of any characters, of no, few and more pieces than the model reads."""
    dice = random.Random(17)
    return ["", " ", *("".join(dice.choices(CHARACTERS, k=int(2 ** dice.uniform(0, 9)))) for _ in range(60)), "word " * 600]


def texts():
    """Exam, every 40th question of the bank, fuzz."""
    return [*questions(ROOT / "evals" / "questions.jsonl"), *questions(CORPUS / "questions.jsonl")[::40], *fuzz()]


def test_the_vectors_are_sentence_transformers_own(embedder, served):
    asked = sorted(texts(), key=len)
    batches = [asked[n : n + 16] for n in range(0, len(asked), 16)]
    assert max(float(np.abs(embedder.encode(b) - served.encode(b)).max()) for b in batches) < TOLERANCE
    assert distance(embedder, served, [*fuzz()[:6], asked[0], asked[len(asked) // 2]]) < TOLERANCE
    assert np.abs(np.linalg.norm(served.encode(asked[:50]), axis=1) - 1).max() < TOLERANCE


def test_pieces_and_words_are_counted_alike(embedder, served):
    for text in texts():
        assert served.count_tokens(text) == embedder.count_tokens(text), repr(text)
    assert (served.max_tokens, served.digest) == (embedder.max_tokens, embedder.digest)
    for word in ("leader", "leadr", "##ing", "[MASK]", ""):
        assert served.knows(word) == embedder.knows(word)


def test_a_long_text_is_cut_in_any_company(embedder, served):
    """The tokenizer that cuts is made with the first text that needs it, and cuts no other."""
    texts = ["word " * 600, "How are leaders chosen?", ""]
    assert np.abs(served.encode(texts) - embedder.encode(texts)).max() < TOLERANCE
    assert np.abs(served.encode(texts[1:]) - embedder.encode(texts[1:])).max() < TOLERANCE


def test_no_text_has_no_vector_and_progress_is_told(served):
    assert served.encode([]).shape == (0, 384)
    told = []
    assert served.encode(["one"] * 65, told.append).shape == (65, 384)
    assert told == [64, 1]


def test_texts_of_like_length_are_run_together():
    """A run costs 16 pieces beside its own: two texts are parted where filling one up would cost more than that."""
    assert runs([]) == []
    assert runs([16, 15]) == [[1, 0]]
    assert runs([26, 10]) == [[1, 0]]  # 2 * 26 + 16 = 26 + 10 + 2 * 16
    assert runs([27, 10]) == [[0], [1]]
    assert runs([13, 9, 62, 61]) == [[3, 2], [1, 0]]
    assert runs([10, 29, 29, 19]) == [[1, 2], [0, 3]]  # 2 * 29 + 2 * 19 + 32 = 128; as one 132, with the 19 among the long ones 129


def test_each_vector_is_at_its_texts_place(served):
    texts = ["word " * 40, "Who leads?", "word " * 39, "", "How are leaders chosen?"]
    assert runs([served.count_tokens(text) for text in texts]) == [[2, 0], [3, 1, 4]]
    alone = np.vstack([served.encode([text]) for text in texts])
    assert np.abs(served.encode(texts) - alone).max() < TOLERANCE


def test_the_digest_is_known_without_loading(embedder):
    assert embedder_digest(adapter=ADAPTER) == embedder.digest
    assert embedder_digest() != embedder.digest


def test_a_graph_that_would_answer_otherwise_is_none(embedder, monkeypatch):
    encode = embedder.encode
    monkeypatch.setattr(embedder, "encode", lambda batch: encode(batch) + 1e-4)
    assert export_graph(embedder) == "its graph's vectors are 0.0001 away from its own"
    assert export_graph(tiny.EMBEDDER) == "it is no model of sentence-transformers"


@pytest.fixture
def built(report, tmp_path, graph):
    """A small index that holds the graph; its vectors are the hashing embedder's, its name the model's."""
    shutil.copytree(CORPUS, tmp_path / "corpus", ignore=shutil.ignore_patterns("prepared"))
    for name in ("questions.jsonl", "gaps.jsonl"):
        (tmp_path / "corpus" / name).write_text("", encoding="utf-8")
    build_index(report, tmp_path / "corpus", tmp_path / "index", tiny.EMBEDDER, graph=graph)
    return tmp_path


def load(report, built):
    return load_with_graph(report, built / "corpus", built / "index", tiny.EMBEDDER.digest)


def test_the_index_gives_back_the_graph_that_it_was_given(report, built, graph):
    assert load(report, built)[1] == graph


@pytest.mark.parametrize("name", [MODEL, TOKENIZER, SHAPE])
@pytest.mark.parametrize("damage", ["edit", "delete"])
def test_a_graph_that_was_altered_is_refused(report, built, name, damage):
    path = index_home(built / "index") / name
    content = path.read_bytes()
    path.unlink() if damage == "delete" else path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    with pytest.raises(StaleIndexError, match=name):
        load(report, built)


def test_without_a_graph_sentence_transformers_serves_and_why_is_told(report, tmp_path, monkeypatch, caplog):
    shutil.copytree(CORPUS, tmp_path / "corpus", ignore=shutil.ignore_patterns("prepared", "aspects", "practice.jsonl"))
    for name in ("questions.jsonl", "gaps.jsonl"):
        (tmp_path / "corpus" / name).write_text("", encoding="utf-8")
    settings = Settings(corpus=tmp_path / "corpus", index=tmp_path / "index", trained=tmp_path)
    monkeypatch.setattr(loading, "embedder_digest", lambda *_: tiny.EMBEDDER.digest)
    monkeypatch.setattr(loading, "load_embedder", lambda *_: tiny.EMBEDDER)
    with caplog.at_level(logging.WARNING):
        for _ in range(2):  # built, and found
            assert loading.open_index(settings, say=lambda _: None).embedder is tiny.EMBEDDER
    told = [record.getMessage() for record in caplog.records if record.name == "rag.loading"]
    assert [line.rpartition(": ")[2] for line in told] == ["it is no model of sentence-transformers."] * 2


HEAVY = ("torch", "transformers", "sentence_transformers", "sklearn", "peft", "onnx")


def test_asking_imports_nothing_that_trains(tmp_path):
    """In a process of its own, as ``rag ask`` does it; then what ``rag run``, ``rag evaluate`` and the server add."""
    code = (
        "import sys\n"
        "from rag.cli import main\n"
        "assert main(['ask', 'How did Salford select its clinical directors?', '--json', '--explain']) == 0\n"
        "import rag.batch, rag.evaluation.command, rag.web.server, rag.web.chat, rag.web.api, rag.web.mcp, rag.web.reference, gradio\n"
        f"print([m for m in {HEAVY} if m in sys.modules], file=sys.stderr)\n"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=200)
    assert found.returncode == 0, found.stderr
    assert found.stderr.splitlines()[-1] == "[]"
    assert json.loads(found.stdout[: found.stdout.index("\n}") + 2])["answered"]


@given(st.text(st.characters(max_codepoint=127)))
def test_the_embedder_makes_no_more_pieces_of_plain_letters(real, text):
    assert real.retriever._embedder.count_tokens(text) <= len(text) + PIECES_AROUND


def test_texts_are_shared_with_a_second_core_by_their_lengths():
    assert halved([]) == ([], [])
    assert halved([9]) == ([0], [])
    assert halved([12, 12]) == ([0], [1])
    assert halved([5, 40, 6, 30]) == ([1], [3, 2, 0])


def test_a_second_core_helps_one_call_at_a_time(served, monkeypatch):
    """While one call is being made, another keeps to its own core; the vectors are the same."""
    second, hold = SecondCore(2), threading.Event()
    threads = []
    run = OnnxEmbedder._run
    monkeypatch.setattr("rag.search.onnx.second_core", lambda: second)
    monkeypatch.setattr(OnnxEmbedder, "_run", lambda own, found: threads.append(threading.current_thread()) or run(own, found))
    texts = ["Who leads?", "How are leaders chosen?"]
    shared = served.encode(texts)
    assert len({*threads}) == 2
    threads.clear()
    freed(second)
    (held,) = second.begin(partial(hold.wait, 10))
    alone = served.encode(texts)
    hold.set()
    assert held()
    assert threads == [threading.current_thread()]
    assert np.abs(shared - alone).max() < TOLERANCE
