"""pdfium's functions called with plain integers for pointers.

A page has a thousand characters and as many objects, and ctypes makes a Python object for every pointer that it is
given or gives back: without these the calls would take most of the time of reading.
"""

from __future__ import annotations

import ctypes
from collections import deque
from collections.abc import Callable, Sequence
from itertools import repeat
from typing import Any

import numpy as np
import numpy.typing as npt

POINTER = ctypes.c_size_t
INT = ctypes.c_int
FAR = 1e6
"""Points beyond which nothing stands on a page."""


def plain(function: Any, result: Any, *arguments: Any) -> Callable[..., Any]:
    """``function`` of pdfium with other, equally wide argument types."""
    address = ctypes.cast(function, ctypes.c_void_p).value
    return ctypes.CFUNCTYPE(result, *arguments)(address or 0)


def address(handle: Any) -> int:
    """The number that a pointer of pypdfium2 is."""
    return ctypes.cast(handle, ctypes.c_void_p).value or 0


def numbers(function: Any, result: Any, handle: Any, indices: Sequence[int]) -> list[Any]:
    """``function(handle, i)`` for each of ``indices``."""
    if not indices:
        return []
    return list(map(plain(function, result, POINTER, INT), repeat(address(handle)), indices))


def collect(function: Any, handle: Any, indices: Sequence[int], *columns: npt.NDArray[Any]) -> None:
    """Call ``function(handle, i, &row of each column…)`` for each of ``indices``, filling the columns row by row."""
    if not indices:
        return
    call = plain(function, INT, POINTER, INT, *([POINTER] * len(columns)))
    deque(map(call, repeat(address(handle)), indices, *_places(columns)), maxlen=0)
    _bounded(columns)


def fill(call: Callable[..., Any], handles: Sequence[int], *columns: npt.NDArray[Any]) -> None:
    """``call(h, &row of each column…)`` for each of ``handles``, filling the columns row by row."""
    if handles:
        deque(map(call, handles, *_places(columns)), maxlen=0)
        _bounded(columns)


def _bounded(columns: Sequence[npt.NDArray[Any]]) -> None:
    """Keep numbers of a damaged file within what can be reckoned with: no page is a million points wide."""
    for column in columns:
        if column.dtype.kind == "f":
            if not np.isfinite(column).all():
                np.nan_to_num(column, copy=False, nan=0.0)
            np.clip(column, -FAR, FAR, out=column)


def _places(columns: Sequence[npt.NDArray[Any]]) -> list[range]:
    """The addresses of the rows of each column."""
    return [range(c.ctypes.data, c.ctypes.data + len(c) * c.strides[0], c.strides[0]) for c in columns]
