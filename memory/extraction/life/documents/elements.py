"""A list as it is spoken, cut into its elements.

Commas and "and" stand inside elements as often as between them. A cut is made where what follows is built like the
first element: a verb in the same form, a noun with its article, a name; brackets and quotations are never cut.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from .quotes import quoted, unquoted

_BULLET = re.compile(r"(?:^|\n)\s*(?:[-*•·]|\d+[.)])\s+")
_NUMBERED = re.compile(r"(?:(?<=\s)|^)(?:\(?\d[.)]|[a-d]\))\s+")
_ORDINAL = re.compile(
    (
        r"(?:^|(?<=[;,.:]))\s*(?:and )?(?:first|second|third|fourth|fifth|last|firstly"
        r"|secondly|thirdly|lastly|finally)(?: of all)?[,:]\s+"
    ),
    re.IGNORECASE,
)
_JOINT = re.compile(
    r",?\s+(?:and also|as well as|along with|together with|plus|and|&)\s+|,\s*|;\s*(?:and\s+)?|\n+"
)
_STRONG = re.compile(r"as well as|along with|together with|plus|and also|;|\n")
_HANGING = re.compile(
    r"(?:focus|lead|result|includ|mak|allow|us|ensur|caus|provid|leverag|driv|exceed"
    r"|highlight|emphasi[sz]|featur|cover|reduc|target)ing\b"
    r"|such as\b|which\b|who\b|especially\b|including\b|e\.g\.|i\.e\.|from\b|with\b"
    r"|for\b|by\b|to be\b|due\b|where\b|so\b|but\b|because\b|if\b|when\b|while\b"
    r"|not\b|then\b|rather\b|or\b|in\b|at\b|on\b|of\b|especially\b|particularly\b"
    r"|given\b|based\b|structured\b|divided\b|compared\b"
)
_ROLE = re.compile(
    (
        r"\b(?:lead|manager|director|head|strategist|analyst|engineer|officer|designer"
        r"|writer|architect|developer|producer|editor|consultant|coordinator|specialist"
        r"|president|vp|ceo|cto|cfo|coo|cmo|founder|partner|advisor|adviser|professor"
        r"|owner|assistant|scientist|researcher|administrator|chair|chairman|treasurer"
        r"|secretary|captain|nurse|teacher|principal|supervisor|executive|counsel|intern"
        r"|associate|planner|recruiter|accountant|master)s?\b"
    ),
    re.IGNORECASE,
)
_GROUP = re.compile(
    r"\b(?:The|Team|Teams|Department|Group|Board|Committee|Office|Management|Leadership"
    r"|Clients|Partners)\b"
)
_NAME = re.compile(
    r"(?:(?:Dr|Mr|Mrs|Ms|Prof)\.? )?[A-ZÀ-Þ][\w'’.-]+(?: (?:[A-ZÀ-Þ][\w'’.-]*|de"
    r"|van|der|den|von|al|bin|la|el|O'\w+))+"
)
_ARTICLE = re.compile(r"(?:the|a|an|our|my|your|their|his|her|some|two|three|four|five|\d+)\b", re.IGNORECASE)
_VERB_ENDS = {
    "gerund": re.compile(r"(?:\w+ly )?\w+ing\b"),
    "past": re.compile(
        r"(?:\w+ly )?(?:\w+ed|set|chose|made|built|kept|took|put|gave|held|began|found"
        r"|led|cut)\b"
    ),
}


def elements(text: str) -> list[tuple[int, int]]:
    """The stretches of the elements of a spoken list, in order. Sentences are elements of their own."""
    marked = _by_marks(text)
    found = marked or [span for start, end in _sentences(text) for span in _by_joints(text, start, end)]
    return [span for span in (_bare(text, *span) for span in found) if span[0] < span[1]]


def _by_marks(text: str) -> list[tuple[int, int]]:
    """Stretches between bullets, numbers, ordinals or quotations, where there is more than one of them."""
    for marks in (_BULLET, _NUMBERED, _ORDINAL):
        starts = [match.end() for match in marks.finditer(text)]
        if len(starts) > 1:
            ends = [*(match.start() for match in list(marks.finditer(text))[1:]), len(text)]
            return list(zip(starts, ends, strict=True))
    spans = quoted(text)
    if spans and _only_joints(text, spans):
        return spans
    return []


def _sentences(text: str) -> list[tuple[int, int]]:
    """Sentences, each of which may hold a list of its own."""
    cuts = [
        match.end()
        for match in re.finditer(r"(?<=[^.\sA-Z][.!?])\s+(?=[\"'“A-Z0-9])", text)
        if not re.search(r"\b(?:Dr|Mr|Mrs|Ms|Prof|e\.g|i\.e|vs|etc)\.\s*$", text[: match.end()])
    ]
    return list(zip([0, *cuts], [*cuts, len(text)], strict=True))


def _only_joints(text: str, spans: list[tuple[int, int]]) -> bool:
    """Whether nothing but commas and "and" stands around the quotations."""
    rest, at = "", 0
    for start, end in spans:
        rest += text[at : start - 1]
        at = end + 1
    rest += text[at:]
    return not re.sub(r"\b(?:and|also|plus|then|as well as)\b|[\s.,;:&]", "", rest)


def _by_joints(text: str, start: int, end: int) -> list[tuple[int, int]]:
    joints = [match for match in _JOINT.finditer(text, start, end) if not _shielded(text, start, end, match)]
    if not joints:
        return [(start, end)]
    serial = any("," in joint[0] or _STRONG.search(joint[0]) for joint in joints)
    form = _form(text[start : joints[0].start()])
    if (
        form == "gerund"
        and serial
        and not any(_VERB_ENDS["gerund"].match(text[joint.end() : end].lower()) for joint in joints)
    ):
        form = "noun"  # "hiring freezes, the new CRM and office leases"
    cuts = [
        joint for number, joint in enumerate(joints) if _cuts(text, start, end, joints, number, form, serial)
    ]
    starts = [start, *(joint.end() for joint in cuts)]
    ends = [*(joint.start() for joint in cuts), end]
    return _with_roles(text, list(zip(starts, ends, strict=True)))


def _shielded(text: str, start: int, end: int, joint: re.Match[str]) -> bool:
    """Whether a joint stands in brackets or in a quotation, or inside a number."""
    before = text[start : joint.start()]
    if before.count("(") > before.count(")") or before.count("[") > before.count("]"):
        return True
    if (
        joint[0].startswith(",")
        and re.search(r"\d$", before)
        and re.match(r"\d{3}\b", text[joint.end() : end])
        and joint[0] == ","
    ):
        return True
    return any(one < joint.start() < other for one, other in quoted(text))


def _form(first: str) -> str:
    """How the first element is built: base (a verb, bare or with "to"), gerund, past, or noun."""
    words = first.strip().lower()
    if re.match(r"to [a-z]+", words):
        return "base"
    word = re.match(r"(?:(?:not|also|\w+ly) )?([a-z-]+)", words)
    if not word:
        return "noun"
    if (
        _VERB_ENDS["gerund"].match(words)
        and not _ARTICLE.match(words)
        and word[1]
        not in (
            "marketing",
            "engineering",
            "training",
            "meeting",
            "building",
            "onboarding",
            "branding",
            "pricing",
            "testing",
            "planning",
        )
    ):
        return "gerund"
    if is_base_verb(word[1]) and not first.strip()[:1].isupper():
        return "base"
    return "past" if _VERB_ENDS["past"].match(words) else "noun"


def _cuts(
    text: str, start: int, end: int, joints: list[re.Match[str]], number: int, form: str, serial: bool
) -> bool:
    joint = joints[number]
    stop = joints[number + 1].start() if number + 1 < len(joints) else end
    after = text[joint.end() : stop].strip()
    low = after.lower()
    if not after or _hangs(low, joint, form) or re.match(r"(?:etc|so on|more)\b", low):
        return False
    if (
        ";" in joint[0]
        or "\n" in joint[0]
        or (re.search(r"\band\b", joint[0]) and re.match(r"(?:we|they|i) (?:\w+ly )?[a-z']+ ", low))
    ):
        return True
    plain_and = "," not in joint[0] and not _STRONG.search(joint[0])
    if form == "base":
        if (
            re.match(r",\s+and\b", joint[0])
            and _VERB_ENDS["past"].match(low)
            and not re.match(r"\w+ed \w+s\b", low)
        ):
            return True  # "we agreed to defer X, and established Y"
        again = re.search(r"(?:,|\band) to [a-z]+", text[start:end].lower())
        return bool(re.match(r"to [a-z]+", low)) if again else _same_verb(low, form)
    if form in ("gerund", "past"):
        return _same_verb(low, form) and not (
            plain_and and serial and (number + 1 < len(joints) or _serial_end(joints))
        )
    if plain_and:
        return _noun_and(text, end, joints, number, serial)
    return not _gerund_tail(low, joint)


def _hangs(low: str, joint: re.Match[str], form: str) -> bool:
    """Whether words after a joint belong to the element before it ("..., focusing on ...", "such as ...")."""
    if re.search(r"\band\b", joint[0]) and form == "gerund":
        return False
    if form == "gerund" and re.match(
        (
            r"(?:ensur|us|provid|leverag|driv|highlight|emphasi[sz]|featur|cover|reduc"
            r"|target)ing\b"
        ),
        low,
    ):
        return False
    if "and" in joint[0] and re.match(r"(?:who|what|how|where|when|why|which)\b", low):
        return False
    return bool(_HANGING.match(low))


def _serial_end(joints: list[re.Match[str]]) -> bool:
    """Whether the list ends in ", and": then a plain "and" stands inside an element."""
    return any(re.match(r",\s+(?:and|&)", joint[0]) for joint in joints)


def _gerund_tail(low: str, joint: re.Match[str]) -> bool:
    return joint[0].strip() == "," and bool(re.match(r"\w+ing (?:the|a|an|our|to|in|on|for|that)\b", low))


def _noun_and(text: str, end: int, joints: list[re.Match[str]], number: int, serial: bool) -> bool:
    """Whether a plain "and" between nouns parts two elements.

    In a list with commas it does when it is the last joint and the list has no ", and"; without commas where
    it is the only one, or where an article or a name begins anew.
    """
    joint = joints[number]
    if "&" in joint[0] and not _ARTICLE.match(text[joint.end() : end]):
        return False
    if serial:
        return (
            number == len(joints) - 1
            and not _serial_end(joints)
            and not any(_STRONG.search(other[0]) for other in joints)
        )
    if len(joints) == 1:
        return True
    anew = [other for other in joints if _ARTICLE.match(text[other.end() : end])]
    if anew:
        return joint in anew
    return joint is joints[-1]


def _same_verb(low: str, form: str) -> bool:
    if form == "base":
        word = re.match(r"(?:(?:also|then|\w+ly) )?([a-z-]+)", low)
        return bool(word and is_base_verb(word[1]))
    match = _VERB_ENDS[form].match(re.sub(r"^(?:by|through|from) (?=\w+ing\b)", "", low))
    return bool(match) and not re.match(r"\w+ed [a-z]+s\b", low) if form == "past" else bool(match)


def _with_roles(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """ "Ana Ruiz, Head of Product" is one person: a role that follows a name belongs to it."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and _is_role(text[start:end].strip()) and text[joined[-1][1] : start].strip() == ",":
            before = text[slice(*joined[-1])].strip()
            if _NAME.fullmatch(before) and not _ROLE.search(before) and not _GROUP.search(before):
                joined[-1] = (joined[-1][0], end)
                continue
        joined.append((start, end))
    return joined


