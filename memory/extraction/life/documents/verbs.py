"""How the first words of an element are built: a verb in one of its forms, or a noun."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

ARTICLE = re.compile(r"(?:the|a|an|our|my|your|their|his|her|some|two|three|four|five|\d+)\b", re.IGNORECASE)
VERB_ENDS = {
    "gerund": re.compile(r"(?:\w+ly )?\w+ing\b"),
    "past": re.compile(
        r"(?:\w+ly )?(?:\w+ed|set|chose|made|built|kept|took|put|gave|held|began|found"
        r"|led|cut)\b"
    ),
}


def form(first: str) -> str:
    """How the first element is built: base (a verb, bare or with "to"), gerund, past, or noun."""
    words = first.strip().lower()
    if re.match(r"to [a-z]+", words):
        return "base"
    word = re.match(r"(?:(?:not|also|\w+ly) )?([a-z-]+)", words)
    if not word:
        return "noun"
    if (
        VERB_ENDS["gerund"].match(words)
        and not ARTICLE.match(words)
        and word[1]
        not in (
            "marketing",
            "engineering",
            "training",
            "meeting",
            "building",
            "onboarding",
            "branding",
            "pricing",
            "testing",
            "planning",
        )
    ):
        return "gerund"
    if is_base_verb(word[1]) and not first.strip()[:1].isupper():
        return "base"
    return "past" if VERB_ENDS["past"].match(words) else "noun"


@cache
def _base_verbs() -> frozenset[str]:
    table = tomllib.loads(files(__package__).joinpath("verbs.toml").read_text("utf-8"))
    return frozenset(table["verbs"].split())


def is_base_verb(word: str) -> bool:
    """Whether a word is a verb that aims and decisions begin with."""
    return word in _base_verbs() or (word.startswith("re") and word[2:].lstrip("-") in _base_verbs())
