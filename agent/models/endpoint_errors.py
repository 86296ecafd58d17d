"""What went wrong at an endpoint, in words: what happened, where, what to do."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

import httpx2
import openai

from ...errors import ModelError, TastekeeperError, UsageError

CONTEXT_WORDS = (
    "context length",
    "context window",
    "maximum context",
    "context_length",
    "too many tokens",
    "max_model_len",
)

TRANSPORT_ERRORS: tuple[type[Exception], ...] = (
    openai.OpenAIError,
    httpx2.HTTPError,
    TimeoutError,
    ValueError,
)
"""Everything the client raises for a server that does not answer as it should."""


def checked_url(base_url: str) -> str:
    """The base URL without a trailing slash. Raises `UsageError` when it is no http(s) URL."""
    parts = urlsplit(base_url.strip())
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise UsageError(
            f"{base_url!r} is not an endpoint's address", hint="Give it like http://localhost:8000/v1."
        )
    return base_url.strip().rstrip("/")


def shown_url(base_url: str) -> str:
    """The base URL as shown to people: without user, password and query."""
    parts = urlsplit(base_url)
    port = f":{parts.port}" if parts.port else ""
    return f"{parts.scheme}://{parts.hostname}{port}{parts.path}"


def explain(
    error: Exception, *, url: str, model: str | None, served: Sequence[str], timeout: float, has_key: bool
) -> TastekeeperError:
    """The `ModelError` for a failed call. `served` are the models the endpoint lists, if it was asked."""
    if isinstance(error, TastekeeperError):
        return error
    if isinstance(error, (openai.APITimeoutError, httpx2.TimeoutException, TimeoutError)):
        hint = "Give it more time with TASTEKEEPER_MODEL_TIMEOUT, or use a smaller model."
        return ModelError(f"The endpoint did not answer in full within {timeout:g} s", where=url, hint=hint)
    if isinstance(error, (openai.APIConnectionError, httpx2.TransportError)):
        cause = error.__cause__ or error
        hint = "Start the server or correct the address (TASTEKEEPER_BASE_URL)."
        return ModelError(f"The endpoint cannot be reached: {cause}", where=url, hint=hint)
    if isinstance(error, openai.APIStatusError):
        return _status(error, url, model, served, has_key)
    if isinstance(error, openai.APIError):
        return ModelError(f"The endpoint broke off with an error: {_short(error.message)}", where=url)
    hint = "Check that the address ends in /v1 and that the server speaks the OpenAI protocol."
    return ModelError(f"The endpoint's answer cannot be read: {_short(str(error))}", where=url, hint=hint)


def _status(
    error: openai.APIStatusError, url: str, model: str | None, served: Sequence[str], has_key: bool
) -> ModelError:
    """The error for a refusal with an HTTP status."""
    code, said = error.status_code, _short(error.message)
    if code in (401, 403):
        hint = "Check the key (TASTEKEEPER_API_KEY)." if has_key else "Give a key with TASTEKEEPER_API_KEY."
        return ModelError(f"The endpoint refused the key ({code})", where=url, hint=hint)
    if code == 404:
        return _not_found(url, model, served)
    if code == 429:
        return ModelError("The endpoint says: too many requests (429)", where=url, hint="Wait and try again.")
    if any(words in error.message.lower() for words in CONTEXT_WORDS):
        hint = "Start the server with a longer context (vLLM: --max-model-len) or shorten the message."
        return ModelError(f"The prompt is longer than the model's context: {said}", where=url, hint=hint)
    if code >= 500:
        hint = "Look at the server's own log."
        return ModelError(f"The endpoint failed ({code}): {said}", where=url, hint=hint)
    return ModelError(f"The endpoint refused the request ({code}): {said}", where=url)


def _not_found(url: str, model: str | None, served: Sequence[str]) -> ModelError:
    """The error for 404: the model is not there, or the address is wrong."""
    if served and model not in served:
        names = ", ".join(served[:10])
        return ModelError(f"The endpoint does not serve {model!r}", where=url, hint=f"It serves: {names}.")
    hint = "Check that the address ends in /v1 and that the server speaks the OpenAI protocol."
    return ModelError("The endpoint has no such page (404)", where=url, hint=hint)


def _short(text: str, limit: int = 200) -> str:
    """One line of at most `limit` characters."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1] + "…"
