"""Printing: exactly one JSON object, or text that is rich on a terminal and plain elsewhere."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console


def emit(payload: Mapping[str, Any], as_json: bool, text: Callable[[], None]) -> None:
    """The answer of a command: `payload` as one JSON object, or whatever `text` prints."""
    if as_json:
        print(json.dumps(payload, ensure_ascii=False, default=str))
    else:
        text()


def console() -> Console:
    """A console on stdout; honours NO_COLOR, and off a terminal neither colours nor wraps."""
    from rich.console import Console

    if sys.stdout.isatty():
        return Console(highlight=False)
    return Console(highlight=False, no_color=True, width=10_000, legacy_windows=False)


def say(line: str = "", style: str = "") -> None:
    """One line of text; `style` counts only on a terminal."""
    if style and sys.stdout.isatty():
        console().print(line, style=style, markup=False)
    else:
        print(line)


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Rows in columns: a rich table on a terminal, padded plain columns elsewhere. None shows as a dash."""
    cells = [["–" if cell is None else str(cell) for cell in row] for row in rows]
    if sys.stdout.isatty():
        from rich.box import SIMPLE_HEAD
        from rich.table import Table
        from rich.text import Text

        grid = Table(*columns, box=SIMPLE_HEAD, pad_edge=False, header_style="bold")
        for row in cells:
            grid.add_row(*[Text(cell) for cell in row])
        console().print(grid)
        return
    widths = [max([len(name), *(len(row[i]) for row in cells)]) for i, name in enumerate(columns)]
    for row in [list(columns), *cells]:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def dump(model: Any) -> Any:
    """JSON-ready form of pydantic models, dataclasses, tuples of them, and plain values."""
    if hasattr(model, "model_dump"):
        return model.model_dump(mode="json")
    if isinstance(model, Mapping):
        return {str(key): dump(value) for key, value in model.items()}
    if isinstance(model, list | tuple | set | frozenset):
        return [dump(value) for value in model]
    if hasattr(model, "__dataclass_fields__"):
        return {name: dump(getattr(model, name)) for name in model.__dataclass_fields__}
    return model if isinstance(model, str | int | float | bool | None.__class__) else str(model)
