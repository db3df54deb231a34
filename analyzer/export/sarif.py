"""Findings in SARIF 2.1.0 (Static Analysis Results Interchange Format, OASIS 2020), for editors and for CI.

A document is an artifact, called by its name in the run, relative to the folder that was read, or by its own address
where that is told. Text has lines, which
editors jump to; in paged documents, which SARIF knows no regions for, page, table, row and column are logical
locations and properties.
"""

from __future__ import annotations

import inspect
from collections.abc import Container, Iterable, Mapping
from typing import Any, Final
from urllib.parse import quote

from analyzer.checks.registry import Check, checks
from analyzer.results.records import Record
from analyzer.version import __version__

SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FOLDER: Final = "DOCUMENTS"
"""The base of all names: the folder that was read, which a run does not record."""
FINGERPRINT: Final = "findingId/v1"
LANGUAGES: Final = {"zh": "zh-CN", "en": "en"}
TOLD: Final = ("page", "table", "row", "row_code", "column", "text", "box")
"""What the properties of a place hold of it."""

Object = dict[str, Any]


def sarif(
    findings: Iterable[Record],
    issues: Iterable[Record] = (),
    lang: str = "zh",
    unread: Container[str] = (),
    addresses: Mapping[str, str] | None = None,
) -> Object:
    """A SARIF log of one run: records of findings as results, records of issues as notifications of the tool.

    ``unread`` are the codes of the issues that mean that a document was not read: with one, the run was no success.
    ``addresses`` are URIs of documents by their name in the run, for readers that open them.
    """
    places = addresses or {}
    rules = {name: n for n, name in enumerate(checks())}
    troubles = list(issues)
    invocation = {
        "executionSuccessful": not any(issue["code"] in unread for issue in troubles),
        "toolExecutionNotifications": [_notification(issue, issue["code"] in unread, places) for issue in troubles],
    }
    driver = {"name": "analyzer", "version": __version__, "rules": [_rule(one, lang) for one in checks().values()]}
    run = {
        "tool": {"driver": driver},
        "language": LANGUAGES[lang],
        "originalUriBaseIds": {FOLDER: {"description": {"text": "the folder that was read"}}},
        "invocations": [invocation],
        "results": [_result(row, rules, lang, places) for row in findings],
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(check: Check, lang: str) -> Object:
    """A check: what it claims, its message in both languages, and the severity it has unless a finding says other."""
    told = inspect.getdoc(check.function) or ""
    messages = {"zh": check.zh, "en": check.en}
    return {
        "id": check.id,
        "shortDescription": {"text": told.splitlines()[0]},
        "fullDescription": {"text": told},
        "help": {"text": f"{told}\n\n{messages[lang]}\n\n{messages['en' if lang == 'zh' else 'zh']}"},
        "defaultConfiguration": {"level": check.severity},
        "properties": {"message_zh": check.zh, "message_en": check.en},
    }


def _result(row: Record, rules: Mapping[str, int], lang: str, places: Mapping[str, str]) -> Object:
    first, *others = row["sources"] or [{"document": row["document"], "page": row["page"], "line": row["line"]}]
    result: Object = {
        "ruleId": row["check"],
        "ruleIndex": rules[row["check"]],
        "level": row["severity"],
        "message": {"text": row["message"][lang]},
        "locations": [_location(first, places)],
        "partialFingerprints": {FINGERPRINT: row["id"]},
        "properties": {
            "entity": row["entity"],
            "year": row["year"],
            "figures": row["figures"],
            "message": row["message"],
            "repair": [{key: one[key] for key in ("printed", "proposed", "edit")} for one in row["repair"]],
        },
    }
    if others:
        result["relatedLocations"] = [
            {"id": n, **_location(source, places), "message": {"text": source["text"]}}
            for n, source in enumerate(others)
        ]
    return result


def _location(source: Mapping[str, Any], places: Mapping[str, str]) -> Object:
    """Where a figure stands: the document, its line, and the table, row and column as a path."""
    place: Object = {"artifactLocation": _artifact(source["document"], places)}
    if source.get("line"):
        place["region"] = {"startLine": source["line"]}
    location: Object = {"physicalLocation": place}
    told = {
        key: source[key] for key in ("page", "table", "row", "row_code", "column", "text", "box") if source.get(key)
    }
    if told:
        location["properties"] = told
    parts = {"page": f"page {source['page']}" if source.get("page") else ""}
    parts |= {key: str(source.get(key) or "") for key in ("table", "row", "column")}
    named = {kind: name for kind, name in parts.items() if name}
    if named:
        kind, name = list(named.items())[-1]
        path = " / ".join(named.values())
        location["logicalLocations"] = [{"name": name, "fullyQualifiedName": path, "kind": kind}]
    return location


def _artifact(document: str, places: Mapping[str, str]) -> Object:
    if document in places:
        return {"uri": places[document]}
    return {"uri": quote(document, safe="/"), "uriBaseId": FOLDER}


def _notification(issue: Record, failed: bool, places: Mapping[str, str]) -> Object:
    made: Object = {
        "descriptor": {"id": issue["code"]},
        "level": "error" if failed else "warning",
        "message": {"text": issue["detail"]},
    }
    if issue["document"]:
        source = {"document": issue["document"], "page": issue["page"], "line": issue["line"]}
        made["locations"] = [_location(source, places)]
    return made
