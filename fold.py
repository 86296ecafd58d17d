"""One way to compare words: fold them to plain lower-case letters and digits."""

from __future__ import annotations

import re
import unicodedata

# Letters that NFKD leaves whole, and fractions that it would glue to the number before them.
_LATIN = str.maketrans(
    {
        "ß": "ss", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ø": "o", "Ø": "o", "đ": "d", "Đ": "d",
        "ð": "d", "Ð": "d", "þ": "th", "Þ": "th", "ł": "l", "Ł": "l", "ħ": "h", "Ħ": "h", "ı": "i",
        "ŋ": "n", "Ŋ": "n", "ŧ": "t", "Ŧ": "t", "ĸ": "k",
        "½": " 1/2", "¼": " 1/4", "¾": " 3/4", "⅓": " 1/3", "⅔": " 2/3",
    }
)  # fmt: skip
# Spacing marks that stand for a sound or nothing, as in transliterated names.
_MARKS = re.compile("[\u02b0-\u02ff]")
_APART = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """`text` as it is compared: accents off, lower case, `&` as "and", punctuation as single spaces.

    >>> fold("Amélie & the  Wolf-Man!")
    'amelie and the wolf man'

    Latin text becomes ASCII. Letters of other scripts are kept (lower case), so that a catalogue in Greek
    or Korean can be searched as well. Folding twice changes nothing.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.translate(_LATIN)).translate(_LATIN)
        text = _MARKS.sub("", "".join(char for char in text if not unicodedata.combining(char)))
    return _APART.sub(" ", text.replace("&", " and ").lower()).strip()
