"""A message as the grammar sees it: plain words, and placeholders for what the catalogue names.

"Hmm, I really don't like horror films" becomes `i do not like <c0> films`; `c` is the kind of mention 0.
Every word keeps its place in the message.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from unicodedata import combining, normalize

from .linking import Domain, Mentioned
from .ratings import rated
from .tables import words

_WORD = re.compile(r"(?:[^\W_]|[\u0300-\u036f])+(?:['’`´](?:[^\W_])+)*['’]?|&")
_KINDS = {
    "item": "i",
    "person": "p",
    "category": "c",
    "place": "l",
    "text": "x",
    "year": "y",
    "runtime": "t",
    "count": "n",
    "ordinal": "o",
    "direction": "d",
    "unknown": "u",
}
_SUFFIXES = {"n't": "not", "'m": "am", "'re": "are", "'ve": "have", "'ll": "will", "'d": "would"}
_TAKES_IS = frozenset(
    [
        "it",
        "he",
        "she",
        "that",
        "this",
        "what",
        "who",
        "where",
        "when",
        "why",
        "how",
        "there",
        "here",
        "which",
        "everything",
        "nothing",
    ]
)
_NOUNS = frozenset(["film", "movie", "flick", "picture"])
_NOUNS_PLURAL = frozenset(["films", "movies", "flicks", "pictures"])


# "my best mate" is somebody, "thanks mate" is nobody.
_VOCATIVE = frozenset(["mate", "man", "buddy", "pal", "bro", "dude", "guys", "folks"])
_OWNING = frozenset(["my", "our", "best", "a", "the", "old", "good", "his", "her", "their", "your"])


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a skeleton. `gap` is the raw text before it; `mention` the index of what it stands for."""

    text: str
    start: int
    end: int
    gap: str = ""
    mention: int | None = None
    echo: bool = False
    hedge: bool = False


@dataclass(frozen=True, slots=True)
class Skeleton:
    """A message's words and mentions.

    `momentary` maps a word's index to how long "tonight" and the like hold.
    """

    text: str
    words: tuple[Word, ...]
    mentions: tuple[Mentioned, ...]
    tail: str = ""


Speller = Callable[[str], str]


def build(text: str, mentions: Sequence[Mentioned], domain: Domain, spell: Speller | None = None) -> Skeleton:
    """Split, normalise, replace mentions and drop fillers. `spell` mends slips of the grammar's own words."""
    text = text.replace("</3", "👎  ").replace("<3", "❤ ")  # signs of the same length
    raw = list(_raw_words(text, mentions))
    raw = [part for at in range(len(raw)) for part in _judging(raw, at, mentions)]
    normal: list[Word] = []
    for word in raw:
        normal.extend(_normalised(word, spell) if word.mention is None else [word])
    normal = [_general_noun(word, domain) for word in rated(normal, text)]
    normal = [_general_verb(normal, at, domain) for at in range(len(normal))]
    kept = _without_fillers(normal)
    end = raw[-1].end if raw else 0
    return Skeleton(text, tuple(kept), tuple(mentions), text[end:])


def _judging(found: list[Word], at: int, mentions: Sequence[Mentioned]) -> list[Word]:
    """Words that name a category but judge here: "it was hilarious", "Jim Carrey makes me laugh"."""
    word = found[at]
    said = mentions[word.mention].text.lower() if word.mention is not None else ""
    if at and _overdone(found, at, said):
        return _plain(word, said)
    if said not in ("hilarious", "funny", "make me laugh", "makes me laugh") or not at:
        return [word]
    plain = word.text.startswith("<c") and said.split()[-1] == "laugh"
    before = found[at - 1]
    owner = found[at - 2] if at > 1 else before
    named = owner.text[:2] in ("<i", "<p", "<o") or owner.text in ("it", "they", "both", "he", "she")
    if plain and (
        before.text[:2] in ("<i", "<p") or before.text in ("not", "doesn't", "don't", "always", "he")
    ):
        named = True
    elif plain and before.text == "to" and owner.text in ("fail", "fails", "failed"):
        named = any(part.text[:2] in ("<i", "<p") for part in found[:at])
    elif before.text not in ("is", "was", "are", "were", "still", "so"):
        named = False
    elif "," in before.gap:
        named = True
    if not named:
        return [word]
    return _plain(word, said)


