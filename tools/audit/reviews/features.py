"""Linguistic form of reviews: length, word frequency, diversity, readability, and proxies of syntax."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from .diversity import mattr, mtld
from .likelihood import Floats
from .text import clean, sentences, words

if TYPE_CHECKING:
    from .table import ReferenceTable

FEATURES = (
    "words",
    "sentences",
    "words_per_sentence",
    "sentence_length_sd",
    "word_length",
    "frequency",
    "rare_words",
    "mtld",
    "mattr",
    "reading_ease",
    "subordinators",
    "auxiliaries",
    "first_person",
    "commas",
    "exclamations",
)
"""In order: words and sentences a review · mean and standard deviation of words a sentence · letters a word · mean
Zipf frequency of the words that are not rare, share of rare ones · diversity · Flesch reading ease · the next three
per 100 words · commas and exclamation marks per sentence."""
UNAVAILABLE = {
    "syntax": "clause-level counts (adverbial clauses, nominal subjects, direct objects) need a parser; "
    "subordinators, auxiliaries and commas stand in for them"
}

_SUBORDINATORS = frozenset(
    "after although as because before if once since than that though till unless until when whenever where whereas "
    "wherever whether which while who whom whose".split()
)
_AUXILIARIES = frozenset(
    "am are be been being can could did do does had has have is may might must shall should was were will would".split()
)
_FIRST_PERSON = frozenset("i i'm i've i'd i'll me my mine myself we we're we've our ours us".split())
_VOWELS = re.compile(r"[aeiouy]+")
RARE_ZIPF = 3.0

Zipf = Callable[[str], float | None]
"""The Zipf frequency of a word, None where it is rare: below 3, or not in the table it comes from."""


@dataclass(frozen=True, slots=True)
class FeatureTable:
    """Values (reviews, features) in the order of `FEATURES`; NaN where a review is too short for a measure."""

    values: Floats
    frequency_source: str

    def column(self, name: str) -> Floats:
        """One feature of all reviews."""
        return np.asarray(self.values[:, FEATURES.index(name)])


def measure_features(texts: Sequence[str], reference: ReferenceTable) -> FeatureTable:
    """Form of each text. Word frequencies come from `wordfreq` where it is installed, else from `reference`."""
    zipf, source = zipf_of(reference)
    values = [_features(text, zipf) for text in texts]
    return FeatureTable(np.asarray(values, dtype=np.float64).reshape(len(texts), len(FEATURES)), source)


def zipf_of(reference: ReferenceTable) -> tuple[Zipf, str]:
    """Frequency of a word on the Zipf scale (log10 of uses in 10^9 words), and where it comes from."""
    try:
        from wordfreq import zipf_frequency
    except ImportError:
        return _table_zipf(reference), "the human side of the reference table"

    def height(word: str) -> float | None:
        found = float(zipf_frequency(word, "en"))
        return None if found < RARE_ZIPF else found

    return height, "wordfreq"


def _table_zipf(table: ReferenceTable) -> Zipf:
    # The table counts sentences with a word, near enough to uses.
    total = max(1, int(table.human.sum()))
    return dict(zip(table.words, np.log10((table.human + 0.5) / total * 1e9).tolist(), strict=True)).get


def _features(text: str, zipf: Zipf) -> tuple[float, ...]:
    listed = sentences(text)
    lengths = [len(words(one)) for one in listed]
    tokens = [word for one in listed for word in words(one)]
    if not tokens:
        return (0.0, 0.0, *[float("nan")] * (len(FEATURES) - 2))
    count, heights = len(tokens), [height for word in tokens if (height := zipf(word)) is not None]
    plain = clean(text)
    per_hundred = 100 / count
    return (
        float(count),
        float(len(listed)),
        count / len(listed),
        float(np.std(lengths)),
        sum(map(len, tokens)) / count,
        sum(heights) / len(heights) if heights else float("nan"),
        1 - len(heights) / count,
        _or_nan(mtld(tokens)),
        _or_nan(mattr(tokens)),
        206.835 - 1.015 * count / len(listed) - 84.6 * sum(map(syllables, tokens)) / count,
        per_hundred * sum(word in _SUBORDINATORS for word in tokens),
        per_hundred * sum(word in _AUXILIARIES for word in tokens),
        per_hundred * sum(word in _FIRST_PERSON for word in tokens),
        plain.count(",") / len(listed),
        plain.count("!") / len(listed),
    )


def syllables(word: str) -> int:
    """Syllables of an English word by counting vowel groups, a silent final e left out; at least one."""
    groups = len(_VOWELS.findall(word))
    silent = word.endswith("e") and not word.endswith(("le", "ee")) and groups > 1
    return max(1, groups - silent)


def _or_nan(value: float | None) -> float:
    return float("nan") if value is None else value
