"""GGUF to OpenVINO's own format, once, beside the file: later starts are three times as fast.

The conversion runs in a process of its own, because a damaged file can crash the reader, and its result gets
its name only when it is whole. A stamp ties it to the file and the converter's version.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

from ...errors import ModelError, StoreError

STAMP = "source.json"
MODEL = "openvino_model.xml"

_PROGRAM = """
import sys
import openvino_genai
try:
    openvino_genai.LLMPipeline(sys.argv[1], "CPU", enable_save_ov_model=True)
except RuntimeError as error:
    sys.exit(str(error).strip().splitlines()[-1])
"""


def converted(path: Path) -> Path:
    """The folder with the converted model, made now if it is missing or older than the GGUF.

    A folder that holds a converted model already is returned as it is. Raises `ModelError` when the file is
    none the converter reads and `StoreError` when the result cannot be written.
    """
    if path.is_dir():
        if (path / MODEL).is_file():
            return path
        raise ModelError(f"the folder holds no {MODEL}")
    if not path.is_file():
        raise ModelError("there is no such file")
    folder = path.with_name(path.name + ".openvino")
    stamp = _stamp(path)
    if _read_stamp(folder) != stamp:
        _make(path, folder, stamp)
    return folder


def _make(path: Path, folder: Path, stamp: dict[str, object]) -> None:
    """Convert into a temporary folder beside the final one, then rename."""
    try:
        with tempfile.TemporaryDirectory(prefix=".converting-", dir=path.parent) as scratch:
            work = Path(scratch) / "model"
            work.mkdir()
            # The converter writes beside the file it is given: give it a link.
            link = work / "source.gguf"
            _link(path, link)
            _convert(link)
            link.unlink()
            (work / STAMP).write_text(json.dumps(stamp), encoding="utf-8")
            if not (work / MODEL).is_file():
                raise ModelError("the converter wrote no model")
            shutil.rmtree(folder, ignore_errors=True)
            work.rename(folder)
    except OSError as error:
        if _read_stamp(folder) == stamp:
            return  # another process finished the same conversion first
        raise StoreError(
            f"Cannot write the converted model: {error.strerror or error}",
            where=str(path.parent),
            hint="It takes 1.2 times the file's size: free some space, or copy the file elsewhere.",
        ) from error


def _convert(link: Path) -> None:
    """Run the converter. Raises `ModelError` with its last words."""
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, str(link)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    if done.returncode < 0:
        raise ModelError("the file is damaged or of a kind the converter does not read (it crashed)")
    if done.returncode:
        words = [line for line in done.stderr.strip().splitlines() if line] or ["it failed"]
        raise ModelError(f"the file cannot be converted: {words[-1].strip()[:200]}")


def _link(source: Path, link: Path) -> None:
    """A link to the file; a hard one where symbolic links are not allowed."""
    try:
        link.symlink_to(source.resolve())
    except OSError:
        os.link(source, link)


def _stamp(path: Path) -> dict[str, object]:
    """What the result depends on."""
    stat = path.stat()
    return {"bytes": stat.st_size, "mtime_ns": stat.st_mtime_ns, "converter": version("openvino-genai")}


def _read_stamp(folder: Path) -> dict[str, object] | None:
    """The stamp of a finished conversion, or None."""
    try:
        loaded = json.loads((folder / STAMP).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return loaded if isinstance(loaded, dict) else None
