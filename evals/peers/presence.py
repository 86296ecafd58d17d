"""Whether a peer is installed, and the switches that keep it off the network."""

from __future__ import annotations

import os
from importlib.metadata import version
from importlib.util import find_spec

from ...errors import MissingExtraError

NEEDS = {
    "mem0": ("mem0", "qdrant_client", "langchain"),
    "langmem": ("langmem", "trustcall"),
}
"""Peer -> the modules it is run with."""

DISTRIBUTIONS = {"mem0": ("mem0ai", "qdrant-client"), "langmem": ("langmem", "trustcall")}

QUIET = {
    "MEM0_TELEMETRY": "False",
    "ANONYMIZED_TELEMETRY": "False",
    "LANGSMITH_TRACING": "false",
    "LANGCHAIN_TRACING_V2": "false",
    "HF_HUB_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "DO_NOT_TRACK": "1",
}
"""Set before a peer is imported: mem0 reports to PostHog unless told not to when its module loads."""


def installed(peer: str) -> bool:
    """Whether every package that `peer` is run with can be imported."""
    return all(_found(module) for module in NEEDS[peer])


def check(peer: str) -> None:
    """Raises `MissingExtraError`, naming the extra, when the packages of `peer` are not here."""
    if not installed(peer):
        raise MissingExtraError(f"The baseline {peer}", "peers", constraints="constraints-peers.txt")


def require(peer: str) -> None:
    """Make `peer` safe to import: no reports, no downloads. See `check`."""
    check(peer)
    os.environ.update(QUIET)


def versions(peer: str) -> dict[str, str]:
    """Distribution -> installed version, for the log of a run."""
    return {name: version(name) for name in DISTRIBUTIONS[peer]}


def _found(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:
        return False