def _is_role(said: str) -> bool:
    return bool(_ROLE.search(said)) and not said.lower().startswith("the ") and len(said.split()) < 7


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """An element without what joins it, leading articles, and punctuation at its end."""
    lead = re.match(
        (
            r"\s*(?:(?:and|also|just|only|to|by(?= \w+ing\b)|the|a|an|our|plus|we(?= \w+ed\b)|then"
            r"|finally|lastly|first|second|third|firstly|secondly)\b,?\s+)*"
        ),
        text[start:end],
        re.IGNORECASE,
    )
    start += lead.end() if lead else 0
    words = text[start:end].rstrip()
    tail = re.search(r"[\s.,;:!]+$", words)
    end = start + len(words) - (len(tail[0]) if tail else 0)
    inner = unquoted(text[start:end])
    if inner != text[start:end]:
        at = text.find(inner, start)
        return (at, at + len(inner)) if at >= 0 else (start, end)
    return start, end


@cache
def _base_verbs() -> frozenset[str]:
    table = tomllib.loads(files(__package__).joinpath("verbs.toml").read_text("utf-8"))
    return frozenset(table["verbs"].split())


def is_base_verb(word: str) -> bool:
    """Whether a word is a verb that aims and decisions begin with."""
    return word in _base_verbs() or (word.startswith("re") and word[2:].lstrip("-") in _base_verbs())
