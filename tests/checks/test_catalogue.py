"""The catalogue of checks keeps its own rules: unique ids, one set of placeholders, docstrings, examples."""

from __future__ import annotations

import csv
import re
import string
from importlib.resources import files
from pathlib import Path

import pytest

from analyzer.checks.explained import explanation
from analyzer.checks.registry import Check, check, checks

CATALOGUE = list(checks().values())
TESTS = "\n".join(p.read_text("utf-8") for p in Path(__file__).parent.glob("*.py"))


def placeholders(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


@pytest.mark.parametrize("item", CATALOGUE, ids=[c.id for c in CATALOGUE])
def test_both_languages_carry_placeholders_the_check_fills(item: Check) -> None:
    """A reader of either language is told the same values."""
    assert placeholders(item.en) == placeholders(item.zh)
    assert item.zh != item.en


@pytest.mark.parametrize("item", CATALOGUE, ids=[c.id for c in CATALOGUE])
def test_a_check_explains_itself(item: Check) -> None:
    """The docstring claims something in a sentence of its own before it explains or exemplifies."""
    text = (item.function.__doc__ or "").strip()
    assert len(text.split("\n")[0]) > 30
    assert text.split("\n")[0].rstrip().endswith((".", "。"))


@pytest.mark.parametrize("item", CATALOGUE, ids=[c.id for c in CATALOGUE])
def test_a_check_is_exercised_by_name(item: Check) -> None:
    """Some test of this folder names the check, as one that must speak."""
    assert f'"{item.id}"' in TESTS


@pytest.mark.parametrize("item", CATALOGUE, ids=[c.id for c in CATALOGUE])
def test_a_check_is_explained_in_chinese(item: Check) -> None:
    claim, *_ = explanation(item, "zh")
    assert claim.endswith("。")
    assert len(re.findall(r"[\u4e00-\u9fff]", claim)) >= 8, claim


def test_no_explanation_is_left_over() -> None:
    table = files("analyzer").joinpath("assets", "checks", "explanations.csv").read_text("utf-8")
    told = [row["check"] for row in csv.DictReader(table.splitlines())]
    assert sorted(told) == sorted(c.id for c in CATALOGUE)


def test_an_id_is_given_once() -> None:
    """A second function under a known id is refused."""

    def elsewhere(case: object) -> list[object]:
        """A check that pretends to be another one, for the sake of this test alone."""
        return []

    with pytest.raises(ValueError, match="two checks are called row-total"):
        check("row-total", severity="error", zh="一", en="one")(elsewhere)  # type: ignore[arg-type]


def test_a_check_without_a_docstring_is_refused() -> None:
    def silent(case: object) -> list[object]:
        return []

    with pytest.raises(ValueError, match="no docstring"):
        check("silent", severity="note", zh="一", en="one")(silent)  # type: ignore[arg-type]
