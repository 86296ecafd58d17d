"""A user's own catalogue through a mapping file, sound and broken."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from tastekeeper.errors import DataError
from tastekeeper.paths import Paths
from tastekeeper.recommenders import Catalog, TextSearch
from tastekeeper.recommenders.data import info, load_interactions, prepare

MAPPING = """
domain = "books"
noun = "book"
verb = "read"
verb_past = "read"

[items]
file = "books.csv"
id = "isbn"
title = "name"
year = "published"
separator = ";"

[attributes.subject]
column = "subjects"
kind = "category"

[attributes.author]
column = "writers"
kind = "person"

[interactions]
file = "loans.csv"
user = "reader"
item = "isbn"
weight = "stars"
datetime = "when"
"""
BOOKS = """isbn,name,published,subjects,writers
1,Solaris,1961,Science fiction;Philosophy,Stanisław Lem
2,"Persuasion, annotated",1817-12-20,Romance,Jane Austen
3,Untold,,,
"""
LOANS = """reader,isbn,stars,when
ann,1,5,2024-05-01T20:15:00+02:00
bob,2,3,1700000000
ann,9,1,2024-05-02
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, content in (("map.toml", MAPPING), ("books.csv", BOOKS), ("loans.csv", LOANS)):
        (tmp_path / name).write_text(content, encoding="utf-8")
    return tmp_path


def prepared(folder: Path) -> Paths:
    paths = Paths.resolve(folder / "home")
    prepare(paths, mapping=folder / "map.toml")
    return paths


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_own_tables_become_a_catalogue(folder: Path) -> None:
    paths = prepared(folder)
    catalog = Catalog.load(paths)
    assert (catalog.schema.domain, catalog.schema.noun_plural, catalog.schema.verb) == (
        "books",
        "books",
        "read",
    )
    assert catalog.get("1").attributes == {
        "subject": ("Science fiction", "Philosophy"),
        "author": ("Stanisław Lem",),
    }
    assert catalog.get("2").label == "Persuasion, annotated (1817)"
    assert catalog.get("3").year is None
    assert catalog.popularity.tolist() == [1, 1, 0]
    assert [c.item_id for c in TextSearch(catalog).search("books by stanislaw lem")] == ["1"]
    frame = load_interactions(paths)
    assert frame["datetime"].iloc[-1] == pd.Timestamp("2024-05-01T18:15:00Z")
    assert info(paths)["counts"]["interactions_with_unknown_items"] == 1


def test_a_change_in_a_file_is_noticed(folder: Path) -> None:
    paths = prepared(folder)
    assert not prepare(paths, mapping=folder / "map.toml")["made"]
    change(folder / "books.csv", "Solaris", "Solaris!")
    assert prepare(paths, mapping=folder / "map.toml")["made"]


def test_parquet_with_real_lists_is_read(folder: Path) -> None:
    table = pd.DataFrame(
        {
            "isbn": [7],
            "name": ["Emma"],
            "published": [1815],
            "subjects": [["Romance"]],
            "writers": [["Jane Austen"]],
        }
    )
    table.to_parquet(folder / "books.parquet")
    change(folder / "map.toml", "books.csv", "books.parquet")
    change(folder / "loans.csv", "bob,2", "bob,7")
    assert Catalog.load(prepared(folder)).get("7").attributes["author"] == ("Jane Austen",)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("verb_past", "verb_pst", r"Unknown key 'verb_pst'.*Did you mean 'verb_past'"),
        ('title = "name"', "", r"The key 'title' is missing in \[items\]"),
        ('kind = "person"', 'kind = "human"', r"attributes\.author\.kind.*'person'"),
        ("[attributes.author]", "[attributes.person]", "cannot be called 'person'"),
        ('verb_past = "read"', "", "verb needs verb_past"),
        ("[items]", "[items", r"not TOML.*line 7"),
        ("books.csv", "nowhere.csv", "no file 'nowhere.csv'"),
        ("books.csv", "map.toml", "neither .csv nor .parquet"),
        ('year = "published"', 'year = "publishd"', r"no column 'publishd'.*Did you mean 'published'"),
        ('file = "books.csv"', 'file = "books.csv"\nencoding = "klingon"', "no encoding 'klingon'"),
    ],
)
def test_a_broken_mapping_says_what_to_do(folder: Path, old: str, new: str, message: str) -> None:
    change(folder / "map.toml", old, new)
    with pytest.raises(DataError, match=message):
        prepared(folder)


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("books.csv", "3,Untold", "1,Untold", r"id '1' is already used in line 2 \(books\.csv, line 4"),
        ("books.csv", "3,Untold", ",Untold", r"no id \(books\.csv, line 4, column 'isbn'\)"),
        ("books.csv", "Untold", "  ", r"no title \(books\.csv, line 4, column 'name'\)"),
        ("books.csv", "1961", "long ago", r"'long ago' is not a year.*line 2, column 'published'"),
        ("books.csv", "3,Untold,,,", "3,Untold", r"2 cells, the header 5 \(books\.csv, line 4\)"),
        ("books.csv", BOOKS, "isbn,name\n", "no rows"),
        ("books.csv", BOOKS, "", "no rows"),
        ("books.csv", "isbn,name,published", "isbn,name,name", "Two columns are called 'name'"),
        (
            "loans.csv",
            "bob,2,3",
            "bob,2,lots",
            r"'lots' is not a number \(loans\.csv, line 3, column 'stars'\)",
        ),
        ("loans.csv", "1700000000", "soon", r"'soon' is not a time.*line 3, column 'when'"),
        ("loans.csv", "bob,", " ,", r"no user \(loans\.csv, line 3"),
        (
            "loans.csv",
            LOANS,
            "reader,isbn,stars,when\nx,77,1,2024-05-02\n",
            "No interaction is with a known item",
        ),
        ("loans.csv", "bob,2,3", "bob,2,nan", "'nan' is not a number"),
    ],
)
def test_broken_tables_say_where(folder: Path, file: str, old: str, new: str, message: str) -> None:
    change(folder / file, old, new)
    with pytest.raises(DataError, match=message):
        prepared(folder)


def test_another_encoding_is_named_with_its_line(folder: Path) -> None:
    (folder / "books.csv").write_bytes(BOOKS.replace("Jane", "Ján").replace("ł", "l").encode("latin-1"))
    with pytest.raises(DataError, match=r"not utf-8: byte 0xe1 \(books\.csv, line 3\).*latin-1"):
        prepared(folder)
    change(folder / "map.toml", 'file = "books.csv"', 'file = "books.csv"\nencoding = "latin-1"')
    assert Catalog.load(prepared(folder)).get("2").attributes["author"] == ("Ján Austen",)


def test_a_byte_order_mark_is_no_part_of_a_name(folder: Path) -> None:
    (folder / "books.csv").write_text(BOOKS, encoding="utf-8-sig")
    assert "1" in Catalog.load(prepared(folder))


def test_a_missing_mapping_and_a_damaged_parquet(folder: Path) -> None:
    with pytest.raises(DataError, match="no such mapping file"):
        prepare(Paths.resolve(folder / "home"), mapping=folder / "none.toml")
    (folder / "books.parquet").write_bytes(b"PAR1 no")
    change(folder / "map.toml", "books.csv", "books.parquet")
    with pytest.raises(DataError, match="not Parquet"):
        prepared(folder)
