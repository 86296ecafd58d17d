"""Where one thing said ends and the next begins."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from ...tables import words as everyday
from .tables import pattern, plain
from .word import Word
from .words import Sentence

_CONTRASTS = frozenset(["but", "although", "though", "whereas", "however", "yet", "because", "except"])
_JOINS = frozenset(["and", "so", "or", "then", "while", "since", "plus", "as"])
_CONDITIONS = frozenset(["if", "when", "whenever", "unless", "until", "till", "once", "after", "before"])
_NOT_AFTER = frozenset(["nothing", "anything", "all", "everything", "even", "as", "not", "what"])
_HARD = frozenset(["—", "–", "--", "-", ":", "(", ")", "/"])


@dataclass(frozen=True, slots=True)
class Clause:
    """One thing said. `lead` is the word that joins it to what went before; `times` the time words in it."""

    words: tuple[Word, ...]
    lead: str = ""
    asked: bool = False
    times: frozenset[str] = frozenset()
    sentence: int = 0
    opens: bool = False

    @property
    def text(self) -> str:
        """The words as the cues see them."""
        return " ".join(word.text for word in self.words)

    def index(self, offset: int) -> int:
        """The index of the word that stands at a character offset of `text` (or the first one after it)."""
        at = 0
        for number, word in enumerate(self.words):
            if at >= offset:
                return number
            at += len(word.text) + 1
        return len(self.words)


def clauses(sentence: Sentence, number: int) -> list[Clause]:
    """The clauses of one sentence, in order."""
    words = sentence.words
    cuts = [0]
    for at in range(1, len(words)):
        if _cut(sentence, at, cuts[-1]):
            cuts.append(at)
    cuts.append(len(words))
    parts = [_clause(sentence, begin, end, number) for begin, end in itertools.pairwise(cuts)]
    found = [part for part in parts if part is not None]
    return [_asked(part, sentence, last=part is found[-1]) for part in found]


def _asked(clause: Clause, sentence: Sentence, *, last: bool) -> Clause:
    request = pattern("request").match(clause.text)
    if request is not None and request.end() < len(clause.text):
        # "Could you note that I no longer like ...?" tells; it does not ask.
        rest = clause.words[clause.index(request.end()) :]
        return Clause(rest, clause.lead, False, clause.times, clause.sentence, clause.opens)
    states = re.match(r"(?:i|we|my|what i (?:have|am)|guess what i) ", clause.text) is not None
    asked = sentence.asked and not states and (last or pattern("asks").match(clause.text) is not None)
    return Clause(clause.words, clause.lead, asked, clause.times, clause.sentence, clause.opens)


def _clause(sentence: Sentence, begin: int, end: int, number: int) -> Clause | None:
    words = list(sentence.words[begin:end])
    times = {kind for at, kind in sentence.times if begin <= at < end or (at == end == len(sentence.words))}
    times |= {
        kind
        for at, kind in sentence.times
        if at == end and end < len(sentence.words) and _trails(sentence, at)
    }
    times -= {kind for at, kind in sentence.times if at == begin and begin and _trails(sentence, at)}
    lead = ""
    comes = [word.text for word in words[:4]] == ["when", "it", "comes", "to"]
    while words and not comes and (words[0].text in _LEADS or words[0].text in _HARD or words[0].text == ","):
        if words[0].text not in (",", *_HARD):
            lead = words[0].text if not lead or lead == "and" else lead
        words.pop(0)
    while words and (words[-1].text == "," or words[-1].text in _HARD):
        words.pop()
    if not words:
        return None
    return Clause(tuple(words), lead, False, frozenset(times), number, begin == 0)


def _trails(sentence: Sentence, at: int) -> bool:
    """Whether a time word at a boundary belongs to what went before: a comma or "but" follows it."""
    if at >= len(sentence.words):
        return True
    following = sentence.words[at].text
    return following in _CONTRASTS or following in _JOINS or following == "," or following in _HARD


_LEADS = _CONTRASTS | _JOINS | _CONDITIONS


def _cut(sentence: Sentence, at: int, begun: int) -> bool:
    """Whether a clause begins at word `at`."""
    words = sentence.words
    word = words[at]
    before = words[at - 1].text
    if word.quoted or word.name:
        return before == "," and _named_subject(words, at)
    if word.text in _HARD or before in _HARD:
        return not (word.text == "/" or before == "/")
    rest = " ".join(following.text for following in words[at : at + 7])
    if word.text in _CONTRASTS:
        return before not in _NOT_AFTER and at + 1 < len(words)
    after = rest.partition(" ")[2]
    if word.text in _JOINS:
        return _join(word.text, after, words[begun:at])
    if word.text in _CONDITIONS:
        if before in ("time", "days", "period"):
            return False
        return bool(pattern("begins").match(after)) or after.startswith(("i ", "it ", "you "))
    if before == "," and _judges(words, at):
        return True
    if before == ",":
        return bool(pattern("begins").match(rest) or pattern("goes on").match(rest)) or _now_at(sentence, at)
    if _now_at(sentence, at) and (
        pattern("begins").match(rest)
        or rest.startswith(("more ", "prefer", "drawn", "into ", "mostly ", "not "))
    ):
        return before not in everyday().no_cut_after and _has_subject(words[begun:at])
    if pattern("runs on").match(rest) and at - begun > 2 and before not in everyday().no_cut_after:
        return True
    return bool(pattern("new self").match(rest)) and _self_again(words, at, begun)


def _judges(words: Sequence[Word], at: int) -> bool:
    """Whether the sentence ends here in a few words of praise or blame: "..., brilliant film"."""
    rest = [word.text for word in words[at:]]
    table = plain()
    return (
        len(rest) < 5 and any(text in table.good | table.bad for text in rest) and not rest[-1].endswith("s")
    )


def _named_subject(words: Sequence[Word], at: int) -> bool:
    rest = " ".join(word.text for word in words[at : at + 5])
    return bool(re.match(r"\S+(?: \S+){0,2}? (?:is|are|was|were|does|do|has|have|just|bores?|used)\b", rest))


_PREDICATE = re.compile(r"(?:\S+ ){1,4}?(?:is|are|was|were|has|have|does|do) ")


def _join(word: str, after: str, before: Sequence[Word]) -> bool:
    if word == "as":
        return bool(pattern("begins").match(after)) and bool(before) and before[-1].text == ","
    if word in ("so", "since", "while") and not pattern("begins").match(after):
        return False
    if pattern("begins").match(after):
        return True
    said = bool(before) and before[-1].text == "," and _has_subject(before)
    if word == "and" and said and _PREDICATE.match(after):
        return True
    return (
        word in ("and", "or", "so", "then", "plus")
        and bool(pattern("goes on").match(after))
        and _has_subject(before)
    )


def _has_subject(words: Sequence[Word]) -> bool:
    """Whether what went before is a clause already: it has a word of taste, sight or being."""
    text = " ".join(word.text for word in words)
    return bool(
        re.search(
            r"\b(?:i|we|used|not|am|is|was|are|were|love|loved|like|liked|hate|hated|enjoy|enjoyed|into|watched|read|saw|finished|visited|over|fan|prefer|switched|swapped|moved|went|have|had|got|started|stopped|gave|heard|found|think|feel|thought|tried|listened)\b",
            text,
        )
    )


def _now_at(sentence: Sentence, at: int) -> bool:
    return any(index == at and kind == "now" for index, kind in sentence.times)


def _self_again(words: Sequence[Word], at: int, begun: int) -> bool:
    before = words[at - 1].text
    said = " ".join(word.text for word in words[begun:at])
    relative = at > 1 and words[at - 2].text in ("a", "an", "the", "one", "only", "of", "that", "this")
    if before in everyday().no_cut_after or at - begun < 3 or before == "," or relative:
        return False
    return bool(
        re.match(
            r"(?:\S+ ){0,3}?(?:i|we) |(?:not|used|loved|hated|never|finished|watched|read)\b", said + " "
        )
    )
