"""Text as the frames read it: lower case, contractions written out, slips corrected, and the way back to it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

Speller = Callable[[str], str]
"""From a lower-case word to the word it is a slip of, or to itself."""

_TOKEN = re.compile(
    r"1(?:[:-]|-on-)1(?:'?s)?\b(?!\s*[ap]m)(?=\s+(?:with|w/|on|at|tomorrow|this|next)\b)|b'day\b|b-day\b|w/(?!\w)|2day\b|2nite\b|2mor(?:o|row)\b"
    r"|[ap]\.\s?m\b\.?"
    r"|[^\W\d_]+(?:'[^\W\d_]+)*|\d+|\s+|.",
    re.IGNORECASE | re.DOTALL,
)
_MARKS = str.maketrans(
    {"’": "'", "‘": "'", "`": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-", "\u00a0": " "}
)
_TAILS = (
    ("n't", " not"),
    ("'m", " am"),
    ("'re", " are"),
    ("'ve", " have"),
    ("'ll", " will"),
    ("'d", " would"),
)
_NEEDS_TO = re.compile(r"^(?:need|have|got|going|want|trying|supposed|used|ought) $")
_DOES = re.compile(r"\s+(?:[a-z]+(?<!s)|[a-z]+ss)\b", re.IGNORECASE)
"""After "need 2": something to do ("need 2 buy milk"), not so many things ("need 2 tickets", "got 2,409 steps")."""
_HAD = re.compile(
    r"\s+(?:already|just|been|done|gone|had|never (?:been|had|seen|done|gone|heard|tried|\w+ed)|only just|spent"
    r"|bought|got|run"
    r"|taken|made|(?!need|feed|speed|heed|seed|succeed|proceed)\w+ed)\b"
)
_WISHES = re.compile(r"\s+(?:like|love|rather|say|prefer|really|also|be|want)\b", re.IGNORECASE)
"""After these, "id" is "I'd" without its mark."""
_GLUED = re.compile(r"(?<=\d)(?=[a-z])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Plain:
    """Text and, for each of its characters, where in the original it comes from."""

    raw: str
    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the original behind `text[start:end]`, without blanks at its borders."""
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        if start >= end:
            at = self.starts[start] if start < len(self.starts) else len(self.raw)
            return at, at
        return self.starts[start], self.ends[end - 1]

    def cut(self, start: int, end: int) -> str:
        """The original words behind `text[start:end]`."""
        begin, stop = self.span(start, end)
        return self.raw[begin:stop]

    def marked(self, marks: Sequence[tuple[int, int, str]]) -> Plain:
        """The same with stretches replaced by labels such as `<a0>`; `marks` in order, apart from each other."""
        text: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        at = 0
        for start, end, label in (*marks, (len(self.text), len(self.text), "")):
            text.append(self.text[at:start])
            starts.extend(self.starts[at:start])
            ends.extend(self.ends[at:start])
            if label:
                begin, stop = self.span(start, end)
                text.append(label)
                starts.extend([begin] * len(label))
                ends.extend([stop] * len(label))
            at = end
        return Plain(self.raw, "".join(text), tuple(starts), tuple(ends))


def plain(raw: str, spell: Speller | None = None) -> Plain:
    """`raw` in its plain form. Every run of blanks is one space, or one line break where it holds one."""
    text: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _TOKEN.finditer(raw.translate(_MARKS)):
        said = _said(match[0], spell)
        if said == "id" and _WISHES.match(raw, match.end()):
            said = "i would"
        if said == "2" and _NEEDS_TO.search("".join(text[-2:])) and _DOES.match(raw, match.end()):
            said = "to"
        if (
            said.endswith(" would")
            and "'" in match[0]
            and _HAD.match(raw[match.end() : match.end() + 20].lower())
        ):
            said = f"{said.removesuffix(' would')} had"
        if said.endswith("'s") and len(said) > 2:
            said = _is_or_has(said, raw[match.end() : match.end() + 20])
        if said.lower() == match[0].lower() and len(said) == len(match[0]):
            starts.extend(range(match.start(), match.end()))
            ends.extend(range(match.start() + 1, match.end() + 1))
        else:
            starts.extend([match.start()] * len(said))
            ends.extend([match.end()] * len(said))
        text.append(said)
        if said.isdigit() and _GLUED.match(raw, match.end()) and raw[match.end() : match.end() + 1].isalpha():
            _space_out(raw, match.end(), text, starts, ends)
    return Plain(raw, "".join(text), tuple(starts), tuple(ends))


def _space_out(raw: str, at: int, text: list[str], starts: list[int], ends: list[int]) -> None:
    """A blank between a number and its unit ("5km"), except where the letters are part of the number."""
    word = re.match(r"[^\W\d_]+", raw[at:])
    if word and word[0].lower() not in ("k", "m", "st", "nd", "rd", "th"):
        text.append(" ")
        starts.append(at)
        ends.append(at)


def _said(token: str, spell: Speller | None) -> str:
    if token.isspace():
        return "\n" if "\n" in token else " "
    word = token.lower()
    if word in _tables().rewrites:
        return _tables().rewrites[word]
    if re.match(r"1\D+1", word):
        return "one-on-one"
    if re.fullmatch(r"[ap]\.\s?m\.?", word):
        return f"{word[0]}m"
    if "'" in word and len(word) > 1:
        return _written_out(word)
    return spell(word) if spell and word.isalpha() else word


def _is_or_has(word: str, after: str) -> str:
    """ "The offsite's been moved" has been; "the tap's fixed" is."""
    following = re.match(r"\s+([a-z]+)", after.lower())
    if following is None or following[1] not in _tables().is_before:
        return word
    return f"{word[:-2]} {'has' if following[1] == 'been' else 'is'}"


def _written_out(word: str) -> str:
    for tail, full in _TAILS:
        if word.endswith(tail) and len(word) > len(tail):
            return word[: -len(tail)] + full
    if word.endswith("'s") and word[:-2] in _tables().is_after:
        return f"{word[:-2]} is"
    return word


@dataclass(frozen=True, slots=True)
class _Tables:
    rewrites: dict[str, str]
    is_after: frozenset[str]
    is_before: frozenset[str]


@cache
def _tables() -> _Tables:
    table = tomllib.loads(files(__package__).joinpath("plain.toml").read_text("utf-8"))
    after, before = (frozenset(table[name]["words"].split()) for name in ("is_after", "is_before"))
    return _Tables({**table["rewrites"], **table["contractions"]}, after, before)
