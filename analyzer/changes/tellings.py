"""What the text says of changes: by how much, why, and what became of the sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from analyzer.concepts.codes import code_name

if TYPE_CHECKING:
    import pandas as pd

ROUNDING: Final = 10_000
"""分 by which a change as told in 万元 with two decimals may differ from the computed one."""
_LEVELS: Final = re.compile(r"([^（()）]+)[（(][类款项][)）]")
_COLUMNS: Final = ("entity", "document_year", "statement", "concept", "code", "item", "row", "reason", "change_fen",
                   "untold", "verdict")  # fmt: skip
_LISTED: Final = ("entity", "document_year", "within", "row", "change_fen")

Key = tuple[str, int, str]
"""Entity, year of the change, subject."""


class Told(NamedTuple):
    """What a sentence says of a change: its reason, the change in 分 (None where it names none), and the verdict."""

    reason: str
    change_fen: int | None
    verdict: str


NOTHING: Final = Told("", None, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tellings:
    """What the text says, by subject (concept, code, listed project) and by the bare name of a code's account."""

    by_subject: Mapping[Key, Told]
    by_name: Mapping[Key, tuple[Told, ...]]

    def of(self, entity: str, year: int, subjects: Iterable[str], label: str, change_fen: int | None) -> Told:
        """What is said of a change, ``NOTHING`` where nothing is.

        Where no sentence was placed at the subject, one that names the account (“…（款）政协会议（项）”)
        counts if its change is the computed one: accounts of one name are told apart by their amounts.
        """
        for subject in subjects:
            if (told := self.by_subject.get((entity, year, subject))) is not None:
                return told
        name = code_name(label) if label else ""
        for told in self.by_name.get((entity, year, name), ()) if name else ():
            if None not in (told.change_fen, change_fen) and agree(told.change_fen, change_fen):
                return told
        return NOTHING


def agree(one: int | None, other: int | None) -> bool:
    """Whether two changes in 分 are one, as far as the printed digits tell."""
    return one is not None and other is not None and abs(one - other) <= ROUNDING


def names_of(statement: str, concept: str, code: str, item: str) -> tuple[str, ...]:
    """By what a figure and a sentence are known to speak of the same subject: concept, code, or a listed project."""
    if concept or code:
        return tuple(name for name in (concept, code) if name)
    return (item,) if statement == "narrative" and item else ()


def account(subject: str) -> str:
    """The bare name of the account that a subject ends in: “A（款）B（项）支出” → B."""
    levels = _LEVELS.findall(subject)
    return code_name(levels[-1] if levels else subject)


def tellings(panel: pd.DataFrame) -> Tellings:
    """What the sentences of a panel say of changes."""
    some = panel["origin"].isin(["implied", "claimed", "stated"]) & panel["document_year"].notna()
    rows = panel[(some & ((panel["reason"] != "") | panel["change_fen"].notna())).to_numpy(dtype=bool)]
    rows = rows.assign(untold=rows["change_fen"].isna().to_numpy(), change_fen=rows["change_fen"].fillna(0))
    found: dict[Key, Told] = {}
    named: dict[Key, list[Told]] = {}
    for values in zip(*(rows[name].astype(object) for name in _COLUMNS), strict=True):
        row: dict[str, Any] = dict(zip(_COLUMNS, values, strict=True))
        told = Told(str(row["reason"]), None if row["untold"] else int(row["change_fen"]), str(row["verdict"]))
        place = (row["entity"], int(row["document_year"]))
        for name in names_of(row["statement"], row["concept"], row["code"], row["item"]):
            old = found.get((*place, name))
            if old is None or (told.reason and not old.reason):
                found[*place, name] = told
        named.setdefault((*place, account(str(row["row"]))), []).append(told)
    by_name = {key: tuple(sorted(group, key=lambda told: not told.reason)) for key, group in named.items()}
    return Tellings(by_subject=_with_parts(found, rows), by_name=by_name)


def _with_parts(found: dict[Key, Told], rows: pd.DataFrame) -> dict[Key, Told]:
    """Where a change is told without a reason, the parts that the text lists of it are its reason (其中…增加…)."""
    parts: dict[Key, list[str]] = {}
    listed = rows[(rows["within"] != "") & ~rows["untold"] & (rows["change_fen"] != 0) & (rows["verdict"] != "refuted")]
    for entity, year, within, row, change in zip(*(listed[name].astype(object) for name in _LISTED), strict=True):
        verb = "增加" if change > 0 else "减少"
        amount = f"{abs(int(change)) / 1_000_000:.2f}".rstrip("0").rstrip(".")
        parts.setdefault((entity, int(year), within), []).append(f"{row}{verb}{amount}万元")
    for key, texts in parts.items():
        told = found.get(key, NOTHING)
        if not told.reason:
            found[key] = told._replace(reason="、".join(dict.fromkeys(texts)))
    return found
