"""The schema of the panel: every column with its type, its meaning in both languages and its Fiscal Data Package type.

Provenance stands in columns, because frames lose their attributes when they are concatenated. ``VERSION`` is the
version of this schema; it stands in each row, so that panels of different versions can be told apart after a concat.
Source of the column types: Fiscal Data Package, Budget Standard Taxonomy 1.0rc1.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

if TYPE_CHECKING:
    import pandas as pd

VERSION: Final = 1
"""Raised by one whenever a column is renamed or changes its meaning."""

Dtype = Literal["str", "Int64", "float64", "boolean"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of the panel. ``fiscal`` is its Fiscal Data Package ColumnType, empty where the taxonomy has none."""

    name: str
    dtype: Dtype
    zh: str
    en: str
    fiscal: str = ""
    required: bool = False

    @property
    def table_type(self) -> str:
        """The Table Schema type of the column."""
        return {"str": "string", "Int64": "integer", "float64": "number", "boolean": "boolean"}[self.dtype]


def _text(name: str, zh: str, en: str, fiscal: str = "", *, required: bool = False) -> Column:
    return Column(name=name, dtype="str", zh=zh, en=en, fiscal=fiscal, required=required)


def _whole(name: str, zh: str, en: str, fiscal: str = "", *, required: bool = False) -> Column:
    return Column(name=name, dtype="Int64", zh=zh, en=en, fiscal=fiscal, required=required)


COLUMNS: Final[tuple[Column, ...]] = (
    _text("entity", "单位或部门名称", "name of the unit or department", "administrative-classification:generic:label"),
    _text("entity_code", "单位编码", "code of the unit, empty if none", "administrative-classification:generic:code"),
    _text("scope", "单位 unit 或部门 department", "unit or department, empty if unknown"),
    _text("region", "地区", "region as named by the document", "geo:source:title"),
    _text("level", "政府级次", "level of government: central, province, city, county, township, or empty"),
    _whole("year", "数据所属年度", "fiscal year of the figure", "date:fiscal-year"),
    _text("stage", "budget 预算 / final 决算 / execution 执行数 / initial_budget 年初预算 / full_year_budget 全年预算",
          "what the figure is; see the Stage type of the model", "phase:id"),
    _text("statement", "报表", "identifier of the statement; narrative for figures of the prose"),
    _text("side", "收入 income 或支出 expenditure", "side of a two-sided statement, else empty", "direction"),
    _text("item", "项目（概念标识或印刷名称）", "concept identifier of the row, or its printed label",
        "budget-line-id"),
    _text("code", "科目编码", "classification code, digits only, empty if none"),
    _text("classification", "function 功能分类 / economic 经济分类 / procurement 采购品目",
        "which classification the code is of"),
    _text("function_class", "功能分类 类", "function class (3 digits)",
        "functional-classification:generic:level1:code"),
    _text("function_group", "功能分类 款", "function group (5 digits)",
        "functional-classification:generic:level2:code"),
    _text("function_item", "功能分类 项", "function item (7 digits)", "functional-classification:generic:level3:code"),
    _text("economic_class", "经济分类 类", "economic class (3 digits)", "economic-classification:generic:level1:code"),
    _text("economic_group", "经济分类 款", "economic group (5 digits)", "economic-classification:generic:level2:code"),
    _text("economic_item", "经济分类 项", "economic item (7 digits)", "economic-classification:generic:level3:code"),
    _text("measure", "指标列", "identifier of the column: amount, total, basic, project, …", "value-kind:code"),
    _text("fund", "资金来源", "general_public, government_funds, state_capital, fiscal or all",
        "fin-source:generic:code"),
    _text("concept", "可比概念",
        "headline concept the figure stands for (expenditure, basic, personnel, …), else empty"),
    _text("within", "所属合计", "concept of which this is a listed part (narrative figures), else empty"),
    _whole("amount_fen", "金额（分，精确）", "exact amount in fen; empty for figures that are no money"),
    _whole("quantum_fen", "印刷末位（分）", "size in fen of the last printed digit; interval = amount ± quantum/2"),
    Column(name="amount_yuan", dtype="str", zh="金额（元，精确小数）", en="exact amount in yuan as a decimal string",
           fiscal="value"),
    Column(name="amount_wan", dtype="float64", zh="金额（万元，供阅读）",
           en="amount in 10,000 yuan for reading and drawing; no verdict is made from it"),
    _whole("change_fen", "文字所述增减（分）", "stated change in fen behind an implied figure, else empty"),
    _text("currency", "币种", "currency of the amount (CNY), empty for figures that are no money",
        "value-currency:code"),
    _text("value", "印刷数值", "printed number as a plain decimal string, in the column unit"),
    _text("unit", "印刷单位", "unit as printed"),
    _text("origin",
          "printed 表内 / stated 文字 / implied 推算 / claimed 仅有增减 / ocr 识别 / combined 各单位之和 / blank 空格",
        "where the figure comes from",
          required=True),
    _text("base_stage", "推算所依的基期口径", "stage of the base as the claim names it, empty if unnamed"),
    _text("verdict", "推算依据的判定", "verdict on the claim behind a stated or implied figure"),
    _text("reason", "文字所述原因", "stated reason of the change behind an implied figure"),
    _text("document", "文件", "file name of the document", required=True),
    _whole("document_year", "文件年度", "fiscal year the document is about"),
    _text("document_stage", "文件口径", "budget or final: what the document is"),
    _whole("page", "页", "page, 1-based; empty for text formats"),
    _whole("line", "行", "line, 1-based; empty for paged formats"),
    _text("table", "表名", "title of the table as printed, empty in prose"),
    _text("row", "行名", "label of the row as printed"),
    _text("column", "列名", "header path as printed, joined by /"),
    _text("text", "原文", "the figure as printed"),
    _text("id", "标识", "identifier of the fact or claim within its run", required=True),
    _whole("version", "结构版本", "version of this schema", required=True),
)  # fmt: skip
"""All columns in their order."""

