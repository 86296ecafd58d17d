"""`tastekeeper train`."""

from __future__ import annotations

import json

import pytest
from tastekeeper.cli.train import NAMES, app
from tastekeeper.paths import Paths
from tastekeeper.recommenders.baselines import EASE, MODELS
from tastekeeper.recommenders.data import prepare
from typer.testing import CliRunner


@pytest.fixture
def train():
    prepare(Paths.resolve(), synthetic=4)

    def go(*args):
        return CliRunner().invoke(app, list(args))

    return go


def test_the_funnel_is_fitted_once(train):
    first, second, third = (json.loads(train(*args, "--json").stdout) for args in ((), (), ("--force",)))
    assert [run["fitted"] for run in (first, second, third)] == [True, False, True]
    assert set(first["models"]) == {"ease", "content", "popularity"}
    assert set(first["headline"]) == {"train.seconds"}


def test_a_single_model_with_a_setting(train):
    answer = train("ease", "--set", "l2=7.5", "--set", "solver=items")
    assert answer.exit_code == 0
    assert "ease: fitted" in answer.stdout
    model = EASE.load(Paths.resolve().models_dir / "ease")
    assert (model.config.l2, model.config.solver) == (7.5, "items")


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("horoscope",), "Models: funnel"),
        (("ease", "--set", "l2"), "NAME=VALUE"),
        (("ease", "--set", "l2=-3"), "l2"),
        (("ease", "--set", "colour=red"), "colour"),
        (("--set", "l2=3"), "single model"),
    ],
)
def test_nonsense_is_refused(train, args, words):
    answer = train(*args)
    assert answer.exit_code == 2 or words in str(answer.exception)
    assert words in str(answer.exception)


def test_every_model_can_be_trained():
    assert set(NAMES) == {"funnel", *MODELS}
