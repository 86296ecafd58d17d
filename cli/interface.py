"""Opening the terminal interface. The agent itself is imported later, in a thread, after the first paint."""

from __future__ import annotations

import gc
import sys

from ..errors import UsageError


def open_interface(
    *,
    session: str | None = None,
    resume: bool = False,
    user: str | None = None,
    model: str | None = None,
    base_url: str | None = None,
) -> None:
    """Run the interface until it is left. Raises `UsageError` off a terminal."""
    if not all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)):
        raise UsageError(
            "The interface needs a terminal",
            hint='Ask one question with: tastekeeper ask "…"; or see: tastekeeper --help',
        )
    # Collecting garbage while modules load finds none and costs a tenth of the time to the first paint.
    gc.disable()
    from ..tui.app import TastekeeperApp
    from ..tui.boundary import AgentLike

    flags = {"user": user, "base_url": base_url}
    first_model = model

    def opener(*, session: str | None, resume: bool, model: str | None) -> AgentLike:
        from ..agent.session import Agent
        from .opening import quiet, settings_for

        gc.enable()
        quiet()
        settings = settings_for(model=model or first_model, **flags)
        app.take_later(settings.theme, settings.keymap)
        return Agent.open(
            settings.user, session=session, resume=resume, settings=settings, progress=app.progress
        )

    app = TastekeeperApp(opener, session=session, resume=resume)
    try:
        app.run()
    finally:
        gc.enable()
        app.close_agent()
