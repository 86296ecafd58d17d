"""A model may say the answer; what it adds, drops or gets wrong is not believed."""

from __future__ import annotations

import pytest
from tastekeeper.memory.answering import render_with


@pytest.fixture
def coffee(story):
    story.spend("coffee", 4.5, "2025-06-27")
    story.spend("coffee", 3, "2025-06-28")
    return story.ask("how much have I spent on coffee this week?")


@pytest.fixture
def films(story):
    story.like("movies.genre", "war drama")
    story.like("movies.director", "Agnes Varda")
    story.dislike("movies.genre", "war")
    return story.ask("suggest me a movie")


@pytest.fixture
def chores(story):
    story.tell("todo.task", "paint fence")
    story.tell("todo.task", "call Bo")
    return story.ask("what's left to do?")


async def said(answered, *texts):
    prompts = []
    replies = iter(texts)

    def complete(prompt: str) -> str:
        prompts.append(prompt)
        return next(replies)

    return await render_with(complete, answered.packed, answered.asked, name="tester"), prompts


@pytest.mark.parametrize(
    "text",
    [
        "This week you spent $7.50 on coffee.",
        "That comes to 7.5 for coffee, over 2 records from 22-28 June 2025.",
    ],
)
async def test_words_of_its_own_are_welcome(coffee, text):
    rendered, prompts = await said(coffee, text)
    assert (rendered.text, rendered.rendered_by, rendered.why) == (text, "tester", "")
    assert "$7.50" in prompts[0]
    assert coffee.asked.text in prompts[0]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("You spent $8.50 on coffee this week.", "8.50"),
        ("You spent $7.50 on coffee, all of it at Starbucks.", "Starbucks"),
        ("You spent $7.50 on coffee and cappuccino this week.", "cappuccino"),
        ('You spent $7.50 on "coffee beans" this week.', "beans"),
        ("You spent quite a lot on coffee this week.", "left out"),
        ("", "nothing"),
    ],
)
async def test_what_memory_does_not_hold_is_refused(coffee, text, why):
    rendered, prompts = await said(coffee, text, text)
    assert (rendered.text, rendered.rendered_by) == (coffee.text, "template")
    assert why in rendered.why
    assert len(prompts) == 2


async def test_a_second_try_counts(coffee):
    rendered, _ = await said(coffee, "You spent $9 on coffee.", "You spent $7.50 on coffee.")
    assert rendered.rendered_by == "tester"


async def test_a_dislike_is_never_suggested(films):
    rendered, _ = await said(films, "By what you like: Agnes Varda, or a war drama.")
    assert rendered.rendered_by == "tester"
    bad = "By what you like: Agnes Varda, or a war drama, or a war."
    rendered, _ = await said(films, bad, bad)
    assert (rendered.rendered_by, "disliked" in rendered.why) == ("template", True)


async def test_nothing_may_be_dropped(chores):
    rendered, _ = await said(chores, "You still need to paint fence.", "Call Bo is left.")
    assert (rendered.rendered_by, rendered.why) == ("template", "left out: paint fence")


async def test_models_may_be_awaited_and_name_themselves(chores):
    class Model:
        name = "tiny"

        async def __call__(self, prompt: str) -> str:
            return "Two tasks are open: paint fence, and call Bo."

    rendered = await render_with(Model(), chores.packed, chores.asked)
    assert (rendered.rendered_by, "paint fence" in rendered.text) == ("tiny", True)


async def test_with_nothing_to_say_no_model_is_asked(story):
    answered = story.ask("what's left to do?")
    rendered, prompts = await said(answered)
    assert (rendered.text, rendered.rendered_by, prompts) == (answered.text, "template", [])
