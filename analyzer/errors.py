"""The exceptions of the package: faults of usage and of input files, never of the publisher's figures.

Each takes one argument, the message, so that it survives pickling between processes.
"""

from __future__ import annotations


class AnalyzerError(Exception):
    """Base of all errors raised on purpose; its message names the place and the remedy in one line."""


class UsageError(AnalyzerError):
    """A call or a command that cannot be carried out as asked (a missing path, an unknown check)."""


class UnreadableDocument(AnalyzerError):
    """A file that cannot be turned into a document; the run reports it and goes on with the others."""


class OutputError(AnalyzerError):
    """The output folder cannot be written; nothing is left half-written."""
