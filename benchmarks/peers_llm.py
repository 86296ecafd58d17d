"""mem0 and LangMem extracting memories by themselves, on a few dialogues, with a chat model of the product.

    python benchmarks/peers_llm.py FOLDER [--model packaged:qwen-1.5b] [--dialogues 6] [--seconds 900] [--json]

FOLDER is Memora's data; the first dialogues of one persona-period that carry an annotated operation are given to
each peer, whole, one after the other, until they or the seconds run out. Printed for each: the seconds, the calls of
the model with the characters read and written, the memories that came of it or the error, and whether one of them
carries the annotated value. Nothing is scored: it shows whether a peer can run on that model, and at what cost.
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
from tastekeeper.evals.memora.alike import same_text
from tastekeeper.evals.memora.loading import load_all
from tastekeeper.evals.memora.operations import operations
from tastekeeper.evals.memora.slots import Domains
from tastekeeper.evals.memora.types import Dialogue
from tastekeeper.evals.peers.chat import SharedChat
from tastekeeper.evals.peers.langmem import LangMemMemory
from tastekeeper.evals.peers.mem0 import MEMORIES, Mem0Memory
from tastekeeper.evals.peers.memory import PeerMemory
from tastekeeper.evals.peers.systems import shared_chat
from tastekeeper.memory.embedder import MiniLMEmbedder

USER = "ana"
