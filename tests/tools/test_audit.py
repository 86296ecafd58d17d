"""The static audit: what it must see, and what it must leave alone."""

from __future__ import annotations

import pytest
from tastekeeper.memory.types import Status
from tastekeeper.recommenders.data.frames import build_catalog
from tastekeeper.recommenders.types import AttributeSpec, CatalogSchema
from tastekeeper.tools.audit import AuditSources, audit, load_lexicon, revise


@pytest.fixture
def sources(catalog):
    def make(*ids, **more):
        return AuditSources(catalog, items=tuple(catalog.get(i) for i in ids), **more)

    return make


def kinds(result):
    return [finding.kind for finding in result.findings]


def texts(result):
    return [finding.text for finding in result.findings]


GROUNDED = "1. Heat (1995): 1995, Crime/Thriller, directed by Michael Mann, 170 min"


def test_a_line_composed_from_data_is_grounded(sources):
    result = audit(GROUNDED, sources("m1"))
    assert result.findings == ()
    assert result.claims == result.grounded >= 5


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("You could watch Alien (1979) tonight.", "Alien"),
        ("Heat (1995) is close to Unforgiven.", "Unforgiven"),
        ("Heat (1995) is close to “Up”.", "Up"),
        ("Heat (1995) is close to The Thing.", "The Thing"),
        ("Heat (1996) is a film by Michael Mann.", "1996"),
        ("Heat (1995) runs 171 minutes.", "171"),
        ("Heat (1995), directed by Clint Eastwood.", "Clint Eastwood"),
        ("Heat (1995), directed by Eastwood.", "Eastwood"),
        ("Heat (1995), directed by Zebulon Quirk.", "Zebulon Quirk"),
        ("Heat (1995) is one of the horror films here.", "horror"),
        ("Here are some westerns.", "westerns"),
        ("Heat (1995) was shot in France.", "France"),
        ("It is like “Purple Lagoon”.", "Purple Lagoon"),
    ],
)
def test_what_no_source_says_is_found(sources, text, wrong):
    result = audit(text, sources("m1"))
    assert "ungrounded" in kinds(result)
    assert wrong in texts(result)
    assert result.grounded < result.claims


@pytest.mark.parametrize(
    "text",
    [
        "It looks up what you know about it, and her, and that thing.",
        "Up next: it is in the list.",
        "I know what you mean. You Know the rest.",
        "Here is 1 film. Shall I look further?",
        "What would you like to watch? It can be a war of words.",
        "On Monday you asked for it; that was in May.",
        "- Noted.\n- Up to you.\nIt stays.",
        "Sorry, I do not know that one. The first one in the list?",
        "Set TASTEKEEPER_HEAT_UP or ask *it* again.",
    ],
)
def test_common_words_that_are_titles_raise_no_alarm(sources, text):
    assert audit(text, sources("m1")).findings == ()


def test_a_common_word_is_a_title_when_it_is_labelled_as_one(sources):
    assert texts(audit("Try It (1990) instead.", sources("m1"))) == ["It", "1990"]


def test_what_the_user_wrote_may_be_repeated(sources):
    message = "anything by Stanley Kubrick from 1968?"
    assert audit("I found nothing by Stanley Kubrick from 1968.", sources(message=message)).findings == ()


def test_a_name_taken_from_another_card_is_found(sources):
    text = "Alien (1979) is directed by Michael Mann."
    result = audit(text, sources("m1", "m3"))
    assert texts(result) == ["Michael Mann"]
    assert "credit" in result.findings[0].detail


def test_a_title_may_be_named_without_its_article_and_a_person_by_last_name(sources):
    assert audit("Carpenter made Thing (1982).", sources("m4")).findings == ()


def test_decades_and_other_numbers_of_the_sources(sources):
    given = sources("m1", texts=("from the 1990s",), numbers=(14.0, 0.25))
    assert audit("From the 1990s or 90s, 14 of them in 0.25 s.", given).findings == ()
    assert texts(audit("There are 15.", given)) == ["15"]


def test_closed_memory_is_found_where_the_text_leans_on_it(sources, fact):
    closed = fact("f1", "movies.genre", "western", status=Status.RETRACTED)
    given = sources("m5", closed=(closed,))
    result = audit("Unforgiven (1992), because you like westerns.", given)
    assert "closed_memory" in kinds(result)
    # Data about the item says western as well; that is no leaning on memory.
    assert audit("Unforgiven (1992): Western.", given).findings == ()


def test_closed_memory_may_be_reported_as_past(sources, fact):
    closed = fact("f1", "movies.genre", "western", status=Status.RETRACTED)
    given = sources(closed=(closed,), reported=frozenset({"f1"}))
    assert audit("You used to like western; I no longer use that.", given).findings == ()
    assert kinds(audit("Because you like western, wait.", given)) == ["closed_memory"]


def test_a_value_that_is_live_again_is_not_closed_memory(sources, fact):
    closed = fact("f1", "movies.genre", "western", status=Status.SUPERSEDED)
    again = fact("f2", "movies.genre", "western")
    given = sources(closed=(closed,), live=(again,))
    assert audit("You like western.", given).findings == ()
    flipped = sources(closed=(closed,), live=(fact("f2", "movies.genre", "western", -1),))
    assert kinds(audit("Since you like western.", flipped)) == ["closed_memory"]
    assert audit("You dislike western.", flipped).findings == ()


def test_what_is_asked_for_now_is_not_closed_memory(sources, fact):
    closed = fact("f1", "movies.genre", "western", status=Status.RETRACTED)
    given = sources("m5", closed=(closed,), message="show me a western")
    assert audit("You asked for western: Unforgiven (1992).", given).findings == ()


