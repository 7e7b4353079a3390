"""The usual pipelines, set up as their own guides do: split, embed by the same base model, keep vectors, show the best pieces.

Each is a function from the report's text to ``ask``, which returns the shown pieces as spans of the text.
"""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

from rag.search.embedding import default_model_path

if TYPE_CHECKING:
    from collections.abc import Callable

    Spans = list[tuple[int, int]]
    Ask = Callable[[str], Spans]

PIECE, OVERLAP = 1_000, 200
"""Characters of LangChain's usual pieces."""
NEEDS = {
    "LangChain": ("langchain_community", "langchain_text_splitters"),
    "LlamaIndex": ("llama_index.core", "llama_index.embeddings.huggingface"),
}


def langchain(text: str, top: int) -> tuple[Ask, int]:
    """RecursiveCharacterTextSplitter, HuggingFaceEmbeddings, FAISS; and the number of pieces."""
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    with warnings.catch_warnings():
        # langchain-huggingface, which would replace it, does not allow the huggingface_hub that transformers brings here.
        warnings.simplefilter("ignore")
        from langchain_community.embeddings import HuggingFaceEmbeddings
        from langchain_community.vectorstores import FAISS

        embeddings = HuggingFaceEmbeddings(model_name=str(default_model_path()), model_kwargs={"device": "cpu"})
    splitter = RecursiveCharacterTextSplitter(chunk_size=PIECE, chunk_overlap=OVERLAP, add_start_index=True)
    pieces = splitter.create_documents([text])
    retriever = FAISS.from_documents(pieces, embeddings).as_retriever(search_kwargs={"k": top})

    def ask(question: str) -> Spans:
        found = retriever.invoke(question)
        return [(d.metadata["start_index"], d.metadata["start_index"] + len(d.page_content)) for d in found]

    return ask, len(pieces)


def llama_index(text: str, top: int) -> tuple[Ask, int]:
    """SentenceSplitter, HuggingFaceEmbedding, VectorStoreIndex, all with their defaults; and the number of pieces."""
    from llama_index.core import Document, VectorStoreIndex
    from llama_index.core.node_parser import SentenceSplitter
    from llama_index.core.schema import TextNode
    from llama_index.embeddings.huggingface import HuggingFaceEmbedding

    embedding = HuggingFaceEmbedding(model_name=str(default_model_path()), device="cpu")
    nodes = SentenceSplitter().get_nodes_from_documents([Document(text=text)])
    retriever = VectorStoreIndex(nodes, embed_model=embedding).as_retriever(similarity_top_k=top)

    def ask(question: str) -> Spans:
        found = [n.node for n in retriever.retrieve(question)]
        return [(n.start_char_idx, n.end_char_idx) for n in found if isinstance(n, TextNode)]

    return ask, len(nodes)
