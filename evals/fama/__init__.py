"""FAMA: memory that is present where it should be and gone where it should be, judged without a model."""
