"""What the acts of a message are filled with."""

from __future__ import annotations

import pytest
from tastekeeper.agent.planner import understand

FRESH = [
    ("I love westerns and Clint Eastwood", "like", {"genre": ("Western",), "person": ("Clint Eastwood",)}),
    (
        "something funny from the 80s with Bill Murray, under two hours",
        "recommend",
        {
            "genre": ("Comedy",),
            "year_min": ("1980",),
            "year_max": ("1989",),
            "actor": ("Bill Murray",),
            "runtime_max": ("120",),
        },
    ),
    (
        "films by Kubrick that aren't horror",
        "search",
        {"director": ("Stanley Kubrick",), "not_genre": ("Horror",)},
    ),
    (
        "I want something like Heat but not as long",
        "similar",
        {"item": ("Heat (1995)",), "direction": ("shorter",)},
    ),
    ("something like Alien but newer", "similar", {"item": ("Alien (1979)",), "direction": ("newer",)}),
    (
        "recommend three French comedies from the 90s",
        "recommend",
        {
            "count": ("3",),
            "country": ("France",),
            "genre": ("Comedy",),
            "year_min": ("1990",),
            "year_max": ("1999",),
        },
    ),
    (
        "which comedies did Billy Wilder direct in the 50s",
        "search",
        {"genre": ("Comedy",), "director": ("Billy Wilder",), "year_min": ("1950",), "year_max": ("1959",)},
    ),
    ("a comedy but not a romantic one", "recommend", {"genre": ("Comedy",), "not_genre": ("Romance",)}),
    (
        "forget that I like Kubrick and Tarantino",
        "forget",
        {"person": ("Stanley Kubrick", "Quentin Tarantino")},
    ),
    ("erase everything about horror", "erase", {"genre": ("Horror",)}),
    ("delete everything about me", "erase", {"scope": ("everything",)}),
    ("what do I dislike", "recall", {"scope": ("dislikes",)}),
    ("show me everything I've seen", "recall", {"scope": ("seen",)}),
    ("what do you know about me", "recall", {"scope": ("everything",)}),
    ("do I like horror?", "recall", {"genre": ("Horror",)}),
    ("why not Fargo or Jaws?", "why_not", {"item": ("Fargo (1996)", "Jaws (1975)")}),
    ("what if I didn't like westerns?", "counterfactual", {"genre": ("Western",)}),
    ("who directed the 1995 Heat?", "item_info", {"item": ("Heat (1995)",)}),
    ("who directed Psycho (1998)", "item_info", {"item": ("Psycho (1998)",)}),
    ("I never watch anything over two hours", "constrain", {"runtime_max": ("120",)}),
    ("nothing before 1980 for me", "constrain", {"year_min": ("1980",)}),
    ("I hate old films", "constrain", {"year_min": ("1980",)}),
    ("my limit is two hours", "constrain", {"runtime_max": ("120",)}),
    ("rom-com please", "recommend", {"genre": ("Romance", "Comedy")}),
    ("something in French", "recommend", {"language": ("French",)}),
    ("recommend something from the last ten years", "recommend", {"year_min": ("2006",)}),
    ("a feel-good movie", "recommend", {"text": ("feel-good",)}),
    (
        "my favorite movies are alien, heat and the godfather",
        "like",
        {"item": ("Alien (1979)", "Heat (1995)", "The Godfather (1972)")},
    ),
    ("stuff with tom cruise in it", "recommend", {"actor": ("Tom Cruise",)}),
    ("recomend sumthing by quentin tarrantino", "recommend", {"director": ("Quentin Tarantino",)}),
    ("I love westerns, no wait, I mean war films", "like", {"genre": ("War",)}),
    ("recommend a comedy, no wait, a thriller", "recommend", {"genre": ("Thriller",)}),
    ("I loved Zorblax Returns", "like", {"text": ("Zorblax Returns",)}),
]

LISTED = [
    ("how long is the second one", "item_info", {"ref": ("2",)}),
    ("why the first and the third?", "explain", {"ref": ("1", "3")}),
    (
        "similar to the second one but from the 90s",
        "similar",
        {"ref": ("2",), "year_min": ("1990",), "year_max": ("1999",)},
    ),
    ("something like that but newer", "similar", {"ref": ("it",), "direction": ("newer",)}),
    ("not too long and newer please", "refine", {"direction": ("shorter", "newer")}),
    (
        "only French ones, from the 60s",
        "refine",
        {"country": ("France",), "year_min": ("1960",), "year_max": ("1969",)},
    ),
    ("I've seen the first two", "seen", {"ref": ("1", "2")}),
    ("I've seen the last two", "seen", {"ref": ("2", "3")}),
    ("tell me about #3", "item_info", {"ref": ("3",)}),
    ("I've watched them all", "seen", {"ref": ("all",)}),
    ("tell me about it", "item_info", {"ref": ("it",)}),
    ("but not horror", "refine", {"not_genre": ("Horror",)}),
    ("three more", "more", {"count": ("3",)}),
]


@pytest.mark.parametrize(("said", "intent", "slots"), FRESH, ids=[said for said, *_ in FRESH])
def test_slots(said, intent, slots, lexicon, fresh):
    acts = understand(said, fresh, lexicon).acts
    assert [(act.intent.value, dict(act.slots)) for act in acts] == [(intent, slots)]


@pytest.mark.parametrize(("said", "intent", "slots"), LISTED, ids=[said for said, *_ in LISTED])
def test_slots_with_a_list(said, intent, slots, lexicon, listed):
    acts = understand(said, listed, lexicon).acts
    assert [(act.intent.value, dict(act.slots)) for act in acts] == [(intent, slots)]
