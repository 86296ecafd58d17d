"""A message as words: plain lower-case text for the cues, and for each word where it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from .....fold import fold
from ...skeleton import normal_form
from .spelling import mended
from .tables import lexicon, listed, people
from .thinning import thinned
from .word import Word

_QUOTED = re.compile(
    r"[\"“«]\s*(?P<a>[^\"“”«»\n]{1,80}?)\s*[\"”»]|(?<![\w])[‘'](?P<b>\w(?:[^'’\n]|['’](?=\w)){0,70}?)['’](?!\w)"
)
_WORD = re.compile(
    r"[$€£]?\d+(?:[.,]\d+)*['’]?(?:s|th|st|nd|rd)?(?![\w])"
    r"|(?:[^\W\d_]\.){2,}"
    r"|(?:[^\W_]|[̀-ͯ])+(?:[-‐‑'’](?:[^\W_]|[̀-ͯ])+)*['’]?|['’]\d0s|&|[,;:.!?…—–()\n/]|--?"
)
_TITLES = frozenset(["mr", "mrs", "ms", "dr", "st", "jr", "sr", "vs", "etc", "feat", "ft", "no"])
_ENDS = frozenset([".", "!", "?", "…", "\n", ";"])
_BREAKS = frozenset(["—", "–", "--", "-", ":", "(", ")", "/"])
_ENDINGS = {
    "n't": ("", "not"), "'m": ("", "am"), "'re": ("", "are"), "'ve": ("", "have"), "'ll": ("", "will"),
    "'d": ("", "would"),
}  # fmt: skip
_STEMS = {"ca": "can", "wo": "will", "sha": "shall", "ai": "am"}


@dataclass(frozen=True, slots=True)
class Sentence:
    """The words between two stops, with the time words that were dropped from it by their index."""

    words: tuple[Word, ...]
    asked: bool = False
    times: tuple[tuple[int, str], ...] = field(default=())


def sentences(text: str) -> list[Sentence]:
    """The sentences of a message, as plain words."""
    found: list[Sentence] = []
    row: list[Word] = []
    raw = _raw(text)
    for at, word in enumerate(raw):
        if word.text in _ENDS and not word.quoted and not _abbreviates(raw, at):
            if row:
                found.append(_sentence(row, asked=word.text == "?", shout=_shouted(text)))
            row = []
        else:
            row.append(word)
    if row:
        found.append(_sentence(row, asked=False, shout=_shouted(text)))
    return found


def _shouted(text: str) -> bool:
    """Whether capitals mean nothing here: all of it is in capitals, or Nearly Every Word Has One."""
    words = re.findall(r"[^\W\d_]{2,}", text)
    capital = sum(word[0].isupper() for word in words)
    return len(words) > 3 and capital > 0.8 * len(words)


def _raw(text: str) -> list[Word]:
    found: list[Word] = []
    quotes = list(_QUOTED.finditer(text))
    at = 0
    while at < len(text):
        quote = next((q for q in quotes if q.start() >= at), None)
        match = _WORD.search(text, at)
        if quote is not None and (match is None or quote.start() <= match.start()):
            group = "a" if quote.group("a") is not None else "b"
            inside = quote.group(group).rstrip(".,!?;: ") or quote.group(group)
            begin = quote.start(group)
            found.append(Word(f"Quoted{len(found)}", begin, begin + len(inside), True, True))
            at = quote.end()
        elif match is None:
            break
        else:
            found.append(Word(match.group(), match.start(), match.end()))
            at = match.end()
    return found


def _abbreviates(raw: Sequence[Word], at: int) -> bool:
    """Whether a full stop belongs to the word before it: "Philip K. Dick", "St. Lucia"."""
    if raw[at].text != "." or not at or raw[at - 1].end != raw[at].start:
        return False
    before = raw[at - 1].text
    if at + 1 < len(raw) and raw[at + 1].start == raw[at].end and raw[at + 1].text[0].isalnum():
        return True
    single = len(before) == 1 and before.isupper() and before != "I"
    return (single or before.lower() in _TITLES) and at + 1 < len(raw) and raw[at + 1].text[:1].isupper()


def _sentence(row: list[Word], *, asked: bool, shout: bool) -> Sentence:
    normal: list[Word] = []
    begun = False
    for word in row:
        if word.text == ".":
            continue
        first = not begun
        begun = begun or word.text[0].isalnum()
        normal.extend(_normal(word, first=first, shout=shout))
        if word.text in (":", "—", "–"):
            begun = False
    normal = [_opener(normal, at) for at in range(len(normal))]
    words, times = thinned(normal)
    return Sentence(tuple(words), asked, tuple(times))


def _opener(words: Sequence[Word], at: int) -> Word:
    """A sentence's first word is a name where it owns something or a name follows: "Coldplay's", "Toni Morrison"."""
    word = words[at]
    if not word.first or word.text in listed("takes is") or word.text in ("i", "the", "a", "my", "our"):
        return word
    following = words[at + 1] if at + 1 < len(words) else None
    named = word.text in lexicon().given and following is not None and following.name
    alone = word.text in lexicon().places or word.text in people()
    return replace(word, name=True) if word.owner or named or alone else word


def _normal(word: Word, *, first: bool, shout: bool) -> list[Word]:
    if word.quoted or not word.text[0].isalnum():
        text = "," if word.text in (",",) else word.text
        return [replace(word, text=text)]
    raw = word.text.replace("’", "'").replace("‐", "-").replace("‑", "-")
    capital = raw[0].isupper() and not shout
    plain_text = raw.lower()
    if capital and not first and not _is_cue(raw):
        # The mark in "Guns N' Roses" shortens a word and owns nothing.
        base = raw[:-2] if plain_text.endswith("'s") else raw if len(raw) == 2 else raw.rstrip("'")
        return [replace(word, text=base, name=True, owner=base != raw, end=word.start + len(base))]
    parts = _parts(plain_text)
    owner = parts[-1] == "'s" or plain_text.endswith("s'")
    parts = tuple(part for part in parts if part != "'s")
    end = word.end - (2 if plain_text.endswith("'s") and owner else 1 if owner else 0)
    return [
        replace(word, text=part, owner=owner, end=end, first=first and capital and not i, name=False)
        for i, part in enumerate(parts)
    ]


def _is_cue(raw: str) -> bool:
    """Whether a word in capitals is only loud or always capital: `I`, `I'm`, `LOVE`."""
    if raw == "I" or raw.startswith("I'"):
        return True
    return len(raw) > 2 and raw.isupper() and mended(raw.lower()) in _loud()


def _loud() -> frozenset[str]:
    return frozenset(
        "love loved hate hated really not never so like liked enjoy adore can't don't used now very absolutely "
        "all the and but just favourite favorite".split()
    )


def _parts(text: str) -> tuple[str, ...]:
    """The plain words of one typed word: contractions opened, slang and slips put right."""
    folded = fold(text) if not text.isascii() else text
    for ending, (_, full) in _ENDINGS.items():
        if folded.endswith(ending) and len(folded) > len(ending):
            stem = folded[: -len(ending)]
            return (_STEMS.get(stem, stem) if full == "not" else stem, full)
    if folded.endswith("'s"):
        stem = folded[:-2]
        return (stem, "us") if stem == "let" else (stem, "is") if stem in listed("takes is") else (stem, "'s")
    bare = re.sub(r"([a-z])\1{2,}", r"\1\1" if folded[:1].isdigit() else r"\1", folded.replace("'", ""))
    normal = normal_form(bare) if bare != "k" else bare
    return tuple(normal.split()) if normal != bare else (mended(bare),)
