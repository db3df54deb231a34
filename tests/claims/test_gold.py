"""The audited documents: nearly every statement of their narratives is found, and hardly anything else given.

A unit that the audit describes in words (“万元（原文“万”）”) counts as printed.
"""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from analyzer import readers
from analyzer.claims import extract
from analyzer.model import Claim, Extraction, Paragraph, Profile

KINDS = {"change_abs": "change", "change_pct": "rate", "share_pct": "share", "completion_pct": "completion"}
DOCUMENTS = {
    "commerce-dept-2025-budget": "disclosures",
    "commerce-unit-2025-budget": "disclosures",
    "finance-2024-final": "disclosures",
    "sjz-323003-2023-budget": "disclosures",
    "wanli-2024-budget": "disclosures",
    "wanli-2025-budget": "disclosures",
    "bj-health-2024-budget": "provinces/docs",
    "bj-health-2025-budget": "provinces/docs",
    "sn-audit-2024-budget": "provinces/docs",
    "yn-water-2024-final": "provinces/docs",
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_audited_statements_are_found(shared: Path, name: str) -> None:
    gold = _gold(shared, name)
    given = _claims(shared, name, gold)
    left = list(given)
    missed = []
    for want in gold["claims"]:
        match = next((claim for claim in left if _same(want, claim)), None)
        if match is None:
            missed.append((want["kind"], want["subject"], want["value"]))
        else:
            left.remove(match)
    assert len(missed) <= 0.01 * len(gold["claims"]), missed
    assert len(left) <= 0.03 * len(given), [(c.kind, c.subject, c.value) for c in left]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_directions_and_bases_agree_with_the_audit(shared: Path, name: str) -> None:
    gold = _gold(shared, name)
    left = list(_claims(shared, name, gold))
    for want in gold["claims"]:
        match = next((claim for claim in left if _same(want, claim)), None)
        if match is None:
            continue
        left.remove(match)
        if want["kind"] == "change_abs" and Decimal(want["value"]):
            assert match.direction == ("less" if want["value"].startswith("-") else "greater"), want["id"]
        if match.kind in ("change", "flat") and want.get("base_year") and match.base_year != match.year:
            assert str(match.base_year) == str(want["base_year"]), want["id"]
        if match.base_stage in ("execution", "budget") and want.get("base_kind") in ("execution", "budget"):
            assert match.base_stage == want["base_kind"], want["id"]


def test_what_the_audit_calls_no_claim_is_listed_with_a_reason(shared: Path) -> None:
    for name in ("bj-health-2024-budget", "sn-audit-2024-budget", "yn-water-2024-final"):
        gold = _gold(shared, name)
        others = {_squeezed(item.text) for item in extract(_extraction(shared, name, gold))[1]}
        for want in gold["not_claims"]:
            assert any(_squeezed(want["text"]).startswith(text) for text in others if text), want


def _same(want: dict[str, Any], claim: Claim) -> bool:
    kind = KINDS.get(want["kind"], want["kind"])
    if claim.kind != kind and not (kind == "count" and claim.kind == "level"):
        return False
    if want["page"] and claim.source.page and abs(claim.source.page - int(want["page"])) > 1:
        return False
    if kind == "direction":
        return bool(claim.direction == want["value"])
    if kind == "flat":
        return _near(want["subject"], claim)
    return claim.value == abs(Decimal(re.sub("[^0-9.-]", "", str(want["value"])))) and _unit(want, claim)


def _near(subject: str, claim: Claim) -> bool:
    return bool(set(_squeezed(subject)) & set(_squeezed(claim.subject)))


def _unit(want: dict[str, Any], claim: Claim) -> bool:
    unit = re.sub("（原文.*", "", want["unit"] or "")
    return claim.unit in ("", unit) or (claim.unit == "万" and unit == "万元")


def _squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def _gold(shared: Path, name: str) -> dict[str, Any]:
    folder = shared / ("gold" if DOCUMENTS[name] == "disclosures" else "provinces/gold")
    gold: dict[str, Any] = json.loads((folder / f"{name}.json").read_text("utf-8"))
    return gold


def _extraction(shared: Path, name: str, gold: dict[str, Any]) -> Extraction:
    path = next((shared / DOCUMENTS[name]).glob(f"{name}.*"))
    document = readers.read(path)
    known = gold["doc"]
    profile = Profile(
        entity=known.get("unit") or known.get("unit_name") or "石家庄市社会保险中心",
        year=int(known.get("year", 2023)),
        stage="final" if "final" in name else "budget",
    )
    prose = tuple(block for block in document.blocks if isinstance(block, Paragraph))
    return Extraction(document=document, profile=profile, tables=(), facts=(), targets=(), prose=prose)


def _claims(shared: Path, name: str, gold: dict[str, Any]) -> tuple[Claim, ...]:
    return extract(_extraction(shared, name, gold))[0]
