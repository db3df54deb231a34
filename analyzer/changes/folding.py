"""Changes for reading: one row a subject, the statement that speaks for it named, and what the text says of it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from analyzer.changes.tellings import NOTHING, agree, names_of, tellings
from analyzer.concepts.places import preference

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


def fold(changed: pd.DataFrame, panel: pd.DataFrame) -> pd.DataFrame:
    """The changes with each subject once, and with the columns ``also``, ``reason``, ``told_fen`` and ``told``.

    Rows of one subject with the same two amounts stand in several statements; the one that speaks for it best is kept
    and ``also`` names the others. A subject with other amounts in another statement (another fund, another scope) keeps
    a row of its own. ``told`` says whether the change that the text states for this subject is the computed one:
    ``agrees``, ``differs`` (in amount or direction), or empty where the text states none.
    """
    import pandas as pd

    rows = changed.assign(
        subject=_subjects(changed),
        part=_parts(changed),
        statement=changed["statement"].astype("str"),
        received=(changed["side"].eq("income") | changed["statement"].eq("income")).to_numpy(),
    )
    order = [preference(str(c), s) for c, s in zip(rows["concept"], rows["statement"], strict=True)]
    ranked = rows.assign(order=order).sort_values("order", kind="stable")
    names = [name for name in _SUBJECT if name in ranked]
    subject = ranked.groupby(names, dropna=False, observed=True, sort=False).ngroup().tolist()
    statements: dict[int, list[str]] = defaultdict(list)
    for number, name in zip(subject, ranked["statement"], strict=True):
        statements[number].append(name)
    also = ["+".join(dict.fromkeys(x for x in statements[number] if x != own))
            for number, own in zip(subject, ranked["statement"], strict=True)]  # fmt: skip
    kept = ranked.assign(also=also)[~pd.Series(subject).duplicated().to_numpy()].sort_index()
    kept = kept.drop(columns=["subject", "part", "received", "order"])
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


def _with_reasons(rows: pd.DataFrame, panel: pd.DataFrame) -> pd.DataFrame:
    import pandas as pd

    known = tellings(panel)
    same = rows["base_stage_used"].astype("str").eq(rows["stage"].astype("str")) & _parts(rows).eq("")
    columns = (rows[name].astype(object) for name in ("entity", "year", "statement", "concept", "code", "item", "row",
                                                      "absolute_fen"))  # fmt: skip
    told, states = [], []
    for whole, entity, year, statement, concept, code, item, row, absolute in zip(same, *columns, strict=True):
        change = None if pd.isna(absolute) else int(absolute)
        names = names_of(str(statement), str(concept), str(code), str(item))
        label = str(row) if code else ""
        one = NOTHING if pd.isna(year) or not whole else known.of(str(entity), int(year), names, label, change)
        told.append(one)
        states.append(_state(one.change_fen, change))
    amounts: pd.Series = pd.Series([one.change_fen for one in told], index=rows.index, dtype="Int64")
    return rows.assign(reason=[one.reason for one in told], told_fen=amounts, told=states)


def _state(told: int | None, computed: int | None) -> str:
    """Whether a change is as told."""
    if told is None or computed is None:
        return ""
    return AGREES if agree(told, computed) else DIFFERS
