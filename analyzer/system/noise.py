"""What a library prints by itself is no output of ours.

The solver behind `scipy.optimize.milp` writes a line to the standard output now and then, whatever it is told; beside
findings as JSON it would make them unreadable.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress


@contextmanager
def aside() -> Iterator[None]:
    """Send to the standard error what compiled code prints to the standard output, as far as the system can."""
    if sys.platform == "win32":
        yield
        return
    try:
        kept = os.dup(1)
    except OSError:  # there is no standard output
        yield
        return
    try:
        with suppress(OSError):  # there is no standard error either
            os.dup2(2, 1)
        yield
    finally:
        ctypes.CDLL(None).fflush(None)
        os.dup2(kept, 1)
        os.close(kept)
