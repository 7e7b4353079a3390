"""What of a passage is embedded: its words with the trust and the heading they stand under, and never less than all of it."""

import pytest

from rag.errors import PassageIndexError
from rag.search.index import embedding_text, make_index


def test_a_passage_that_the_embedder_would_cut_is_an_error(report, passages, embedder):
    class Short(type(embedder)):
        max_tokens = 20

    with pytest.raises(PassageIndexError, match="reads only 20"):
        make_index(report, tuple(p for p in passages if p.sentences), (), (), Short())


def test_trust_and_heading_are_embedded_with_the_body(report, passages):
    passage = next(p for p in passages if p.text.startswith("A very thorough") or "A very thorough" in p.text)
    assert embedding_text(report, passage, "words").startswith("Salford Royal – Values- and competency-based selection")
