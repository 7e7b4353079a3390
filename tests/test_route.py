"""The route's sums by hand: masked names, tokens, weights of unit length, probabilities, and its file."""

from dataclasses import replace
from math import exp, log

import numpy as np
import pytest

from rag.errors import CorpusError
from rag.understanding.names import Mention
from rag.understanding.route import Route, Router, load_router, masked, tokens_of, weighted

ROUTER = Router(
    classes=("board", "find"),
    vocabulary={"nurses": 0, "board": 1, "the board": 2},
    idf=np.array([3.0, 4.0, 2.0], np.float32),
    by_vector=np.array([[1, 0], [0, 2]], np.float32),
    by_word=np.array([[0.5, -1, 0], [0, 0, 0]], np.float32),
    bias=np.array([0.25, 0], np.float32),
    embedder="axes",
)


def test_names_are_masked_wherever_they_stand():
    mentions = (Mention("ash", 0, 3), Mention("birch", 8, 13))
    assert masked("Ash and Birch?", mentions) == "the trust and the trust?"
    assert masked("Ash and Birch?", mentions[::-1], "-") == "- and -?"
    assert masked("nobody") == "nobody"


def test_tokens_are_words_signs_and_pairs():
    assert tokens_of("Who’s 5% £3m?") == ["who", "s", "5%", "£3m", "?", "who s", "s 5%", "5% £3m", "£3m ?"]
    assert tokens_of("board board") == ["board", "board", "board board"]


def test_known_tokens_count_once_and_their_weights_have_unit_length():
    columns, weights = weighted(["board", "zebra", "nurses", "board"], ROUTER.vocabulary, ROUTER.idf)
    assert columns == [0, 1]
    assert weights == pytest.approx([3 / 5, 4 / 5])
    assert weighted(["zebra"], ROUTER.vocabulary, ROUTER.idf) == ([], [])


def test_a_request_is_classified_by_its_vector_its_words_and_the_bias():
    route = ROUTER.route("nurses board", np.array([0.6, 0.8], np.float32))
    first, second = 0.6 + (0.5 * 3 / 5 - 4 / 5) + 0.25, 1.6
    assert route.classes == ("board", "find")
    assert route.probabilities == pytest.approx([exp(first) / (exp(first) + exp(second)), exp(second) / (exp(first) + exp(second))])
    unknown = ROUTER.route("zebra", np.array([1, 0], np.float32))
    assert log(unknown.of("board") / unknown.of("find")) == pytest.approx(1.25, abs=1e-5)


def test_entries_are_the_classes_that_are_no_kind_of_request():
    names = ("find", "mention", "absent", "offtopic", "social", "board")
    route = Route(names, np.array([0.1, 0.1, 0.1, 0.1, 0.1, 0.5], np.float32))
    assert route.entries() == {"board": 0.5}
    assert (route.of("find"), route.of("unheard")) == (pytest.approx(0.1), 0)


def test_a_router_is_written_and_read_for_its_embedder_only(tmp_path):
    path = tmp_path / "route.npz"
    assert load_router(path, "axes", ["board"]) is None
    ROUTER.save(path)
    read = load_router(path, "axes", ["board", "other"])
    request = ("nurses of the board", np.array([0.6, 0.8], np.float32))
    assert read.vocabulary == ROUTER.vocabulary
    assert read.route(*request).probabilities == pytest.approx(ROUTER.route(*request).probabilities, abs=1e-3)
    assert load_router(path, "another", ["board"]) is None


def test_a_router_that_does_not_fit_is_told(tmp_path):
    path = tmp_path / "route.npz"
    ROUTER.save(path)
    with pytest.raises(CorpusError, match=r"the entry 'board', which .* Restore the files there"):
        load_router(path, "axes", ["nurses"])
    for edit in ({"bias": np.zeros(3, np.float32)}, {"idf": np.zeros(2, np.float32)}):
        replace(ROUTER, **edit).save(path)
        with pytest.raises(CorpusError, match="do not fit each other"):
            load_router(path, "axes", ["board"])
    ROUTER.save(path)
    for damaged in (b"", b"PK", path.read_bytes()[:-30]):
        path.write_bytes(damaged)
        with pytest.raises(CorpusError, match="cannot be read"):
            load_router(path, "axes", ["board"])


def test_the_mean_of_several_fits_is_the_route():
    from rag.training.route import averaged

    other = replace(ROUTER, by_vector=ROUTER.by_vector + 2, by_word=ROUTER.by_word * 3, bias=ROUTER.bias - 4)
    mean = averaged([ROUTER, other])
    assert np.allclose(mean.by_vector, ROUTER.by_vector + 1)
    assert np.allclose(mean.by_word, ROUTER.by_word * 2)
    assert np.allclose(mean.bias, ROUTER.bias - 2)
    assert (mean.classes, mean.vocabulary, mean.embedder) == (ROUTER.classes, ROUTER.vocabulary, ROUTER.embedder)
