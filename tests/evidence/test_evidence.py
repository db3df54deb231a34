"""Reading, judging and series on documents that come with every clone; the floors are what unknown ones are asked for.

``data/evidence/documents`` are invented (eleven provinces' styles, seven formats, a fault of each kind) with their
truth beside them; ``data/evidence/jiangsu.parquet`` and ``data/panel`` hold real figures of public documents, and
``series-by-hand.csv`` what reading by hand found the headline series of two of the offices to be.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence

import pytest

import analyzer
from analyzer.export import frame_records
from analyzer.pipeline import Run
from tests.conftest import ROOT
from tests.evidence import measure
from tests.evidence.measure import Record

FOLDER = ROOT / "data" / "evidence"


@pytest.fixture(scope="module")
def truth() -> Sequence[Record]:
    return list(measure.records(FOLDER / "truth.jsonl"))


@pytest.fixture(scope="module")
def run(truth: Sequence[Record]) -> Run:
    """All documents read and judged together, as a user's folder is."""
    done = analyzer.analyze(FOLDER / "documents", jobs=0)
    assert {reading.name for reading in done.corpus.readings} == {record["document"] for record in truth}
    return done


def test_every_figure_of_the_tables_is_read_as_printed(run: Run, truth: Sequence[Record]) -> None:
    cells = measure.cells(truth, run.fact_records)
    assert cells.of > 20_000
    assert cells.share >= 0.999, cells.wrong


def test_statements_are_found_and_none_that_is_right_is_refuted(run: Run, truth: Sequence[Record]) -> None:
    found, accused, decided = measure.statements(truth, run.claim_records)
    assert found.of > 3000
    assert found.share >= 0.99, found.wrong
    assert accused.share == 1, accused.wrong
    assert decided.share >= 0.98, decided.wrong


def test_documents_that_are_right_draw_no_error_and_no_warning(run: Run, truth: Sequence[Record]) -> None:
    assert measure.alarms(truth, run.finding_records) == []


def test_every_kind_of_fault_is_found_and_nothing_else_is_accused(run: Run, truth: Sequence[Record]) -> None:
    recall, precision = measure.faults(truth, run.finding_records)
    assert recall.of == 35
    assert recall.share >= 0.97, recall.wrong
    assert precision.share >= 0.97, precision.wrong


def test_headline_series_are_known_and_right(run: Run, truth: Sequence[Record]) -> None:
    known, right = measure.series(truth, frame_records(run.series))
    assert known.of > 200
    assert known.share >= 0.99, known.wrong
    assert right.share == 1, right.wrong


def test_headline_series_of_real_figures_are_those_read_by_hand() -> None:
    """An office of Jiangsu, budgets of three years in two files each, and a sub-district of Shanghai, two years."""
    from analyzer import panel, series

    rows = series.build(panel.join([panel.load(FOLDER / "jiangsu.parquet"), panel.load(ROOT / "data" / "panel")]))
    given = {
        (row["entity"], int(row["year"]), row["stage"], row["series"]): float(row["amount_wan"])
        for row in frame_records(rows)
    }
    with (FOLDER / "series-by-hand.csv").open(encoding="utf-8", newline="") as file:
        by_hand = {
            (row["entity"], int(row["year"]), row["stage"], row["series"]): float(row["amount_wan"])
            for row in csv.DictReader(file)
        }
    assert len(by_hand) > 50
    assert {key: given.get(key) for key in by_hand} == pytest.approx(by_hand, abs=0.005)
