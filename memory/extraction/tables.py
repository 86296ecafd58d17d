"""The tables of everyday English, read once from data files."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True)
class Words:
    """`words.toml` in the shape the reader needs: every key is a tuple of words."""

    rewrites: dict[str, tuple[str, ...]]
    fillers: frozenset[str]
    filler_phrases: tuple[tuple[str, ...], ...]
    echoes: frozenset[str]
    hedges: frozenset[str]
    momentary: dict[str, str]
    no_cut_after: frozenset[str]
    answers: frozenset[str]
    praise: frozenset[str]
    present_after: frozenset[str]
    past: frozenset[str]
    asking: frozenset[str]
    good: frozenset[str]
    bad: frozenset[str]


@cache
def words() -> Words:
    """The table of words."""
    table = tomllib.loads(files(__package__).joinpath("words.toml").read_text("utf-8"))
    rewrites = {
        key: tuple(value.split()) for part in ("contractions", "slang") for key, value in table[part].items()
    }
    phrases = sorted((tuple(p.split()) for p in table["fillers"]["phrases"]), key=len, reverse=True)
    return Words(
        rewrites=rewrites,
        fillers=frozenset(table["fillers"]["words"].split()),
        filler_phrases=tuple(phrases),
        echoes=frozenset(table["echo"]["phrases"]),
        hedges=frozenset(table["hedges"]["phrases"]),
        momentary=dict(table["momentary"]),
        **{name: frozenset(text.split()) for name, text in table["clauses"].items()},
    )


@dataclass(frozen=True)
class Cue:
    """A pattern over a clause's skeleton and what it says.

    `side` is where its objects stand: right, left or none.
    """

    name: str
    side: str
    pattern: re.Pattern[str]


class Grammar:
    """Named patterns from a TOML file: `[macro]` pieces and `[[cue]]` entries."""

    def __init__(self, text: str, more: dict[str, str] | None = None) -> None:
        table = tomllib.loads(text)
        self.macros: dict[str, str] = dict(more or {})
        for name, piece in table.get("macro", {}).items():
            self.macros[name] = self.expand(piece)
        self.cues = [
            Cue(entry["name"], entry.get("side", "none"), self.compile(pattern))
            for entry in table.get("cue", [])
            for pattern in entry["patterns"]
        ]

    def expand(self, piece: str) -> str:
        """A pattern with its macros put in; whitespace runs (line breaks in the file) become one space."""
        piece = re.sub(r"\s*\n\s*", "", piece.strip())
        return re.sub(r"\{([A-Za-z_]\w*)\}", lambda m: f"(?:{self.macros[m[1]]})", piece)

    def compile(self, piece: str) -> re.Pattern[str]:
        """A pattern that matches at word borders of a skeleton."""
        return re.compile(rf"(?<![\w<>#])(?:{self.expand(piece)})(?:(?<= )|(?![\w#]))")

    def named(self, name: str) -> list[Cue]:
        """Every cue of one name, in the file's order."""
        return [cue for cue in self.cues if cue.name == name]

    def vocabulary(self) -> set[str]:
        """Every plain word the patterns mention: what a slip may be corrected to."""
        found: set[str] = set()
        for cue in self.cues:
            found.update(re.findall(r"(?<![\\\w<])[a-z]{5,}(?![\w?*+])", cue.pattern.pattern))
        return found


@cache
def grammar() -> Grammar:
    """The cues of statements."""
    return load_grammar(__package__, "cues.toml")


def judged(text: str) -> int:
    """1 for words that only praise ("what a film"), -1 for words that only blame ("meh"), else 0."""
    for name, feeling in (("blame", -1), ("praise", 1)):
        if any(cue.pattern.fullmatch(text) for cue in grammar().named(name)):
            return feeling
    return 0


def takes_back(text: str) -> bool:
    """Whether words say that what was just said held once ("those days are gone")."""
    return any(cue.pattern.fullmatch(text) for cue in grammar().named("lapsed"))


def load_grammar(package: str, name: str, more: dict[str, str] | None = None) -> Grammar:
    """Read a grammar file of a package."""
    return Grammar(files(package).joinpath(name).read_text("utf-8"), more)
