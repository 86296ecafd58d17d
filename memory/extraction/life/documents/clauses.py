"""What keeps nouns of a spoken list together: a clause, examples, a name, a word that governs both."""

from __future__ import annotations

import re

from .verbs import ARTICLE

STRONG = re.compile(r"as well as|along with|together with|plus|and also|;|\n")
CLAUSE = re.compile(
    r"(?!(?:to|that|which|who|whether|how|why|what|if)\b)(?:(?:there|it|he|she|here)'(?:s|ll)\b|(?:(?:[^\s,;:]"
    r"|,(?=\d))+ )(?:(?!to\b|that\b|which\b|who\b|whose\b|where\b"
    r"|when\b|how\b)(?:[^\s,;:]|,(?=\d))+ ){0,7}?(?<!to )(?:(?:is|are|was|were|has|have|had|will|would|can"
    r"|could|should|must|may"
    r"|might|does|did|cannot|covers|requires?|integrates?|allows?|enables?|exceeds?|contains?|provides|reduces|takes|lacks|fails"
    r"|shows|demonstrates?|indicates?|suggests?|means|remains?|becomes?|includes?|improves|ensures?|delivers|depends?"
    r"|affects?|applies|expects|meets|grew|fell|rose|went|came|saw|ends|begins?|pays)(?=\s)|\w+n't\b"
    r"|[a-z]{3,}(?:s|ed)(?= (?:the|a|an|our|its|their|two|three|four|all|us|\d+)\b)))",
    re.IGNORECASE,
)
"""A subject with its verb: what the list is made of is then sentences, and "and" inside one parts nothing."""
_NESTED = re.compile(
    r"\b(?:such as|including|like|e\.g\.,?|for example,?|namely) (?:[\w/+#&.-]+ ?){1,3}"
    r"(?:, (?:and |or )?(?:[\w/+#&.-]+ ?){1,3})*$"
)
_UNIT = re.compile(
    r"(?:[A-Z][\w-]* ){1,3}(?:Team|Department|Division|Office|Group|Committee|Board|Unit|Forum|Council)[.]?"
)
"""The end of a name such as "Legal and Compliance Team"."""
_SHARED = re.compile(
    r"\b(?:due to|because of|between|both|owing to|caused by|thanks to|covering|featuring)\b"
)
"""What governs both sides of an "and"."""


def within(
    text: str,
    start: int,
    end: int,
    joints: list[re.Match[str]],
    joint: re.Match[str],
    serial: bool,
    spare_and: bool,
) -> bool:
    """Whether a joint between nouns stands inside an element: in its clause, its examples, or what it governs."""
    stop = next((other.start() for other in joints if other.start() > joint.start()), end)
    before, after = text[start : joint.start()].strip(), text[joint.end() : stop].strip()
    anew = ARTICLE.match(after) is not None
    if CLAUSE.match(before) and not STRONG.search(joint[0]):
        return not CLAUSE.match(re.sub(r"^(?:and )?that ", "", after))
    if _NESTED.search(before) and len(after.split()) <= 3 and not anew and not STRONG.search(joint[0]):
        return True
    lone = not serial and len(joints) == 1
    last = re.split(r",\s+(?:and\s+)?|\s+and\s+", before)[-1]
    if (
        re.fullmatch(r"(?:(?:the|our|a) )?[A-Z][\w-]*", last)
        and "," not in joint[0]
        and _UNIT.fullmatch(after)
    ):
        return True
    return lone and not anew and (spare_and or _SHARED.search(before) is not None)
