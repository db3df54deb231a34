"""ARCHITECTURE.md names the rooms that there are, in their order, and quotes values that the code gives."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from analyzer import checks, claims, forms, readers
from analyzer.model import Corpus, Extraction, Reading
from tests.conftest import ROOT

PAGE = (ROOT / "ARCHITECTURE.md").read_text("utf-8")


def rooms() -> list[str]:
    """The rooms of the import contract from the top to the bottom; what stands side by side is one after another."""
    contract = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"][0]
    return [room.strip() for layer in contract["layers"] for room in layer.split("|")]


def test_the_table_of_rooms_is_the_import_contract() -> None:
    table = PAGE.split("\n## Rooms\n")[1].split("\n\n**")[0]
    assert re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE) == rooms()


def test_the_contract_knows_every_package() -> None:
    here = {path.stem for path in (ROOT / "analyzer").glob("*.py")} - {"__init__"}
    here |= {path.parent.name for path in (ROOT / "analyzer").glob("*/__init__.py")}
    assert set(rooms()) == here


@pytest.fixture(scope="module")
def extraction(own_disclosure: Path) -> Extraction:
    return forms.extract(readers.read(own_disclosure))


def test_the_figure_that_is_followed_is_what_the_code_gives(extraction: Extraction) -> None:
    section = PAGE.split("\n## A figure, from bytes to finding\n")[1].split("\n## ")[0]
    printed = [fact for fact in extraction.facts if fact.value is not None]
    [fact] = [f for f in printed if f.source.line == 268 and f.measure == "total"]
    for value in (fact.statement, fact.item, str(fact.amount), fact.source.text, fact.source.table, str(len(printed))):
        assert value in section
    judged = checks.judge(Corpus(readings=(Reading(extraction=extraction, claims=claims.extract(extraction)[0]),)))
    outcomes = [o for o in judged.outcomes if fact.id in {name for _, name in o.relation.terms}]
    assert f"all {len(judged.outcomes)} rows" in section
    assert {o.relation.check for o in outcomes} == set(re.findall(r"`([a-z]+-[a-z]+|crosswalk)`", section))
    [row] = [o for o in outcomes if o.relation.check == "row-total"]
    assert (row.kind, row.residual, row.slack2 // 2) == ("holds", 0, 15_000)


def test_the_sentences_that_are_followed_are_what_the_code_gives(extraction: Extraction) -> None:
    section = PAGE.split("\n## A sentence, from words to verdict\n")[1].split("\n## ")[0]
    stated, _ = claims.extract(extraction)
    judged = checks.judge(Corpus(readings=(Reading(extraction=extraction, claims=stated),)))
    verdicts = {verdict.claim: verdict for verdict in judged.verdicts}
    [refuted] = [claim for claim in stated if claim.subject == "社保社会化管理服务资金" and claim.kind == "level"]
    verdict = verdicts[refuted.id]
    [finding] = [f for f in judged.findings if refuted.source in f.sources and f.severity == "error"]
    repair = f"{finding.repair[0].printed} → {finding.repair[0].proposed}"
    for value in (verdict.kind, verdict.rule, verdict.evidence[0].text, f"line {verdict.evidence[0].line}", repair):
        assert value in section
    [change] = [claim for claim in stated if str(claim.value) == "10877.36"]
    for value in (change.source.text, verdicts[change.id].kind, verdicts[change.id].computed):
        assert value in section
