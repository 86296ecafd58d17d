"""Where things live on disk: XDG directories, or everything under `TASTEKEEPER_HOME`."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from .errors import StoreError

HOME_VARIABLE = "TASTEKEEPER_HOME"


@dataclass(frozen=True, slots=True)
class Paths:
    """The four roots and the files the rooms keep in them. Nothing is created until `ensure`."""

    config: Path
    data: Path
    state: Path
    cache: Path

    @classmethod
    def resolve(cls, home: str | os.PathLike[str] | None = None) -> Paths:
        """An explicit `home`, else `TASTEKEEPER_HOME`, else the platform's user directories."""
        root = home or os.environ.get(HOME_VARIABLE)
        if root:
            base = Path(root).expanduser().resolve()
            return cls(base / "config", base / "data", base / "state", base / "cache")
        import platformdirs

        dirs = platformdirs.PlatformDirs("tastekeeper", appauthor=False)
        return cls(
            Path(dirs.user_config_dir),
            Path(dirs.user_data_dir),
            Path(dirs.user_state_dir),
            Path(dirs.user_cache_dir),
        )

    @property
    def memory_db(self) -> Path:
        """Ledger and facts: the one source of truth about users."""
        return self.data / "memory.db"

    @property
    def sessions_db(self) -> Path:
        """Conversation checkpoints and the list of sessions."""
        return self.state / "sessions.db"

    @property
    def index_dir(self) -> Path:
        """Disposable vector indexes, one folder a user."""
        return self.cache / "index"

    @property
    def catalog_dir(self) -> Path:
        """The prepared catalogue and interactions."""
        return self.cache / "catalog"

    @property
    def models_dir(self) -> Path:
        """Fitted recommenders, one folder a model."""
        return self.cache / "models"

    @property
    def weights_dir(self) -> Path:
        """Language-model weights."""
        return self.cache / "weights"

    @property
    def logs_dir(self) -> Path:
        """Evaluation logs."""
        return self.state / "logs"

    @property
    def settings_file(self) -> Path:
        """The user's settings file."""
        return self.config / "settings.toml"

    def ensure(self) -> Paths:
        """Create the roots, readable by their owner only. Raises `StoreError` when that is refused."""
        for root in (self.config, self.data, self.state, self.cache):
            try:
                root.mkdir(parents=True, exist_ok=True, mode=0o700)
            except OSError as error:
                raise StoreError(
                    f"Cannot create {root}: {error.strerror or error}",
                    hint=f"Choose a writable place with {HOME_VARIABLE}=/some/folder.",
                ) from error
            if not os.access(root, os.W_OK | os.X_OK):
                raise StoreError(
                    f"No permission to write in {root}",
                    hint=f"Choose a writable place with {HOME_VARIABLE}=/some/folder.",
                )
        return self
