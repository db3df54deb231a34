"""Error localisation names the figures that can be wrong, and the smallest edit that mends them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.model import Amount, Relation
from analyzer.relations.edits import NAMES, edit_between
from analyzer.relations.localise import components, implied_range, localize


def fen(value: int) -> Amount:
    return Amount(fen=value * 100, quantum=1)


def equation(*terms: tuple[int, str]) -> Relation:
    return Relation(check="sum-of-parts", rule="test", terms=terms)


def test_a_cell_that_breaks_its_row_and_its_column_is_blamed_alone() -> None:
    """Row and column totals cross in one cell; the others are vouched for by their own relations."""
    amounts = {"a": fen(90), "b": fen(20), "c": fen(30), "row": fen(30), "column": fen(40)}
    row, column = equation((1, "row"), (-1, "a"), (-1, "b")), equation((1, "column"), (-1, "a"), (-1, "c"))
    found = localize([row, column], [], amounts)
    assert found.explanations == (frozenset({"a"}),)
    assert implied_range("a", [row, column], amounts) == (999, 1001)


def test_a_single_broken_equality_leaves_both_figures_in_question() -> None:
    """Two figures that disagree, and nothing else known: either may be wrong, and both are named."""
    found = localize([equation((1, "a"), (-1, "b"))], [], {"a": fen(10), "b": fen(11)})
    assert set(found.explanations) == {frozenset({"a"}), frozenset({"b"})}
    assert found.certain == frozenset()


def test_a_figure_that_others_vouch_for_is_not_blamed() -> None:
    """The table's figure stands in two sums that hold; the text's stands alone."""
    amounts = {"text": fen(28491), "cell": fen(25791), "rest": fen(100), "total": fen(25891)}
    broken = equation((1, "text"), (-1, "cell"))
    found = localize([broken], [equation((1, "total"), (-1, "cell"), (-1, "rest"))], amounts)
    assert found.explanations == (frozenset({"text"}),)


def test_two_errors_far_apart_are_two_components() -> None:
    first, second = equation((1, "a"), (-1, "b")), equation((1, "c"), (-1, "d"))
    assert components([first, second]) == [[first], [second]]


@pytest.mark.parametrize(
    ("printed", "proposed", "kind"),
    [
        ("43269.3", "3269.3", "digit-added"),
        ("3269.3", "43269.3", "digit-dropped"),
        ("8013", "8103", "digits-swapped"),
        ("674.15", "584.15", "recomputed"),
        ("71.73", "71.63", "digit-replaced"),
        ("1234.5", "12.345", "point-shifted"),
        ("16110.02", "161100200", "unit-slip"),
        ("-5.00", "5.00", "sign-lost"),
    ],
)
def test_the_kind_of_a_small_edit(printed: str, proposed: str, kind: str) -> None:
    assert edit_between(printed, proposed) == kind


@given(st.integers(10, 10**9), st.data())
def test_swapping_two_neighbours_is_recognised(number: int, data: st.DataObject) -> None:
    text = str(number)
    i = data.draw(st.integers(0, len(text) - 2))
    swapped = text[:i] + text[i + 1] + text[i] + text[i + 2 :]
    if swapped != text and not swapped.startswith("0") and swapped.strip("0") != text.strip("0"):
        assert edit_between(text, swapped) in ("digits-swapped", "digit-replaced", "digit-dropped", "digit-added")


def test_every_kind_of_edit_has_its_two_names() -> None:
    assert all(zh and en for zh, en in NAMES.values())
