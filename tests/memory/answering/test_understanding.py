"""Questions in many wordings come out as what they ask for."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
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
PIECES = (
    "how much", "which week", "did I", "spend", "coffee", "the most", "last", "next", "0", "99999", "years",
    "days ago", "in", "june 0000", "december 9999", "31 june", "since", "until", "between", "and", "'", '"x"', ":",
    "write", "email", "goal", "like", "favourite", "2025-02-30", "the 31st", "to do", "when is", "this quarter",
)  # fmt: skip


def test_there_are_enough_of_them():
    assert len(ALL) >= 150
    assert len({question for _, _, question in ALL}) == len(ALL)


@pytest.mark.parametrize(("kind", "fields", "question"), ALL, ids=[question for _, _, question in ALL])
def test_the_question_is_understood(kind, fields, question):
    asked = understand_question(question, AT)
    assert (asked.kind.value, {name: shown(asked, name) for name in fields}) == (kind, fields)


@given(st.text(max_size=80) | st.lists(st.sampled_from(PIECES), max_size=9).map(" ".join))
def test_no_text_is_too_strange(text):
    asked = understand_question(text, AT)
    assert asked.text == text
    assert asked.span is None or asked.span.start < asked.span.end


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("yesterday", "2025-06-27", "2025-06-27"),
        ("the day before yesterday", "2025-06-26", "2025-06-26"),
        ("last week", "2025-06-15", "2025-06-21"),
        ("two weeks ago", "2025-06-08", "2025-06-14"),
        ("in the past 3 days", "2025-06-26", "2025-06-28"),
        ("in the last couple of weeks", "2025-06-15", "2025-06-28"),
        ("last month", "2025-05-01", "2025-05-31"),
        ("in the last two months", "2025-05-01", "2025-06-30"),
        ("in July", "2024-07-01", "2024-07-31"),
        ("in May 2024", "2024-05-01", "2024-05-31"),
        ("this year", "2025-01-01", "2025-12-31"),
        ("on Monday", "2025-06-23", "2025-06-23"),
        ("on Saturday", "2025-06-21", "2025-06-21"),
        ("last Saturday", "2025-06-21", "2025-06-21"),
        ("on June 3rd", "2025-06-03", "2025-06-03"),
        ("on the 3rd of June", "2025-06-03", "2025-06-03"),
        ("on 2025-06-03", "2025-06-03", "2025-06-03"),
        ("between 2025-06-03 and 2025-06-09", "2025-06-03", "2025-06-09"),
        ("from 3 June to 9 June", "2025-06-03", "2025-06-09"),
        ("since Tuesday", "2025-06-24", "2025-06-28"),
        ("since May", "2025-05-01", "2025-06-28"),
        ("on 5 December", "2024-12-05", "2024-12-05"),
    ],
)
def test_periods_look_back(words, first, last):
    asked = understand_question(f"how much did I spend on coffee {words}?", AT)
    assert shown(asked, "span") == f"{first}..{last}"


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("tomorrow", "2025-06-29", "2025-06-29"),
        ("this week", "2025-06-23", "2025-06-29"),
        ("next weekend", "2025-07-05", "2025-07-06"),
        ("on Saturday", "2025-06-28", "2025-06-28"),
        ("on Wednesday", "2025-07-02", "2025-07-02"),
        ("next Wednesday", "2025-07-02", "2025-07-02"),
        ("in the next two weeks", "2025-06-28", "2025-07-11"),
        ("in January", "2026-01-01", "2026-01-31"),
        ("on 3 June", "2026-06-03", "2026-06-03"),
        ("until Friday", "2025-06-28", "2025-07-04"),
        ("next year", "2026-01-01", "2026-12-31"),
    ],
)
def test_periods_look_ahead(words, first, last):
    asked = understand_question(f"do I have any appointments {words}?", AT)
    assert asked.kind == "calendar"
    assert shown(asked, "span") == f"{first}..{last}"
