"""Review files: what is understood, what is named and left out, what is refused."""

from __future__ import annotations

import json
from datetime import date, datetime

import pandas as pd
import pytest
from tastekeeper.errors import DataError, UsageError
from tastekeeper.tools.audit.reviews.reading import read_reviews
from tastekeeper.tools.audit.reviews.records import day, length_band, number, segment_keys, verdict


def write(folder, name, content):
    file = folder / name
    file.write_text(content, encoding="utf-8")
    return file


def test_a_product_csv(tmp_path):
    text = 'Review,Stars,Date,Title\n"Nice, really.",5,2021-03-04,Heat\nBad.,1,2022,Up\n'
    found = read_reviews(write(tmp_path, "r.csv", text))
    first = found.reviews[0]
    assert (first.text, first.rating, first.date, first.item) == (
        "Nice, really.",
        5,
        date(2021, 3, 4),
        "Heat",
    )
    assert found.reviews[1].date == date(2022, 1, 1)
    assert not found.is_peer
    assert found.problems == ()


def test_peer_jsonl(tmp_path):
    row = {
        "review": "Novel.",
        "rating": "8: accept",
        "confidence": "4: confident",
        "decision": "Accept (poster)",
        "venue": "ICLR",
        "date": 1700000000000,
    }
    found = read_reviews(write(tmp_path, "p.jsonl", json.dumps(row) + "\n"))
    one = found.reviews[0]
    assert found.is_peer
    assert (one.rating, one.confidence, one.decision, one.venue) == (8, 4, "accept", "ICLR")
    assert one.date == date(2023, 11, 14)


def test_parquet(tmp_path):
    frame = pd.DataFrame({"text": ["Fine."], "rating": [3], "date": [datetime(2020, 5, 6)]})
    frame.to_parquet(tmp_path / "r.parquet")
    found = read_reviews(tmp_path / "r.parquet")
    assert found.unit == "row"
    assert found.reviews[0].date == date(2020, 5, 6)


def test_malformed_rows_are_named_and_the_rest_is_read(tmp_path):
    lines = [
        '{"text": "One."}',
        "{broken",
        '{"text": ""}',
        "[1]",
        '{"text": "Two.", "rating": "many"}',
        '{"a": 1}',
    ]
    found = read_reviews(write(tmp_path, "r.jsonl", "\n".join(lines)))
    assert found.texts == ("One.", "Two.")
    assert [(p.place, p.dropped) for p in found.problems] == [
        (2, True),
        (3, True),
        (4, True),
        (5, False),
        (6, True),
    ]
    assert "broken JSON" in found.problems[0].what
    assert "'many' is not a number" in found.problems[3].what


def test_a_csv_line_with_too_many_cells_is_named(tmp_path):
    found = read_reviews(write(tmp_path, "r.csv", "text,rating\nGood.,5\nBad,but,long\nOk.,3\n"))
    assert found.texts == ("Good.", "Ok.")
    assert found.problems[0].place == 3
    assert "3 cells, the header has 2" in found.problems[0].what


def test_columns_can_be_named(tmp_path):
    file = write(tmp_path, "r.csv", "note,mark\nGood.,5\n")
    found = read_reviews(file, {"text": "note", "rating": "mark"})
    assert found.reviews[0].rating == 5
    with pytest.raises(UsageError, match="no column 'nope'"):
        read_reviews(file, {"text": "note", "rating": "nope"})
    with pytest.raises(UsageError, match="no field"):
        read_reviews(file, {"colour": "mark"})


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("r.xlsx", "x", "not a review file"),
        ("r.csv", "a,b\n1,2\n", "holds no review"),
        ("r.csv", "", "holds no review"),
        ("r.jsonl", "\n\n", "holds no review"),
        ("r.parquet", "not parquet", "not Parquet"),
    ],
)
def test_unreadable_files_say_why(tmp_path, name, content, said):
    with pytest.raises(DataError, match=said):
        read_reviews(write(tmp_path, name, content))


def test_a_missing_file_and_other_encodings(tmp_path):
    with pytest.raises(DataError, match="no file"):
        read_reviews(tmp_path / "none.csv")
    (tmp_path / "l.csv").write_bytes("text\nsch\xf6n\n".encode("latin-1"))
    with pytest.raises(DataError, match="not UTF-8: byte 0xf6"):
        read_reviews(tmp_path / "l.csv")


def test_cells():
    assert number("4/5") == 4
    assert number("3,5") == 3.5
    assert number("") is None
    assert day("2024-05") == date(2024, 5, 1)
    assert day("1700000000") == date(2023, 11, 14)
    assert day(" ") is None
    assert verdict("Rejected after rebuttal") == "reject"
    assert verdict("withdrawn") == "withdrawn"
    for reader, cell in ((number, "x1"), (day, "someday"), (day, "2024-13-01"), (number, "2024-05-01")):
        with pytest.raises(ValueError, match="is not a"):
            reader(cell)


def test_segments(tmp_path):
    found = read_reviews(write(tmp_path, "r.csv", "text,date\nGood.,2021-03-04\nOk.,\n"))
    assert segment_keys(found.reviews, "month") == ["2021-03", None]
    assert segment_keys(found.reviews, "length") == ["0-49 words"] * 2
    with pytest.raises(UsageError, match="cannot be split by 'mood'"):
        segment_keys(found.reviews, "mood")
    with pytest.raises(UsageError, match="No review says its venue"):
        segment_keys(found.reviews, "venue")
    assert length_band("word " * 400) == "400+ words"
