"""Parts put together to a run folder: lists end to end, figures and pages by link, and what only all of them can tell.

Nothing here holds more than one part, a batch of rows or the index in memory, however many parts there are.
"""

from __future__ import annotations

import csv
import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any, Final

from analyzer.model import Issue
from analyzer.panel.schema import plain_words
from analyzer.pipeline.output.parts import SHEETS, Plan, load_digest
from analyzer.pipeline.work import UNREAD
from analyzer.report import words
from analyzer.report.content.digest import Digest, Line, merged
from analyzer.report.pages import FIGURES_SHOWN, FILES, LINES, Asked, index_page

ROW_GROUP: Final = 65_536
"""Rows that are written to Parquet at a time: many families share a group, so that the file's foot stays small."""
PART_ROWS: Final = 1_000_000
"""Rows of one file where a list is written in several."""
SHEET_ROWS: Final = 20_000
"""Rows of one sheet of the workbook; the rest is told and stands in ``data/``."""
DOCUMENT_COLUMNS: Final = ("document", "entity", "year", "stage", "scope", "page", "figures", "errors", "warnings",
                           "notes", "refuted")  # fmt: skip
ASKED_ROWS: Final = 3_000_000
"""Rows of a panel over which questions are still asked as a whole (about 2 GB)."""
MOST_LINKS: Final = 100
TOGETHER: Final = ("units", "peers")
"""The figures over all organisations."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """What is to be put together: complete parts in their order, into the folder ``out``."""

    parts: tuple[Path, ...]
    out: Path
    plan: Plan
    unread: tuple[Issue, ...] = ()
    notes: tuple[Issue, ...] = ()
    left_out: int = 0
    manifest: Mapping[str, Any] = field(default_factory=dict)


def lists_merged(task: Merge) -> list[tuple[str, str]]:
    """``units``, ``figures`` and ``data`` of all parts; and the rows of saved panels that no part is about.

    Gives why each finding that is not told was left out, and its id.
    """
    data = task.out / "data"
    data.mkdir(parents=True, exist_ok=True)
    for part in task.parts:
        for folder in ("units", "figures", "annotated"):
            _linked(part / folder, task.out / folder)
    sources = [part / "data" for part in task.parts]
    names = sorted({path.name for source in sources if source.is_dir() for path in source.iterdir()})
    for name in names:
        files = [source / name for source in sources if (source / name).is_file()]
        if name.endswith(".jsonl") and name != "issues.jsonl":
            _end_to_end(files, data / name, heads=False)
        elif name.endswith(".csv"):
            _end_to_end(files, data / name, heads=True)
        elif name.endswith(".parquet"):
            _rows_of(files, data / name.removesuffix(".parquet"), several=task.plan.large)
    _described(data)
    return [(row["why"], row["id"]) for row in _lines(data / "left_out.jsonl")]


def _lines(path: Path) -> Iterator[Any]:
    """The objects of a file of JSON Lines; none where it is not there, as where no part has any."""
    if path.exists():
        with path.open(encoding="utf-8") as file:
            yield from map(json.loads, file)


def _linked(source: Path, target: Path) -> None:
    """Give the files of ``source`` a second name in ``target``: the part stays whole, and nothing is copied."""
    if not source.is_dir():
        return
    target.mkdir(exist_ok=True)
    for path in source.iterdir():
        try:
            os.link(path, target / path.name)
        except OSError:  # a file system without links
            shutil.copyfile(path, target / path.name)


def _end_to_end(files: Iterable[Path], target: Path, *, heads: bool) -> None:
    """The contents of files one after the other; with ``heads`` the first line of all but the first is left out."""
    with target.open("wb") as out:
        for number, path in enumerate(files):
            with path.open("rb") as file:
                if heads and number:
                    file.readline()
                shutil.copyfileobj(file, out, 1 << 20)


def _rows_of(files: Sequence[Path], target: Path, *, several: bool) -> None:
    """The rows of Parquet files of one schema: in ``target.parquet``, or in ``several`` files below ``target``."""
    if not several:
        _one_file(_groups(files), target.with_suffix(".parquet"))
        return
    target.mkdir()
    groups = _groups(files)
    for number, first in enumerate(groups, start=1):
        _one_file(chain([first], groups), target / f"part-{number:05}.parquet", PART_ROWS)


def _groups(files: Iterable[Path]) -> Iterator[Any]:
    """The rows of the files as tables of at least `ROW_GROUP` rows, but for the last."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    held: list[Any] = []
    for path in files:
        held.append(pq.read_table(path))
        if sum(len(table) for table in held) >= ROW_GROUP:
            yield pa.concat_tables(held)
            held = []
    if held:
        yield pa.concat_tables(held)


