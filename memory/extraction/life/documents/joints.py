"""Where a spoken list is cut: which commas and "and"s part elements, and which stand inside one."""

from __future__ import annotations

import re

from .clauses import CLAUSE, STRONG, within
from .persons import is_person, is_person_or_role
from .quotes import quoted
from .verbs import ARTICLE, VERB_ENDS, form, is_base_verb

_JOINT = re.compile(
    r",?\s+(?:and also|as well as|along with|together with|plus|and|&)\s+|,\s*|;\s*(?:and\s+)?|\n+"
)
_HANGING = re.compile(
    r"(?:focus|lead|result|includ|mak|allow|us|ensur|caus|provid|leverag|driv|exceed"
    r"|highlight|emphasi[sz]|featur|cover|reduc|target)ing\b"
    r"|such as\b|which\b|who\b|especially\b|including\b|e\.g\.|i\.e\.|from\b|with\b"
    r"|for\b|by\b|to be\b|due\b|where\b|so\b|but\b|because\b|if\b|when\b|while\b"
    r"|not\b|then\b|rather\b|or\b|in\b|at\b|on\b|of\b|especially\b|particularly\b"
    r"|currently\b|now\b|pending\b|subject to\b|provided\b|given\b|based\b|structured\b|divided\b|compared\b"
)
_AGENT = re.compile(
    r"^\s*(?:we|they|i|the team|everyone)(?: all| also| have| had| jointly| finally)* ", re.IGNORECASE
)


def by_joints(text: str, start: int, end: int, *, spare_and: bool = False) -> list[tuple[int, int]]:
    """The stretches between the joints that part elements. `spare_and`: a lone "and" parts only what begins anew."""
    joints = [match for match in _JOINT.finditer(text, start, end) if not _shielded(text, start, end, match)]
    if not joints:
        return [(start, end)]
    serial = any("," in joint[0] or STRONG.search(joint[0]) for joint in joints)
    built = _built(text, start, end, joints, serial)
    cuts = [
        joint for number, joint in enumerate(joints) if _cuts(text, start, end, joints, number, built, serial)
    ]
    if built == "noun":
        cuts = [joint for joint in cuts if not within(text, start, end, joints, joint, serial, spare_and)]
    starts = [start, *(joint.end() for joint in cuts)]
    ends = [*(joint.start() for joint in cuts), end]
    return list(zip(starts, ends, strict=True))


def _built(text: str, start: int, end: int, joints: list[re.Match[str]], serial: bool) -> str:
    first = _AGENT.sub("", text[start : joints[0].start()])
    built = form(first)
    rest = [text[joint.end() : end] for joint in joints]
    if (
        built == "past"
        and not _tells(first)
        and not all(VERB_ENDS["past"].match(after.lower()) for after in rest)
    ):
        return "noun"  # "limited access, slow builds and outdated tools"
    told = any(after.startswith("that ") or CLAUSE.match(after) for after in rest)
    if built == "past" and told and CLAUSE.match(first.strip()):
        return "noun"  # "proposed caching can halve the load, and that ..."
    again = any(VERB_ENDS["gerund"].match(text[joint.end() : end].lower()) for joint in joints)
    if built == "gerund" and serial and not again:
        return "noun"  # "hiring freezes, the new CRM and office leases"
    return built


def _tells(first: str) -> bool:
    """Whether a word in -ed is a verb: it has an object with an article, or goes on with "to" or "that"."""
    return bool(
        re.match(
            r"\s*(?:\w+ly )?\w+ (?:the|a|an|our|to|that|on|its|their|all|two|three|\d+)\b", first.lower()
        )
    )


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


def _cuts(
    text: str, start: int, end: int, joints: list[re.Match[str]], number: int, built: str, serial: bool
) -> bool:
    joint = joints[number]
    stop = joints[number + 1].start() if number + 1 < len(joints) else end
    after = text[joint.end() : stop].strip()
    low = after.lower()
    if not after or _hangs(low, joint, built) or re.match(r"(?:etc|so on|more)\b", low):
        return False
    if (
        ";" in joint[0]
        or "\n" in joint[0]
        or (re.search(r"\band\b", joint[0]) and re.match(r"(?:we|they|i) (?:\w+ly )?[a-z']+ ", low))
    ):
        return True
    plain_and = "," not in joint[0] and not STRONG.search(joint[0])
    if (
        plain_and
        and is_person(after)
        and is_person_or_role(re.split(r",\s*", text[start : joint.start()])[-1])
    ):
        return True
    if built == "base":
        if (
            re.match(r",\s+and\b", joint[0])
            and VERB_ENDS["past"].match(low)
            and not re.match(r"\w+ed \w+s\b", low)
        ):
            return True  # "we agreed to defer X, and established Y"
        again = re.search(r"(?:,|\band) to [a-z]+", text[start:end].lower())
        return bool(re.match(r"to [a-z]+", low)) if again else _same_verb(low, built)
    if built in ("gerund", "past"):
        return _same_verb(low, built) and not (
            plain_and and serial and (number + 1 < len(joints) or _serial_end(joints))
        )
    if plain_and:
        return _noun_and(text, end, joints, number, serial)
    return not _gerund_tail(low, joint) or _gerund_listed(text, end, joints, number)


def _hangs(low: str, joint: re.Match[str], built: str) -> bool:
    """Whether words after a joint belong to the element before it ("..., focusing on ...", "such as ...")."""
    if re.search(r"\band\b", joint[0]) and (
        built == "gerund" or ("," in joint[0] and re.match(r"\w+ing\b", low))
    ):
        return False
    if built == "gerund" and re.match(
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


def _gerund_listed(text: str, end: int, joints: list[re.Match[str]], number: int) -> bool:
    """Whether the list goes on with an "and" and the same form: then it is no tail of what stands before."""
    later = [other for other in joints[number + 1 :] if re.search(r",\s+(?:and|&)\b", other[0])]
    return any(VERB_ENDS["gerund"].match(text[other.end() : end].lower()) for other in later)


def _noun_and(text: str, end: int, joints: list[re.Match[str]], number: int, serial: bool) -> bool:
    """Whether a plain "and" between nouns parts two elements.

    In a list with commas it does when it is the last joint and the list has no ", and"; without commas where
    it is the only one, or where an article or a name begins anew.
    """
    joint = joints[number]
    if "&" in joint[0] and not ARTICLE.match(text[joint.end() : end]):
        return False
    if serial:
        return (
            number == len(joints) - 1
            and not _serial_end(joints)
            and not any(STRONG.search(other[0]) for other in joints)
        )
    if len(joints) == 1:
        return True
    anew = [other for other in joints if ARTICLE.match(text[other.end() : end])]
    if anew:
        return joint in anew
    return joint is joints[-1]


def _same_verb(low: str, built: str) -> bool:
    if built == "base":
        word = re.match(r"(?:(?:also|then|\w+ly) )?([a-z-]+)", low)
        return bool(word and is_base_verb(word[1]))
    match = VERB_ENDS[built].match(re.sub(r"^(?:by|through|from) (?=\w+ing\b)", "", low))
    return bool(match) and not re.match(r"\w+ed [a-z]+s\b", low) if built == "past" else bool(match)
