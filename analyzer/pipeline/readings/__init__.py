"""Readings as bytes, typed and checked, and the folder that keeps them from run to run."""
