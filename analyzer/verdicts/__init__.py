"""Verdicts on the statements of a narrative: levels, changes, rates, shares, orders, counts and lists."""
