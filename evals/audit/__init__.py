"""Audits run against the product itself: conversations with the agent, and language models."""

from __future__ import annotations

from .subjects import AgentSubject, ModelSubject, conversation

__all__ = ["AgentSubject", "ModelSubject", "conversation"]
