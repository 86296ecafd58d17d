"""The product's embedder in the shape the peers take: LangChain's `Embeddings`."""

from __future__ import annotations

from collections.abc import Sequence
from time import perf_counter

from langchain_core.embeddings import Embeddings

from ...memory.embedder import Embedder


class SharedEmbeddings(Embeddings):
    """Vectors of the packaged MiniLM (384 floats, unit length) as plain lists; `seconds` is the time they took."""

    def __init__(self, embedder: Embedder) -> None:
        self.embedder = embedder
        self.seconds = 0.0

    def embed_documents(self, texts: Sequence[str]) -> list[list[float]]:
        """One vector a text."""
        begin = perf_counter()
        vectors: list[list[float]] = self.embedder.encode(list(texts)).tolist()
        self.seconds += perf_counter() - begin
        return vectors

    def embed_query(self, text: str) -> list[float]:
        """The vector of one text."""
        return self.embed_documents([text])[0]
