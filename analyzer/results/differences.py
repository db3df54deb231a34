"""What differs between two run folders: documents, findings, verdicts of statements, printed figures.

Findings are the same where their ids are, or where they say the same of a document. Statements and figures of a
document that both runs read are paired by their place and text, and what is left by what they mean: so a line more at
the top of a page is no difference.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from analyzer.results.records import Record
from analyzer.results.runfolders import Folder

COLUMNS: Final = ("change", "kind", "document", "page", "line", "subject", "old", "new", "id")
"""``change`` is new, gone or changed; ``kind`` document, finding, statement or figure; ``id`` that of a finding."""
AT_A_TIME: Final = 500
"""Documents whose statements and figures are in memory together."""
PLACED: Final = ("document", "page", "line", "kind", "text")
SAID: Final = ("document", "kind", "text")
PRINTED: Final = ("document", "year", "stage", "statement", "side", "table", "row", "column")
MEANT: Final = ("document", "year", "stage", "statement", "side", "item", "code", "measure", "fund")
"""By what statements and figures are paired: first by how they are printed, then by what they say."""
TOLD: Final = ("document", "check", "said")
"""By what findings are the same that have other ids."""


def differences(old: str | Path, new: str | Path, lang: str = "zh") -> list[Record]:
    """The differences between two run folders as records with the keys of `COLUMNS`; none where they tell the same.

    Statements and figures of documents that only one run read are not listed, the document is. Raises UsageError for a
    folder that is no whole run.
    """
    before, after = Folder.of(old), Folder.of(new)
    rows = [*_documents(before, after), *_findings(before, after, lang)]
    both = sorted(before.read & after.read)
    for start in range(0, len(both), AT_A_TIME):
        names = both[start : start + AT_A_TIME]
        statements = before.statements(names), after.statements(names)
        rows += _pairs("statement", *statements, (PLACED, SAID), _text, _verdict, _verdict)
        figures = before.figures(names), after.figures(names)
        rows += _pairs("figure", *figures, (PRINTED, MEANT), _figure, _printed, _worth)
    return rows


def _row(kind: str, row: Record, subject: str, old: str | None, new: str | None) -> Record:
    change = "new" if old is None else "gone" if new is None else "changed"
    place = {key: row.get(key) for key in ("document", "page", "line")}
    name = row["id"] if kind == "finding" else ""
    return {"change": change, "kind": kind, **place, "subject": subject, "old": old or "", "new": new or "", "id": name}


def _documents(before: Folder, after: Folder) -> Iterator[Record]:
    for name in sorted(before.documents.keys() | after.documents.keys()):
        old, new = before.documents.get(name), after.documents.get(name)
        if old != new:
            yield _row("document", {"document": name}, "", old, new)


def _findings(before: Folder, after: Folder, lang: str) -> Iterator[Record]:
    """Findings that only one run tells, or that are told otherwise; of those told alike only a digest is kept."""
    known = {row["id"]: hash(_told(row, lang)) for row in before.findings()}
    met = {}
    fresh = []
    for row in after.findings():
        if row["id"] not in known:
            fresh.append(row | {"said": _told(row, lang)})
        elif known[row["id"]] == hash(_told(row, lang)):
            met[row["id"]] = ""
        else:
            met[row["id"]] = _told(row, lang)
    gone = []
    for row in before.findings() if fresh or any(met.values()) or len(met) < len(known) else ():
        if row["id"] not in met:
            gone.append(row | {"said": _told(row, lang)})
        elif met[row["id"]]:
            yield _row("finding", row, row["check"], _told(row, lang), met[row["id"]])
    _, gone, fresh = _matched(gone, fresh, TOLD)  # a line more above a fault gives it another id
    yield from (_row("finding", row, row["check"], row["said"], None) for row in gone)
    yield from (_row("finding", row, row["check"], None, row["said"]) for row in fresh)


def _told(row: Record, lang: str) -> str:
    left = f"{row['why']} {row['reason']}".strip() + ": " if "why" in row else ""
    return f"{left}{row['severity']}: {row['message'][lang]}"


def _pairs(
    kind: str, old: Sequence[Record], new: Sequence[Record], keys: Sequence[Sequence[str]],
    subject: Callable[[Record], str], told: Callable[[Record], str], worth: Callable[[Record], Any],
) -> Iterator[Record]:  # fmt: skip
    """Rows paired by the first key and, where they have no partner, by the next; what differs in ``worth``, is new or
    gone, named by ``subject`` and shown as ``told``."""
    for key in keys:
        paired, old, new = _matched(old, new, key)
        for one, other in paired:
            if worth(one) != worth(other):
                yield _row(kind, other, subject(other), told(one), told(other))
    for row in old:
        yield _row(kind, row, subject(row), told(row), None)
    for row in new:
        yield _row(kind, row, subject(row), None, told(row))


def _matched(
    old: Iterable[Record], new: Iterable[Record], key: Sequence[str]
) -> tuple[list[tuple[Record, Record]], list[Record], list[Record]]:
    """Pairs of rows alike in ``key``, in their order, and the rows of either side that have no partner."""
    waiting: dict[tuple[Any, ...], list[Record]] = defaultdict(list)
    for row in old:
        waiting[tuple(row[name] for name in key)].append(row)
    pairs, left = [], []
    for row in new:
        partners = waiting[tuple(row[name] for name in key)]
        if partners:
            pairs.append((partners.pop(0), row))
        else:
            left.append(row)
    return pairs, [row for rows in waiting.values() for row in rows], left


def _verdict(row: Record) -> str:
    """“refuted (246.9)”."""
    return f"{row['verdict']} ({row['computed']})" if row["computed"] else str(row["verdict"])


def _printed(row: Record) -> str:
    """A figure as it is printed, with its unit where that does not stand in the cell."""
    text, unit = str(row["text"]), str(row["unit"])
    return text if text.endswith(unit) else f"{text}{unit}"


def _worth(row: Record) -> Any:
    """The amount, so that 9 and 9.00 are no difference; what is no amount as it is printed."""
    return row["text"] if row["amount_fen"] is None else row["amount_fen"]


def _text(row: Record) -> str:
    return str(row["text"])


def _figure(row: Record) -> str:
    parts = (f"{row['year'] or ''}", row["stage"], row["table"] or row["statement"], row["row"], row["column"])
    return " · ".join(str(part) for part in parts if part)
