"""Checks on words: slips, unfinished sentences, names of offices and tables."""
