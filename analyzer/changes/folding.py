"""Changes for reading: one row a subject, the statement that speaks for it named, and what the text says of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from analyzer.panel.concepts import preference

if TYPE_CHECKING:
    import pandas as pd

AGREES: Final = "agrees"
DIFFERS: Final = "differs"
_SUBJECT: Final = (
    "entity",
    "scope",
    "stage",
    "year",
    "subject",
    "part",
    "received",
    "amount_fen",
    "base_fen",
    "absolute_fen",
)


_LISTED: Final = ("entity", "document_year", "within", "row", "change_fen")


class Told(NamedTuple):
    """What a sentence says of a change: its reason, the change in 分 (None where it names none), and the verdict."""

    reason: str
    change_fen: int | None
    verdict: str


def fold(changed: pd.DataFrame, panel: pd.DataFrame) -> pd.DataFrame:
    """The changes with each subject once, and with the columns ``also``, ``reason``, ``told_fen`` and ``told``.

    Rows of one subject with the same two amounts stand in several statements; the one that speaks for it best is kept
    and ``also`` names the others. A subject with other amounts in another statement (another fund, another scope) keeps
    a row of its own. ``told`` says whether the change that the text states for this subject is the computed one:
    ``agrees``, ``differs`` (in amount or direction), or empty where the text states none.
    """
    rows = changed.assign(
        subject=_subjects(changed),
        part=_parts(changed),
        statement=changed["statement"].astype("str"),
        received=(changed["side"].eq("income") | changed["statement"].eq("income")).to_numpy(),
    )
    order = [preference(str(c), s) for c, s in zip(rows["concept"], rows["statement"], strict=True)]
    ranked = rows.assign(order=order).sort_values("order", kind="stable")
    names = [name for name in _SUBJECT if name in ranked]
    others = ranked.groupby(names, dropna=False, observed=True)["statement"].transform(_joined)
    kept = ranked.assign(also=others).drop_duplicates(names).sort_index()
    also = [_others(a, s) for a, s in zip(kept["also"], kept["statement"], strict=True)]
    kept = kept.assign(also=also).drop(columns=["subject", "part", "received", "order"])
    return _with_reasons(kept.reset_index(drop=True), panel)


def _subjects(changed: pd.DataFrame) -> pd.Series:
    concept = changed["concept"].astype("str")
    named = concept.where(concept != "", changed["item"].astype("str"))
    code = changed["code"].astype("str")
    return code.where(code != "", named)


def _parts(changed: pd.DataFrame) -> pd.Series:
    """The measure, where it is not the whole of the row: a concept says already which part it is."""
    measure, concept = changed["measure"].astype("str"), changed["concept"].astype("str")
    whole = measure.isin(["total", "amount", "general_public"]) | (concept != "")
    return measure.where(~whole, "")


def _joined(values: Any) -> str:
    return "+".join(dict.fromkeys(map(str, values)))


def _others(names: str, own: str) -> str:
    return "+".join(name for name in names.split("+") if name != own)


def names_of(statement: str, concept: str, code: str, item: str) -> tuple[str, ...]:
    """By what a figure and a sentence are known to speak of the same subject: concept, code, or a listed project."""
    if concept or code:
        return tuple(name for name in (concept, code) if name)
    return (item,) if statement == "narrative" and item else ()


def tellings(panel: pd.DataFrame) -> dict[tuple[str, int, str], Told]:
    """(entity, year of the change, subject) → what the text says of that change; see ``names_of``."""
    some = panel["origin"].isin(["implied", "claimed", "stated"]) & panel["document_year"].notna()
    rows = panel[(some & ((panel["reason"] != "") | panel["change_fen"].notna())).to_numpy(dtype=bool)]
    rows = rows.assign(untold=rows["change_fen"].isna().to_numpy(), change_fen=rows["change_fen"].fillna(0))
    found: dict[tuple[str, int, str], Told] = {}
    columns = (rows[name].astype(object) for name in ("entity", "document_year", "statement", "concept", "code", "item",
                                                      "reason", "change_fen", "untold", "verdict"))  # fmt: skip
    for entity, year, statement, concept, code, item, reason, change, untold, verdict in zip(*columns, strict=True):
        told = Told(str(reason), None if untold else int(change), str(verdict))
        for name in names_of(statement, concept, code, item):
            old = found.get((entity, int(year), name))
            if old is None or (told.reason and not old.reason):
                found[entity, int(year), name] = told
    return _with_parts(found, rows)


def _with_parts(found: dict[tuple[str, int, str], Told], rows: pd.DataFrame) -> dict[tuple[str, int, str], Told]:
    """Where a change is told without a reason, the parts that the text lists of it are its reason (其中…增加…)."""
    parts: dict[tuple[str, int, str], list[str]] = {}
    listed = rows[(rows["within"] != "") & ~rows["untold"] & (rows["change_fen"] != 0) & (rows["verdict"] != "refuted")]
    for entity, year, within, row, change in zip(*(listed[name].astype(object) for name in _LISTED), strict=True):
        verb = "增加" if change > 0 else "减少"
        amount = f"{abs(int(change)) / 1_000_000:.2f}".rstrip("0").rstrip(".")
        parts.setdefault((entity, int(year), within), []).append(f"{row}{verb}{amount}万元")
    for key, texts in parts.items():
        told = found.get(key, Told("", None, ""))
        if not told.reason:
            found[key] = told._replace(reason="、".join(dict.fromkeys(texts)))
    return found


def _with_reasons(rows: pd.DataFrame, panel: pd.DataFrame) -> pd.DataFrame:
    import pandas as pd

    known = tellings(panel)
    blank = Told("", None, "")
    same = rows["base_stage_used"].astype("str").eq(rows["stage"].astype("str")) & _parts(rows).eq("")
    columns = (rows[name].astype(object) for name in ("entity", "year", "statement", "concept", "code", "item",
                                                      "absolute_fen"))  # fmt: skip
    told, states, amounts = [], [], []
    for whole, entity, year, statement, concept, code, item, absolute in zip(same, *columns, strict=True):
        when = 0 if pd.isna(year) or not whole else int(year)
        names = names_of(str(statement), str(concept), str(code), str(item))
        one = next((known[entity, when, name] for name in names if (entity, when, name) in known), blank)
        told.append(one.reason)
        amounts.append(one.change_fen)
        states.append(_state(one.change_fen, None if pd.isna(absolute) else int(absolute)))
    made: pd.Series = pd.Series(amounts, index=rows.index, dtype="Int64")
    return rows.assign(reason=told, told_fen=made, told=states)


def _state(told: int | None, computed: int | None) -> str:
    """Whether a change as told in 万元 with two decimals (half a unit of the last digit on either side) is computed."""
    if told is None or computed is None:
        return ""
    return AGREES if abs(told - computed) <= 10_000 else DIFFERS
