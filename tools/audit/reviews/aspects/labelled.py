"""Sentences labelled by hand with the aspects they carry.

The taxonomy is that of ReviewAdvisor's annotation guideline for peer reviews, read for products as follows:
summary (what it is, what happens in it) · motivation (for whom, for what use, whether it is needed) · originality
(anything new) · soundness (quality; right, convincing, works as claimed) · substance (how much there is, depth,
completeness) · replicability (the same again: reliability, consistency, over time) · comparison (against others) ·
clarity (easy to follow, to use, to read; description and instructions).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

ASPECTS = (
    "summary",
    "motivation",
    "originality",
    "soundness",
    "substance",
    "replicability",
    "comparison",
    "clarity",
)
POLARITIES = ("negative", "none", "positive")
FILES = (Path(__file__).with_name("sentences.jsonl"), Path(__file__).with_name("fresh.jsonl"))

Split = Literal["train", "test", "fresh"]


@dataclass(frozen=True, slots=True)
class Labelled:
    """One sentence. `aspects` may be empty; `domain` is film, book, product, peer or real (see `real`).

    `train` and `test` were split once by a hash of the text, before any model was fitted. `fresh` was written and
    labelled later, without a look at the cue words or at any tagger's output, and is for testing alone.
    """

    text: str
    aspects: tuple[str, ...]
    polarity: str
    domain: str
    split: str


def load_sentences(split: Split | None = None) -> tuple[Labelled, ...]:
    """The labelled sentences of one split, or all of them, in the order of the files."""
    rows = [json.loads(line) for file in FILES for line in file.read_text(encoding="utf-8").splitlines()]
    made = (
        Labelled(row["text"], tuple(row["aspects"]), row["polarity"], row["domain"], row["split"])
        for row in rows
    )
    return tuple(one for one in made if split is None or one.split == split)
