"""Whether words that could change memory are really an order to do so."""

from __future__ import annotations

import re

from .acts import Intent

CHANGING = frozenset({Intent.FORGET, Intent.ERASE, Intent.UNDO})
_VERB = re.compile(
    r"\b(?:forget|forgetting|unlearn|disremember|delete|erase|wipe|purge|scrub|destroy|nuke|obliterate|shred|expunge"
    r"|undo|revert|remove|lose|take)\b"
)
# Before the verb: what makes a story, a denial or a question of it.
_NO_ORDER = re.compile(
    r"\b(?:never|not|why|films?|something|anything|someone|where|who|which|they|he|she|people|help me|make me"
    r"|makes me|let me|has|have|had|did|does|is|are|was|were|about|if|when|because|said|says|that i)\b"
)
# "That was a mistake, take it back": what is said of the thing to be undone.
_REGRET = re.compile(
    r"^(?:no |oops |sorry )*(?:that|this|it) (?:is|was) (?:\w+ ){0,4}|^i (?:did|do) not mean (?:\w+ ){0,4}"
)
_ASKED_NICELY = re.compile(
    r"^(?:why (?:do not|not) you|would not you|is it (?:ok|okay|fine|all right) to|it is fine to)\b"
)
_DENIED = re.compile(
    r"^(?:please |but |and |so |just |you )*(?:do not|never|must not|should not)(?: you)?(?: (?:ever|dare|please))* "
    r"(?:forget|erase|delete|wipe|undo|lose|purge|scrub|destroy|remove (?:my|any|every|all))\b"
)
# What can be forgotten of what one has: not one's troubles.
_OWN = re.compile(r"\bforget(?: about| all| all about)? my (?!<|\w+ <)(\w+)")
_HELD = frozenset(
    """likes dislikes taste tastes preference preferences history love hatred hate dislike liking limit limits rule
    rules profile data favourites favourite thing opinion opinions view views interest interests fondness last previous
    latest first name seen watched watchlist age memory facts information info details time runtime year years no old
    length
    two one aversion distaste obsession passion phase genre genres director directors actor actors constraint
    constraints request requests list lists entire whole earlier""".split()
)


def is_order(intent: Intent, text: str) -> bool:
    """Whether a clause that has the words of a change of memory orders it, in doubt not."""
    if intent not in CHANGING or _ASKED_NICELY.match(text):
        return True
    verb = _VERB.search(text)
    if verb is None:
        return True
    before = _REGRET.sub("", text[: verb.start()])
    if _NO_ORDER.search(before):
        return False
    own = _OWN.search(text)
    return own is None or own.group(1) in _HELD or intent is not Intent.FORGET


def denied(text: str) -> bool:
    """ "Don't forget ..." and "never delete ..." order nothing of the kind."""
    return bool(_DENIED.match(text))
