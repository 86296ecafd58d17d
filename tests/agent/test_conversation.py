"""Whole turns over the real catalogue: what is said is kept, used, let go of and explained."""

from __future__ import annotations

from tastekeeper.memory.types import Outcome


def test_a_statement_counts_in_the_same_turn(agent):
    reply = agent.chat("No horror please; what shall I watch?")
    assert reply.cards
    assert all("Horror" not in card.facts for card in reply.cards)
    assert [f.value_text for f in agent.memory.facts() if f.polarity < 0] == ["Horror"]


def test_seen_items_never_come_back(agent):
    first = agent.chat("recommend five films")
    agent.chat(f"I have seen {first.cards[0].title} ({first.cards[0].year})")
    again = agent.chat("recommend five films")
    assert first.cards[0].item_id not in {card.item_id for card in again.cards}


def test_a_change_of_mind_leaves_nothing_behind(agent):
    agent.chat("I love westerns")
    agent.chat("I changed my mind about westerns")
    reply = agent.chat("what do you know about me?")
    assert "western" not in reply.text.lower()
    later = agent.chat("what shall I watch?")
    assert all("Western" not in card.reason for card in later.cards)
    assert "Western" in agent.chat("what did I use to like?").text


def test_references_reach_into_the_last_list(agent):
    listed = agent.chat("recommend three thrillers").cards
    assert len(listed) == 3
    reply = agent.chat("I loved the second one")
    liked = [f for f in agent.memory.facts() if f.polarity > 0]
    assert [f.ref for f in liked] == [listed[1].item_id]
    assert any(e.outcome is Outcome.STORED for e in reply.report.entries)


def test_newer_means_newer_than_the_list(agent):
    years = sorted(c.year for c in agent.chat("recommend five comedies").cards)
    newer = agent.chat("something newer")
    assert newer.cards
    assert all(card.year > years[2] for card in newer.cards)


def test_why_is_rescored_and_names_what_was_said(agent):
    agent.chat("I loved Alien (1979) and Blade Runner")
    top = agent.chat("what shall I watch?").cards[0]
    reply = agent.chat("why the first one?")
    assert reply.explanation is not None
    assert reply.explanation.item_id == top.item_id
    assert reply.explanation.verified
    assert reply.explanation.influences


def test_undo_takes_back_the_last_thing_said(agent):
    agent.chat("I love westerns")
    assert agent.memory.facts()
    agent.chat("undo that")
    assert not agent.memory.facts()


def test_erasing_everything_asks_first_and_leaves_no_trace(agent, home):
    agent.chat("I love westerns")
    asked = agent.chat("delete everything you know about me")
    assert asked.stop_reason == "asked"
    assert agent.memory.facts()
    done = agent.chat("yes")
    assert done.receipt is not None
    assert done.receipt.clean
    agent.close()
    left = [p for p in (home / "data").rglob("*") if p.is_file() and b"western" in p.read_bytes().lower()]
    left += [p for p in (home / "state").rglob("*") if p.is_file() and b"western" in p.read_bytes().lower()]
    assert not left


def test_no_to_an_erasure_keeps_everything(agent):
    agent.chat("I love westerns")
    agent.chat("delete everything you know about me")
    agent.chat("no")
    assert len(agent.memory.facts()) == 1


def test_what_cannot_be_done_is_said_and_no_tool_runs(agent):
    reply = agent.chat("book me two tickets for tonight")
    assert reply.intents == ("unknown",)
    assert not reply.cards
    assert not agent.memory.facts()


def test_a_conversation_can_be_resumed(opened):
    first = opened()
    listed = first.chat("recommend three westerns").cards
    session = first.session_id
    first.close()
    again = opened(session=session)
    reply = again.chat("tell me about the second one")
    assert listed[1].title in reply.text
    assert [role for role, _, _ in again.sessions.transcript(session)] == ["user", "assistant"] * 2


def test_every_reply_is_grounded(agent):
    agent.chat("I love science fiction but not musicals")
    for text in ("what shall I watch?", "more", "why the second one?", "what do you know about me?"):
        reply = agent.chat(text)
        assert reply.audit.passed, reply.audit.line
        assert not reply.audit.revised, (text, reply.audit.findings)
