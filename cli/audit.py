"""`tastekeeper audit`: what a person's name changes in generated text, and what reviews are made of."""

from __future__ import annotations

import typer

from .lazy import Entry, LazyGroup
from .options import HELP


class Audits(LazyGroup):
    """The audits, each a group of commands of its own."""

    entries = {  # noqa: RUF012
        "names": Entry("audit_names", "Whether a person's name changes what is written or ranked."),
        "reviews": Entry("audit_reviews", "How much of a set of reviews a model may have written, and more."),
    }


app = typer.Typer(cls=Audits, context_settings=HELP, no_args_is_help=True, help="Audits of generated text.")


@app.callback()
def audit() -> None:
    """Audits of generated text and of reviews."""
