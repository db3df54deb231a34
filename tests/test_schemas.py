"""The schemas tell what the records hold: every record of real runs fits, every key is described, nothing else fits."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import analyzer
from analyzer.errors import UsageError
from analyzer.model import Stage
from analyzer.pipeline import Run
from analyzer.results import records
from analyzer.results.schemas import NAMES, schema
from tests.test_cli import call


@pytest.fixture(scope="module")
def run(own_disclosure: Path, tmp_path_factory: pytest.TempPathFactory) -> Run:
    broken = tmp_path_factory.mktemp("schemas") / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7 broken")
    return analyzer.analyze([own_disclosure, broken], jobs=0, ignore="typo-", baseline={"0" * 12: "gone"})


def held(run: Run) -> dict[str, list[records.Record]]:
    return {"facts": run.fact_records, "claims": run.claim_records, "findings": run.finding_records,
            "left_out": run.left_out_records, "issues": run.issue_records,
            "relations": run.relation_records}  # fmt: skip


def faults(run: Run, most: int = 100_000) -> list[str]:
    """What of a run's records does not fit its schema; of long lists about ``most`` rows, evenly over the list."""
    found = []
    for name, rows in held(run).items():
        validator = jsonschema.Draft202012Validator(schema(name))
        rows = json.loads(json.dumps(rows[:: max(1, len(rows) // most)]))  # as they stand in the file
        found += [f"{name}: {error.json_path}: {error.message}" for row in rows for error in validator.iter_errors(row)]
    return found


def test_every_record_of_the_real_document_fits_its_schema(run: Run) -> None:
    assert all(held(run).values())
    assert faults(run) == []


@pytest.mark.parametrize("name", NAMES)
def test_the_schema_is_one_and_describes_every_key_and_no_other(run: Run, name: str) -> None:
    told = schema(name)
    jsonschema.Draft202012Validator.check_schema(told)
    assert told["$schema"].endswith("2020-12/schema")
    keys = {key for row in held(run)[name] for key in row}
    assert keys == set(told["required"])
    extra = {"why", "reason"} if name == "findings" else set()
    assert set(told["properties"]) == keys | extra
    bare = [key for key, value in described(told).items() if not value.get("description")]
    assert bare == []


def described(told: Mapping[str, Any]) -> dict[str, Any]:
    """Every property of a schema and of the objects in it, but those that only refer to another."""
    found: dict[str, Any] = {}
    for key, value in told.get("properties", {}).items():
        found |= {key: value} | described(value) | described(value.get("items", {}))
    for value in told.get("$defs", {}).values():
        found |= described(value)
    return found


@pytest.mark.parametrize(
    ("name", "key", "value"),
    [
        ("facts", "fen", 1.5), ("facts", "value", "1,000"), ("facts", "stage", "plan"), ("facts", "page", 0),
        ("claims", "verdict", "false"), ("claims", "computed_value", 246.9), ("claims", "why", "because"),
        ("claims", "sources", [{"document": "a.txt"}]), ("findings", "severity", "fatal"), ("findings", "id", "x"),
        ("findings", "message", {"zh": "错"}), ("issues", "code", ""), ("relations", "terms", [[1, "a", 2]]),
    ],
)  # fmt: skip
def test_what_the_contract_forbids_does_not_fit(run: Run, name: str, key: str, value: object) -> None:
    row = json.loads(json.dumps(held(run)[name][0]))
    validator = jsonschema.Draft202012Validator(schema(name))
    assert validator.is_valid(row)
    assert not validator.is_valid(row | {key: value})
    assert not validator.is_valid({k: v for k, v in row.items() if k != key})


def test_words_of_the_schemas_are_those_of_the_model() -> None:
    from typing import get_args

    from analyzer.model import ClaimKind, VerdictKind, Why

    claims = schema("claims")["properties"]
    assert claims["kind"]["enum"] == list(get_args(ClaimKind))
    assert claims["verdict"]["enum"] == list(get_args(VerdictKind))
    assert claims["why"]["enum"] == list(get_args(Why))
    assert schema("facts")["properties"]["stage"]["enum"] == list(get_args(Stage))


def test_the_command_lists_and_prints_them() -> None:
    assert [line.split()[0] for line in call("schema").stdout.splitlines()] == list(NAMES)
    assert json.loads(call("schema", "claims").stdout) == schema("claims")
    wrong = call("schema", "fact")
    assert wrong.exit_code == 2
    assert "there are facts, claims, findings" in wrong.stderr
    with pytest.raises(UsageError):
        schema("source")
