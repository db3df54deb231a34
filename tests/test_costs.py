"""What “Running at scale” says that large runs cost is what was measured, and what follows from it."""

from __future__ import annotations

import pytest

from tests.conftest import ROOT
from tests.speed import costs


def test_the_table_of_the_page_is_that_of_the_measured_figures() -> None:
    lines = (ROOT / "notebooks" / "pages" / "scale.md").read_text("utf-8").splitlines()
    start = lines.index("| documents | memory of the parent | processor time | output | kept readings |") + 2
    table = costs.table()
    assert lines[start : start + len(table)] == table
    assert not lines[start + len(table)].startswith("|")


def test_the_plot_is_that_of_the_measured_figures() -> None:
    assert costs.PLOT.read_bytes() == costs.plotted()


def test_larger_runs_are_computed_by_what_a_document_adds() -> None:
    run = costs.Cost(documents=100, memory=80, processor=100, output=100, cache=5)
    parts = costs.Cost(documents=20, memory=0, processor=0, output=10, cache=0)
    parent = costs.Cost(documents=1_100, memory=90, processor=0, output=0, cache=0)
    made = costs._computed(run, parts, parent, 10_100)
    assert (made.memory, made.processor, made.output, made.cache) == (180, 10_100, 5_050, 505)
    assert not made.measured


@pytest.mark.parametrize(
    ("value", "told"), [(0.0347, "0.035"), (3.47, "3.5"), (77.3, "77"), (127.46, "130"), (2849.0, "2800")]
)
def test_figures_are_told_with_two_digits_that_count(value: float, told: str) -> None:
    assert costs._two(value) == told
