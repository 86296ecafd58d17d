"""From words to the item whose title they are: articles, alternative titles, years and misspellings."""

from __future__ import annotations

import re

import numpy as np

from ..catalog import Catalog
from .fold import fold
from .names import NameIndex

_YEAR = re.compile(r"^(?P<rest>.*\S)\s*[\s(\[](?P<year>(?:18|19|20)\d\d)[)\]]?\s*$")
_ARTICLE = re.compile(r"^(?:the|a|an) (?=\S)")
_PARTS = re.compile(r"\s*:\s+|\s+-\s+|\s+–\s+")
# A title up to its colon is nearly the title.
_PART_SCORE = 95.0
_NO_ARTICLE_SCORE = 99.0
# What a year that differs from the one asked for takes off a score.
_YEAR_OFF = {0: 0.0, 1: 3.0}
_WRONG_YEAR = 15.0


class TitleIndex:
    """All names of all items. Scores run from 0 to 100, the exact title (folded) being 100."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        names: list[str] = []
        owners: list[int] = []
        caps: list[float] = []
        aliases = catalog.alias_column.lists()
        for row, title in enumerate(catalog.titles):
            for name, cap in _forms((title, *aliases[row])):
                names.append(name)
                owners.append(row)
                caps.append(cap)
        self._names = NameIndex(names)
        self._owners = np.array(owners, dtype=np.int64)
        self._caps = caps

    def resolve(self, text: str, k: int = 5, *, cutoff: float = 60.0) -> list[tuple[str, float]]:
        """The `k` items `text` most likely names, best first, ties by popularity."""
        best: dict[int, float] = {}
        whole = fold(text)
        if not whole:
            return []
        readings: list[tuple[str, int | None]] = [(whole, None)]
        if dated := _YEAR.match(text):
            readings.append((fold(dated["rest"]), int(dated["year"])))
        for reading, year in readings:
            for name, score in self._names.match(_ARTICLE.sub("", reading), cutoff=cutoff):
                self._keep(best, name, self._capped(name, score, reading), year)
            for name in self._names.exact(reading):
                self._keep(best, name, self._caps[name], year)
        popularity, ids = self._catalog.popularity, self._catalog.ids
        kept = [(row, score) for row, score in best.items() if score >= cutoff]
        kept.sort(key=lambda hit: (-round(hit[1]), -popularity[hit[0]], ids[hit[0]]))
        return [(ids[row], round(score, 1)) for row, score in kept[:k]]

    def _capped(self, name: int, score: float, reading: str) -> float:
        """No name scores more than it may; an article more or less is all but exact."""
        if score == 100.0 and self._names.names[name] != reading:
            score = _NO_ARTICLE_SCORE
        return min(score, self._caps[name])

    def _keep(self, best: dict[int, float], name: int, score: float, year: int | None) -> None:
        row = int(self._owners[name])
        if year is not None:
            known = self._catalog.years[row]
            score -= _WRONG_YEAR if np.isnan(known) else _YEAR_OFF.get(abs(int(known) - year), _WRONG_YEAR)
        best[row] = max(best.get(row, 0.0), score)

    def has_word(self, word: str) -> bool:
        """Whether some title has exactly this word."""
        return self._names.has_word(word)

    def with_words(self, words: list[str], least: float = 0.84) -> dict[int, float]:
        """Item rows with a title that has the share `least` of the words, with a score from 0 to 1."""
        said, own = self._names.coverage(words)
        found: dict[int, float] = {}
        for name in np.flatnonzero(said >= least).tolist():
            row = int(self._owners[name])
            found[row] = max(found.get(row, 0.0), float(said[name] * (0.7 + 0.3 * own[name])))
        return found


def _forms(titles: tuple[str, ...]) -> list[tuple[str, float]]:
    """Folded forms of an item's titles with the score each is worth at most."""
    forms: dict[str, float] = {}
    for title in titles:
        parts = _PARTS.split(title)
        for text, cap in ((title, 100.0), (parts[0], _PART_SCORE), (parts[-1], _PART_SCORE - 2)):
            whole = fold(text)
            for form, worth in ((whole, cap), (_ARTICLE.sub("", whole), min(cap, _NO_ARTICLE_SCORE))):
                if form and worth > forms.get(form, 0.0):
                    forms[form] = worth
    return list(forms.items())
