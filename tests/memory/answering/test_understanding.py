"""Questions in many wordings come out as what they ask for."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tastekeeper.memory.answering import Asked, understand_question

AT = datetime(2025, 6, 28, 15, 0, tzinfo=UTC)
CASES = Path(__file__).with_name("phrasings.txt")
FIELDS = (
    "measure", "statistic", "each", "domain", "slots", "document_kind", "field", "words", "past_of", "span",
    "met", "polarity", "recommending",
)  # fmt: skip


def cases() -> list[tuple[str, dict[str, str], str]]:
    read = []
    for row in CASES.read_text("utf-8").splitlines():
        if not row.strip() or row.startswith("#"):
            continue
        head, _, question = row.partition(" :: ")
        if not question:
            head, _, question = row.partition(":: ")
        kind, _, rest = head.strip().partition(" ")
        fields: dict[str, str] = {}
        last = ""
        for part in rest.split(" "):
            name, mark, value = part.partition("=")
            if mark and name in FIELDS:
                last = name
                fields[name] = value
            elif last and part:
                fields[last] += f" {part}"
        read.append((kind, fields, question.strip()))
    return read


def shown(asked: Asked, name: str) -> str:
    value = getattr(asked, name)
    if name == "span":
        if value is None:
            return ""
        return f"{value.start.date()}..{(value.end - timedelta(microseconds=1)).date()}"
    if name == "slots":
        return ",".join(value)
    return "" if value is None else str(value)


ALL = cases()


def test_there_are_enough_of_them():
    assert len(ALL) >= 150
    assert len({question for _, _, question in ALL}) == len(ALL)


@pytest.mark.parametrize(("kind", "fields", "question"), ALL, ids=[question for _, _, question in ALL])
def test_the_question_is_understood(kind, fields, question):
    asked = understand_question(question, AT)
    assert (asked.kind.value, {name: shown(asked, name) for name in fields}) == (kind, fields)
