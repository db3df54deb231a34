"""Pages made from the code are those of the code; pages by hand name every word they must explain."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

import analyzer
from analyzer.checks.registry import checks
from analyzer.model import VerdictKind, Why
from analyzer.report.language import words
from tests.conftest import ROOT
from tests.documentation import pages

VERDICTS = (pages.FOLDER / "verdicts.md").read_text("utf-8")


@pytest.mark.parametrize("path", pages.pages(), ids=lambda path: path.name)
def test_a_page_that_is_made_is_up_to_date(path: Path) -> None:
    """`make pages` mends it."""
    assert path.read_text("utf-8") == pages.pages()[path]


def test_every_check_is_on_the_page() -> None:
    assert {pages.room(check) for check in checks().values()} == set(pages.ROOMS)
    assert pages.checks_page().count("\n### ") == len(checks())


@pytest.mark.parametrize("kind", [*get_args(VerdictKind), *filter(None, get_args(Why))])
def test_every_verdict_and_reason_is_explained_in_the_words_of_the_pages(kind: str) -> None:
    chinese = words("zh").get(kind) or words("zh")[f"why_{kind}"]
    assert f"| `{kind}` | {chinese} |" in VERDICTS


def test_the_warning_about_sums_is_true(own_disclosure: Path) -> None:
    """The rows of one year add up to many times the budget; the series has it once."""
    run = analyzer.analyze(own_disclosure, jobs=0)
    rows = run.panel[(run.panel["year"] == 2023) & (run.panel["origin"] == "printed")]
    total = run.series[(run.series["series"] == "total_expenditure") & (run.series["year"] == 2023)]["amount_wan"]
    assert rows["amount_wan"].sum() > 40 * total.iloc[0]
    assert list(total) == [16356.02]


def test_the_site_shows_every_page_and_notebook() -> None:
    """The contents name each, so that none is lost."""
    index = (ROOT / "notebooks" / "index.md").read_text("utf-8")
    shown = {path.stem for path in (ROOT / "notebooks").glob("*.ipynb")}
    shown |= {f"pages/{path.stem}" for path in pages.FOLDER.glob("*.md")}
    assert {name for name in shown if f"\n{name}\n" not in index} == set()
