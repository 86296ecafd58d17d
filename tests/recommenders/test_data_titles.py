"""Titles taken apart, folded and joined."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tastekeeper.recommenders.data.join import match_films
from tastekeeper.recommenders.data.movielens import RatedFilm
from tastekeeper.recommenders.data.titles import Title, natural, parse_title
from tastekeeper.recommenders.data.wikidata import FilmRecord, names
from tastekeeper.recommenders.search.fold import fold

WORDS = st.lists(st.from_regex(r"[A-Z][a-zé]{2,8}", fullmatch=True), min_size=1, max_size=4).map(" ".join)


def film(item_id: str, raw: str, year: int | None, ratings: int = 1) -> RatedFilm:
    return RatedFilm(item_id, parse_title(raw), year, ("Drama",), ratings)


def record(imdb_id: str, title: str, year: int) -> FilmRecord:
    return FilmRecord(imdb_id, title, year, 100, ("A B",), (), (), (), ())


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Amélie & the Wolf-Man!", "amelie and the wolf man"),
        ("Søren's Łódź", "soren s lodz"),
        ("8½", "8 1 2"),
        ("ＦＵＬＬ width", "full width"),
        ("Ёлка", "елка"),
        ("?!", ""),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing_and_leaves_single_spaces(text: str) -> None:
    once = fold(text)
    assert fold(once) == once
    assert once == " ".join(once.split())


@given(st.text(alphabet=st.characters(max_codepoint=0x17F), max_size=60))
def test_folded_latin_is_lower_case_ascii(text: str) -> None:
    kept = [char for char in fold(text) if not char.isascii()]
    # The micro sign is the Greek letter, not a Latin one.
    assert set(kept) <= {"μ"}
    assert fold(text) == fold(text).lower()


@pytest.mark.parametrize(
    ("raw", "display", "aliases"),
    [
        ("Matrix, The", "The Matrix", ()),
        ("City of Lost Children, The (Cité des enfants perdus, La)", "The City of Lost Children",
         ("La Cité des enfants perdus",)),
        ("Supercop (Police Story 3: Supercop) (Jing cha gu shi III)", "Supercop",
         ("Police Story 3: Supercop", "Jing cha gu shi III")),
        ("Men in Black (a.k.a. MIB)", "Men in Black", ("MIB",)),
        ("Avventura, L' (a.k.a. Adventure, The)", "L'Avventura", ("The Adventure",)),
        ("Paris, Texas", "Paris, Texas", ()),
        ("(500) Days of Summer", "(500) Days of Summer", ()),
        ("Birdman: Or (The Unexpected Virtue)", "Birdman: Or (The Unexpected Virtue)", ()),
        ("Odd (unclosed", "Odd (unclosed", ()),
    ],
)  # fmt: skip
def test_titles_are_displayed_naturally(raw: str, display: str, aliases: tuple[str, ...]) -> None:
    assert parse_title(raw) == Title(display, aliases)


@given(WORDS, st.sampled_from(["The", "A", "An", "La", "Les", "Il"]))
def test_a_trailing_article_goes_to_the_front(title: str, article: str) -> None:
    assert natural(f"{title}, {article}") == f"{article} {title}"


@given(WORDS, WORDS, st.sampled_from(["The", "A", "An"]), st.integers(-2, 2), st.booleans())
def test_the_join_sees_through_articles_accents_and_alternative_titles(
    title: str, other: str, article: str, distance: int, upper: bool
) -> None:
    known = f"{article} {title}".upper() if upper else f"{article} {title}"
    films = [film("1", f"{title}, {article} ({other})", 1990)]
    for wanted in (known, title, other):
        assert match_films(films, [record("tt1", wanted, 1990 + distance)])["1"].imdb_id == "tt1"
    assert match_films(films, [record("tt1", known, 1994)]) == {}


def test_the_nearest_year_wins_and_a_record_serves_one_film() -> None:
    records = [record("near", "Hamlet", 1991), record("same", "Hamlet", 1990)]
    assert match_films([film("1", "Hamlet", 1990)], records)["1"].imdb_id == "same"
    twins = [film("few", "Hamlet", 1990, 2), film("many", "Hamlet", 1990, 9)]
    assert set(match_films(twins, [record("same", "Hamlet", 1990)])) == {"many"}


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Kill Bill: Vol. 1", "Kill Bill: Volume 1"),
        ("Men in Black III", "Men in Black 3"),
        ("Old Boy", "Oldboy"),
        ("Dr. Strangelove or: How I Learned to Stop Worrying", "Dr. Strangelove"),
        ("Morgan!", "Morgan - A Suitable Case for Treatment"),
    ],
)
def test_spelling_and_subtitles_may_differ_within_the_year(ours: str, theirs: str) -> None:
    assert match_films([film("1", ours, 1990)], [record("tt1", theirs, 1990)])["1"].imdb_id == "tt1"
    assert match_films([film("1", ours, 1990)], [record("tt1", theirs, 1991)]) == {}


def test_neither_another_number_nor_another_subtitle_matches() -> None:
    records = [record("tt3", "Kill Bill: Volume 2", 1990), record("x", "Rocky IV", 1990)]
    assert match_films([film("1", "Kill Bill: Vol. 1", 1990), film("2", "Rocky V", 1990)], records) == {}


def test_an_exact_title_is_preferred_to_one_without_its_subtitle() -> None:
    films = [film("1", "Alien: Resurrection", 1990), film("2", "Alien", 1990)]
    assert match_films(films, [record("a", "Alien", 1990)])["2"].imdb_id == "a"


def test_films_without_title_or_year_match_nothing() -> None:
    films = [RatedFilm("1", None, None, (), 1), film("2", "Hamlet", None)]
    assert match_films(films, [record("x", "Hamlet", 1990)]) == {}


def test_people_keep_their_suffixes_and_other_words_are_left_out() -> None:
    assert names("Ed Begley, Jr., Cher, list of X cast members, art director") == ("Ed Begley Jr.", "Cher")
    assert names(None) == ()
