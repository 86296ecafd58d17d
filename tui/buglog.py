"""The log of an unexpected exception: a traceback and versions, without the words of the command line."""

from __future__ import annotations

import platform
import traceback

from ..clock import Clock, SystemClock
from ..errors import TastekeeperError
from ..paths import Paths


def write(error: BaseException, command: str, clock: Clock | None = None) -> str | None:
    """Write one log under the state folder, readable by its owner only; None when that is not possible."""
    from .. import __version__

    stamp = (clock or SystemClock()).now().strftime("%Y%m%dT%H%M%S%f")
    try:
        folder = Paths.resolve().ensure().state / "bugs"
        folder.mkdir(mode=0o700, exist_ok=True)
        path = folder / f"{stamp}.log"
        head = f"tastekeeper {__version__}, Python {platform.python_version()}, {platform.platform()}\n"
        body = "".join(traceback.format_exception(error))
        path.write_text(f"{head}command: {command or '(none)'}\n\n{body}", encoding="utf-8")
        path.chmod(0o600)
    except (OSError, TastekeeperError):
        return None
    return str(path)
