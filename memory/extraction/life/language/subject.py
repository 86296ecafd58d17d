"""Whose doing a verb tells: the speaker's, somebody else's, or nobody's in particular."""

from __future__ import annotations

import re
from enum import Enum
from functools import cache

from .frames import Frames, load

_CUT = re.compile(
    r"(?:[,;:.!?(]| - )\s*(?:and |but |so |then |or |plus )?|\b(?:and then|and"
    r"|but|so|because|since|when|while|although|though|that"
    r"|if|as|where|how|before|after|until|like|which|who|plus|yet|then)\b"
)
_UNREAL = re.compile(
    r"\b(?:would|could|should|might|may|will|shall|never|not|almost|nearly|used|wish|hope|cannot|hardly|barely"
    r"|rarely|hates?|loves?|likes?|avoid|stop|stopped|quit|without|instead of|rather than|plan|planning|expect)\b"
)
_ASIDE = re.compile(
    r"\b(?:(?:can|could|would|will) not (?:even )?believe|not (?:going to|gonna) lie|not to mention|would you believe"
    r"|(?:will|must|might|should|have to|would) (?:admit|confess|add|say|mention)|no wonder|not bad|why not"
    r"|not sure why"
    r"|not that (?:it|anyone) \w+|not much)\b"
)
"""Ways of speaking that sound like a denial or a supposition and are none."""


class Doer(Enum):
    """Who does it."""

    ME = "me"
    OTHER = "other"
    OPEN = "open"


@cache
def _common() -> Frames:
    return load((__package__, "common.toml"))


def doer(text: str, start: int, verb: int) -> Doer:
    """Who does what the verb at `verb` says, reading `text` from `start` (the sentence's beginning).

    A verb with nobody before it in its clause is the doing of the clause before; at the beginning of a sentence
    it is the speaker's ("spent $5 on coffee").
    """
    clause, rest = _clause(text[start:verb])
    while True:
        bare = _without_light(clause)
        if re.search(r"(?:^|\s)(?:i|we|me and \w+|my \w+ and i)$", bare):
            return Doer.ME
        if bare:
            return (
                Doer.OTHER
                if not re.fullmatch(r"(?:yes|yeah|yep|no|ok|oh|well|hey|hi|ah|hmm|update|fyi|btw)", bare)
                else Doer.OPEN
            )
        if not rest.strip():
            return Doer.OPEN
        return _before(rest)


def _before(rest: str) -> Doer:
    """The doer of the clauses that stand before."""
    rest = re.sub(r"\b(?:oh )?(?:man|boy|god|dear|gosh|wow)\b(?=[,!]| -|$)", "", rest.rstrip(" ,;:.("))
    clause, _ = _clause(rest + " ")
    if re.search(r"(?:^|\s)(?:i|we)\s", clause):
        return Doer.ME
    if _common().compiled("{person}").search(clause) or re.match(r"(?:he|she|they|it)\b", clause):
        return Doer.OTHER
    return Doer.OPEN


def clause_start(text: str, start: int, at: int) -> int:
    """Where the clause that holds `at` begins."""
    return at - len(_clause(text[start:at])[0])


def _clause(text: str) -> tuple[str, str]:
    """The last clause of a text, and what stands before it."""
    last = next(reversed(list(_CUT.finditer(text))), None)
    return (text[last.end() :], text[: last.start()]) if last else (text, "")


def _without_light(clause: str) -> str:
    """A clause without adverbs and auxiliary verbs at its end."""
    pattern = _common().compiled("(?:{lightly}|{aux}),?")
    bare = clause.strip()
    while True:
        found = [match for match in pattern.finditer(bare) if match.end() == len(bare)]
        if not found:
            return bare
        bare = bare[: found[0].start()].strip()


def unreal(text: str, start: int, verb: int) -> bool:
    """Whether the clause of a verb makes it something that did not happen ("would have spent", "almost bought")."""
    said = _ASIDE.sub("", text[start:verb])
    clause, _ = _clause(said)
    if re.search(r"\b(?:if|imagine|suppose|supposing|say|unless|pretend|what if|whether)\b", said):
        return True
    return bool(_UNREAL.search(clause) or re.search(r"\bto (?:\w+ly |just |also |even )?$", clause))
