"""The statements of a disclosure, each declared once: the forms of 财预〔2016〕143号 and its successors."""

from __future__ import annotations

from enum import StrEnum


class StatementId(StrEnum):
    """What a table is, as the run folder writes it."""

    INCOME_EXPENDITURE = "income_expenditure"
    """收支总表: income and expenditure of all money, side by side."""
    INCOME = "income"
    """收入总表: income by account and source."""
    EXPENDITURE = "expenditure"
    """支出总表: expenditure by account, basic and project."""
    APPROPRIATION = "appropriation"
    """财政拨款收支总表: what the treasury gives, by fund, side by side with what it is spent on."""
    GENERAL_PUBLIC_BUDGET = "general_public_budget"
    """一般公共预算支出表."""
    GOVERNMENT_FUNDS = "government_funds"
    """政府性基金预算支出表."""
    STATE_CAPITAL = "state_capital"
    """国有资本经营预算支出表."""
    BASIC_EXPENDITURE = "basic_expenditure"
    """一般公共预算基本支出表: by economic account, personnel and operating."""
    EXPENDITURE_BY_ECONOMIC = "expenditure_by_economic"
    """Expenditure by economic account, also 机关运行经费."""
    PROJECT_EXPENDITURE = "project_expenditure"
    """项目支出表: a row a project."""
    THREE_PUBLIC = "three_public"
    """“三公”经费支出表, with meetings and training where they stand beside."""
    PROCUREMENT = "procurement"
    """政府采购预算表: what is bought."""
    ASSETS = "assets"
    """国有资产占用情况表."""
    PERFORMANCE_TARGET = "performance_target"
    """绩效目标表."""
    UNITS = "units"
    """部门所属单位情况: which units there are."""
    OTHER = "other"
    """A table of no statutory form."""
