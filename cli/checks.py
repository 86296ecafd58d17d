"""The checks of `doctor`: each says what was seen and, when something is wrong, how to mend it."""

from __future__ import annotations

import os
import platform
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Literal

from ..errors import TastekeeperError
from ..paths import Paths

State = Literal["ok", "note", "bad"]
PACKAGES = ("textual", "typer", "langgraph", "pydantic", "openai", "chromadb", "torch", "numpy", "pandas")


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the report. `note` is worth knowing, `bad` needs mending; `mend` says how."""

    name: str
    state: State
    detail: str
    mend: str = ""


def machine() -> Iterator[Check]:
    """Interpreter, packages, processor, memory."""
    from .. import __version__

    yield Check(
        "tastekeeper", "ok", f"{__version__} on Python {platform.python_version()}, {platform.system()}"
    )
    found, missing = [], []
    for name in PACKAGES:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            missing.append(name)
    mend = "pip install . -c constraints.txt" if missing else ""
    listed = ", ".join([*found, *(f"no {name}" for name in missing)])
    yield Check("packages", "bad" if missing else "ok", listed, mend)
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    threads = os.environ.get("OMP_NUM_THREADS", f"not set, so {usable}")
    yield Check("processor", "ok", f"{usable} of {os.cpu_count()} cores usable; OMP_NUM_THREADS {threads}")


def folders(paths: Paths) -> Iterator[Check]:
    """Whether the four roots can be written, and how much room there is."""
    for name in ("config", "data", "state", "cache"):
        root: Path = getattr(paths, name)
        standing = next(place for place in (root, *root.parents) if place.exists())
        writable = os.access(standing, os.W_OK | os.X_OK)
        there = str(root) if root.exists() else f"{root} (made when needed)"
        mend = "" if writable else "Choose a writable place with TASTEKEEPER_HOME=/some/folder."
        yield Check(f"folder {name}", "ok" if writable else "bad", there, mend)
    standing = next(place for place in (paths.cache, *paths.cache.parents) if place.exists())
    free = shutil.disk_usage(standing).free / 2**30
    yield Check(
        "disk", "ok" if free > 1 else "note", f"{free:.1f} GiB free", "" if free > 1 else "Free some room."
    )


def settings(_: Paths) -> Iterator[Check]:
    """Whether the settings can be read."""
    from .opening import settings_for

    found = settings_for()
    yield Check(
        "settings", "ok", f"user {found.user}, model {found.model}, endpoint {found.base_url or 'none'}"
    )


def stores(paths: Paths) -> Iterator[Check]:
    """SQLite with full-text search, and the two store files."""
    with sqlite3.connect(":memory:") as db:
        options = {row[0] for row in db.execute("PRAGMA compile_options")}
    fts = "ENABLE_FTS5" in options
    detail = f"{sqlite3.sqlite_version}, full-text search {'there' if fts else 'missing'}"
    mend = "" if fts else "Use a Python whose sqlite3 has FTS5."
    yield Check("sqlite", "ok" if fts else "bad", detail, mend)
    for name, place in (("memory", paths.memory_db), ("sessions", paths.sessions_db)):
        yield _store(name, place)


def _store(name: str, place: Path) -> Check:
    if not place.exists():
        return Check(f"store {name}", "ok", "nothing stored yet")
    mend = f"Close other programs that use it; or move {place.name} away to start afresh."
    try:
        db = sqlite3.connect(f"file:{place}?mode=ro", uri=True, timeout=2)
        try:
            verdict = db.execute("PRAGMA quick_check(1)").fetchone()[0]
            layout = db.execute("PRAGMA user_version").fetchone()[0]
        finally:
            db.close()
    except sqlite3.Error as error:
        return Check(f"store {name}", "bad", f"{place}: {error}", mend)
    state: State = "ok" if verdict == "ok" else "bad"
    size = place.stat().st_size / 1024
    return Check(
        f"store {name}",
        state,
        f"{place}, layout {layout}, {size:,.0f} KiB, {verdict}",
        "" if state == "ok" else mend,
    )


def data(paths: Paths) -> Iterator[Check]:
    """The prepared catalogue and the fitted models."""
    from ..recommenders.data import info

    if not paths.catalog_dir.exists():
        yield Check(
            "catalogue",
            "note",
            "not prepared yet",
            "tastekeeper data prepare (the first question does it too)",
        )
    else:
        found = info(paths)
        yield Check(
            "catalogue",
            "ok",
            f"{found['items']:,} items, {found['interactions']:,} interactions, hashes match",
        )
    fitted = sorted(place.name for place in paths.models_dir.glob("*") if place.is_dir())
    hint = "" if fitted else "tastekeeper train (the first question does it too)"
    yield Check("models", "ok" if fitted else "note", ", ".join(fitted) or "none fitted yet", hint)
    weights = sorted(place.name for place in paths.weights_dir.glob("*") if place.is_dir())
    hint = "" if weights else "Only if you want one: tastekeeper models pull"
    yield Check(
        "local language models", "ok", ", ".join(weights) or "none; the embedded planner needs none", hint
    )


def endpoint(paths: Paths) -> Iterator[Check]:
    """Ask the configured endpoint for its models, a stream, and an answer by schema."""
    import asyncio

    from .opening import settings_for

    found = settings_for()
    if found.base_url is None:
        yield Check("endpoint", "ok", "none configured; the embedded planner answers",
                    "To use one: OPENAI_BASE_URL=http://localhost:8000/v1")  # fmt: skip
        return
    from ..agent.models.probe import probe
    from ..agent.models.select import choose

    model, reason = choose(
        found.model if found.model.startswith("openai:") else "auto",
        base_url=found.base_url,
        api_key=found.api_key.get_secret_value() if found.api_key else None,
        timeout=min(found.model_timeout, 20.0),
        weights_dir=paths.weights_dir,
    )
    if model is None:
        yield Check(
            "endpoint",
            "bad",
            f"{found.base_url}: {reason}",
            "Check that the server runs and the address ends in /v1.",
        )
        return
    for one in asyncio.run(probe(model, found.decide_placement)):
        mend = "" if one.ok else "Check the server's log; the embedded planner answers meanwhile."
        yield Check(f"endpoint {one.name}", "ok" if one.ok else "bad", one.detail, mend)


GROUPS: tuple[tuple[str, Callable[[Paths], Iterator[Check]]], ...] = (
    ("machine", lambda _: machine()),
    ("folders", folders),
    ("settings", settings),
    ("stores", stores),
    ("data", data),
    ("endpoint", endpoint),
)


def run(paths: Paths) -> Iterator[Check]:
    """Every check in order; a check that fails with a known error becomes a bad line with its hint."""
    for name, group in GROUPS:
        try:
            yield from group(paths)
        except TastekeeperError as error:
            yield Check(name, "bad", error.what, error.hint or "")
