"""Money that may have moved out of sight: meetings and training grow while the three public expenses fall."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import pandas as pd

GROWTH: Final = 1.3
"""The growth from which a rise beside falling 三公 is asked."""
OPPOSITE: Final = 1.0
"""What the fall of the 三公 adds to the suspicion of the rise."""


def contrasts(rows: pd.DataFrame) -> pd.DataFrame:
    """Meetings or training that grew by 30 % or more, and by more than the 三公 of the same unit and year fell."""
    names = ["entity", "stage", "year"]
    whole = rows[rows["key"] == "three_public"][[*names, "now", "base"]]
    whole = whole.rename(columns={"now": "public_now", "base": "public_base"}).drop_duplicates(names)
    found = rows[rows["key"].isin(["meeting", "training"])].merge(whole, on=names, how="inner")
    rise, fall = found["now"] - found["base"], found["public_base"] - found["public_now"]
    some = (found["base"] > 0) & (found["now"] >= GROWTH * found["base"]) & (fall > 0) & (rise > fall)
    chosen = found[some.to_numpy(dtype=bool)]
    return chosen.assign(suspicion=chosen["suspicion"] + OPPOSITE)
