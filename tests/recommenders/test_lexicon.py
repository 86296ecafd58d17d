"""What the lexicon finds, on a handful of films and on a shelf of books."""

from __future__ import annotations

import pytest
from tastekeeper.recommenders.data.films import FILM_SCHEMA
from tastekeeper.recommenders.data.frames import build_catalog
from tastekeeper.recommenders.search.lexicon import Lexicon
from tastekeeper.recommenders.types import AttributeSpec, CatalogSchema

FILMS = [
    ("1", "Heat", 1995, 100, "Crime", "Michael Mann", "Al Pacino", "United States", "English"),
    ("2", "The Heat", 2013, 5, "Comedy", "Paul Feig", "Sandra Bullock", "United States", "English"),
    ("3", "King Kong", 1933, 30, "Horror", "Merian C. Cooper", "Fay Wray", "United States", "English"),
    ("4", "King Kong", 2005, 32, "Action", "Peter Jackson", "Naomi Watts", "New Zealand", "English"),
    ("5", "Up", 2009, 80, "Animation", "Pete Docter", "Ed Asner", "United States", "English"),
    ("6", "Brazil", 1985, 60, "Sci-Fi", "Terry Gilliam", "Jonathan Pryce", "United Kingdom", "English"),
    ("7", "Amélie", 2001, 90, "Romance", "Jean-Pierre Jeunet", "Audrey Tautou", "France", "French"),
    ("8", "The Shining", 1980, 95, "Horror", "Stanley Kubrick", "Jack Nicholson", "United States", "English"),
    (
        "9",
        "Star Wars: Episode IV - A New Hope",
        1977,
        200,
        "Sci-Fi",
        "George Lucas",
        "Mark Hamill",
        "United States",
        "English",
    ),
    (
        "10",
        "Star Wars: Episode V - The Empire Strikes Back",
        1980,
        190,
        "Sci-Fi",
        "Irvin Kershner",
        "Mark Hamill",
        "United States",
        "English",
    ),
    ("11", "City of God", 2002, 70, "Crime", "Fernando Meirelles", "Alice Braga", "Brazil", "Portuguese"),
    (
        "12",
        "The Shawshank Redemption",
        1994,
        210,
        "Drama",
        "Frank Darabont",
        "Morgan Freeman",
        "United States",
        "English",
    ),
    (
        "13",
        "Schindler's List",
        1993,
        150,
        "War",
        "Steven Spielberg",
        "Liam Neeson",
        "United States",
        "English",
    ),
    ("14", "Annie Hall", 1977, 100, "Comedy", "Woody Allen", "Diane Keaton", "United States", "English"),
    ("15", "Oldboy", 2003, 60, "Thriller", "Park Chan-wook", "Choi Min-sik", "South Korea", "Korean"),
    ("16", "The Newest", 2016, 1, "Documentary", "Nobody Known", "No One", "Japan", "Japanese"),
    ("17", "It Came", 1953, 1, "Film-Noir", "Some Director", "Some Actor", "Italy", "Italian"),
    ("18", "Oklahoma!", 1955, 3, "Western", "Fred Zinnemann", "Gordon MacRae", "United States", "English"),
]


@pytest.fixture(scope="module")
def lexicon():
    rows = list(zip(*FILMS, strict=True))
    names = ("genre", "director", "actor", "country", "language")
    attributes = {name: [(value,) for value in rows[4 + i]] for i, name in enumerate(names)}
    attributes["writer"] = [()] * len(FILMS)
    catalog = build_catalog(
        FILM_SCHEMA,
        ids=rows[0],
        titles=rows[1],
        years=rows[2],
        runtimes=[100] * len(FILMS),
        popularity=rows[3],
        aliases=[()] * len(FILMS),
        attributes=attributes,
    )
    return Lexicon.from_catalog(catalog)


