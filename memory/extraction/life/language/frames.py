"""Frames: patterns over plain text, put together from small lists of words kept in TOML files."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files

_BEGINNING = re.compile(r"(?<![\[\\])\^")
_BEGINS = r"""(?:^|(?<=[.!?;]\\s)|(?<=[.!?]["')]\\s)|(?<=[;\\n]))"""
"""`^` is the beginning of any sentence: a search that starts inside a text would otherwise never meet it."""


class Frames:
    """`[words]` lists, `[macro]` pieces and `[frame]` patterns of one or more files.

    In a pattern `{name}` stands for a list or a piece. A frame matches at word borders; its groups are named.
    """

    def __init__(self, *texts: str) -> None:
        self._lists: dict[str, tuple[str, ...]] = {}
        self._pieces: dict[str, str] = {}
        self._frames: dict[str, list[re.Pattern[str]]] = {}
        for text in texts:
            self._read(tomllib.loads(text))

    def _read(self, table: dict[str, dict[str, str | list[str]]]) -> None:
        for name, value in table.get("words", {}).items():
            self._lists[name] = _items(value)
            ordered = sorted(self._lists[name], key=len, reverse=True)
            self._pieces[name] = "(?:" + "|".join(map(self._expand, ordered)) + ")"
        for name, value in table.get("macro", {}).items():
            self._pieces[name] = "(?:" + self._expand(" ".join(_lines(value))) + ")"
        for name, value in table.get("frame", {}).items():
            self._frames[name] = [self._compile(pattern) for pattern in _lines(value)]

    def _expand(self, piece: str) -> str:
        return re.sub(r"\{([A-Za-z_]+)\}", lambda m: self._pieces[m[1]], piece.strip())

    def _compile(self, pattern: str) -> re.Pattern[str]:
        expanded = _BEGINNING.sub(_BEGINS, self._expand(pattern))
        return re.compile(rf"(?<![\w<'])(?:{expanded})(?![\w'])")

    def compiled(self, pattern: str) -> re.Pattern[str]:
        """A pattern written in code, with the same `{names}` and borders."""
        return self._compile(pattern)

    def list(self, name: str) -> tuple[str, ...]:
        """The entries of a list."""
        return self._lists[name]

    def search(self, name: str, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """The first frame of a name that stands in `text[start:end]`, in the file's order."""
        stop = len(text) if end is None else end
        return next((m for pattern in self._frames[name] if (m := pattern.search(text, start, stop))), None)

    def all(self, name: str, text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
        """Every match of every frame of a name, frame by frame."""
        stop = len(text) if end is None else end
        for pattern in self._frames[name]:
            yield from pattern.finditer(text, start, stop)

    def vocabulary(self) -> frozenset[str]:
        """The plain words of the lists: what a slip may be corrected to."""
        return frozenset(
            word
            for entries in self._lists.values()
            for entry in entries
            for word in re.sub(r"\{\w+\}|[^a-z ]", " ", entry).split()
            if len(word) > 3
        )


def _items(value: str | Sequence[str]) -> tuple[str, ...]:
    """A string is a list of single words; a list may hold phrases."""
    return tuple(value.split()) if isinstance(value, str) else tuple(value)


def _lines(value: str | Sequence[str]) -> list[str]:
    return [value] if isinstance(value, str) else list(value)


@cache
def load(*places: tuple[str, str]) -> Frames:
    """Frames from files named by package and file name, the later ones using the names of the earlier."""
    return Frames(*(files(package).joinpath(name).read_text("utf-8") for package, name in places))