def _overdone(found: list[Word], at: int, said: str) -> bool:
    """Whether "too long" or "too scary" is said of a film: "found Heat far too long"."""
    if not (said.startswith("too ") or found[at - 1].text == "too"):
        return False
    before = [word.text for word in found[max(at - 6, 0) : at]]
    named = next((place for place, text in enumerate(before) if text[:2] == "<i"), None)
    if named is None:
        return False
    return not {"if", "not"} & set(before) and bool(
        {"is", "was", "were", "are"} & set(before[named:])
        or {"found", "find", "thought", "think"} & set(before[:named])
    )


def _plain(word: Word, said: str) -> list[Word]:
    """The words of a mention as words."""
    parts = said.split()
    first = replace(word, text=parts[0], mention=None)
    return [first, *(replace(first, text=part, gap="") for part in parts[1:])]


def normal_form(word: str) -> str:
    """How a folded word is read when it is slang or a contraction; itself otherwise."""
    parts = words().rewrites.get(word)
    return " ".join(parts) if parts else word


def _raw_words(text: str, mentions: Sequence[Mentioned]) -> list[Word]:
    found: list[Word] = []
    last, at = 0, 0
    while True:
        match = _WORD.search(text, at)
        mention = next((i for i, m in enumerate(mentions) if m.start >= last and m.end > m.start), None)
        begins = mentions[mention].start if mention is not None else len(text) + 1
        if match is None and mention is None:
            return found
        if mention is not None and (match is None or begins <= match.start() or begins < match.end()):
            if match is not None and match.start() < begins:  # a word glued to a mention by an apostrophe
                found.append(
                    Word(
                        text[match.start() : begins].strip("'’").lower(),
                        match.start(),
                        begins,
                        text[last : match.start()],
                    )
                )
                last = begins
            item = mentions[mention]
            kind = _KINDS.get(item.kind, "x")
            found.append(Word(f"<{kind}{mention}>", item.start, item.end, text[last : item.start], mention))
            last = at = item.end
            if text[at : at + 2].lower() in ("'s", "’s") and not text[at + 2 : at + 3].isalnum():
                last = at = at + 2
            continue
        if match is None:
            return found
        found.append(
            Word(
                match.group().rstrip("'’").replace("’", "'").lower(),
                match.start(),
                match.end(),
                text[last : match.start()],
            )
        )
        last = at = match.end()


def _fold(word: str) -> str:
    return "".join(c for c in normalize("NFKD", word) if not combining(c)) if not word.isascii() else word


def _normalised(word: Word, spell: Speller | None) -> list[Word]:
    text = _fold(word.text).replace("`", "'").replace("´", "'")
    if text == "&":
        text = "and"
    parts: tuple[str, ...] = ()
    for suffix, full in _SUFFIXES.items():
        if text.endswith(suffix) and len(text) > len(suffix):
            stem = text[: -len(suffix)]
            stem = (
                {"ca": "can", "wo": "will", "sha": "shall", "ai": "am"}.get(stem, stem)
                if full == "not"
                else stem
            )
            parts = (stem, "did" if full == "would" and stem in ("how", "why", "where") else full)
            break
    if not parts and text.endswith("'s"):
        stem = text[:-2]
        parts = (stem, "us") if stem == "let" else (stem, "is") if stem in _TAKES_IS else (stem,)
    if not parts:
        plain = re.sub(r"(.)\1{2,}", r"\1\1", text.replace("'", ""))
        parts = words().rewrites.get(plain) or ((spell(plain) if spell else plain),)
    first = [replace(word, text=parts[0])] if parts[0] else []
    return first + [replace(word, text=part, gap="") for part in parts[1:]]


