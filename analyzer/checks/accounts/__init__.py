"""Checks on the names, purposes and reasons of accounts."""
