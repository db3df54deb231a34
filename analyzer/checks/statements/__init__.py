"""Checks on the statements of the narrative and what they are compared with."""
