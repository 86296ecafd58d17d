"""A real server on 127.0.0.1 that speaks the OpenAI protocol and misbehaves on request."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest


class Behaviour:
    """What the server does, and what it was asked."""

    def __init__(self) -> None:
        self.models: list[dict[str, Any]] = [{"id": "tiny", "object": "model", "owned_by": "someone"}]
        self.models_status = 200
        self.version: dict[str, str] | None = None
        self.text = "Hello there."
        self.pieces = 4
        self.delay = 0.0
        self.failures: list[tuple[int, str]] = []
        self.stop_after: int | None = None
        self.raw: bytes | None = None
        self.error_event: str | None = None
        self.finish: str | None = "stop"
        self.logprobs = False
        self.refuse_json_schema = False
        self.requests: list[dict[str, Any]] = []
        self.headers: list[tuple[str, dict[str, str]]] = []
        self.hung_up = threading.Event()
        self.url = ""


class Handler(BaseHTTPRequestHandler):
    """One request."""

    behaviour: Behaviour
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        pass

    def _note(self) -> None:
        self.behaviour.headers.append((self.path, {k.lower(): v for k, v in self.headers.items()}))

    def _json(self, status: int, value: object) -> None:
        body = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self) -> None:
        self._note()
        does = self.behaviour
        if self.path == "/v1/models":
            self._json(does.models_status, {"object": "list", "data": does.models})
        elif self.path == "/version" and does.version is not None:
            self._json(200, does.version)
        else:
            self._json(404, {"error": {"message": "Not Found"}})

    def do_POST(self) -> None:
        self._note()
        does = self.behaviour
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        does.requests.append(body)
        if does.failures:
            status, message = does.failures.pop(0)
            self._json(status, {"error": {"message": message, "type": "x", "code": status}})
            return
        if does.models and body["model"] not in {model["id"] for model in does.models}:
            self._json(404, {"error": {"message": f"The model `{body['model']}` does not exist."}})
            return
        if does.refuse_json_schema and body.get("response_format", {}).get("type") == "json_schema":
            self._json(500, {"error": {"message": "response_format type json_schema is not supported"}})
            return
        try:
            self._stream()
        except (BrokenPipeError, ConnectionResetError):
            does.hung_up.set()
        self.close_connection = True

    def _stream(self) -> None:
        does = self.behaviour
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        if does.raw is not None:
            self.wfile.write(does.raw)
            return
        pieces = [does.text[i : i + does.pieces] for i in range(0, len(does.text), does.pieces)]
        for number, piece in enumerate(pieces):
            if number == does.stop_after:
                return
            time.sleep(does.delay)
            self._chunk(self._choice({"content": piece}, None, does.logprobs))
        if does.error_event is not None:
            self._event({"error": {"message": does.error_event}})
            return
        self._chunk(self._choice({}, does.finish, False))
        self._chunk(
            {"choices": [], "usage": {"prompt_tokens": 7, "completion_tokens": 3, "total_tokens": 10}}
        )
        self.wfile.write(b"data: [DONE]\n\n")

    @staticmethod
    def _choice(delta: dict[str, str], finish: str | None, logprobs: bool) -> dict[str, Any]:
        choice: dict[str, Any] = {"index": 0, "delta": delta, "finish_reason": finish}
        if logprobs:
            top = [{"token": "Hi", "logprob": -0.25, "bytes": None}]
            choice["logprobs"] = {
                "content": [{"token": delta["content"], "logprob": -0.5, "bytes": None, "top_logprobs": top}]
            }
        return {"choices": [choice]}

    def _chunk(self, extra: dict[str, Any]) -> None:
        self._event({"id": "1", "object": "chat.completion.chunk", "created": 0, "model": "tiny", **extra})

    def _event(self, value: object) -> None:
        self.wfile.write(f"data: {json.dumps(value)}\n\n".encode())
        self.wfile.flush()


@pytest.fixture
def server() -> Iterator[Behaviour]:
    """The running server's behaviour; `url` is its base URL."""
    behaviour = Behaviour()
    handler = type("Bound", (Handler,), {"behaviour": behaviour})
    running = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    running.daemon_threads = True
    behaviour.url = f"http://127.0.0.1:{running.server_address[1]}/v1"
    thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield behaviour
    running.shutdown()
    running.server_close()
