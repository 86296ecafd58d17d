"""How a fact is named to a person, in a few words made of its attribute, value and subject."""

from __future__ import annotations

from string import capwords

from .vocabulary import ACTIVITY, DOCUMENT, GOAL, SPENDING

_VERBS = {1: "likes", -1: "dislikes"}
_BOUNDS = {1: "at least", -1: "at most"}


def label(attribute: str, value_text: str, polarity: int, subject: str) -> str:
    """`likes genre western`, `goal spending coffee at most 20`, `document lead Ann (email: Launch)`."""
    domain, _, name = attribute.partition(".")
    if domain == DOCUMENT:
        return _joined(DOCUMENT, name.replace("_", " "), f"{value_text}{about_document(subject)}")
    if domain == GOAL:
        return _joined(GOAL, name.replace(".", " "), _BOUNDS.get(polarity, ""), value_text)
    if domain in (SPENDING, ACTIVITY):
        return _joined(domain, name.replace(".", " "), value_text)
    return _joined(_VERBS.get(polarity, ""), attribute.rsplit(".", 1)[-1], value_text)


def titled(subject: str) -> tuple[str, str]:
    """Kind and title of a document's subject, as words: `("project proposal", "Q3 Launch")`."""
    _, _, rest = subject.partition(":")
    kind, _, title = rest.partition(":")
    return kind.replace("_", " "), capwords(title)


def about_document(subject: str) -> str:
    """` (project proposal: Q3 Launch)` for a document's subject; nothing for the user."""
    kind, title = titled(subject)
    named = ": ".join(part for part in (kind, title) if part)
    return f" ({named})" if named else ""


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)