NAMES: Final[tuple[str, ...]] = tuple(column.name for column in COLUMNS)
KEY: Final[tuple[str, ...]] = ("entity", "scope", "statement", "side", "item", "code", "measure", "stage")
"""What names one series through the years (with ``year`` it names one figure)."""
_BLANK: Final[dict[Dtype, Any]] = {"str": "", "Int64": None, "float64": float("nan"), "boolean": None}


def blank(column: Column) -> Any:
    """The value that says nothing in this column."""
    return _BLANK[column.dtype]


def frame(rows: list[dict[str, Any]]) -> pd.DataFrame:
    """Rows as a frame of this schema; columns a row leaves out hold the blank of their type."""
    import pandas as pd

    data = {c.name: pd.Series([row.get(c.name, blank(c)) for row in rows], dtype=c.dtype) for c in COLUMNS}
    return pd.DataFrame(data)


FEW_ROWS: Final = 20_000
"""Rows of a frame that is cut faster with plain words than with Arrow's."""


@contextmanager
def plain_words(rows: int = 0) -> Iterator[None]:
    """Within it pandas keeps words as Python's objects, where frames are expected to have few ``rows``.

    The frames of a family are cut hundreds of times, and each cut of an Arrow buffer costs more than what is cut:
    writing a family takes a quarter less time. Values, names of types and the bytes written are the same.
    """
    import pandas as pd

    with pd.option_context("mode.string_storage", "python" if rows <= FEW_ROWS else "auto"):
        yield


def conform(panel: pd.DataFrame) -> pd.DataFrame:
    """The columns of the schema in their order and types; columns that are missing are added blank.

    Raises UsageError where a value does not fit its column (a year written as a word).
    """
    import pandas as pd

    from analyzer.errors import UsageError

    data: dict[str, pd.Series] = {}
    for column in COLUMNS:
        if column.name not in panel:
            data[column.name] = pd.Series([blank(column)] * len(panel), index=panel.index, dtype=column.dtype)
            continue
        try:
            data[column.name] = _typed(panel[column.name], column)
        except (TypeError, ValueError) as error:
            raise UsageError(f"the panel's column {column.name} is not {column.table_type}: {error}") from error
    return pd.DataFrame(data, index=panel.index)


def _typed(series: pd.Series, column: Column) -> pd.Series:
    import pandas as pd

    if column.dtype == "str":
        if str(series.dtype) == "str" and not series.hasnans:
            return series
        return series.astype("object").where(series.notna(), "").astype("str")
    if str(series.dtype) == column.dtype:
        return series
    if column.dtype in ("Int64", "float64", "Float64") and not pd.api.types.is_numeric_dtype(series):
        series = pd.to_numeric(series.astype("object").where(series.notna() & (series.astype("str") != ""), None))
    return series.astype(column.dtype)  # pyright: ignore
