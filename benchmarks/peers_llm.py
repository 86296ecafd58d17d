"""mem0 and LangMem extracting memories by themselves, on a few dialogues, with a chat model of the product.

    python benchmarks/peers_llm.py FOLDER [--model packaged:qwen-1.5b] [--dialogues 6] [--seconds 900] [--json]

FOLDER is Memora's data; the first dialogues of one persona-period that carry an annotated operation are given to
each peer, whole, one after the other, until they or the seconds run out. Printed for each: the seconds (of the
clock, and of the processor), the calls of the model with the characters read and written, the memories that came of
it or the error, and whether one of them carries the annotated value. Nothing is scored: it shows whether a peer can
run on that model, and at what cost.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tastekeeper.errors import TastekeeperError
from tastekeeper.evals.fama.matching import find
from tastekeeper.evals.fama.words import Text
from tastekeeper.evals.memora.loading import load_all
from tastekeeper.evals.memora.operations import of_dialogue
from tastekeeper.evals.memora.slots import Domains
from tastekeeper.evals.memora.types import Dialogue
from tastekeeper.evals.peers.chat import SharedChat
from tastekeeper.evals.peers.langmem import LangMemMemory
from tastekeeper.evals.peers.mem0 import MEMORIES, Mem0Memory
from tastekeeper.evals.peers.memory import PeerMemory
from tastekeeper.evals.peers.systems import MODEL_SECONDS, shared_chat
from tastekeeper.memory.embedder import MiniLMEmbedder

USER = "ana"


def open_peer(name: str, folder: Path, chat: SharedChat) -> PeerMemory:
    """A peer with extraction turned on."""
    embedder = MiniLMEmbedder()
    if name == "mem0":
        return Mem0Memory(folder, USER, embedder, chat)
    return LangMemMemory(None, USER, embedder, chat)


def annotated(path: Path, persona: str, count: int) -> list[tuple[Dialogue, tuple[str, ...]]]:
    """The first dialogues that carry an operation, with the values they are annotated with."""
    cases, _ = load_all(path, (persona,))
    domains = Domains(cases[0].dialogues)
    found = [(one, of_dialogue(one, domains)) for one in cases[0].dialogues if one.operation]
    return [(one, tuple(op.value for op in made if op.value)) for one, made in found[:count]]


def carried(values: tuple[str, ...], memories: list[str]) -> int:
    """How many of the values stand in one of the memories, by the rules of the judge."""
    read = [Text.read(memory) for memory in memories]
    return sum(any(find(text, value) for text in read) for value in values)


def take_in(
    peer: PeerMemory, chat: SharedChat, dialogue: Dialogue, values: tuple[str, ...]
) -> dict[str, Any]:
    """One dialogue given to a peer, and what came of it."""
    done, begin, busy, error = len(chat.calls), time.perf_counter(), time.process_time(), ""
    memories: list[str] = []
    try:
        said = [(turn.speaker, turn.text) for turn in dialogue.turns if turn.text.strip()]
        memories = [one.text for one in peer.add(said, dialogue.at)]
    except TastekeeperError as failure:
        error = str(failure)
    seconds, cpu = time.perf_counter() - begin, time.process_time() - busy
    return {
        "dialogue": dialogue.id,
        "operation": dialogue.operation,
        "values": values,
        "seconds": round(seconds, 1),
        "cpu_seconds": round(cpu, 1),
        "calls": [asdict(call) for call in chat.calls[done:]],
        "memories": memories,
        "carried": carried(values, memories),
        "error": error,
    }


def try_peer(name: str, options: argparse.Namespace) -> dict[str, Any]:
    """Give a peer its dialogues until the time is up."""
    begin = time.perf_counter()
    schema = MEMORIES if name == "mem0" else None
    chat = shared_chat(options.model, schema, timeout=options.timeout)
    rows: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        peer = open_peer(name, Path(folder), chat)
        for dialogue, values in annotated(options.folder, options.persona, options.dialogues):
            if time.perf_counter() - begin > options.seconds:
                break
            rows.append(take_in(peer, chat, dialogue, values))
            if not options.json:
                print(f"{name}: {json.dumps(rows[-1], default=str)}", flush=True)
        peer.close()
    wanted = sum(len(row["values"]) for row in rows)
    return {
        "model": chat.model.name,
        "dialogues": len(rows),
        "failed": sum(bool(row["error"]) for row in rows),
        "memories": sum(len(row["memories"]) for row in rows),
        "values": wanted,
        "carried": sum(row["carried"] for row in rows),
        "seconds_each": _mean([row["seconds"] for row in rows]),
        "cpu_seconds_each": _mean([row["cpu_seconds"] for row in rows]),
        "rows": rows,
    }


def _mean(values: list[float]) -> float | None:
    return round(sum(values) / len(values), 1) if values else None


def main() -> None:
    """Try every peer asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--model", default="packaged")
    parser.add_argument("--persona", default="weekly/software_engineer")
    parser.add_argument("--peer", choices=("mem0", "langmem"), action="append")
    parser.add_argument("--dialogues", type=int, default=6)
    parser.add_argument("--seconds", type=float, default=900.0, help="time for each peer")
    parser.add_argument(
        "--timeout", type=float, default=MODEL_SECONDS, help="seconds for one call of the model"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    options = parser.parse_args()
    found = {name: try_peer(name, options) for name in options.peer or ("mem0", "langmem")}
    headline = {
        f"peers_llm.{name}.{key}": one[key]
        for name, one in found.items()
        for key in (
            "dialogues",
            "failed",
            "memories",
            "values",
            "carried",
            "seconds_each",
            "cpu_seconds_each",
        )
        if one[key] is not None
    }
    if options.json:
        print(json.dumps({"headline": headline, "peers": found}, indent=2, default=str))
    else:
        print(json.dumps(headline, indent=2))


if __name__ == "__main__":
    main()
