"""Runtimes that run a local model in this process, blocking: openvino-genai and llama-cpp-python."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from ...errors import MissingExtraError, ModelError
from .base import ChatRequest
from .convert import converted

OPENVINO, LLAMA_CPP = "openvino-genai", "llama-cpp-python"
CONTEXT = 8192
"""Tokens of context asked of llama.cpp, which reserves memory for all of them."""

OnText = Callable[[str], bool]
"""Called with each piece of text; answers whether to go on."""


class Finish(NamedTuple):
    """How a generation ended."""

    reason: str
    prompt_tokens: int | None
    completion_tokens: int | None


class Engine(Protocol):
    """A loaded model. One call at a time."""

    runtime: str

    def generate(self, request: ChatRequest, on_text: OnText) -> Finish:
        """Answer, handing out text as it comes. Blocks. Raises `ModelError`."""
        ...


def available() -> tuple[str, ...]:
    """The runtimes installed here, preferred first."""
    modules = {OPENVINO: "openvino_genai", LLAMA_CPP: "llama_cpp"}
    return tuple(name for name, module in modules.items() if find_spec(module) is not None)


def load(path: Path, *, threads: int | None = None) -> Engine:
    """Load weights with the first runtime that reads them. Blocks for seconds, at first for tens of them.

    Raises `MissingExtraError` without any runtime and `ModelError` when no installed one reads the file.
    """
    runtimes = available()
    if not runtimes:
        raise MissingExtraError("A local model", "llm")
    if path.is_file() and not _is_gguf(path):
        raise ModelError("It is no GGUF file", where=str(path), hint="Give the path of a .gguf file.")
    refusals: list[str] = []
    for runtime in runtimes:
        try:
            return OpenVinoEngine(path, threads) if runtime == OPENVINO else LlamaCppEngine(path, threads)
        except ModelError as error:
            refusals.append(f"{runtime}: {error.what}")
    other = f"Install {LLAMA_CPP}, which reads more kinds, or use" if LLAMA_CPP not in runtimes else "Use"
    raise ModelError(
        f"No installed runtime reads this model ({'; '.join(refusals)})",
        where=str(path),
        hint=f"{other} another file.",
    )


def _is_gguf(path: Path) -> bool:
    """Whether a file begins as GGUF files do: the readers do not all survive one that does not."""
    with path.open("rb") as file:
        return file.read(4) == b"GGUF"


class OpenVinoEngine:
    """openvino-genai over the converted model (see `convert`)."""

    runtime = OPENVINO

    def __init__(self, path: Path, threads: int | None) -> None:
        import openvino_genai

        self._genai = openvino_genai
        properties = {"INFERENCE_NUM_THREADS": threads} if threads else {}
        try:
            self._pipeline = openvino_genai.LLMPipeline(str(converted(path)), "CPU", **properties)
        except RuntimeError as error:
            raise ModelError(f"the converted model cannot be loaded: {_last_line(error)}") from error

    def generate(self, request: ChatRequest, on_text: OnText) -> Finish:
        """See `Engine`. Token log-probabilities are beyond this runtime."""
        if request.logprobs is not None:
            raise ModelError(
                "This runtime gives no token log-probabilities",
                where=OPENVINO,
                hint="Use an endpoint for them.",
            )
        status = self._genai.StreamingStatus
        history = self._genai.ChatHistory([message.model_dump() for message in request.messages])
        try:
            result = self._pipeline.generate(
                history,
                self._config(request),
                lambda text: status.RUNNING if on_text(text) else status.CANCEL,
            )
        except RuntimeError as error:
            raise ModelError(f"The model failed: {_last_line(error)}", where=OPENVINO) from error
        metrics = result.perf_metrics
        cut = result.finish_reasons[0] == self._genai.GenerationFinishReason.LENGTH
        return Finish(
            "length" if cut else "stop", metrics.get_num_input_tokens(), metrics.get_num_generated_tokens()
        )

    def _config(self, request: ChatRequest) -> Any:
        config = self._genai.GenerationConfig()
        config.max_new_tokens = request.max_tokens
        config.do_sample = request.temperature > 0
        config.temperature = request.temperature or 1.0
        config.rng_seed = request.seed
        config.stop_strings = set(request.stop)
        if request.json_schema is not None:
            structured = self._genai.StructuredOutputConfig()
            structured.json_schema = json.dumps(request.json_schema)
            config.structured_output_config = structured
        return config


class LlamaCppEngine:
    """llama-cpp-python, which reads the GGUF itself."""

    runtime = LLAMA_CPP

    def __init__(self, path: Path, threads: int | None) -> None:
        llama_cpp: Any = import_module("llama_cpp")
        try:
            self._llama = llama_cpp.Llama(str(path), n_ctx=CONTEXT, n_threads=threads, verbose=False)
        except (ValueError, RuntimeError, AssertionError) as error:
            raise ModelError(f"the file cannot be loaded: {_last_line(error)}") from error

    def generate(self, request: ChatRequest, on_text: OnText) -> Finish:
        """See `Engine`. Token log-probabilities would cost the whole context's logits and are refused."""
        if request.logprobs is not None:
            raise ModelError(
                "This runtime gives no token log-probabilities",
                where=LLAMA_CPP,
                hint="Use an endpoint for them.",
            )
        schema = request.json_schema
        try:
            chunks = self._llama.create_chat_completion(
                messages=[message.model_dump() for message in request.messages],
                response_format={"type": "json_object", "schema": schema} if schema is not None else None,
                temperature=request.temperature,
                max_tokens=request.max_tokens,
                seed=request.seed,
                stop=list(request.stop),
                stream=True,
            )
            return self._pass_on(chunks, on_text)
        except (ValueError, RuntimeError) as error:
            raise ModelError(f"The model failed: {_last_line(error)}", where=LLAMA_CPP) from error

    @staticmethod
    def _pass_on(chunks: Any, on_text: OnText) -> Finish:
        reason, count = "stop", 0
        for chunk in chunks:
            choice = chunk["choices"][0]
            text = choice["delta"].get("content") or ""
            count += bool(text)
            if text and not on_text(text):
                break
            reason = choice.get("finish_reason") or reason
        return Finish(reason, None, count)


def _last_line(error: Exception) -> str:
    """The last line of a runtime's message: it says what is wrong, those before it where in the source."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return lines[-1][:200] if lines else type(error).__name__
