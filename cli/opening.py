"""Opening the agent for one command, with settings resolved from flags, environment and files."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ..agent.session import Agent
    from ..agent.settings import Settings


def settings_for(**flags: Any) -> Settings:
    """Settings with the given flags on top; None means not given."""
    from ..agent.settings import Settings

    return Settings.resolve(**flags)


@contextmanager
def opened(
    *,
    user: str | None = None,
    session: str | None = None,
    resume: bool = False,
    model: str | None = None,
    base_url: str | None = None,
) -> Iterator[Agent]:
    """The agent, closed again when the command ends however it ends."""
    from ..agent.session import Agent

    settings = settings_for(user=user, model=model, base_url=base_url)
    quiet()
    with Agent.open(
        settings.user, session=session, resume=resume, settings=settings, progress=_progress
    ) as agent:
        yield agent


def quiet() -> None:
    """No progress bars of libraries: they would write over the interface and into pipes."""
    os.environ.setdefault("HF_HUB_DISABLE_PROGRESS_BARS", "1")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")


def _progress(message: str) -> None:
    """Long work of a first run, on stderr, where a person can see it."""
    import sys

    if sys.stderr.isatty():
        print(message, file=sys.stderr)
