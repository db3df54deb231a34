"""The version of the package and the name it is installed by, where every room can read them."""

from __future__ import annotations

__version__ = "0.1.0"

DISTRIBUTION = "budget-disclosure-analyzer"
"""The name on a package index; ``analyzer``, the name of import and command, is another project's there."""


def install(extra: str) -> str:
    """The command that installs this package with one of its extras."""
    return f"pip install '{DISTRIBUTION}[{extra}]'"
