"""A language model in the loop: it phrases and reads, and never gets to invent."""

from __future__ import annotations

from tastekeeper.agent.models.scripted import ScriptedModel


def test_a_model_phrases_around_composed_facts(opened):
    connect = {"opening": "Here is what I found for that.", "closing": ""}
    agent = opened(model=ScriptedModel([{"text": connect, "repeat": True}]))
    reply = agent.chat("recommend three westerns")
    assert reply.text.startswith("Here is what I found for that.")
    assert len(reply.cards) == 3
    assert reply.audit.passed
    assert "connected the sentences" in reply.served.reason


def test_an_inventing_model_is_refused_and_the_reply_says_so(opened):
    lie = {"opening": "The Godfather (1972) is the best western of 1803.", "closing": ""}
    agent = opened(model=ScriptedModel([{"text": lie, "repeat": True}]))
    reply = agent.chat("recommend three westerns")
    assert "1803" not in reply.text
    assert "Godfather" not in reply.text
    assert "refused" in reply.served.reason


def test_a_failing_model_leaves_the_embedded_answer(opened):
    agent = opened(model=ScriptedModel([{"error": "out of memory", "repeat": True}]))
    reply = agent.chat("I love westerns; what shall I watch?")
    assert reply.cards
    assert [fact.value_text for fact in agent.memory.facts()] == ["Western"]
    assert "embedded planner" in reply.served.reason or "template text" in reply.served.reason


def test_a_model_reads_what_the_rules_cannot(opened):
    decision = {"acts": [{"intent": "help", "slots": {}}]}
    script = [{"match": "wazzup", "text": decision}, {"text": {"opening": "", "closing": ""}, "repeat": True}]
    agent = opened(model=ScriptedModel(script))
    assert agent.chat("xyzzy wazzup frobnicate").intents == ("help",)


def test_a_receipt_is_never_rephrased(opened):
    connect = {"opening": "All gone now.", "closing": ""}
    agent = opened(model=ScriptedModel([{"text": connect, "repeat": True}]))
    agent.chat("I love westerns")
    agent.chat("delete everything you know about me")
    reply = agent.chat("yes")
    assert reply.receipt is not None
    assert not reply.text.startswith("All gone")
