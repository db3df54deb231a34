"""Verdicts on the statements of a text."""
