"""Logs on disk: written whole or not at all, listed newest first, found by a prefix of their id."""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path

from pydantic import ValidationError

from ..errors import DataError, StoreError, UsageError
from ..paths import Paths
from .log import LOG_VERSION, EvalLog

SUFFIX = ".eval.json"


def save_log(log: EvalLog, paths: Paths) -> Path:
    """Write a log under the logs folder and return its place. Raises `StoreError` when that fails."""
    folder = paths.logs_dir
    target = folder / f"{log.id}{SUFFIX}"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, name = tempfile.mkstemp(dir=folder, prefix=".writing-", suffix=".tmp")
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(log.model_dump_json(indent=1))
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).replace(target)
    except OSError as error:
        raise StoreError(
            f"The evaluation log cannot be written: {error.strerror or error}",
            where=str(target),
            hint="Choose a writable place with TASTEKEEPER_HOME, or print the results with --json.",
        ) from error
    return target


def load_log(reference: str | Path, paths: Paths) -> EvalLog:
    """A log by file, by id or by the beginning of an id; `latest` is the newest one.

    Raises `UsageError` when nothing or several match and `DataError` when the file is no valid log.
    """
    return read_log(find_log(reference, paths))


def find_log(reference: str | Path, paths: Paths) -> Path:
    """The file behind a reference. Raises `UsageError` when nothing or several match."""
    as_file = Path(reference)
    if as_file.is_file():
        return as_file
    files = log_files(paths)
    name = str(reference)
    if name == "latest" and files:
        return files[0]
    matches = [file for file in files if file.name.startswith(name)] if name else []
    if len(matches) == 1:
        return matches[0]
    problem = (
        f"{len(matches)} logs begin with {name!r}" if matches else f"There is no evaluation log {name!r}"
    )
    raise UsageError(problem, where=str(paths.logs_dir), hint="See `tastekeeper eval ls`.")


def read_log(file: Path) -> EvalLog:
    """Read and check one file. Raises `DataError` naming the place and the rule that fails."""
    try:
        raw = json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise DataError(f"The log cannot be read: {error.strerror or error}", where=str(file)) from error
    except ValueError as error:
        raise DataError(f"The log is not JSON: {error}", where=str(file)) from error
    version = raw.get("version") if isinstance(raw, dict) else None
    if version != LOG_VERSION:
        raise DataError(
            f"The log has version {version!r}; this program reads version {LOG_VERSION}",
            where=str(file),
            hint="Use the release that wrote it.",
        )
    try:
        return EvalLog.model_validate(raw)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        raise DataError(f"The log breaks a rule at {field}: {first['msg']}", where=str(file)) from error


def log_files(paths: Paths) -> list[Path]:
    """Every log file, newest first (ids begin with the time)."""
    if not paths.logs_dir.is_dir():
        return []
    return sorted(paths.logs_dir.glob(f"*{SUFFIX}"), reverse=True)


def list_logs(paths: Paths) -> tuple[list[EvalLog], list[DataError]]:
    """Readable logs, newest first, and what is wrong with the others."""
    logs: list[EvalLog] = []
    broken: list[DataError] = []
    for file in log_files(paths):
        try:
            logs.append(read_log(file))
        except DataError as error:
            broken.append(error)
    return logs, broken
