"""What the audit of replies reads words by: the evaluative lexicon, and words too common to be names."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from .claims.lexicon import EvaluativeLexicon, Hit, evaluative_lexicon


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`evaluative` are the judging words, with their version; `common` are words that name nothing."""

    evaluative: EvaluativeLexicon
    common: frozenset[str]

    @property
    def version(self) -> int:
        """The version of the evaluative words."""
        return self.evaluative.version

    def objections(self, words: Sequence[str]) -> list[Hit]:
        """The words of an answer that judge: see `EvaluativeLexicon.objections`."""
        return self.evaluative.objections(words)


@lru_cache(maxsize=1)
def load_lexicon() -> Lexicon:
    """The packaged lexicon, read once."""
    raw = json.loads(files(__package__).joinpath("lexicon.json").read_text(encoding="utf-8"))
    return Lexicon(evaluative_lexicon(), frozenset(raw["common"]))
