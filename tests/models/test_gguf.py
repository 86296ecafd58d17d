"""The in-process model over an engine that is not heavy: threads, streaming, stopping, freeing."""

from __future__ import annotations

import asyncio
import threading
import time
from pathlib import Path

import pytest
from tastekeeper.agent.models import engines
from tastekeeper.agent.models.base import ChatMessage, ChatRequest, complete
from tastekeeper.agent.models.engines import Finish, OnText
from tastekeeper.agent.models.gguf import GgufModel
from tastekeeper.errors import MissingExtraError, ModelError, UsageError


class Engine:
    """Says `words`, waiting a little before each."""

    runtime = "pretend"

    def __init__(self, words: str = "a b c", delay: float = 0.0, error: Exception | None = None) -> None:
        self.words, self.delay, self.error = words.split(), delay, error
        self.said: list[str] = []
        self.running = 0
        self.most = 0
        self.threads: set[str] = set()
        self.done = threading.Event()

    def generate(self, request: ChatRequest, on_text: OnText) -> Finish:
        self.running += 1
        self.most = max(self.most, self.running)
        self.threads.add(threading.current_thread().name)
        try:
            for word in self.words:
                time.sleep(self.delay)
                self.said.append(word)
                if not on_text(word):
                    return Finish("stop", None, len(self.said))
            if self.error:
                raise self.error
            return Finish("stop", 4, len(self.words))
        finally:
            self.running -= 1
            self.done.set()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "m.gguf"
    path.write_bytes(b"GGUF")
    return path


def made(file: Path, engine: Engine, **more: float) -> GgufModel:
    return GgufModel(file, loader=lambda _: engine, **more)


ASK = ChatRequest(messages=(ChatMessage(role="user", content="Hi"),))


async def test_streams_from_a_worker_thread(file: Path) -> None:
    engine = Engine()
    model = made(file, engine)
    deltas = [delta async for delta in model.stream(ASK)]
    assert [d.text for d in deltas] == ["a", "b", "c", ""]
    assert (deltas[-1].finish_reason, deltas[-1].prompt_tokens, deltas[-1].completion_tokens) == (
        "stop",
        4,
        3,
    )
    assert engine.threads == {"tastekeeper-model"}
    assert model.name == "m (pretend)"


async def test_loads_once_for_many(file: Path) -> None:
    loads: list[Path] = []
    engine = Engine(delay=0.01)

    def load(path: Path) -> Engine:
        time.sleep(0.02)
        loads.append(path)
        return engine

    model = GgufModel(file, loader=load)
    assert await asyncio.gather(*(complete(model, ASK) for _ in range(3))) == ["abc"] * 3
    assert loads == [file]
    assert engine.most == 1, "one request at a time"


async def test_the_event_loop_stays_free(file: Path) -> None:
    model = made(file, Engine("x " * 20, delay=0.01))
    ticks = 0

    async def tick() -> None:
        nonlocal ticks
        while True:
            await asyncio.sleep(0.005)
            ticks += 1

    ticking = asyncio.create_task(tick())
    await complete(model, ASK)
    ticking.cancel()
    assert ticks > 5


async def test_closing_the_stream_stops_generation(file: Path) -> None:
    engine = Engine("x " * 1000, delay=0.005)
    stream = made(file, engine).stream(ASK)
    await anext(stream)
    await stream.aclose()  # type: ignore[attr-defined]
    assert await asyncio.to_thread(engine.done.wait, 5)
    assert len(engine.said) < 100


async def test_cancelling_the_task_stops_generation(file: Path) -> None:
    engine = Engine("x " * 1000, delay=0.005)
    task = asyncio.create_task(complete(made(file, engine), ASK))
    while not engine.said:
        await asyncio.sleep(0.005)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await asyncio.to_thread(engine.done.wait, 5)
    assert len(engine.said) < 100


async def test_a_slow_model_is_given_up_and_stopped(file: Path) -> None:
    engine = Engine("x " * 1000, delay=0.01)
    with pytest.raises(ModelError, match=r"did not finish within 0\.1 s"):
        await complete(made(file, engine, timeout=0.1), ASK)
    assert await asyncio.to_thread(engine.done.wait, 5)


async def test_errors_of_the_worker_surface(file: Path) -> None:
    model = made(file, Engine(error=ModelError("out of memory")))
    with pytest.raises(ModelError, match="out of memory"):
        await complete(model, ASK)
    bug = made(file, Engine(error=ZeroDivisionError("bug")))
    with pytest.raises(ZeroDivisionError):
        await complete(bug, ASK)


async def test_closed_models_stay_closed(file: Path) -> None:
    model = made(file, Engine())
    await complete(model, ASK)
    await model.aclose()
    with pytest.raises(ModelError, match="was closed"):
        await complete(model, ASK)


def test_a_missing_file_is_refused_at_once(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such model file"):
        GgufModel(tmp_path / "absent.gguf")


async def test_without_a_runtime_the_extra_is_named(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "available", lambda: ())
    with pytest.raises(MissingExtraError, match=r"tastekeeper\[llm\]"):
        await complete(GgufModel(file), ASK)


def test_something_else_than_a_gguf_is_refused_before_any_runtime_sees_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "letter.gguf"
    path.write_text("Dear reader", encoding="utf-8")
    monkeypatch.setattr(engines, "available", lambda: (engines.OPENVINO,))
    with pytest.raises(ModelError, match="It is no GGUF file"):
        engines.load(path)


def test_a_refusal_moves_on_to_the_next_runtime(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, threads: int | None) -> Engine:
        raise ModelError("unknown tensor")

    monkeypatch.setattr(engines, "available", lambda: (engines.OPENVINO, engines.LLAMA_CPP))
    monkeypatch.setattr(engines, "OpenVinoEngine", refuse)
    monkeypatch.setattr(engines, "LlamaCppEngine", lambda path, threads: Engine())
    assert engines.load(file).runtime == "pretend"
    monkeypatch.setattr(engines, "LlamaCppEngine", refuse)
    with pytest.raises(ModelError, match="openvino-genai: unknown tensor; llama-cpp-python: unknown tensor"):
        engines.load(file)
