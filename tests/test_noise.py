"""Compiled code that prints does not spoil what a command prints."""

from __future__ import annotations

import ctypes
import os
import sys

import pytest

from analyzer.system.noise import aside

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs the C library of the process")


def test_what_compiled_code_prints_goes_to_the_standard_error(capfd: pytest.CaptureFixture[str]) -> None:
    library = ctypes.CDLL(None)
    with aside():
        library.puts(b"told by a library")
    os.write(1, b"ours")
    out, err = capfd.readouterr()
    assert (out, err) == ("ours", "told by a library\n")


def test_an_error_leaves_the_output_as_it_was(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ZeroDivisionError), aside():
        raise ZeroDivisionError
    os.write(1, b"ours")
    assert capfd.readouterr().out == "ours"
