"""The members of a list of tastes: "techno, house and trance"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .....fold import fold
from .carried import Carried
from .evidence import is_known, known_value
from .tables import lexicon
from .word import Word

_OWNERS = frozenset("his her their its whose".split())
JOINERS = frozenset(["and", "or", ",", "nor", "&"])
# How a decade is written: "1980s", "the 80s", "late nineties".
DECADE = re.compile(
    r"^(?:early |late |mid )?(?:the )?(?:(?:1[5-9]|20)?\d0'?s|'\d0s|\d\dth century|\d\d00s"
    r"|(?:twent|thirt|fort|fift|sixt|sevent|eight|ninet)ies|noughties)$"
)


def parts_of(frame: Carried) -> list[list[Word]]:
    """The members of a list: "techno, house and trance". What belongs together stays together."""
    words = list(frame.words)
    pieces: list[list[Word]] = [[]]
    joints: list[str] = []
    for at, word in enumerate(words):
        tied = word.text == "&" and 0 < at < len(words) - 1 and words[at - 1].name and words[at + 1].name
        if word.text in JOINERS and not (word.name or word.quoted or tied):
            if pieces[-1]:
                pieces.append([])
                joints.append(word.text)
            continue
        pieces[-1].append(word)
    pieces = [piece for piece in pieces if piece]
    if len(pieces) < 2:
        return pieces or [words]
    if set(joints) == {","}:
        if len(pieces) == 2 and len(pieces[0]) == 1 and pieces[0][0].text.endswith("er"):
            return pieces[1:]
        coloured = len(pieces) == 2 and len(pieces[0]) == 1 and frame.domain and not pieces[0][0].name
        return pieces[1:] if coloured and known_value(pieces[0][0].text) == ("", "") else pieces[:1]
    whole = [[word for word in words if word.text != ","]]
    if len(pieces) == 2 and not _apart(pieces, frame):
        return whole
    return pieces


def _apart(pieces: Sequence[Sequence[Word]], frame: Carried) -> bool:
    """Whether two joined names are two tastes: both proper names, both known, or each with its own noun."""
    one, other = pieces[0], pieces[1]
    norms = [_norm(piece) for piece in (one, other)]
    if is_known(" and ".join(norms)) or is_known(" ".join(norms)):
        return False
    if all(piece[-1].name or piece[-1].quoted for piece in (one, other)):
        return not (other[0].text in ("The", "the", "His", "Her") and not one[0].text.startswith("The"))
    if frame.both:
        return True
    nouns = lexicon().nouns
    if one[-1].text in nouns and other[-1].text in nouns and len(one) > 1:
        return True
    if any(word.text in _OWNERS or word.text in ("the",) for word in other[:1]):
        return True
    if DECADE.match(norms[0]) and DECADE.match(norms[1]):
        return True
    if all(len(piece) == 1 and piece[0].text.endswith("ing") for piece in (one, other)):
        # "hiking and trekking": one way of spending time.
        return False
    known = [known_value(norm) for norm in norms]
    if frame.about:
        return False
    return all(hit != ("", "") for hit in known) and all(hit[1] in ("genre", "activity") for hit in known)


def _norm(words: Sequence[Word]) -> str:
    nouns = lexicon().nouns
    texts = [word.text for word in words]
    while len(texts) > 1 and texts[-1] in nouns:
        texts.pop()
    return fold(" ".join(texts))
