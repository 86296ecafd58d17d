"""Choices the interface keeps in the user's settings file: the theme."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

from ..paths import Paths
from .exporting import write_atomically

FALLBACK = "textual-dark"


def stored_theme() -> str:
    """The theme as chosen, read without the settings machinery so that the first paint need not wait for it.

    Same precedence as the settings: environment, project file, user file. A broken file counts as silent
    here; the settings report it once the agent opens.
    """
    if named := os.environ.get("TASTEKEEPER_THEME"):
        return named
    for file in (Path.cwd() / "tastekeeper.toml", Paths.resolve().settings_file):
        try:
            theme = tomllib.loads(file.read_text(encoding="utf-8")).get("theme")
        except (OSError, ValueError):
            continue
        if isinstance(theme, str):
            return theme
    return FALLBACK


def store_theme(name: str, paths: Paths | None = None) -> None:
    """Put `theme` into the user's settings file and leave every other line as it is. Raises `StoreError`."""
    place = (paths or Paths.resolve()).ensure().settings_file
    lines = place.read_text(encoding="utf-8").splitlines() if place.exists() else []
    write_atomically(place, "\n".join(with_theme(lines, name)) + "\n")


def with_theme(lines: list[str], name: str) -> list[str]:
    """The lines of a TOML file with its top-level `theme` set; it goes before the first table."""
    new = f'theme = "{name}"'
    for place, line in enumerate(lines):
        if line.lstrip().startswith("["):
            return [*lines[:place], new, *lines[place:]]
        if line.split("=")[0].strip() == "theme":
            return [*lines[:place], new, *lines[place + 1 :]]
    return [*lines, new]
