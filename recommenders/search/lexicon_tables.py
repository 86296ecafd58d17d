"""The tables of everyday words, read from data files and cut down to what a catalogue holds."""

from __future__ import annotations

import json
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from .fold import fold

_FILM_DOMAIN = "movies"


@cache
def word_ranks() -> dict[str, int]:
    """Common English words by rank, 0 the most frequent. A word that is not here is rare or a name."""
    data = json.loads(files(__package__).joinpath("lexicon_words.json").read_text("utf-8"))
    words = " ".join((*data["words"], *data["talk"])).split()
    return {word: rank for rank, word in enumerate(words)}


@cache
def talk(domain: str) -> dict[str, dict[str, Any]]:
    """How people talk about a domain: the film table for films, its domain-free part for anything else."""
    text = files(__package__).joinpath("lexicon_films.toml").read_text("utf-8")
    table = tomllib.loads(text)
    if domain == _FILM_DOMAIN:
        return table
    return {name: table[name] for name in ("place", "year_words", "runtime_words", "direction")}


@cache
def word_set(name: str) -> frozenset[str]:
    """A named set of words or phrases of `lexicon_evidence.toml`."""
    text = files(__package__).joinpath("lexicon_evidence.toml").read_text("utf-8")
    found = tomllib.loads(text)[name]
    return frozenset(found if isinstance(found, list) else found.split())


def plural_forms(phrase: str) -> tuple[str, ...]:
    """A folded phrase and its regular singular and plural."""
    if len(phrase) < 4:
        return (phrase,)
    if phrase.endswith("ies"):
        return phrase, phrase[:-3] + "y"
    if phrase.endswith("s"):
        return phrase, phrase[:-1]
    if phrase.endswith("y") and phrase[-2] not in "aeiou":
        return phrase, phrase[:-1] + "ies", phrase + "s"  # "comedys" is a common slip
    return phrase, phrase + "s"


def folded_values(values: tuple[str, ...]) -> dict[str, str]:
    """Folded form to the catalogue's spelling; the more frequent value (earlier) wins a clash."""
    found: dict[str, str] = {}
    for value in values:
        found.setdefault(fold(value), value)
    return found
