"""Texts without tables, judged: what a sentence says of another."""

from __future__ import annotations

from pathlib import Path

import analyzer
from analyzer.pipeline.run import Run
from analyzer.results.records import Record


def judged(tmp_path: Path, *paragraphs: str, name: str = "a.txt") -> Run:
    """The run over one text of these paragraphs; the first is its title."""
    (tmp_path / name).write_text("\n".join(paragraphs), encoding="utf-8")
    return analyzer.analyze(tmp_path, jobs=0)


def verdicts(run: Run) -> list[tuple[str, str, str]]:
    """(kind, value with unit, verdict) of every statement in order."""
    return [(r["kind"], f"{r['value'] or ''}{r['unit']}", r["verdict"]) for r in run.claim_records]


def accused(run: Run) -> list[Record]:
    """The errors and warnings."""
    return [r for r in run.finding_records if r["severity"] in ("error", "warning")]


def the_slip(tmp_path: Path, title: str, text: str, right: str, wrong: str) -> Record:
    """The one accusation of ``text`` where its blank is filled wrongly; where it is right there is none."""
    assert accused(judged(tmp_path, title, *text.format(right).split("\n"))) == []
    [found] = accused(judged(tmp_path, title, *text.format(wrong).split("\n")))
    assert wrong in found["message"]["zh"]
    return found


def verdict_of(run: Run, value: str) -> str:
    """The verdict on the one statement of that figure."""
    [found] = [r["verdict"] for r in run.claim_records if f"{r['value']}{r['unit']}" == value]
    return str(found)
