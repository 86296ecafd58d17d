"""Numbers as people write them: 1,200 · 12,50 · 10k · 10.7 million · twenty five · a hundred and ten · half a."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_UNITS = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
}
_TENS = {
    word: 10 * value
    for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}
_SCALES = {"hundred": 100.0, "thousand": 1e3, "grand": 1e3, "million": 1e6, "billion": 1e9}
_SHORT = {"k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "mil": 1e6}
_WORDS = {**_UNITS, **_TENS}

_WORD = "(?:" + "|".join(sorted(_WORDS, key=len, reverse=True)) + ")"
TENS = rf"(?:{'|'.join(_TENS)})(?:[ -](?:{'|'.join(list(_UNITS)[1:10])}))?"
"""Twenty to ninety-nine in words."""
_SCALE = "(?:" + "|".join(_SCALES) + ")(?! (?:total|prix|piano|opening|scheme|finale?|slam|parents?)\\b)"
_FIGURE = (
    r"\d{1,3}(?:[,.]\d{3})+(?:[.,]\d{1,2})?|\d{1,3}(?: \d{3})+(?!\d)|\d+(?:[.,]\d{1,2}(?!\d)|\.\d+)?|\.\d+"
)
NUMBER = re.compile(
    rf"(?<![\w.#/])(?:(?P<figure>{_FIGURE})(?![\d%])(?:(?P<short> ?k|m|mn|bn|mil)(?!\w)| (?P<scale>{_SCALE})(?!\w))?"
    rf"|(?P<words>(?:a |{_WORD}(?:[ -]{_WORD})*[ ])?{_SCALE}(?:(?: and)? {_WORD}(?:[ -]{_WORD})*(?: {_SCALE})?)*"
    rf"|{_WORD}(?:[ -]{_WORD})*(?: point {_WORD})?)(?!\w)(?P<half> and a half)?)"
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number and where it stands in the plain text; `figure` whether it is written in figures."""

    start: int
    end: int
    value: float
    figure: bool


def numbers(text: str) -> Iterator[Number]:
    """Every number of a plain text, in order. "one" alone is a pronoun more often than a number and is left out."""
    for match in NUMBER.finditer(text):
        if match["figure"]:
            value = figure_value(match["figure"])
            value *= _SHORT.get((match["short"] or "").strip(), 1.0) * _SCALES.get(match["scale"] or "", 1.0)
            if re.match(r" (?:and a half|1/2)\b", text[match.end() :]):
                yield Number(match.start(), match.end() + len(" and a half"), value + 0.5, True)
                continue
            yield Number(match.start(), match.end(), value, True)
        elif match["words"] and match["words"] != "one":
            value = words_value(match["words"]) + (0.5 if match["half"] else 0.0)
            yield Number(match.start(), match.end(), value, False)


def figure_value(figure: str) -> float:
    """The value of a number in figures. The last mark is a decimal one unless three digits follow it.

    >>> figure_value("1,234.5"), figure_value("12,50"), figure_value("8.000"), figure_value("0.125")
    (1234.5, 12.5, 8000.0, 0.125)
    """
    figure = figure.replace(" ", "")
    marks = [char for char in figure if char in ".,"]
    if not marks:
        return float(figure)
    head, _, tail = figure.rpartition(marks[-1])
    grouped = (
        len(tail) == 3 and (marks[-1] == "," or head not in ("0", "")) and len(head.split(marks[0])[0]) < 4
    )
    plain_head = head.replace(",", "").replace(".", "")
    return float(plain_head + tail) if grouped else float(f"{plain_head or '0'}.{tail}")


def words_value(words: str) -> float:
    """The value of a number in words.

    >>> words_value("two hundred and fifty"), words_value("twenty five thousand"), words_value("six point five")
    (250.0, 25000.0, 6.5)
    """
    total, group = 0.0, 0.0
    parts = re.split(r"[ -]", words)
    for position, word in enumerate(parts):
        if word == "point":
            return total + group + _WORDS.get(parts[position + 1], 0) / 10
        if word == "hundred":
            group = max(group, 1.0) * 100
        elif word in _SCALES:
            total += max(group, 1.0) * _SCALES[word]
            group = 0.0
        elif word in _WORDS:
            group += _WORDS[word]
    return total + group
