"""Exports that keep a conversation as a tree of messages, with the branch that was kept."""

from __future__ import annotations

from typing import Any


def branch(mapping: dict[str, Any], current: Any) -> list[Any]:
    """The messages on the way from the root to the current node; all by time where there is none."""
    nodes = {name: node for name, node in mapping.items() if isinstance(node, dict)}
    path: list[Any] = []
    seen: set[str] = set()
    while isinstance(current, str) and current in nodes and current not in seen:
        seen.add(current)
        path.append(nodes[current].get("message"))
        current = nodes[current].get("parent")
    if not path:
        path = [node.get("message") for node in nodes.values()]
        path.sort(key=_time, reverse=True)
    return [message for message in reversed(path) if message]


def _time(message: Any) -> float:
    found = message.get("create_time") if isinstance(message, dict) else None
    return float(found) if isinstance(found, int | float) else 0.0
