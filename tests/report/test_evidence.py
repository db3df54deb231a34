"""Strips of the page and annotated copies: the figures framed are those that the finding speaks of."""

from __future__ import annotations

import base64
import shutil
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from PIL import Image

import analyzer
from analyzer.readers.pdf.excerpts import MARGIN, SCALE, TALLEST, excerpt, opened, strips
from analyzer.readers.pdf.pages.upright import _upright, restored
from tests.conftest import ROOT

NAME = "17-zhejiang-2022-budget-unit.pdf"
"""An invented disclosure with one wrong cell (data/evidence)."""


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("evidence")
    shutil.copy(ROOT / "data" / "evidence" / "documents" / NAME, folder)
    run = analyzer.analyze(folder / NAME, jobs=0)
    return run.write(folder / "out", annotate=True)


def errors(written: Path) -> list[Any]:
    (page,) = (written / "units").glob("*.html")
    tree: Any = html.fromstring(page.read_bytes())
    return list(tree.xpath("//article[contains(@class, 'error')]"))


def printed(pdf: pypdfium2.PdfDocument) -> list[str]:
    pages = [pdf[number] for number in range(len(pdf))]
    return [str(page.get_textpage().get_text_bounded()) for page in pages]


def test_an_error_shows_its_figures_as_printed(written: Path) -> None:
    (card,) = errors(written)
    (image,) = card.xpath(".//div[@class='evidence']//img")
    picture = Image.open(BytesIO(base64.b64decode(image.get("src").partition(",")[2]))).convert("RGB")
    pixels = np.asarray(picture).astype(int)
    red = (pixels[:, :, 0] > 120) & (pixels[:, :, 1] < 90) & (pixels[:, :, 2] < 90)
    assert red.sum() > 200
    assert picture.height <= SCALE * (TALLEST + 2 * MARGIN) + 2
    assert image.get("alt") == f"{NAME} 第 7 页的截图，所涉数字已框出"
    (link,) = card.xpath(".//figcaption/a/@href")
    assert link == f"../annotated/{NAME}#page=7"


def test_the_annotated_copy_says_the_same_and_notes_the_finding_at_its_figures(written: Path) -> None:
    source = pypdfium2.PdfDocument(ROOT / "data" / "evidence" / "documents" / NAME)
    copy = pypdfium2.PdfDocument(written / "annotated" / NAME)
    assert printed(copy) == printed(source)
    page = copy[6]
    notes = [pdfium.FPDFPage_GetAnnot(page.raw, number) for number in range(pdfium.FPDFPage_GetAnnotCount(page.raw))]
    assert notes
    for note in notes:
        size = pdfium.FPDFAnnot_GetStringValue(note, b"Contents", None, 0)
        words = (pdfium.FPDF_WCHAR * (size // 2))()
        pdfium.FPDFAnnot_GetStringValue(note, b"Contents", words, size)
        assert "(sum-of-parts)" in bytes(words).decode("utf-16-le")
        assert "5.68 ≠ 56.68" in bytes(words).decode("utf-16-le")


def test_a_file_that_is_gone_or_another_shows_nothing_and_costs_nothing(tmp_path: Path) -> None:
    shutil.copy(ROOT / "data" / "evidence" / "documents" / NAME, tmp_path)
    run = analyzer.analyze(tmp_path / NAME, jobs=0)
    (tmp_path / NAME).write_bytes(b"%PDF-1.4 another")
    out = run.write(tmp_path / "out", annotate=True)
    assert len(errors(out)) == 1
    assert not errors(out)[0].xpath(".//img")
    assert not list((out / "annotated").glob("*"))


boxes = st.tuples(*[st.floats(1, 400)] * 4).map(
    lambda t: (min(t[0], t[2]), min(t[1], t[3]), max(t[0], t[2]), max(t[1], t[3]))
)


@given(boxes, st.integers(0, 3), st.tuples(st.floats(-50, 50), st.floats(-50, 50)))
def test_a_box_of_the_upright_page_goes_back_to_where_it_stood(
    box: tuple[float, float, float, float], quarters: int, corner: tuple[float, float]
) -> None:
    page = (corner[0], corner[1], corner[0] + 595, corner[1] + 842)
    left, bottom, right, top = restored(box, (quarters, page))
    xs, ys = _upright(np.array([left, right]), np.array([bottom, top]), (quarters, page))
    assert (min(xs), min(ys), max(xs), max(ys)) == pytest.approx(box)


def test_boxes_far_apart_are_shown_apart() -> None:
    near = [(0.0, 100.0, 10.0, 110.0), (50.0, 130.0, 60.0, 140.0)]
    far = (0.0, 600.0, 10.0, 610.0)
    assert strips([far, *near]) == [near, [far]]


def test_a_strip_lies_within_its_page(tmp_path: Path) -> None:
    import hashlib

    path = ROOT / "data" / "evidence" / "documents" / NAME
    with opened(path, hashlib.sha256(path.read_bytes()).hexdigest()) as pdf:
        assert pdf is not None
        width, height = pdf[6].get_size()
        picture = Image.open(BytesIO(excerpt(pdf, 7, [(0.0, 0.0, width, height)])))
        assert picture.size == (round(width * SCALE), round(height * SCALE))
