"""Language-model weights on this machine: which are known, where they lie, how they are assembled."""

from __future__ import annotations

from .weights import PackagedModel, find, installed, packaged, remove

__all__ = ["PackagedModel", "find", "installed", "packaged", "remove"]