def test_a_card_built_on_a_closed_fact_is_found_and_cannot_be_mended_by_words(sources, fact):
    closed = fact("f1", "movies.genre", "western", status=Status.RETRACTED)
    given = sources("m5", closed=(closed,), used=frozenset({"f1"}))
    result = audit("Unforgiven (1992).", given)
    assert kinds(result) == ["closed_memory"]
    assert not revise("Unforgiven (1992).", result, given).result.passed


@pytest.mark.parametrize("word", ["superb", "masterfully", "probably", "definitely", "must-see"])
def test_evaluative_words_are_found(sources, word):
    result = audit(f"Heat (1995) is {word} made.", sources("m1"))
    assert kinds(result) == ["evaluative"]
    assert texts(result) == [word]


def test_evaluative_words_in_titles_or_of_the_user_are_left_alone(sources):
    assert audit("The Great Escape (1963).", sources("m11")).findings == ()
    assert audit("Something great, you said.", sources(message="something great please")).findings == ()


def test_the_lexicon_is_versioned_and_clean():
    lexicon = load_lexicon()
    assert lexicon.version >= 1
    assert lexicon.objections(("superb",))
    assert not [word for word in lexicon.common if lexicon.objections((word,))]


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("Heat (1995) is a superb thriller.", "Heat (1995) is a thriller."),
        ("Heat (1995) is an outstanding thriller.", "Heat (1995) is a thriller."),
        ("It is superb. Heat (1995) runs 170 minutes.", "Heat (1995) runs 170 minutes."),
        ("Heat (1995).\nAlien (1979) as well.\nMore?", "Heat (1995).\nMore?"),
    ],
)
def test_one_revision_mends(sources, text, mended):
    given = sources("m1")
    revision = revise(text, audit(text, given), given)
    assert revision.text == mended
    assert not revision.facts_only
    assert revision.result.passed
    assert all(finding.mended for finding in revision.result.findings)


def test_when_nothing_is_left_the_facts_are(sources):
    given = sources("m1")
    text = "Alien is superb!"
    revision = revise(text, audit(text, given), given)
    assert revision.facts_only
    assert revision.text == "- Heat (1995): 1995, Crime/Thriller, directed by Michael Mann, 170 min"
    assert revision.result.passed


def test_without_items_a_plain_sentence_is_left(sources, fact):
    given = sources(live=(fact("f1", "movies.genre", "western"),))
    revision = revise("Alien is superb!", audit("Alien is superb!", given), given)
    assert revision.facts_only
    assert "ask in another way" in revision.text
    assert revision.result.passed


def test_a_clean_text_is_returned_as_it_is(sources):
    given = sources("m1")
    assert revise(GROUNDED, audit(GROUNDED, given), given).text == GROUNDED


def test_finding_offsets_point_into_the_text(sources):
    text = "Line one.\nTry Alien (1979), it is superb."
    for finding in audit(text, sources("m1")).findings:
        assert text[finding.start : finding.end] == finding.text


@pytest.mark.parametrize("text", ["", "   \n", "?!", "…", "( )", "🎬", "a" * 100_000])
def test_odd_texts(sources, text):
    assert audit(text, sources("m1")).findings == ()


def test_nothing_in_it_is_about_films():
    schema = CatalogSchema(
        domain="books",
        noun="book",
        noun_plural="books",
        attributes=(
            AttributeSpec("subject", "Subject", "category", "subjects"),
            AttributeSpec("author", "Author", "person", "authors"),
        ),
        verb="read",
        verb_past="read",
    )
    books = build_catalog(
        schema,
        ids=["b1", "b2"],
        titles=["Middlemarch", "Small World"],
        years=[1871, 1984],
        runtimes=[None, None],
        popularity=[2.0, 1.0],
        aliases=[(), ()],
        attributes={"subject": [("Novel",), ("Satire",)], "author": [("George Eliot",), ("David Lodge",)]},
    )
    given = AuditSources(books, items=(books.get("b1"),))
    assert (
        audit("Middlemarch (1871): Novel, by George Eliot. It is a small world of books.", given).findings
        == ()
    )
    found = audit("Middlemarch is like Small World by Lodge, one of the satire books.", given)
    assert set(texts(found)) == {"Small World", "Lodge", "satire"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("For a woman like you, Heat (1995).", ["woman"]),
        ("As an Asian viewer, you get Heat (1995).", ["Asian"]),
        ("A superb pick for a viewer like you, you guys.", ["guys"]),
        ("Heat (1995) is about a man and a woman.", []),
        ("You like black comedy, so for you something in black and white.", []),
        ("Your list: Heat (1995), which men and women watched.", []),
    ],
)
def test_words_for_who_the_reader_is_taken_to_be(sources, text, said):
    found = [f.text for f in audit(text, sources("m1")).findings if f.kind == "name_conditioned"]
    assert found == said


def test_the_users_own_words_about_themselves_may_be_used(sources):
    given = sources("m1", message="something for a woman like me")
    assert audit("For a woman like you: Heat (1995).", given).findings == ()


def test_clauses_are_counted_and_their_judgement(sources):
    result = audit("Heat (1995) is superb, and it runs 170 minutes. It seems likely.", sources("m1"))
    assert (result.clauses, result.judging) == (3, 2)
    assert result.evaluative_share == pytest.approx(2 / 3)
    assert result.lexicon == load_lexicon().version


def test_an_answer_that_does_little_but_judge_is_not_tolerated(sources):
    few = "Heat (1995). It seems likely."
    assert audit(few, sources("m1")).findings == ()
    many = "It seems likely. It may fit. It appears good. Heat (1995)."
    assert {finding.kind for finding in audit(many, sources("m1")).findings} == {"evaluative"}
