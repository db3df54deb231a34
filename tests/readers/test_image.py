"""Pictures of pages: told without recognition, read and marked with it."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from analyzer.errors import UnreadableDocument
from analyzer.readers import read
from analyzer.readers.scans import ocr
from tests.readers.samples import prose


def picture(kind: str = "PNG", frames: int = 1) -> bytes:
    out = io.BytesIO()
    pages = [Image.new("RGB", (600, 850), "white") for _ in range(frames)]
    pages[0].save(out, kind, **({"save_all": True, "append_images": pages[1:]} if frames > 1 else {}))
    return out.getvalue()


class Found:
    """What the recogniser gives back."""

    def __init__(self, *texts: str) -> None:
        self.txts = texts
        self.boxes = [
            [(60, 60 + 40 * n), (300, 60 + 40 * n), (300, 80 + 40 * n), (60, 80 + 40 * n)] for n in range(len(texts))
        ]
        self.scores = [0.9 for _ in texts]


def test_a_picture_is_told_with_the_remedy(tmp_path: Path) -> None:
    for kind in ("PNG", "JPEG", "TIFF", "GIF", "BMP", "WebP"):
        path = tmp_path / f"a.{kind.lower()}"
        path.write_bytes(picture(kind))
        with pytest.raises(UnreadableDocument, match="--ocr"):
            read(path)


def test_a_recognised_picture_is_read_and_marked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each frame is a page; a score goes with what was recognised."""

    def engine(image: Any, **_: Any) -> Found:
        assert image.shape == (850, 600, 3)
        return Found("一、2024年支出预算12.30万元。")

    monkeypatch.setattr(ocr, "_engine", lambda: engine)
    path = tmp_path / "a.tiff"
    path.write_bytes(picture("TIFF", frames=2))
    document = read(path, ocr=True)
    assert document.format == "image"
    assert document.pages == 2
    assert [paragraph.text for paragraph in prose(document)] == ["一、2024年支出预算12.30万元。"] * 2
    assert [(issue.code, issue.page) for issue in document.issues] == [("recognised", 1), ("recognised", 2)]


def test_a_damaged_picture_is_refused_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "_engine", lambda: lambda image, **_: Found())
    path = tmp_path / "a.png"
    path.write_bytes(picture()[:60])
    with pytest.raises(UnreadableDocument, match=r"a\.png: damaged"):
        read(path, ocr=True)
