"""Evaluations: suites, judges with intervals, and versioned logs that can be judged again later."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .log import EvalLog
    from .logstore import list_logs, load_log, save_log
    from .options import Options
    from .runner import rescore, run_suite

_HOMES = {
    "EvalLog": "log",
    "Options": "options",
    "list_logs": "logstore",
    "load_log": "logstore",
    "rescore": "runner",
    "run_suite": "runner",
    "save_log": "logstore",
}
__all__ = ["EvalLog", "Options", "list_logs", "load_log", "rescore", "run_suite", "save_log"]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f".{_HOMES[name]}", __name__), name)
