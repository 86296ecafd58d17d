"""A claim, and the reading of one clause that claims are found in."""

from __future__ import annotations

from dataclasses import dataclass, field

from .clauses import Clause
from .cues import cues
from .record import SourceRecord
from .terms import STOP, lemma


@dataclass(frozen=True, slots=True)
class Claim:
    """What is said: of which kind, about what, with which sign and quantity, and whether a source says it too.

    `key` is the same for two texts that say the same thing; `field` is the place of the field it is drawn from.
    """

    kind: str
    text: str
    start: int
    end: int
    key: tuple[str, ...]
    grounded: bool
    polarity: int = 1
    quantity: str | None = None
    modal: bool = False
    field: int | None = None
    detail: str = ""


@dataclass
class Reader:
    """One clause being read. `taken` are tokens that a claim already stands on."""

    clause: Clause
    record: SourceRecord
    judging: frozenset[int]
    common: frozenset[str]
    taken: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.tokens, self.words = self.clause.tokens, self.clause.words
        self.lemmas = tuple(lemma(word) for word in self.words)
        grammar = cues()
        self.modal = bool(set(self.words) & grammar.modals)
        self.cue_hits = grammar.objects.hits(self.words)
        self.negations = [at for at, word in enumerate(self.words) if word in grammar.negators]
        # "don't" and "isn't" are two tokens each.
        pairs = zip(self.words, self.words[1:], strict=False)
        self.negations += [n for n, (a, b) in enumerate(pairs) if b == "t" and a.endswith("n")]
        # "Cannot stand" is a dislike as it is: its negation is no second one.
        inside = {n for hit in self.cue_hits for n in range(hit.first, hit.last)}
        self.negations = [n for n in self.negations if n not in inside]

    def stance(self, at: int) -> int:
        """+1 or -1 where the clause takes a side on the word at this place, else 0."""
        before = [hit for hit in self.cue_hits if hit.last <= at]
        side = {"for": 1, "against": -1}.get(before[-1].kinds[0], 0) if before else 0
        if self.denied(at, before[-1].first if before else None):
            return -side or -1
        return side

    def denied(self, at: int, cue: int | None) -> bool:
        """Whether a negation stands shortly before the word, or before the cue that leads to it."""
        near = range(max(at - 3, 0), at)
        led = range(max(cue - 3, 0), cue) if cue is not None else ()
        between = range(cue, at) if cue is not None else ()
        return any(n in near or n in led or n in between for n in self.negations)

    def claim(self, kind: str, first: int, last: int, key: tuple[str, ...], **more: object) -> Claim:
        """A claim on tokens `first` to `last`, which are taken from now on."""
        self.taken.update(range(first, last))
        start, end = self.tokens[first].start, self.tokens[last - 1].end
        text = self.clause.text[start - self.clause.start : end - self.clause.start]
        return Claim(kind, text, start, end, key, modal=self.modal, **more)  # type: ignore[arg-type]

    def gap(self, at: int) -> str:
        """What stands between the token before this place and the token here."""
        if at == 0:
            return ""
        base = self.clause.start
        return self.clause.text[self.tokens[at - 1].end - base : self.tokens[at].start - base]

    def content(self, at: int) -> bool:
        """Whether the word says something that can be checked."""
        word = self.words[at]
        plain = word in STOP or word in cues().plain or word in cues().negators
        return not plain and at not in self.judging
