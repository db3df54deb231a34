"""Checks on what must be disclosed."""
