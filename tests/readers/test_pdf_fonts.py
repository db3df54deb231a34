"""A file that does not hold its fonts reads the same whatever fonts the machine has."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.readers.pdfs import HEIGHT, both, pdf, table

SEEN = "一二三四五六七八九十收入支出预算拨款项目决"


def _latin(folder: Path) -> None:
    """A font without Chinese characters, as of an office suite."""
    matplotlib = pytest.importorskip("matplotlib")
    shutil.copy(Path(matplotlib.get_data_path()) / "fonts/ttf/DejaVuSans.ttf", folder)


def _chinese(folder: Path) -> None:
    """A Chinese font with digits and letters."""
    fonts = pytest.importorskip("pylopdf_fonts_zh_cn")
    shutil.copy(fonts.sans_path(), folder)


def _digitless(folder: Path) -> None:
    """A Chinese font that leaves digits to others, as fallback fonts do."""
    fonts, subset = pytest.importorskip("pylopdf_fonts_zh_cn"), pytest.importorskip("fontTools.subset")
    options = subset.Options(notdef_outline=False, name_IDs=["*"])
    font = subset.load_font(str(fonts.sans_path()), options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=SEEN)
    subsetter.subset(font)
    font.save(folder / "digitless.otf")


def _none(folder: Path) -> None:
    """A machine without any font."""


def _wrapped(canvas: Any) -> None:
    """The last character of a cell alone on its second line; figures close together."""
    for x, top, text in (
        (64, 131, "一般公共预算拨"), (64, 142, "款"), (154, 131, "1,416.8"), (154, 142, "7"), (244, 136, "4"),
        (64, 160, "收入"), (154, 160, "44"), (168.2, 160, "55"), (244, 160, "收入"),
    ):  # fmt: skip
        canvas.drawString(x, HEIGHT - top, text)
    for x, text in ((64, "合计2024"), (113.5, "100"), (133.5, "77.44"), (162, "4"), (171, "%")):
        canvas.drawString(x, HEIGHT - 230, text)


@pytest.mark.parametrize("machine", [_none, _latin, _chinese, _digitless], ids=lambda machine: machine.__name__[1:])
def test_the_fonts_of_the_machine_change_nothing(tmp_path: Path, machine: Any) -> None:
    """Characters that the substituted font lacks are read, and its widths make or close no gap."""
    path, folder = tmp_path / "made.pdf", tmp_path / "fonts"
    path.write_bytes(pdf(both(table((("", "", ""),) * 2), _wrapped)))
    folder.mkdir()
    machine(folder)
    run = [sys.executable, "-m", "tests.readers.machine", str(path), str(folder)]
    done = subprocess.run(run, capture_output=True, check=True, cwd=Path(__file__).parents[2])
    assert json.loads(done.stdout) == [
        [["一般公共预算拨款", "1,416.8 7", "4"], ["收入", "44 55", "收入"]],
        "合计2024 100 77.44 4 %",
    ]
