"""Language models by name, for answering and for judging."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import ModelError

if TYPE_CHECKING:
    from ..agent.models.base import ChatModel


def open_model(name: str | None, weights_dir: Path | None, purpose: str) -> ChatModel:
    """The model of that name (`openai:NAME`, `packaged`, `scripted:FILE`, ...), else the configured one.

    Nothing is loaded or contacted yet. Raises `UsageError` for a name that means nothing and `ModelError` where
    there is no model; `purpose` says in the message what it was wanted for.
    """
    from ..agent.models.select import choose
    from ..agent.settings import Settings

    settings = Settings.resolve()
    model, reason = choose(
        name or settings.model,
        base_url=settings.base_url,
        api_key=settings.api_key.get_secret_value() if settings.api_key else None,
        timeout=settings.model_timeout,
        weights_dir=weights_dir,
    )
    if model is None:
        raise ModelError(
            f"No language model to {purpose} with ({reason})",
            hint="Configure an endpoint (TASTEKEEPER_BASE_URL or OPENAI_BASE_URL), or name a model.",
        )
    return model
