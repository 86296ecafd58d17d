"""Settings and their precedence: flag > environment > project file > user file > default."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, Literal

from pydantic import AliasChoices, Field, SecretStr, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from ..errors import UsageError
from ..paths import Paths

PROJECT_FILE = "tastekeeper.toml"


class Settings(BaseSettings):
    """Everything that can be chosen. Each field has an environment twin `TASTEKEEPER_<FIELD>`."""

    model_config = SettingsConfigDict(env_prefix="TASTEKEEPER_", extra="forbid", frozen=True)

    user: str = Field(default="me", min_length=1, max_length=64, pattern=r"^[\w.@-]+$")
    """Whose memory is used."""
    model: str = "auto"
    """auto, embedded, packaged, openai:NAME, gguf:PATH or scripted:PATH."""
    base_url: str | None = Field(
        default=None,
        validation_alias=AliasChoices("base_url", "TASTEKEEPER_BASE_URL", "OPENAI_BASE_URL"),
    )
    """An OpenAI-compatible endpoint, e.g. http://localhost:8000/v1."""
    api_key: SecretStr | None = Field(
        default=None,
        validation_alias=AliasChoices("api_key", "TASTEKEEPER_API_KEY", "OPENAI_API_KEY"),
    )
    """The endpoint's key; local servers need none."""
    model_timeout: float = Field(default=60.0, gt=0)
    """Seconds to wait for a model before the embedded planner takes over."""
    model_reads: Literal["unsure", "always"] = "unsure"
    """Whether a model reads every message, or only those that the embedded planner cannot."""
    model_extracts: Literal["unsure", "never"] = "unsure"
    """Whether a model reads, after the reply, what a message says that no rule could read."""
    decide_placement: str | None = None
    """Placement for mechanical steps (choosing tools), where the endpoint is a supernet."""
    phrase_placement: str | None = None
    """Placement for text that a person reads."""
    list_length: int = Field(default=5, ge=1, le=20)
    """How many items a recommendation shows when no number is asked for."""
    embeddings: bool = True
    """Index memories as vectors in the background; off means keyword search only."""
    theme: str = "textual-dark"
    """Theme of the terminal interface."""
    keymap: dict[str, str] = Field(default_factory=dict)
    """Keys by binding id, e.g. {"list.like": "plus"}."""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Flags, then environment, then the project's file, then the user's."""
        project = TomlConfigSettingsSource(settings_cls, Path.cwd() / PROJECT_FILE)
        user = TomlConfigSettingsSource(settings_cls, Paths.resolve().settings_file)
        return init_settings, env_settings, project, user

    @classmethod
    def resolve(cls, **flags: Any) -> Settings:
        """Settings with `flags` (those not None) on top. Raises `UsageError` naming field, value and rule."""
        given = {name: value for name, value in flags.items() if value is not None}
        try:
            return cls(**given)
        except ValidationError as error:
            first = error.errors()[0]
            field = ".".join(str(part) for part in first["loc"]) or "settings"
            raise UsageError(
                f"Setting {field!r} cannot be {first.get('input')!r}: {first['msg']}",
                hint=f"See `tastekeeper settings show`, {PROJECT_FILE} and TASTEKEEPER_* variables.",
            ) from error
        except tomllib.TOMLDecodeError as error:
            raise UsageError(
                f"A settings file is not valid TOML: {error}",
                where=f"{PROJECT_FILE} or {Paths.resolve().settings_file}",
                hint="Mend or remove the file.",
            ) from error
