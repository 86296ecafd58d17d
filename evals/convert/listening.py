"""What our memory makes of a transcript: the ledger that probes are generated from."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from ...clock import FixedClock
from ...memory.types import Fact
from ..fama.replay import feed
from ..fama.types import Transcript
from ..homes import fresh_home
from ..options import Options

ASKED_AFTER = timedelta(hours=1)
"""Probes are asked this long after the last session begins."""


class Ledger(NamedTuple):
    """What holds and what was closed at the end of a transcript, and when it is asked about."""

    live: tuple[Fact, ...]
    closed: tuple[Fact, ...]
    at: datetime


def listen_to(transcript: Transcript, options: Options) -> Ledger:
    """Feed every user turn to a memory of its own and give what it then knows. The user's memory is not touched."""
    from ...memory import Memory
    from ...paths import Paths

    at = max(session.at for session in transcript.sessions) + ASKED_AFTER
    with fresh_home(options.where()) as home:
        clock = FixedClock(transcript.sessions[0].at)
        feed(transcript, home, clock, options)
        clock.at = max(clock.at, at)
        with Memory.open(Paths.resolve(home).memory_db, clock=clock) as memory:
            memory.expire(transcript.persona)
            return Ledger(memory.facts(transcript.persona), memory.closed(transcript.persona), clock.at)
