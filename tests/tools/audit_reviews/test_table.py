"""Fitting, saving and refusing reference tables."""

from __future__ import annotations

import numpy as np
import pytest
from tastekeeper.errors import DataError, UsageError
from tastekeeper.tools.audit.reviews.calibration import (
    Blend,
    Calibration,
    blend_errors,
    fit_calibration,
)
from tastekeeper.tools.audit.reviews.corpus import make_corpus
from tastekeeper.tools.audit.reviews.fitting import _refusal, check_parts, fit_table
from tastekeeper.tools.audit.reviews.table import ReferenceTable


def test_log_ratios_are_those_of_the_definition(table):
    sentence = frozenset(table.words[:3]) | {"unknown"}
    p, q = table.human_rates, table.model_rates
    inside = np.asarray([word in sentence for word in table.words])
    plain = np.where(inside, np.log(q / p), np.log1p(-q) - np.log1p(-p)).sum()
    assert table.log_ratios([sentence])[0] == pytest.approx(plain)


def test_counts_and_facts_are_recorded(table, human, model):
    assert 0 < table.human_sentences < 5 * len(human)
    assert table.facts["texts"]["human"]["reviews"] == len(set(human))
    assert len(table.facts["texts"]["model"]["sha256"]) == 64
    assert table.facts["refused"] is None
    errors = table.facts["blend_errors"]["by_level"]
    assert max(errors.values()) < 3


def test_the_checking_part_made_nothing(table, human, model):
    held = make_corpus(sorted(set(human)))
    checked = check_parts(human, model)[0]
    assert len(checked) + table.human_sentences < len(held)


def test_the_order_of_the_texts_does_not_matter(table, human, model):
    again = fit_table(human[::-1], model[::-1], seed=3, domain="made up", generator="a second writer")
    assert again.digest == table.digest
    assert again.facts == table.facts


def test_a_table_survives_its_file(table, tmp_path):
    file = tmp_path / "deep" / "one.safetensors"
    table.save(file)
    back = ReferenceTable.load(file)
    assert back.words == table.words
    assert np.array_equal(back.human, table.human)
    assert back.facts == table.facts
    assert back.digest == table.digest


def test_a_damaged_or_foreign_file_is_refused(table, tmp_path):
    with pytest.raises(DataError, match="no table"):
        ReferenceTable.load(tmp_path / "none.safetensors")
    file = tmp_path / "bad.safetensors"
    file.write_bytes(b"not a table")
    with pytest.raises(DataError, match="not a reference table"):
        ReferenceTable.load(file)
    table.save(file)
    content = bytearray(file.read_bytes())
    # One count changed: the recorded hash no longer fits.
    content[-8] ^= 1
    file.write_bytes(bytes(content))
    with pytest.raises(DataError, match="damaged"):
        ReferenceTable.load(file)


def test_too_little_text_is_refused_with_numbers(human, model):
    with pytest.raises(DataError, match=r"model side .* too small: 100 sentences, at least 500"):
        fit_table(human, model[:20])


def test_too_few_words_are_refused(human, model):
    with pytest.raises(DataError, match=r"Only \d+ words stand in 1700 sentences"):
        fit_table(human, model, min_count=1700)


def test_two_equal_sides_are_refused(human):
    with pytest.raises(DataError, match="alike"):
        fit_table(human, human)


def test_senseless_options_are_refused(human, model):
    with pytest.raises(UsageError):
        fit_table(human, model, smoothing=0)


def test_a_table_that_misses_small_shares_is_refused():
    errors = blend_errors([Blend(0.0, 0.05), Blend(0.1, 0.1)], Calibration((0.0, 1.0), (0.0, 1.0)))
    assert "missed by 5.0 points" in (_refusal(errors) or "")


def test_calibration_never_falls_and_undoes_a_known_bias():
    levels = np.linspace(0, 1, 11)
    made = [
        Blend(float(level), float(0.05 + 0.8 * level + noise)) for level in levels for noise in (-0.01, 0.01)
    ]
    curve = fit_calibration(made)
    assert (np.diff(curve.apply(np.linspace(0, 1, 101))) >= 0).all()
    assert curve.apply(np.asarray([0.0, 0.05, 0.45, 0.85, 1.0])) == pytest.approx([0, 0, 0.5, 1, 1])
    assert Calibration.from_dict(curve.as_dict()) == curve