def _general_noun(word: Word, domain: Domain) -> Word:
    if word.text in _NOUNS or word.text == domain.noun:
        return replace(word, text="film")
    if word.text in _NOUNS_PLURAL or word.text == domain.noun_plural:
        return replace(word, text="films")
    return word


def _general_verb(found: list[Word], at: int, domain: Domain) -> Word:
    """The domain's verb as "watch" or "watched", which the cues speak of."""
    word = found[at]
    if word.mention is not None or domain.verb in ("watch", ""):
        return word
    if domain.verb != domain.verb_past:
        plain = {domain.verb: "watch", domain.verb_past: "watched"}.get(word.text)
        return replace(word, text=plain) if plain else word
    if word.text != domain.verb:
        return word
    before = found[at - 1].text if at else ""
    past = before not in words().present_after or bool(
        {w.text for w in found} & words().past and before in ("i", "we")
    )
    return replace(word, text="watched" if past else "watch")


def _without_fillers(found: list[Word]) -> list[Word]:
    table = words()
    kept: list[Word] = []
    at, gap, echo, hedge = 0, "", False, False
    while at < len(found):
        size = _filler_at(found, at)
        if size:
            phrase = " ".join(word.text for word in found[at : at + size])
            hedge = hedge or phrase in table.hedges
            # "westerns too" echoes what came before: the mark goes to the word before it, else the one after.
            if phrase in table.echoes:
                if kept:
                    kept[-1] = replace(kept[-1], echo=True)
                else:
                    echo = True
            gap += found[at].gap
            at += size
            continue
        word = found[at]
        kept.append(replace(word, gap=gap + word.gap, echo=echo, hedge=hedge))
        gap, echo, hedge = "", False, False
        at += 1
    if hedge and kept:
        kept[-1] = replace(kept[-1], hedge=True)
    return kept or found


def _needed(found: list[Word], at: int, phrase: tuple[str, ...]) -> bool:
    """Whether words that are mostly idle carry the sentence here: "what do you know"."""
    if phrase in (("kind", "of"), ("sort", "of")) and at:
        return found[at - 1].text in (
            "what",
            "which",
            "some",
            "any",
            "same",
            "this",
            "that",
            "the",
            "a",
            "my",
            "your",
        )
    if phrase[:3] == ("do", "not", "forget"):
        follows = found[at + len(phrase)].text if at + len(phrase) < len(found) else ""
        return follows not in ("i", "we", "my")
    if phrase[0] not in ("you", "i") or not at:
        return False
    ends = at + len(phrase) >= len(found) or "," in found[at + len(phrase)].gap
    if phrase == ("you", "know"):
        return not ("," in found[at].gap or (ends and found[at - 1].text not in words().asking))
    return found[at - 1].text in words().asking


def _filler_at(found: list[Word], at: int) -> int:
    table = words()
    text = found[at].text
    if found[at].mention is not None:
        return 0
    following = found[at + 1] if at + 1 < len(found) else None
    if text in _VOCATIVE and at and found[at - 1].text in _OWNING:
        return 0
    if text == "just":
        return 0 if following is None or following.mention is not None else 1
    if text == "too":
        ends = (
            following is None
            or bool(following.gap.strip())
            or following.text in ("and", "but", "so", "though")
        )
        return 1 if ends and at else 0
    if text == "like" and at and "," in found[at].gap and following is not None and "," in following.gap:
        return 1
    for phrase in table.filler_phrases:
        if (
            text == phrase[0]
            and not _needed(found, at, phrase)
            and tuple(word.text for word in found[at : at + len(phrase)]) == phrase
        ):
            return len(phrase)
    return 1 if text in table.fillers else 0
