"""Names of people with their roles, which commas part from each other as they part people."""

from __future__ import annotations

import re

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


def with_roles(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """ "Ana Ruiz, Head of Product" is one person: a role that follows a name belongs to it."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        said = text[start:end].strip(" .!\n")
        if joined and _is_role(said) and text[joined[-1][1] : start].strip() == ",":
            before = text[slice(*joined[-1])].strip()
            plain = _NAME.fullmatch(before) and not _ROLE.search(before) and not _GROUP.search(before)
            last = end == spans[-1][1]
            if plain and (not said.lower().startswith("the ") or last or len(_named(text, spans)) > 1):
                joined[-1] = (joined[-1][0], end)
                continue
        joined.append((start, end))
    return joined


def is_person(said: str) -> bool:
    """Whether words are the name of a person, as far as their shape tells."""
    said = said.strip(" .")
    return bool(_NAME.fullmatch(said)) and not _ROLE.search(said) and not _GROUP.search(said)


def is_person_or_role(said: str) -> bool:
    """Whether words name a person, or what one does."""
    return is_person(said) or _is_role(said.strip(" ."))


def _named(text: str, spans: list[tuple[int, int]]) -> list[str]:
    """The elements that are names of people."""
    said = [re.sub(r"^(?:(?:and|cc|bcc|plus|also) )+", "", text[start:end].strip()) for start, end in spans]
    return [
        words
        for words in said
        if _NAME.fullmatch(words) and not _ROLE.search(words) and not _GROUP.search(words)
    ]


def _is_role(said: str) -> bool:
    """Whether words name what one person does ("our DevOps Engineer"), not a group of them."""
    role = _ROLE.search(said)
    if role is not None and len(said.split()) < 7:
        return not role[0].endswith("s")
    called = re.fullmatch(r"(?:our|the|my) (?:[A-Z][\w&-]* ?){1,4}", said)
    return called is not None and not said.endswith("s") and not _GROUP.search(said[4:])
