"""Checks on performance targets and the projects they belong to."""
