"""When a value that was read counts as the annotated one. The rules are in docs/evals.md."""

from __future__ import annotations

import re

from rapidfuzz import fuzz

from ..fama.numbers import contains_all, quantities
from ..fama.wordlists import word_list
from ..fama.words import stems
from ..text import fold

SPELLING = 90.0
"""Similarity of two folded names, 0 to 100, from which they are one name misspelled."""
COVERED = 0.6
"""Share of the annotated text's content words that the words read must carry (the sheet measured that users
say 60 % of a task's words in 99 % of cases, and all of them in a fifth)."""
LONGEST = 3.0
"""Words read may be so many times as many as annotated: a whole message is no task."""


def same_name(one: str, other: str) -> bool:
    """Names and tastes: equal after folding, plural and article apart, or misspelled."""
    a, b = fold(one).removeprefix("the "), fold(other).removeprefix("the ")
    if not a or not b:
        return one.strip().casefold() == other.strip().casefold()
    if a == b or stems(a) == stems(b):
        return True
    if fuzz.ratio(a, b) >= SPELLING and _digits(a) == _digits(b):
        return True
    # A place with its country, said without it.
    return one.count(",") == 1 and fold(one.partition(",")[0]) == b


def same_text(wanted: str, read: str) -> bool:
    """Tasks, appointments and parts of documents: enough of the words, all of the numbers."""
    if same_name(wanted, read):
        return True
    want, have = _content(wanted), _content(read)
    if not want or not have:
        return False
    if len(want & have) < COVERED * len(want) or len(have) > LONGEST * len(want):
        return False
    return contains_all(quantities(wanted), read)


def same_number(one: float | None, other: float | None) -> bool:
    """Equal to half a cent."""
    return one is not None and other is not None and abs(one - other) <= 0.005 + 1e-9


def _digits(text: str) -> list[str]:
    """A number is never a misspelling of another."""
    return re.findall(r"\d+", text)


def _content(text: str) -> frozenset[str]:
    return frozenset(stems(text)) - word_list("stop")
