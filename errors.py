"""Errors a person can act on: each says what is wrong, where, and what to do about it."""

from __future__ import annotations


class TastekeeperError(Exception):
    """Base of every error meant for the user. Anything else that escapes is a bug."""

    exit_code = 1

    def __init__(self, what: str, *, where: str | None = None, hint: str | None = None) -> None:
        self.what = what
        self.where = where
        self.hint = hint
        super().__init__(str(self))

    def __str__(self) -> str:
        text = f"{self.what} ({self.where})" if self.where else self.what
        return f"{text}. {self.hint}" if self.hint else text


class UsageError(TastekeeperError):
    """The caller asked for something that makes no sense as asked."""

    exit_code = 2


class DataError(TastekeeperError):
    """A catalogue, interaction table or transcript cannot be read as what it claims to be."""


class StoreError(TastekeeperError):
    """A store on disk is locked, corrupt, from a newer version, or cannot be written."""


class ModelError(TastekeeperError):
    """A language model could not be reached or answered unusably."""


class NotFittedError(TastekeeperError):
    """A recommender was asked before it was fitted."""

    def __init__(self, model: str) -> None:
        super().__init__(
            f"{model} is not fitted", hint="Call fit(interactions, catalog) or load(path) first."
        )


class MissingExtraError(TastekeeperError):
    """An optional feature needs packages that are not installed."""

    def __init__(self, feature: str, extra: str, *, constraints: str = "constraints.txt") -> None:
        super().__init__(
            f"{feature} needs packages that are not installed",
            hint=f"Install them with: pip install 'tastekeeper[{extra}]' -c {constraints}",
        )


class ToolRetry(TastekeeperError):
    """A tool failed in a way that another call with the hint followed can mend."""


class ToolFailure(TastekeeperError):
    """A tool failed for good; the caller must adapt."""