def _one_file(groups: Iterator[Any], target: Path, most: int | None = None) -> None:
    """Tables as the row groups of one file, until it has ``most`` rows."""
    import pyarrow.parquet as pq

    first = next(groups, None)
    if first is None:
        return
    with pq.ParquetWriter(target, first.schema) as writer:
        rows = 0
        for table in chain([first], () if most is not None and len(first) >= most else groups):
            writer.write_table(table.cast(first.schema), row_group_size=PART_ROWS)
            rows += len(table)
            if most is not None and rows >= most:
                return


def _panel(data: Path) -> Path | None:
    """Where the merged panel lies: one file, or a folder of parts; None where no document gave a row."""
    found = (data / "panel.parquet", data / "panel")
    return next((path for path in found if path.exists()), None)


def _described(data: Path) -> None:
    """The Data Package descriptor of the merged panel."""
    import pandas as pd

    from analyzer.panel import descriptor

    table = _panel(data)
    if table is None:
        return
    told = pd.read_parquet(table, columns=["year", "document"]).drop_duplicates()
    made = descriptor(told, b"")
    resource = made["resources"][0]
    if table.is_dir():
        parts = [f"{table.name}/{path.name}" for path in sorted(table.iterdir())]
        for key in ("bytes", "hash", "dialect", "encoding"):
            del resource[key]
        resource |= {"path": parts, "format": "parquet", "mediatype": "application/vnd.apache.parquet"}
    else:
        resource |= {"bytes": (data / "panel.csv").stat().st_size, "hash": f"sha256:{_sha256(data / 'panel.csv')}"}
    (data / "datapackage.json").write_text(json.dumps(made, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(1 << 20):
            digest.update(chunk)
    return digest.hexdigest()


def drawn_together(task: Merge) -> None:
    """The figures over all organisations, from the few rows of the panel that they show."""
    import pandas as pd

    from analyzer import plots
    from analyzer.plots.series import entities, headline

    path = _panel(task.out / "data")
    if path is None or not task.plan.figures:
        return
    panel = pd.read_parquet(path, filters=[("concept", "==", "expenditure")])
    if len(entities(panel)) < 2 or not len(headline(panel, ("expenditure",))):
        return
    figures = {"units": plots.multiples(panel, lang=task.plan.lang), "peers": plots.peers(panel, lang=task.plan.lang)}
    kinds = ("svg", "png") if task.plan.png else ("svg",)
    (task.out / "figures").mkdir(exist_ok=True)
    for name, figure in figures.items():
        for kind in kinds:
            (task.out / "figures" / f"{name}.{kind}").write_bytes(plots.render(figure, kind))


def finished(task: Merge) -> Digest:
    """Issues, findings in SARIF, workbook, index and, last of all, the manifest; the digest of the run."""
    from analyzer.export import book_of, json_lines, json_text, sarif
    from analyzer.results.records import issue_records

    data = task.out / "data"
    own = issue_records([*task.unread, *task.notes])
    (data / "issues.jsonl").write_bytes(json_lines(own))
    with (data / "issues.jsonl").open("ab") as out:
        for part in task.parts:
            out.write((part / "data" / "issues.jsonl").read_bytes())
    if not task.plan.large:
        findings, issues = (list(_lines(data / f"{name}.jsonl")) for name in ("findings", "issues"))
        (data / "findings.sarif").write_bytes(json_text(sarif(findings, issues, task.plan.lang, UNREAD)))
    common = [(name, name) for name in TOGETHER if (task.out / "figures" / f"{name}.svg").exists()]
    whole = merged(_digests(task, common), LINES, FIGURES_SHOWN)
    if whole.rows["documents"] > len(whole.lines):
        _documents(data / "documents.csv", (line for one in _digests(task, []) for line in one.lines))
    asked, rows = _asked(task)
    (task.out / "findings.xlsx").write_bytes(book_of(_sheets(task, rows), words(task.plan.lang)))
    svgs = {name: (task.out / "figures" / f"{name}.svg").read_bytes() for _, name in whole.figures}
    page = index_page(whole, task.unread, task.manifest, svgs, task.plan.lang, _links(task.out), asked=asked)
    (task.out / "index.html").write_bytes(page)
    (task.out / "manifest.json").write_bytes(json_text({**task.manifest, "language": task.plan.lang}))
    return whole


def _asked(task: Merge) -> tuple[Asked, list[dict[str, Any]] | None]:
    """The questions over all organisations and their rows, from the merged panel, which also become ``anomalies.csv``.

    Peers are of other families, so the questions of the parts are asked anew. Beyond `ASKED_ROWS` those of the parts
    stand as they are.
    """
    import pandas as pd

    from analyzer import anomalies, changes, series
    from analyzer.export import anomaly_row, csv_frame, frame_records
    from analyzer.report.content.questions import cards_of

    path, lang = _panel(task.out / "data"), task.plan.lang
    rows = 0 if path is None else sum(pq_rows(file) for file in ([path] if path.is_file() else sorted(path.iterdir())))
    if path is None or rows > ASKED_ROWS:
        return Asked(), None
    with plain_words(rows):
        table = pd.read_parquet(path)
        changed = changes.changes(table)
        found = anomalies.find(table, changed, series.build(table))
        (task.out / "data" / "anomalies.csv").write_bytes(csv_frame(found))
        silence = dict(zip(("zh", "en"), anomalies.silence(table, changed), strict=True))[lang]
        cards = tuple(cards_of(found, lang))
        rows_of = [anomaly_row(row, words(lang), lang) for row in frame_records(found)]
    return Asked(cards=cards, silence=silence), rows_of


def pq_rows(path: Path) -> int:
    """The rows of a Parquet file, from its foot."""
    import pyarrow.parquet as pq

    return int(pq.read_metadata(path).num_rows)


def _links(out: Path) -> list[str]:
    """The files that the index names: those of every run, then the rest of ``data/``."""
    there = {path.relative_to(out).as_posix() for path in (out / "data").rglob("*") if path.is_file()}
    first = [name for name in FILES if name in there or "/" not in name]
    return [*first, *sorted(there - set(first))[:MOST_LINKS]]


def _digests(task: Merge, common: Sequence[tuple[str, str]]) -> Iterator[Digest]:
    yield Digest(figures=tuple(common), issues=task.notes, issue_count=len(task.notes))
    for part in task.parts:
        found = load_digest(part)
        if found is None:
            raise OSError(None, f"{part.name}: the part of a family is gone; run again")
        yield found


def _documents(path: Path, lines: Iterable[Line]) -> None:
    """Every document of a run that is too large for its index."""
    from analyzer.text import inert

    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(DOCUMENT_COLUMNS)
        for line in lines:
            told, counts = line.profile, line.counts
            writer.writerow([inert(line.name), inert(told.entity), told.year or "", told.stage, told.scope,
                             f"units/{line.slug}.html", counts["figures"], counts["error"], counts["warning"],
                             counts["note"], counts["refuted"]])  # fmt: skip


def _sheets(task: Merge, asked: Sequence[dict[str, Any]] | None) -> list[Any]:
    """The sheets of the workbook, with the first rows of all parts; the questions are those over all of them."""
    from analyzer.export import Rows, heads

    named = heads(words(task.plan.lang))
    rows = [Rows() for _ in named]
    for part in task.parts:
        if not (part / SHEETS).exists():
            continue
        with (part / SHEETS).open(encoding="utf-8") as file:
            for line in file:
                told = json.loads(line)
                own = rows[told["sheet"]]
                if len(own) < SHEET_ROWS:
                    own.append(told["row"])
                else:
                    own.left_out += 1
    made = [(name, columns, own) for (name, columns), own in zip(named, rows, strict=True)]
    if asked is None:
        return made
    questions = words(task.plan.lang)["sheet_anomalies"]
    return [(name, columns, Rows(asked) if name == questions else own) for name, columns, own in made]
