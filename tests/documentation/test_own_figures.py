"""What README and pages tell of the disclosure that comes with the project is what a run on it says."""

from __future__ import annotations

import re
from collections import Counter

import pytest

import analyzer
from analyzer.pipeline import Run
from tests.conftest import OWN_DISCLOSURE, ROOT


@pytest.fixture(scope="module")
def run() -> Run:
    return analyzer.analyze(OWN_DISCLOSURE, jobs=0)


def told(name: str) -> str:
    return " ".join((ROOT / name).read_text("utf-8").split())


def test_the_readme_counts_tables_and_statements(run: Run) -> None:
    words = {1: "one", 2: "two", 3: "three", 4: "four", 5: "five"}
    refuted = Counter(r["verdict"] for r in run.claim_records)["refuted"]
    tables = len(run.readings[0].extraction.tables)
    said = f"{tables} tables and {len(run.claim_records)} statements, all tables agree and {words[refuted]} statements"
    assert said in told("README.md")
    assert {outcome.kind for outcome in run.judgement.outcomes} == {"holds"}


def test_the_table_of_the_readme_is_the_errors(run: Run) -> None:
    rows = re.findall(
        r"^\| (.+?) (\d+) 万元 \| (.*?) \| lines? ", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE
    )
    errors = [record for record in run.finding_records if record["severity"] == "error"]
    assert len(rows) == len(errors) == 3
    for _, stated, targets in rows:
        [error] = [e for e in errors if e["figures"][0].startswith(stated)]
        printed = " ".join(error["figures"] + [source["text"] for source in error["sources"]])
        assert all(number in printed for number in re.findall(r"[\d.]+", targets.split("=")[0]))


def test_the_page_on_reports_tells_what_was_judged(run: Run) -> None:
    page = told("notebooks/pages/report.md")
    verdicts = Counter(record["verdict"] for record in run.claim_records)
    assert f"{len(run.fact_records)} printed figures, {len(run.claim_records)} numeric statements" in page
    assert f"{len(run.judgement.outcomes)} relations were judged" in page
    assert f"{verdicts['confirmed']} statements are confirmed, {verdicts['consistent']} are consistent" in page
    assert f"{verdicts['unverifiable']} have nothing in the document to compare them with" in page
