"""What is broken in a chat log is named; the rest of it is read."""

from __future__ import annotations

import json

import pytest
from tastekeeper.errors import DataError
from tastekeeper.memory.chatlogs import parse_messages, read_messages
from tastekeeper.memory.chatlogs.chats import moment

from .conftest import user


def parsed(body):
    return parse_messages(json.dumps(body).encode(), "log.json")


def test_a_broken_conversation_spoils_no_other():
    found = parsed([[user("one")], 3, {"title": "x"}, {"messages": "x"}, {"messages": [user("two")]}])
    assert [chat.said[0].text for chat in found.chats] == ["one", "two"]
    assert [str(one).split(":")[:2] for one in found.skipped] == [
        ["log.json", f" conversation {number}"] for number in (2, 3, 4)
    ]


def test_a_broken_message_spoils_no_other_and_the_conversation_stays_one():
    found = parsed([user("one"), "junk", {"role": "wizard", "content": "x"}, {"content": "x"}, user("two")])
    (chat,) = found.chats
    assert [said.text for said in chat.said] == ["one", "two"]
    assert [one.reason.partition(":")[0] for one in found.skipped] == [
        f"conversation 1, message {place}" for place in (2, 3, 4)
    ]


def test_a_mapping_that_is_no_tree_is_named_and_the_rest_is_read():
    loop = {"a": {"parent": "b", "message": user("x")}, "b": {"parent": "a", "message": None}, "c": 7}
    found = parsed([{"mapping": loop, "current_node": ["a"]}, {"mapping": loop, "current_node": "a"}])
    assert [chat.said[0].text for chat in found.chats] == ["x", "x"]


def test_bytes_that_are_no_text_spoil_their_line_only(tmp_path):
    file = tmp_path / "log.jsonl"
    line = json.dumps({"messages": [user("hi")]}).encode()
    file.write_bytes(line + b"\n\xff\xfe\n" + line)
    found = read_messages(file)
    assert (len(found.chats), [one.line for one in found.skipped]) == (2, [2])
    with pytest.raises(DataError, match="cannot be read"):
        read_messages(tmp_path)


def test_moments_in_seconds_and_in_milliseconds():
    assert moment(1_700_000_000) == moment(1_700_000_000_000)
    assert moment("soon") is None
    assert moment(True) is None
