"""The same disclosure, saved in every format and several layouts, yields equal facts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path
from random import Random

import pytest

from analyzer import forms, readers
from analyzer.model import Document, Fact
from tests.readers import samples
from tests.seeded.generator import make
from tests.seeded.styles import NAMES
from tests.specimens import book, paper, plain, web, word
from tests.specimens.document import document
from tests.specimens.specification import Disclosure, Mark

PROVINCES = NAMES
WRITERS: dict[str, tuple[str, Callable[[Disclosure, Path], object]]] = {
    "html": ("html", lambda d, p: p.write_bytes(web.page(d))),
    "html-gb2312": ("html", lambda d, p: p.write_bytes(web.page(d, encoding="gb18030", declared="gb2312"))),
    "html-title-inside": ("htm", lambda d, p: p.write_bytes(web.page(d, inside=True))),
    "text": ("txt", lambda d, p: p.write_text(plain.tabbed(d), encoding="utf-8")),
    "text-gbk": ("txt", lambda d, p: p.write_bytes(plain.tabbed(d).encode("gb18030"))),
    "markdown": ("md", lambda d, p: p.write_text(plain.markdown(d), encoding="utf-8")),
    "docx": ("docx", word.save),
    "csv-gbk": ("csv", lambda d, p: p.write_bytes(plain.comma(d).encode("gb18030"))),
    "unicode-text": ("xls", lambda d, p: p.write_bytes(plain.comma(d, "\t").encode("utf-16"))),
    "mhtml": ("xls", lambda d, p: p.write_bytes(samples.mhtml(web.page(d)))),
    "spreadsheetml": ("xls", lambda d, p: p.write_bytes(plain.workbook(d))),
    "xlsx": ("xlsx", book.save),
    "xlsx-one-sheet": ("xlsx", lambda d, p: book.save(d, p, one_sheet=True)),
    "pdf": ("pdf", paper.save),
    "pdf-header-once": ("pdf", lambda d, p: paper.save(d, p, repeat=False)),
    "pdf-portrait-run-on": ("pdf", lambda d, p: paper.save(d, p, landscape=False, new_page=False)),
}  # fmt: skip

Key = tuple[str, str, str, str, str, str, str, str]


def key(fact: Fact) -> Key:
    """What a fact says, without where it stands."""
    return (fact.statement, fact.item_code or fact.item, fact.measure, fact.side, str(fact.year), fact.stage,
            format((fact.value or 0) + 0, "f").rstrip("0").rstrip("."), fact.unit)  # fmt: skip


def facts(read: Document) -> Counter[Key]:
    """The printed figures of a document."""
    return Counter(key(fact) for fact in forms.extract(read).facts if fact.value is not None)


@cache
def specimen(province: str, final: bool) -> Disclosure:
    """An invented disclosure of ``province``."""
    for seed in range(50):
        found = make(Random(f"{province}:{seed}"), seed, kind="alone", province=province).documents[0]
        if (found.stage == "final") == final:
            return found
    raise AssertionError("no such specimen")


@cache
def specified(province: str, final: bool) -> Counter[Key]:
    """The figures of that specimen, read without any format between."""
    return facts(document(specimen(province, final)))


@pytest.mark.parametrize("final", [False, True], ids=["budget", "final"])
@pytest.mark.parametrize("province", PROVINCES)
def test_perfect_reading_finds_every_figure(province: str, final: bool) -> None:
    """Every figure of the specification's tables becomes one fact with its value."""
    disclosure = specimen(province, final)
    wanted = Counter(
        mark.text.replace(",", "")
        for address, mark in disclosure.marks()
        if address.row >= 0 and isinstance(mark, Mark) and mark.role in ("cell", "quantity", "price")
    )
    found = Counter(
        fact.source.text.replace(",", "").strip()
        for fact in forms.extract(document(disclosure)).facts
        if fact.value is not None and fact.statement != "performance_target"
    )
    assert not wanted - found
    assert not found - wanted


@pytest.mark.parametrize("final", [False, True], ids=["budget", "final"])
@pytest.mark.parametrize("province", PROVINCES)
@pytest.mark.parametrize("writer", WRITERS)
def test_formats_agree(writer: str, province: str, final: bool, tmp_path: Path) -> None:
    """A file in any format says what the specification says."""
    disclosure = specimen(province, final)
    suffix, save = WRITERS[writer]
    path = tmp_path / f"{disclosure.name}.{suffix}"
    save(disclosure, path)
    expected = specified(province, final)
    found = facts(readers.read(path))
    assert not expected - found, "missing"
    assert not found - expected, "too many"
