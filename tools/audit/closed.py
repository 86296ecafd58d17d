"""Does the text lean on something the user has taken back or that no longer holds?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ...memory.types import Fact
from .facts import FactWords
from .result import AuditSources, Finding
from .words import Sentence, phrase

# A sentence about the person's taste; without such words a value is only a description of an item.
_TASTE = re.compile(
    r"\b(?:you(?:['’](?:re|ve|d|ll))?|your)\b.{0,40}?\b(?:like|love|enjoy|prefer|fond|into|fan|want|favou?r\w*"
    r"|taste|told|said|mention\w*|asked|dislike|hate|avoid|interest\w*|seen|watch\w*)"
    r"|\byour (?:taste|love|liking|interest|dislike)\b"
    r"|\bfor (?:a|an|the) \w+ (?:fan|lover)\b",
    re.IGNORECASE,
)
_CAUSAL = re.compile(r"\b(?:because|since|as|given|for|based on)\b.{0,12}\byou", re.IGNORECASE)
_AGAINST = re.compile(
    r"\b(?:dis?like[sd]?|hate[sd]?|avoid\w*|don['’]?t|do not|not|never|no)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class ClosedValues:
    """The closed facts that a reply with certain words might lean on, and what is live of their values."""

    facts: tuple[Fact, ...]
    live: frozenset[tuple[str, int]]
    told: str

    @classmethod
    def of(cls, sources: AuditSources, words: frozenset[str]) -> ClosedValues:
        """Keep the closed facts that any of these folded words could mean."""
        near = words | {form for word in words for form in _singulars(word)}
        past = sources.past or FactWords(sources.closed)
        facts = past.near(near)
        known = (sources.known or FactWords(sources.live, common=True)) if facts else FactWords()
        live = ((f.value_norm, f.polarity) for fact in facts for f in known.of_value(fact.value_norm))
        return cls(facts, frozenset(live), f" {' '.join(phrase(sources.message))} ")


def leanings(sentence: Sentence, sources: AuditSources, closed: ClosedValues) -> Iterator[Finding]:
    """Closed values in a sentence about the person's taste that are not also live with the same sign."""
    if not closed.facts or not _TASTE.search(sentence.text):
        return
    words = tuple(token.fold for token in sentence.tokens)
    sign = -1 if _AGAINST.search(sentence.text) else 1
    causal = _CAUSAL.search(sentence.text) is not None
    for fact in closed.facts:
        if fact.fact_id in sources.reported and not causal:
            continue
        if any((fact.value_norm, polarity) in closed.live for polarity in (sign, 0)):
            continue
        for name in _names(fact, sources):
            # What the user has just asked for is a wish of this turn, not a leaning on memory.
            at = _find(words, name) if causal or f" {' '.join(name)} " not in closed.told else None
            if at is not None:
                first, last = sentence.tokens[at], sentence.tokens[at + len(name) - 1]
                text = sentence.text[first.start - sentence.start : last.end - sentence.start]
                detail = f"leans on {fact.label!r}, which no longer holds"
                yield Finding("closed_memory", text, detail, first.start, last.end)
                break


def used_closed(sources: AuditSources) -> Iterator[Finding]:
    """Closed facts that a card or an explanation was built on: a finding without words in the text."""
    for fact in sources.closed:
        if fact.fact_id in sources.used:
            yield Finding("closed_memory", "", f"built on {fact.label!r}, which no longer holds", 0, 0)


def _names(fact: Fact, sources: AuditSources) -> tuple[tuple[str, ...], ...]:
    """What the value is called: its words, their plural, and an item's title."""
    names = [phrase(fact.value_text), phrase(fact.value_norm)]
    if fact.ref is not None and fact.ref in sources.catalog:
        names.append(phrase(sources.catalog.get(fact.ref).title))
    names += [plural for name in names[:1] for plural in _plurals(name)]
    return tuple(dict.fromkeys(name for name in names if name and "".join(name)))


def _plurals(name: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    if not name:
        return ()
    last = name[-1]
    forms = (f"{last}s", f"{last}es", f"{last[:-1]}ies" if last.endswith("y") else last)
    return tuple((*name[:-1], form) for form in forms)


def _find(words: tuple[str, ...], name: tuple[str, ...]) -> int | None:
    for at in range(len(words) - len(name) + 1):
        if words[at : at + len(name)] == name:
            return at
    return None


def _singulars(word: str) -> tuple[str, ...]:
    return (word.removesuffix("s"), word.removesuffix("es"), f"{word.removesuffix('ies')}y")
