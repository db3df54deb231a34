"""SARIF: what the standard requires, as far as findings use it, and what an editor needs to jump to the figure."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import analyzer
from analyzer.checks.registry import checks
from analyzer.export import sarif
from analyzer.pipeline import Run
from tests.test_cli import call


def thing(required: str, **properties: Any) -> dict[str, Any]:
    """An object of the standard: only properties that it knows, and those that it requires."""
    return {
        "type": "object", "properties": {**properties, "properties": {"type": "object"}},
        "required": required.split(), "additionalProperties": False,
    }  # fmt: skip


def many(items: Any) -> dict[str, Any]:
    return {"type": "array", "items": items}


TEXT: dict[str, Any] = {"type": "string"}
LEVEL = {"enum": ["none", "note", "warning", "error"]}
MESSAGE = thing("", text=TEXT, markdown=TEXT, id=TEXT, arguments=many(TEXT)) | {
    "anyOf": [{"required": ["text"]}, {"required": ["id"]}]
}
MULTIFORMAT = thing("text", text=TEXT, markdown=TEXT)
ARTIFACT = thing("", uri=TEXT | {"format": "uri-reference"}, uriBaseId=TEXT, index={"type": "integer"},
                 description=MESSAGE)  # fmt: skip
REGION = thing("", startLine={"type": "integer", "minimum": 1}, snippet={"type": "object"}, message=MESSAGE) | {
    "anyOf": [{"required": ["startLine"]}]
}
LOCATION = thing(
    "",
    id={"type": "integer", "minimum": -1},
    physicalLocation=thing("artifactLocation", artifactLocation=ARTIFACT, region=REGION),
    logicalLocations=many(thing("", name=TEXT, fullyQualifiedName=TEXT, kind=TEXT, parentIndex={"type": "integer"})),
    message=MESSAGE,
)
RULE = thing(
    "id", id=TEXT, name=TEXT, shortDescription=MULTIFORMAT, fullDescription=MULTIFORMAT, help=MULTIFORMAT,
    defaultConfiguration=thing("", level=LEVEL, enabled={"type": "boolean"}), helpUri=TEXT,
)  # fmt: skip
NOTIFICATION = thing("message", message=MESSAGE, level=LEVEL, locations=many(LOCATION), descriptor=thing("id", id=TEXT))
RESULT = thing(
    "message", ruleId=TEXT, ruleIndex={"type": "integer", "minimum": -1}, level=LEVEL, message=MESSAGE,
    locations=many(LOCATION), relatedLocations=many(LOCATION) | {"uniqueItems": True},
    partialFingerprints={"type": "object", "additionalProperties": TEXT},
)  # fmt: skip
RUN = thing(
    "tool",
    tool=thing("driver", driver=thing("name", name=TEXT, version=TEXT, rules=many(RULE) | {"uniqueItems": True})),
    language=TEXT | {"pattern": "^[a-zA-Z]{2}(-[a-zA-Z]{2})?$"},
    originalUriBaseIds={"type": "object", "additionalProperties": ARTIFACT},
    invocations=many(thing("executionSuccessful", executionSuccessful={"type": "boolean"},
                           toolExecutionNotifications=many(NOTIFICATION))),
    results=many(RESULT),
)  # fmt: skip
LOG = thing("version runs", version={"const": "2.1.0"}, runs=many(RUN), **{"$schema": TEXT | {"format": "uri"}})
"""The objects of SARIF 2.1.0 that findings use, by sections 3.13 to 3.58 of the standard."""


def valid(log: Any) -> Any:
    jsonschema.Draft202012Validator(LOG).validate(log)
    (run,) = log["runs"]
    return run


@pytest.fixture(scope="module")
def run(own_disclosure: Path, tmp_path_factory: pytest.TempPathFactory) -> Run:
    broken = tmp_path_factory.mktemp("sarif") / "broken 第1.pdf"
    broken.write_bytes(b"%PDF-1.7 broken")
    return analyzer.analyze([own_disclosure, broken], jobs=0)


@pytest.fixture(scope="module")
def folder(run: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return run.write(tmp_path_factory.mktemp("written") / "reports", "en")


def test_a_run_folder_holds_its_findings_in_sarif(run: Run, folder: Path) -> None:
    told = valid(json.loads((folder / "data/findings.sarif").read_text("utf-8")))
    assert told["language"] == "en"
    rules = told["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == list(checks())
    assert len(told["results"]) == len(run.finding_records) > 40
    for result, row in zip(told["results"], run.finding_records, strict=True):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == row["check"]
        assert result["level"] == row["severity"]
        assert result["message"]["text"] == row["message"]["en"]
        assert list(result["partialFingerprints"].values()) == [row["id"]]


def test_the_first_figure_is_the_place_and_the_others_are_related(folder: Path) -> None:
    told = valid(json.loads((folder / "data/findings.sarif").read_text("utf-8")))
    result = next(r for r in told["results"] if "231" in r["properties"]["figures"])
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "sjz-323003-2023-budget.txt", "uriBaseId": "DOCUMENTS"}
    assert place["region"] == {"startLine": 381}
    (other,) = result["relatedLocations"]
    assert other["physicalLocation"]["region"] == {"startLine": 564}
    assert other["message"]["text"] == "246.9 万元"
    assert other["logicalLocations"][0]["kind"] == "column"
    assert other["logicalLocations"][0]["fullyQualifiedName"].startswith(
        "14、社保社会化管理服务专项经费-本级绩效目标表 / "
    )
    assert result["properties"]["repair"] == [{"printed": "231", "proposed": "246.9", "edit": "recomputed"}]


def test_rules_help_in_both_languages(run: Run) -> None:
    for lang in ("zh", "en"):
        told = valid(sarif(run.finding_records, (), lang))
        for rule in told["tool"]["driver"]["rules"]:
            check = checks()[rule["id"]]
            assert check.zh in rule["help"]["text"]
            assert check.en in rule["help"]["text"]
            assert rule["fullDescription"]["text"].startswith(rule["shortDescription"]["text"])


def test_a_document_that_was_not_read_makes_the_run_no_success(folder: Path) -> None:
    told = valid(json.loads((folder / "data/findings.sarif").read_text("utf-8")))
    (invocation,) = told["invocations"]
    assert not invocation["executionSuccessful"]
    (note,) = invocation["toolExecutionNotifications"]
    assert (note["level"], note["descriptor"]["id"]) == ("error", "unreadable")
    assert note["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "broken%20%E7%AC%AC1.pdf"
    assert "region" not in note["locations"][0]["physicalLocation"]


def test_pages_are_no_lines() -> None:
    """A PDF has pages; an editor must not be sent to a line that means nothing."""
    source = {"document": "a:b.pdf", "page": 3, "line": None, "table": "支出总表", "row": "合计", "column": "金额",
              "text": "1.00", "box": [1.0, 2.0, 3.0, 4.0]}  # fmt: skip
    row = {"id": "0" * 12, "check": "typo", "severity": "note", "document": "a:b.pdf", "page": 3, "line": None,
           "entity": "甲局", "year": None, "message": {"zh": "错", "en": "wrong"}, "figures": [], "values": {},
           "sources": [source], "repair": []}  # fmt: skip
    (result,) = valid(
        sarif(
            [
                row,
            ]
        )
    )["results"]
    (place,) = result["locations"]
    assert "region" not in place["physicalLocation"]
    assert place["physicalLocation"]["artifactLocation"]["uri"] == "a%3Ab.pdf"
    assert place["properties"]["page"] == 3
    assert place["properties"]["box"] == [1.0, 2.0, 3.0, 4.0]
    assert place["logicalLocations"][0]["fullyQualifiedName"] == "page 3 / 支出总表 / 合计 / 金额"
    bare = row | {"sources": []}
    (result,) = valid(sarif([bare]))["results"]
    assert result["locations"][0]["properties"] == {"page": 3}


def test_check_prints_sarif_and_keeps_its_exit_code(
    own_disclosure: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = call("check", own_disclosure, "--format", "sarif", "--select", "text-target", "--jobs", 0)
    assert result.exit_code == 1
    told = valid(json.loads(result.stdout))
    assert {row["ruleId"] for row in told["results"]} == {"text-target"}
    assert told["language"] == "zh-CN"
    (note,) = told["invocations"][0]["toolExecutionNotifications"]
    assert note["descriptor"]["id"] == "left-out"
    place = told["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": own_disclosure.as_uri()}
    assert call("claims", own_disclosure, "--format", "sarif").exit_code == 2


def test_documents_below_the_working_folder_have_relative_addresses(
    own_disclosure: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """CI looks for files below the root of the project, whatever the run calls them."""
    (tmp_path / "a b").mkdir()
    (tmp_path / "a b" / own_disclosure.name).write_bytes(own_disclosure.read_bytes())
    monkeypatch.chdir(tmp_path)
    told = valid(json.loads(call("check", "a b", "--format", "sarif", "--jobs", 0).stdout))
    uris = {row["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for row in told["results"]}
    assert uris == {f"a%20b/{own_disclosure.name}"}
