"""Names inside a question: of a document and its field, of an appointment, of the thing looked up."""

from __future__ import annotations

import re

from .language import documents, nouns, pattern, said, word_set
from .words import bare

_QUOTED = re.compile(
    r"(?:(?<=\s)|^)[\"“‘'«](?P<name>.{2,}?)[\"”’'»](?=[\s.,;:?!)]|$)|[\"“](?P<wide>[^\"”]{2,})[\"”]"
)
_COLON = re.compile(r":\s+(?P<name>\S.{3,})$", re.DOTALL)
_ASKING = re.compile(r"\b(?:what|which|who|whos|whats|tell me|list|show|give|remind|how much|when)\b")
_OF = re.compile(r"\b(?:of|in|for|on|from|does|is|did|at|according|per)\b")


def quoted(text: str) -> str:
    """The words in quotation marks, or "". Apostrophes inside words are no marks."""
    match = _QUOTED.search(text)
    return (match["name"] or match["wide"]).strip() if match else ""


def document_kind(words: str) -> str:
    """The kind of document named first, or ""."""
    found = [
        (match.start(), order, kind)
        for order, kind in enumerate(documents())
        if (match := said(kind, words, "documents"))
    ]
    return min(found, default=(0, 0, ""))[2]


def asks_of_document(words: str) -> bool:
    """Whether something is asked of a document that exists: its text, or one of its fields."""
    return bool(_field(words)) or said("of_document", words) is not None


def _field(words: str) -> str:
    """The field named in a question, or ""."""
    if not _ASKING.search(words) or not _OF.search(words):
        return ""
    return next((field for field, names in nouns("fields").items() if names.search(words)), "")


def document_field(words: str, text: str) -> str:
    """The field asked for, or "" for the whole. The document's own name is not searched for fields."""
    name = quoted(text) or (match["name"] if (match := _COLON.search(text)) else "")
    if name:
        words = words.replace(bare(name), "")
    if said("leading", words) and not re.search(r"\b(?:of|in|from) (?:the|my|our|that)\b", words):
        return ""
    return _field(words)


def document_words(text: str, words: str) -> str:
    """The words that say which document: what is quoted, else what follows a colon, else all that is left."""
    if name := quoted(text):
        return name
    if match := _COLON.search(text):
        return match["name"].strip()
    field = document_field(words, text)
    if field:
        words = nouns("fields")[field].sub(" ", words)
    rest = pattern("naming", "kind_words").sub(" ", words).split()
    return " ".join(word for word in rest if word not in word_set("naming", "filler"))


def event_words(words: str) -> str:
    """The words that name an appointment: `dentist` in "when is my dentist appointment?"."""
    filler = (word_set("naming", "filler", "event_filler") | word_set("everyday", "words")) - {"review"}
    return " ".join(word for word in words.split() if word not in filler and not word.isdigit())


def lookup_words(words: str) -> str:
    """The words worth searching for."""
    filler = word_set("naming", "filler", "lookup_filler")
    return " ".join(word for word in words.split() if word not in filler)


def open_ended(words: str) -> bool:
    """Whether `do I like ...` leaves open what: `any films`, `something by ...`."""
    return re.match(r"(?:any|anything|something|some|what|to|it|that|most|best|more)\b", words) is not None