def values(lexicon, text):
    return [
        reading.value for mention in lexicon.link(text) for reading in (*mention.readings[:1], *mention.also)
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("I loved Heat", ["Heat (1995)"]),
        ("i loved heat", ["Heat (1995)"]),
        ("the heat outside is killing me", []),
        ("turn the heat up", []),
        ("I loved it", []),
        ("what is up with that", []),
        ("have you seen Up?", ["Up (2009)"]),
        ('something like "Up" please', ["Up (2009)"]),
        ("the 2013 Heat", ["The Heat (2013)"]),
        ("King Kong (1933)", ["King Kong (1933)"]),
        ("king kong from 2005", ["King Kong (2005)"]),
        ("amelie", ["Amélie (2001)"]),
        ("schindlers list", ["Schindler's List (1993)"]),
        ("the empire strikes back", ["Star Wars: Episode V - The Empire Strikes Back (1980)"]),
        ("shawshenk redemtion", ["The Shawshank Redemption (1994)"]),
        ("I loved Brazil", ["Brazil (1985)"]),
        ("films from Brazil", ["Brazil"]),
        ("Kubrick's films", ["Stanley Kubrick"]),
        ("stanly kubrik", ["Stanley Kubrick"]),
        ("scary movies", ["Horror"]),
        ("sci fi, science fiction and scifi", ["Sci-Fi", "Sci-Fi", "Sci-Fi"]),
        ("a whodunit", []),
        ("French horror", ["France", "Horror"]),
        ("in French", ["French"]),
        ("korean thrillers", ["South Korea", "Thriller"]),
        ("rom-com", ["Romance", "Comedy"]),
        ("for the kids", []),
    ],
)
def test_names(lexicon, text, wanted):
    assert values(lexicon, text) == wanted


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("the 90s", 1990, 1999),
        ("nineties", 1990, 1999),
        ("1980s", 1980, 1989),
        ("from 1995", 1995, 1995),
        ("after 2000", 2001, None),
        ("since 2000", 2000, None),
        ("before the seventies", None, 1969),
        ("in the last ten years", 2006, None),
        ("between 1990 and 1999", 1990, 1999),
        ("late 60s", 1966, 1969),
        ("2010 or later", 2010, None),
        ("old films", None, 1979),
        ("under two hours", None, 120),
        ("less than 90 minutes", None, 90),
        ("at least 2h30", 150, None),
        ("an hour and a half max", None, 90),
        ("over 2.5 hours", 150, None),
        ("a short film", None, 95),
        ("a long movie", 150, None),
        ("three films", 3, 3),
        ("a couple of movies", 2, 2),
    ],
)
def test_numbers(lexicon, text, low, high):
    (mention,) = lexicon.link(text)
    assert (mention.low, mention.high) == (low, high)


@pytest.mark.parametrize(
    ("text", "refs"),
    [
        ("the second one", ("2",)),
        ("number 3", ("3",)),
        ("#2", ("2",)),
        ("the last one", ("last",)),
        ("the first two", ("1", "2")),
        ("both of them", ("all",)),
    ],
)
def test_places(lexicon, text, refs):
    (mention,) = lexicon.link(text)
    assert mention.refs == refs


@pytest.mark.parametrize(
    "text", ["how long is it", "I am here", "a lot of talk", "the first time ever", "thanks a lot"]
)
def test_plain_talk_names_nothing(lexicon, text):
    assert lexicon.link(text) == ()


def test_ambiguous_titles_carry_all(lexicon):
    (mention,) = lexicon.link("King Kong")
    assert mention.ambiguous
    assert [reading.ref for reading in mention.readings] == ["4", "3"]
    (mention,) = lexicon.link("I loved Heat")
    assert not mention.ambiguous


def test_what_is_in_view_wins(lexicon):
    (mention,) = lexicon.link("King Kong", prefer=["King Kong (1933)"])
    assert [reading.ref for reading in mention.readings] == ["3"]
    (mention,) = lexicon.link("why shawshank", prefer=["The Shawshank Redemption (1994)"])
    assert mention.readings[0].ref == "12"


def test_places_in_the_text_are_exact(lexicon):
    text = "Hm… Amélie & the\u00a0Coen thing, KUBRICK!"
    for mention in lexicon.link(text):
        assert text[mention.start : mention.end] == mention.text


def test_labels_and_ids(lexicon):
    assert lexicon.id_of("Heat (1995)") == "1"
    assert lexicon.id_of("1") == "1"
    assert lexicon.id_of("Nothing (1900)") is None
    assert lexicon.label_of("1") == "Heat (1995)"


def test_books():
    schema = CatalogSchema(
        "books",
        "book",
        "books",
        (
            AttributeSpec("genre", "genre", "category", "genres"),
            AttributeSpec("author", "author", "person", "authors"),
            AttributeSpec("publisher", "publisher", "text", "publishers"),
        ),
        verb="read",
        verb_past="read",
    )
    catalog = build_catalog(
        schema,
        ids=["a", "b"],
        titles=["Emma", "The Dispossessed"],
        years=[1815, 1974],
        runtimes=[None, None],
        popularity=[10, 12],
        aliases=[(), ()],
        attributes={
            "genre": [("Classic",), ("Science Fiction",)],
            "author": [("Jane Austen",), ("Ursula K. Le Guin",)],
            "publisher": [("Murray House",), ("Harper",)],
        },
    )
    lexicon = Lexicon.from_catalog(catalog)
    found = {
        m.readings[0].value
        for m in lexicon.link("science fiction by ursula le guin from Harper, like The Dispossessed")
    }
    assert found == {"Science Fiction", "Ursula K. Le Guin", "Harper", "The Dispossessed (1974)"}
    assert lexicon.link("romcoms and westerns") == ()


def test_long_text_is_cut(lexicon):
    found = lexicon.link("I loved Heat and then nothing. " * 4000)
    assert 0 < len(found) < 200
