"""Film titles as catalogues write them, taken apart: trailing articles, alternative titles, years."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..search.fold import fold

_ARTICLES = (
    "The", "A", "An", "La", "Le", "Les", "L'", "El", "Los", "Las", "Il", "Lo", "I", "Gli", "Un", "Una", "Une",
    "Uno", "Der", "Die", "Das", "Ein", "Eine", "Den", "Det", "De", "Het", "Een", "O", "Os", "As", "Um", "Uma",
)  # fmt: skip
_TRAILING = re.compile(r"^(?P<rest>.+), (?P<article>" + "|".join(map(re.escape, _ARTICLES)) + r")$")
_LEADING = re.compile(r"^(?:the|a|an) (?=\S)")
_ALIAS = re.compile(r"^(?:a\.?k\.?a\.?|also known as)[ :]+", re.IGNORECASE)

# The same word written in two ways, numbers among them.
_SPELLED = {
    "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vol": "volume", "vs": "versus", "dr": "doctor",
    "mr": "mister", "st": "saint", "part": "",
}  # fmt: skip
_SUBTITLE = re.compile(r":\s|\s[-–]\s|\s(?=or\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Title:
    """A title as people write it, and its other names."""

    display: str
    aliases: tuple[str, ...] = ()


def natural(title: str) -> str:
    """The title with a trailing article put back in front: `Matrix, The` becomes `The Matrix`."""
    found = _TRAILING.match(title.strip())
    if found is None:
        return title.strip()
    article = found["article"]
    return f"{article}{'' if article.endswith(chr(39)) else ' '}{found['rest']}"


def parse_title(raw: str) -> Title:
    """Take `raw` apart into its main title and the alternative ones in parentheses at its end.

    >>> parse_title("City of Lost Children, The (Cité des enfants perdus, La)")
    Title(display='The City of Lost Children', aliases=('La Cité des enfants perdus',))
    """
    main, groups = _split_parentheses(raw.strip())
    if main.lower().endswith(" or"):  # "Birdman: Or (The Unexpected Virtue of Ignorance)" is one title
        main, groups = raw.strip(), []
    display = natural(main) if main else raw.strip()
    names: dict[str, str] = {}
    for group in groups:
        for name in (natural(_ALIAS.sub("", group).strip()),):
            if fold(name) and fold(name) != fold(display):
                names.setdefault(fold(name), name)
    return Title(display, tuple(names.values()))


def _split_parentheses(title: str) -> tuple[str, list[str]]:
    """The part before the closing run of parenthesised groups, and those groups (nested ones flattened)."""
    groups: list[str] = []
    while title.endswith(")"):
        depth = 0
        for place in range(len(title) - 1, -1, -1):
            depth += {")": 1, "(": -1}.get(title[place], 0)
            if depth == 0:
                break
        if depth or place == 0 or title[place - 1] != " ":
            break
        groups.insert(0, title[place + 1 : -1])
        title = title[:place].rstrip()
    return title, groups


def variants(title: Title) -> tuple[str, ...]:
    """Folded forms to look a title up by, best first: each name whole, then without a leading article."""
    whole = [fold(name) for name in (title.display, *title.aliases)]
    bare = [without_article(name) for name in whole]
    return tuple(dict.fromkeys(form for form in (*whole, *bare) if form))


def without_article(folded: str) -> str:
    """A folded title without a leading the, a or an (unless nothing else is left)."""
    return _LEADING.sub("", folded, count=1)


def solid(name: str) -> str:
    """A title without articles, spaces and differences of spelling: `Old Boy` and `Oldboy` are the same."""
    return "".join(_SPELLED.get(word, word) for word in without_article(fold(name)).split())


def main_part(name: str) -> str:
    """A title without its subtitle: what stands before a colon, a dash or an "or"."""
    return _SUBTITLE.split(name, maxsplit=1)[0]
