"""The benchmark's documents by the names of `memory/vocabulary.py`: kinds, fields and subjects."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from ...memory.vocabulary import is_document_scalar
from ..text import fold
from .operations import GoldOp

KINDS: Mapping[str, str] = {"email_writeup": "email"}
FIELDS: Mapping[str, str] = {
    "project_title": "title",
    "meeting_title": "title",
    "project_description": "description",
    "project_lead": "lead",
    "email_purpose": "purpose",
    "recipient_list": "recipients",
}
TITLES = ("project_title", "meeting_title", "email_purpose", "main_message")


def kind_of(subject: str) -> str:
    """`project_proposal_2` is a `project_proposal`."""
    name = re.sub(r"_\d+$", "", subject)
    return KINDS.get(name, name)


def field_of(slot: str) -> str:
    """`document.project_title` is `document.title`."""
    name = slot.partition(".")[2]
    return f"document.{FIELDS.get(name, name)}"


def is_scalar(slot: str) -> bool:
    """Whether a field of ours holds one value."""
    return is_document_scalar(slot.partition(".")[2])


def subjects(operations: Iterable[GoldOp]) -> dict[str, str]:
    """Our subject for each document of the annotations, by its title or what serves as one."""
    titles: dict[str, str] = {}
    for one in operations:
        if one.family == "content" and one.slot.partition(".")[2] in TITLES:
            titles.setdefault(one.subject, fold(one.value))
    return {
        one.subject: f"document:{kind_of(one.subject)}:{titles.get(one.subject, fold(one.subject))}"
        for one in operations
        if one.family == "content"
    }
