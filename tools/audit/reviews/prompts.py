"""How a language model is asked to write reviews for the model side of a reference table.

A human review is reduced to an outline of words, and the model expands the outline: the two stages of Liang et
al. 2024 (arXiv 2403.07183), with the outline made by rule so that no sentence of the human text is copied.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from .text import words

OUTLINE_WORDS = 9
SHORTEST = 4

PROMPTS = {
    "notes": "Write a customer review of a product in about {length} words, from these notes: {outline}. "
    "Overall opinion: {opinion}. Answer with the review only.",
    "share": "You bought this and want to share your experience with other shoppers. Keywords: {outline}. "
    "You thought it was {opinion}. Write the review, about {length} words, no title.",
    "polish": "Turn these rough keywords into a fluent, well written product review of about {length} words "
    "({opinion}): {outline}. Give only the text of the review.",
    "casual": "Write a short informal review like an ordinary shopper would, about {length} words. "
    "Mention: {outline}. Verdict: {opinion}. Only the review, please.",
}
"""Templates by name; the fields are `outline`, `opinion` and `length` (words)."""


def common_words(texts: Iterable[str], share: float = 0.05) -> frozenset[str]:
    """Words that stand in more than `share` of the texts; they say nothing of any one of them."""
    listed = [set(words(text)) for text in texts]
    counts = Counter(word for one in listed for word in one)
    return frozenset(word for word, count in counts.items() if count > share * len(listed))


def outline(text: str, common: frozenset[str]) -> str:
    """The first telling words of a review in their order, e.g. `chai, cardamom, soy, milk`."""
    telling = dict.fromkeys(word for word in words(text) if len(word) >= SHORTEST and word not in common)
    return ", ".join(list(telling)[:OUTLINE_WORDS])
