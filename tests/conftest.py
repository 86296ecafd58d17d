"""One guard for every test: no network, no real home, no colour."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

LOCAL = {"127.0.0.1", "::1", "localhost"}


@pytest.fixture(autouse=True)
def guard(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Redirect the home to a temporary folder and refuse every connection that leaves the machine."""
    monkeypatch.setenv("TASTEKEEPER_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("NO_COLOR", "1")
    for name in ("OPENAI_BASE_URL", "OPENAI_API_KEY"):
        monkeypatch.delenv(name, raising=False)
    real = socket.socket.connect

    def connect(self: socket.socket, address: object) -> None:
        host = address[0] if isinstance(address, tuple) else address
        if self.family != socket.AF_UNIX and host not in LOCAL:
            raise RuntimeError(f"a test tried to reach {host!r}; tests run without a network")
        real(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", connect)
