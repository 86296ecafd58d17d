"""Slots of a request: what its words name, what they rule out, and what is left over."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from ...memory.extraction.bounds import inverted, is_limit
from ...memory.extraction.linking import Domain, Mentioned
from ...memory.extraction.objects import targets_of
from ...memory.extraction.roles import role_of
from ...memory.extraction.skeleton import Word
from ...memory.extraction.statements import Target
from .requests import grammar

Slots = dict[str, tuple[str, ...]]


@cache
def _words() -> dict[str, frozenset[str]]:
    table = tomllib.loads(files(__package__).joinpath("words.toml").read_text("utf-8"))
    return {name: frozenset(text.split()) for name, text in table.items() if isinstance(text, str)}


def vocabulary(name: str) -> frozenset[str]:
    """One of the word lists of `words.toml`."""
    return _words()[name]


@cache
def slang() -> dict[str, str]:
    """Short words of requests as people spell them, and what they stand for."""
    table = tomllib.loads(files(__package__).joinpath("words.toml").read_text("utf-8"))
    return dict(table["slang"])


_NOT = re.compile(
    r"\b(?:no|not|without|except(?: for)?|nothing|non|avoid|avoiding|skip|skipping|anything but|other "
    r"than|apart from|excluding"
    r"|exclude|minus|nor|never|leave out|leaving out|drop|remove|rather than|instead of|besides|do not "
    r"want|hold the|aside from"
    r"|less|fewer|is not|are not|isnt|sans|bar|get rid of|tired of|too|filter out|take out|lose|ditch"
    r"|enough|neither|none|free of)"
    r"(?: (?:too|so|that|very|any|a|an|the|all|more|as|another|films?|in|by|from|with|one|ones|anything"
    r"|something|directed"
    r"|starring|made|of|set|those|these|much|another|need|feel like|to be|being|over|want|really|stuff"
    r"|out))*$"
)
_GOES_ON = re.compile(r"^(?:(?:and|or|nor|the|any|a|an|by|with|from|films?|ones?|no|not) ?)*$")
_ROLES_OUT = re.compile(r"^(?:not|no) only\b")
_PLAYS = re.compile(r"\b(?:plays|play|played|acts|acted|stars|starred|appears|appeared)$")
_ABOUT = re.compile(
    r"\b(?:films?|ones?|something|anything|stories|story|stuff|titles?|<[clpy]\d+>) about(?: the| a| an)?$"
)
_HAVE = re.compile(r"\b(?:only|(?:have|has|got)(?: got)?(?: (?:only|just|about|like|exactly|all of))?|just)$")
_LEFT = re.compile(
    r"^(?:left|to (?:spare|kill|fill)|free|before|limit|max\b|maximum|cap|cutoff|slot|window|tops)"
)
_IT = re.compile(
    r"\b(?:(?:that|this|the same|the) (?:one|film)|it|that(?! (?:is|are|was|were|has|have|i|you|we|will"
    r"|would|stars?|does|do|"
    r"can|take|makes|\w+s)\b)|this(?! (?:time|evening|weekend|week|year|work|list|app|morning|afternoon"
    r"|instead|century)))\b"
)
_THEM = re.compile(
    r"\b(?:them|those|these|(?:your|the|those|these) (?:picks|suggestions|recommendations|films|ones"
    r"|choices|list)|this list|that list|all of them)\b"
)
_NOT_IT = re.compile(
    r"(?:is it|was it|how is it|what is it|make it|keep it|so be it|forget it|that is it|can it|could it"
    r"|like it when|it is|it was|it would|it were|watch it with|it to|it a|it an|call it|do it|that it)\b"
)


def slots_of(words: Sequence[Word], mentions: Sequence[Mentioned], domain: Domain) -> Slots:
    """The slots that the mentions among `words` fill. Ambiguous titles fill none."""
    found: dict[str, list[str]] = {}
    denied, seen = False, 0
    for index, word in enumerate(words):
        if word.mention is None:
            continue
        mention = mentions[word.mention]
        between = " ".join(w.text for w in words[seen:index])
        seen = index + 1
        soft = bool(re.search(r"[,;]", word.gap))
        denied = _denied(between, denied, soft)
        before = " ".join(w.text for w in words[:index])
        after = " ".join(w.text for w in words[index + 1 :])
        role = role_of(mention, before, after, domain) or _plays(mention, before)
        if _topic(mention, before):
            found.setdefault("text", []).append(mention.text)
            continue
        if (exact := _spare(mention, before, after)) is not None:
            found["runtime_max"] = [str(exact)]
            continue
        for name, value in _filled(mention, role, denied):
            if value not in found.setdefault(name, []):
                found[name].append(value)
    return {name: tuple(values) for name, values in found.items() if values}


def _plays(mention: Mentioned, before: str) -> str | None:
    """ "In which films plays X": the verb before the name."""
    return "actor" if mention.kind == "person" and _PLAYS.search(before) else None


def _topic(mention: Mentioned, before: str) -> bool:
    """Whether a word that is also a title stands for a subject: "films about vampires"."""
    return mention.kind == "item" and mention.text.islower() and bool(_ABOUT.search(before))


def _spare(mention: Mentioned, before: str, after: str) -> int | None:
    """A time someone has, which is a limit though it is said without "under": "I only have 80 minutes"."""
    if mention.kind != "runtime" or mention.low is None or mention.high is None:
        return None
    if not (_HAVE.search(before) or _LEFT.match(after)):
        return None
    return (mention.low + mention.high) // 2


def _denied(between: str, before: bool, soft: bool) -> bool:
    if _NOT.search(between) and not _ROLES_OUT.search(between):
        return True
    return before and bool(_GOES_ON.match(between)) and not (soft and not between)


def _filled(mention: Mentioned, role: str | None, denied: bool) -> list[tuple[str, str]]:
    if mention.kind == "ordinal":
        return [("not_ref" if denied else "ref", ref) for ref in mention.refs]
    if mention.kind == "count":
        if not re.search(r"\d", mention.text) and mention.text.lower().split()[-1:] == ["few"]:
            return []
        return [("count", str(mention.low))]
    if mention.kind == "direction":
        return [("direction", named.value) for named in mention.readings[:1]]
    if mention.kind == "item" and mention.ambiguous:
        return []
    targets: tuple[Target, ...] = targets_of(mention, role)
    if denied and any(is_limit(target) for target in targets):
        targets = inverted(targets)
        denied = False
    prefix = "not_" if denied else ""
    return [(f"{prefix}{_slot(target)}", target.value) for target in targets]


def _slot(target: Target) -> str:
    return "item" if target.attribute == "title" else target.attribute


_TOPICAL = frozenset(
    """time night family children wine beer dinner date friends father mother daughter husband wife weekend
    morning""".split()
)


def reference_of(text: str) -> str | None:
    """`it` or `all` when a clause points at what was shown by a pronoun, else None."""
    if _THEM.search(text):
        return "all"
    bare = _NOT_IT.sub(" ", text)
    return "it" if _IT.search(bare) else None


@cache
def _known() -> frozenset[str]:
    """Words that requests are made of, which therefore describe nothing."""
    found: set[str] = set()
    for cue in grammar().cues:
        found.update(re.findall(r"[a-z]+", cue.pattern.pattern))
    return frozenset(found)


@cache
def outsiders() -> frozenset[str]:
    """Words of the cues of small talk and of other tasks that no request for films is made of."""
    inside: set[str] = set()
    outside: set[str] = set()
    for cue in grammar().cues:
        words = {word for word in re.findall(r"[a-z]+", cue.pattern.pattern) if len(word) > 3}
        (outside if cue.name in ("unknown", "greet", "bye") else inside).update(words)
    return frozenset(outside - inside - _words()["common"] - _words()["describing"])


def leftover(words: Sequence[Word]) -> str:
    """Content words of a request that no mention and no cue covers, as typed and in order."""
    known = _known()
    kept: list[str] = []
    for index, word in enumerate(words):
        if word.mention is not None or not word.text.isalpha():
            continue
        joined = index > 0 and word.gap == "-" and words[index - 1].mention is None
        if joined:  # "feel-good" says more than "feel" and "good"
            if kept and kept[-1] == words[index - 1].text:
                kept.pop()
            kept.append(f"{words[index - 1].text}-{word.text}")
        elif len(word.text) > 2 and (
            word.text in _words()["describing"]
            or (word.text not in known and word.text not in _words()["common"])
        ):
            if index and _opens_topic(words, index - 1):  # "about time travel"
                kept.append(words[index - 1].text)
            kept.append(word.text)
    return " ".join(kept)


def _opens_topic(words: Sequence[Word], at: int) -> bool:
    """Whether an everyday word stands first in a topic: the "time" of "about time travel"."""
    before = words[at - 1].text if at else ""
    word = words[at]
    return before == "about" and word.mention is None and len(word.text) > 3 and word.text in _TOPICAL


def merged(
    first: Mapping[str, tuple[str, ...]], second: Mapping[str, tuple[str, ...]], *, replace: bool
) -> Slots:
    """Both requests' slots.

    `replace` lets the second overrule the first where both fill one, else they add up.
    """
    result: Slots = dict(first)
    for name, values in second.items():
        if name not in result or replace or name in _words()["single"]:
            result[name] = values
        else:
            result[name] = tuple(dict.fromkeys((*result[name], *values)))
    return result
