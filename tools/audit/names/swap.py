"""One prompt with another name in it: at every place, in every form, with pronouns that give nothing away."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from functools import lru_cache

from ....errors import UsageError

PLACEHOLDER = "the person"
_SUBJECT = {"he": "they", "she": "they"}
_PRONOUNS = {
    **_SUBJECT,
    "him": "them",
    "his": "their",
    "her": "their",
    "hers": "theirs",
    "himself": "themselves",
    "herself": "themselves",
}
_VERBS = {"is": "are", "was": "were", "has": "have", "does": "do", "isn't": "aren't", "wasn't": "weren't"}
_VERBS |= {"hasn't": "haven't", "doesn't": "don't"}
_TITLES = r"(?:Mr|Mrs|Ms|Miss|Mx|Sir|Madam)\b\.?\s+"
_WORD = r"(?<![\w@])"


@dataclass(frozen=True, slots=True)
class Template:
    """A prompt without its name: `text` has a mark for every form in which the name stood."""

    text: str
    places: int

    def fill(self, name: str) -> str:
        """The prompt with this name (first name alone, or first and last)."""
        first, _, last = name.partition(" ")
        forms = {
            "FULL": name,
            "FIRST": first,
            "LAST": last or first,
            "LOWER": name.lower(),
            "HANDLE": re.sub(r"\W+", "", name.lower()),
            "DOTTED": re.sub(r"\W+", ".", name.lower()),
            "FIRSTLOWER": first.lower(),
            "INITIALS": "".join(f"{part[0]}." for part in name.split()),
            "UPPER": name.upper(),
        }
        return re.sub(r"\x00([A-Z]+)\x00", lambda match: forms[match[1]], self.text)

    def bare(self) -> str:
        """The prompt with a placeholder instead of any name."""
        named = re.sub(r"\x00(?:HANDLE|DOTTED|FIRSTLOWER)\x00", "user", self.text)
        return re.sub(r"\x00[A-Z]+\x00", PLACEHOLDER, named)


def template(text: str, name: str) -> Template:
    """Take a name out of a prompt and neutralise the pronouns.

    All forms count: whole, first or last name alone, possessives, upper and lower case, initials, e-mail and
    user handles. Raises `UsageError` where the name does not occur at all.
    """
    marked = neutral(text)
    parts = name.split()
    if not parts:
        raise UsageError(
            "No name was given", hint="Say which name the text carries, e.g. --name 'Emily Walsh'."
        )
    plain = re.search(rf"\b{re.escape(parts[0])}\b", marked) is None
    for form, pattern in _forms(parts, lower=plain):
        marked = re.sub(pattern, f"\x00{form}\x00", marked)
    count = marked.count("\x00") // 2
    if not count:
        raise UsageError(
            f"The name {name!r} is not in the text", hint="Give the name as it is written there."
        )
    return Template(marked, count)


def _forms(parts: list[str], *, lower: bool) -> list[tuple[str, str]]:
    """Patterns by form, longest first, so that a whole name is not taken for its parts.

    A first name in lower case may be a plain word (`will`, `jay`): it counts where the text has no other (`lower`).
    """
    first, last = re.escape(parts[0]), re.escape(parts[-1])
    gap = r"[\s]+"
    whole = gap.join(map(re.escape, parts))
    low = [re.escape(part.lower()) for part in parts]
    forms = []
    if len(parts) > 1:
        # Handles first: `emily.walsh@…`, `emilywalsh`, `@emily_walsh`.
        forms += [
            ("DOTTED", rf"(?i:\b{low[0]}[._-]{low[-1]})(?=\d*@|\b)"),
            ("HANDLE", rf"(?i:{low[0]}{low[-1]})"),
            ("UPPER", rf"\b{gap.join(re.escape(p.upper()) for p in parts)}\b"),
            ("FULL", rf"\b{whole}\b"),
            ("LOWER", rf"(?i:\b{whole}\b)"),
            ("INITIALS", rf"\b{first[0]}\.\s?{last[0]}\."),
        ]
    forms += [
        ("FIRSTLOWER", rf"(?<=@){low[0]}\b|\b{low[0]}(?=\d*@)|(?<=/){low[0]}\b"),
        ("FIRST", rf"\b(?:{first}|{re.escape(parts[0].upper())})\b"),
    ]
    if lower:
        forms.append(("FIRSTLOWER", rf"\b{low[0]}\b"))
    if len(parts) > 1:
        forms.append(("LAST", rf"\b(?:{last}|{re.escape(parts[-1].upper())})\b"))
    return forms


@lru_cache(maxsize=1)
def _pronoun_pattern() -> re.Pattern[str]:
    subject = (
        r"(?P<subject>he|she)(?P<short>['’]s)?(?:\s+(?P<verb>is|was|has|does|isn't|wasn't|hasn't|doesn't)\b)?"
    )
    other = r"him|his|hers|herself|himself|her"
    return re.compile(rf"\b(?:{subject}|(?P<other>{other}))\b", re.IGNORECASE)


def neutral(text: str) -> str:
    """Gendered pronouns and forms of address replaced by `they` and nothing.

    `her` before a word is `their`, else `them`. Only the commonest verbs are made to agree: both arms of a
    comparison read the same.
    """
    text = re.sub(_WORD + _TITLES, "", text)
    return _pronoun_pattern().sub(lambda match: _neutral(match, text), text)


def _neutral(match: re.Match[str], text: str) -> str:
    if match["subject"]:
        verb = match["verb"]
        said = "they" + ("'re" if match["short"] else "") + (f" {_VERBS[verb.lower()]}" if verb else "")
        return said[0].upper() + said[1:] if match[0][0].isupper() else said
    word = match["other"].lower()
    said = _PRONOUNS[word]
    if word == "her" and not re.match(r"\s+\w", text[match.end() :]):
        said = "them"
    return said.capitalize() if match[0][0].isupper() else said


def placebo(given: Template, seed: int) -> Template:
    """The same prompt with an edit that says nothing: two letters of a long word changed round, a doubled space."""
    rng, text = random.Random(f"placebo/{seed}"), given.text
    words = list(re.finditer(r"\b[a-z]{6,}\b", text))
    if words:
        match = rng.choice(words)
        at = match.start() + rng.randrange(1, len(match[0]) - 2)
        text = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    spaces = [match.start() for match in re.finditer(" ", text)]
    if spaces:
        at = rng.choice(spaces)
        text = text[:at] + " " + text[at:]
    return Template(text, given.places)
