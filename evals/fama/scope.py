"""How a value is spoken of: as it holds now, as past, or denied. Decided by the words around it."""

from __future__ import annotations

from typing import Literal

from .words import Text, stem

Manner = Literal["current", "past"]

_DENY = {
    stem(w)
    for w in "not no never none without avoid avoiding except excluding exclude skip skipped dont doesnt didnt isnt arent "
    "wasnt wont cannot cant dislike hate neither nor leave left steer".split()
}
_PAST = {
    stem(w)
    for w in "longer anymore previously formerly past former completed complete finished cancelled canceled removed "
    "deleted dropped retracted expired replaced stopped used forgotten".split()
}
_AFFIRM = {
    stem(w)
    for w in "like love enjoy prefer favour favor favourite favorite recommend suggest want includes remain".split()
}
_TURN = {stem(w) for w in "but however though although yet while whereas".split()}
_AFTER = {stem(w) for w in "anymore longer cancelled canceled completed removed deleted dropped expired done".split()}
WINDOW = 25
"""How many words back a denial can reach."""


def manner(text: Text, start: int, end: int) -> Manner:
    """How the words from `start` to `end` are meant. Denied and past values are both `past`: neither holds now."""
    first, last = text.span_of(text.sentence_of[start])
    if _denied_before(text, first, start) or _closed_after(text, end, last):
        return "past"
    return "current"


def _denied_before(text: Text, first: int, start: int) -> bool:
    """Walk back to a denial; a turn (but) or an affirmation that is not itself denied ends its reach."""
    for index in range(start - 1, max(first, start - WINDOW) - 1, -1):
        word = text.stems[index]
        if word in _DENY or word in _PAST:
            return True
        if word in _TURN:
            return False
        if word in _AFFIRM:
            before = text.stems[max(first, index - 3) : index]
            return any(w in _DENY or w in _PAST for w in before)
    return False


def _closed_after(text: Text, end: int, last: int) -> bool:
    """Whether the next few words say that it is over ("... is no longer on the list")."""
    for index in range(end, min(last, end + 5)):
        word = text.stems[index]
        if word in _TURN:
            return False
        if word in _AFTER:
            return True
    return False
