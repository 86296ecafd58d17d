"""The graph of one turn, drawn once. Each node names its successors in its own signature."""

from __future__ import annotations

from typing import Any

from langgraph.checkpoint.base import BaseCheckpointSaver
from langgraph.graph import START, StateGraph
from langgraph.graph.state import CompiledStateGraph

from .context import RunContext
from .nodes.act import act
from .nodes.audit import audit
from .nodes.listen import listen
from .nodes.plan import plan
from .nodes.recall import recall
from .nodes.repair import repair
from .nodes.respond import respond
from .nodes.settle import settle
from .state import TurnState

Graph = CompiledStateGraph[TurnState, RunContext, Any, Any]


def build(checkpointer: BaseCheckpointSaver[str] | None = None) -> Graph:
    """repair → listen → recall → plan → act → respond → audit → settle."""
    graph = StateGraph(TurnState, context_schema=RunContext)
    graph.add_node("repair", repair)
    graph.add_node("listen", listen)
    graph.add_node("recall", recall)
    graph.add_node("plan", plan)
    graph.add_node("act", act)
    graph.add_node("respond", respond)
    graph.add_node("audit", audit)
    graph.add_node("settle", settle)
    graph.add_edge(START, "repair")
    return graph.compile(checkpointer=checkpointer)
