"""The eight aspects of a review: labelled sentences, a small trained tagger, and its measured quality."""

from __future__ import annotations

from .labelled import ASPECTS, Labelled, load_sentences
from .tagger import AspectTagger, Tagged

__all__ = ["ASPECTS", "AspectTagger", "Labelled", "Tagged", "load_sentences"]
