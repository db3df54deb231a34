"""Checks on sums: what tables, text and documents print must add up."""
