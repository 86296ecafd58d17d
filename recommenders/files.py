"""Models on disk: numbers in safetensors, everything else in JSON, swapped in whole. Never pickle."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
import numpy.typing as npt

from ..errors import StoreError
from .encoding import Encoded

if TYPE_CHECKING:
    from .contract import Recommender

R = TypeVar("R", bound="Recommender")
FORMAT = 1
ARRAYS_FILE = "model.safetensors"
HEAD_FILE = "model.json"
MEND = "Fit it again, for instance with: tastekeeper train"


def write_model(folder: Path, model: Recommender) -> None:
    """Write a fitted model, replacing what `folder` held. Raises `StoreError` or `NotFittedError`."""
    data = model._known
    head = {
        "format": FORMAT,
        "model": model.name,
        "config": model.config.model_dump(mode="json"),
        "items": data.items,
        "users": data.users,
    }
    arrays = {f"learnt.{name}": value for name, value in model._arrays().items()}
    arrays |= {"data.weights": data.matrix.data, "data.age": data.age}
    arrays |= {
        "data.columns": data.matrix.indices.astype(np.int32),
        "data.starts": data.matrix.indptr.astype(np.int64),
    }
    replace_folder(folder, lambda work: _write(work, head, arrays))


def _write(work: Path, head: Mapping[str, Any], arrays: Mapping[str, npt.NDArray[Any]]) -> None:
    from safetensors.numpy import save_file

    save_file({name: np.ascontiguousarray(value) for name, value in arrays.items()}, work / ARRAYS_FILE)
    (work / HEAD_FILE).write_text(json.dumps(head, ensure_ascii=False), encoding="utf-8")


def replace_folder(folder: Path, fill: Callable[[Path], None]) -> None:
    """Let `fill` write a new folder beside `folder` and swap it in. Raises `StoreError`."""
    folder = Path(folder)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.TemporaryDirectory(prefix=f".{folder.name}-", dir=folder.parent) as scratch:
            new, old = Path(scratch) / "new", Path(scratch) / "old"
            new.mkdir()
            fill(new)
            _swap(folder, new, old)
    except OSError as error:
        raise StoreError(
            f"Cannot write the model: {error.strerror or error}",
            where=str(folder),
            hint="Free some room or choose a writable place with TASTEKEEPER_HOME=/some/folder.",
        ) from error


def _swap(folder: Path, new: Path, old: Path) -> None:
    """Put `new` in the place of `folder`, which moves to `old` and comes back should that fail."""
    held = folder.exists()
    if held:
        folder.replace(old)
    try:
        new.replace(folder)
    except OSError:
        if held:
            old.replace(folder)
        raise


def read_head(folder: Path) -> dict[str, Any]:
    """The JSON part of a saved model. Raises `StoreError`."""
    file = Path(folder) / HEAD_FILE
    try:
        head = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise StoreError(f"The saved model cannot be read: {error}", where=str(file), hint=MEND) from error
    if not isinstance(head, dict) or head.get("format") != FORMAT:
        raise StoreError("This is not a saved model of this version", where=str(file), hint=MEND)
    return head


def read_model(folder: Path, kind: type[R]) -> R:
    """Read a saved model of the given class. Raises `StoreError`."""
    from safetensors import SafetensorError
    from safetensors.numpy import load_file

    head = read_head(folder)
    if head.get("model") != kind.name:
        raise StoreError(f"The saved model is {head.get('model')!r}, not {kind.name!r}", where=str(folder))
    try:
        arrays = load_file(Path(folder) / ARRAYS_FILE)
        model = kind(kind.Config(**head["config"]))
        model._adopt(_data_of(head, arrays))
        model._restore({name[7:]: value for name, value in arrays.items() if name.startswith("learnt.")})
    except (OSError, KeyError, ValueError, SafetensorError) as error:
        raise StoreError(f"The saved model cannot be read: {error}", where=str(folder), hint=MEND) from error
    return model


def _data_of(head: Mapping[str, Any], arrays: Mapping[str, npt.NDArray[Any]]) -> Encoded:
    from scipy.sparse import csr_array

    users, items = tuple(head["users"]), tuple(head["items"])
    parts = (arrays["data.weights"].astype(np.float64), arrays["data.columns"], arrays["data.starts"])
    return Encoded(users, items, csr_array(parts, shape=(len(users), len(items))), arrays["data.age"])


def sparse_arrays(name: str, matrix: Any) -> dict[str, npt.NDArray[Any]]:
    """A CSR array as three named arrays, for `_arrays`."""
    return {
        f"{name}.data": matrix.data.astype(np.float32),
        f"{name}.indices": matrix.indices.astype(np.int32),
        f"{name}.indptr": matrix.indptr.astype(np.int64),
    }


def sparse_of(name: str, arrays: Mapping[str, npt.NDArray[Any]], shape: tuple[int, int]) -> Any:
    """The CSR array (float64) that `sparse_arrays` took apart."""
    from scipy.sparse import csr_array

    parts = (arrays[f"{name}.data"].astype(np.float64), arrays[f"{name}.indices"], arrays[f"{name}.indptr"])
    return csr_array(parts, shape=shape)
