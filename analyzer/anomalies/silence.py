"""Why there is no card: in words, because an empty list looks like a clean bill."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


def silence(panel: pd.DataFrame, changed: pd.DataFrame) -> tuple[str, str]:
    """The reason why a panel has no cards, in Chinese and English: no figures, one year, no neighbouring years of one
    stage, or nothing that stands out of so many changes."""
    if not (panel["amount_fen"].notna() & panel["year"].notna()).any():
        return "没有可用的金额，无从比较。", "There are no amounts to compare."
    based = changed[changed["base_fen"].notna() & ~changed["status"].astype("str").isin(["conflict", "basis differs"])]
    if len(based):
        return (f"比较了{len(based)}项变动，没有特别突出的。",
                f"{len(based)} changes were compared; none of them stands out.")  # fmt: skip
    years = sorted({int(year) for year in panel["year"].dropna()})
    if len(years) == 1:
        return (f"只有{years[0]}年的数，文中也未述增减，无从比较。",
                f"There is only {years[0]}, and the text tells no change: nothing to compare with.")  # fmt: skip
    told = "、".join(map(str, years))
    return (f"{told}年中没有口径相同的相邻年份，无从比较。",
            f"Of {', '.join(map(str, years))} no two neighbouring years are of one stage.")  # fmt: skip
