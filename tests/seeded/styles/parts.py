"""Pieces of narrative that several provinces share."""

# ruff: noqa: E501 - sentences stand whole, so that they can be read; templates hold braces of their own

from __future__ import annotations

from collections.abc import Iterable

from tests.seeded.codes import CLASSES, FUNCTIONS
from tests.seeded.speech import Voice
from tests.specimens.specification import Part, Prose

GLOSSARY = (
    "财政拨款收入：指本级财政部门当年拨付的资金。", "基本支出：指为保障机构正常运转、完成日常工作任务而发生的人员支出和公用支出。",
    "项目支出：指在基本支出之外为完成特定行政任务和事业发展目标所发生的支出。",
    "“三公”经费：指用财政拨款安排的因公出国（境）费、公务用车购置及运行费和公务接待费。",
)  # fmt: skip


def heading(text: str, level: int = 3) -> Prose:
    return Prose(parts=(text,), level=level)


def glossary() -> list[Prose]:
    return [heading("名词解释", 2), *(Prose(parts=(f"{n}、{text}",)) for n, text in enumerate(GLOSSARY, start=1))]


def joined(*groups: Iterable[Part]) -> Prose:
    """One paragraph from the parts of several phrases."""
    return Prose(parts=tuple(part for group in groups for part in group))


def listed(phrases: Iterable[Iterable[Part]], between: str, end: str = "。") -> list[Part]:
    """Phrases one after another, with ``between`` between them and ``end`` after the last."""
    result: list[Part] = []
    for number, phrase in enumerate(phrases):
        if number:
            result.append(between)
        result.extend(phrase)
    return [*result, end]


def classes(voice: Voice, root: str) -> list[str]:
    """The 类 with money under ``root``."""
    return [code for code in voice.books.current.codes(root) if len(code) == 3]


def leaves(voice: Voice, root: str) -> list[str]:
    """The 项 with money under ``root``."""
    return voice.books.current.items(root)


def class_shares(voice: Voice, root: str, template: str, between: str = "；") -> list[Part]:
    """A complete list of the 类 with amount and share; ``template`` has ``{name}`` for the name, ``{key}`` for the key."""
    phrases = (
        voice.say(template.replace("<name>", CLASSES[code]).replace("<key>", f"{root}:{code}"))
        for code in classes(voice, root)
    )
    return listed(phrases, between)


def named(template: str, code: str, root: str) -> str:
    """``template`` with <name>, <code> and <key> filled in."""
    return template.replace("<name>", FUNCTIONS[code]).replace("<code>", code).replace("<key>", f"{root}:{code}")


def sources(voice: Voice, template: str, between: str, end: str = "") -> list[Part]:
    """A list of the sources of income that are not zero; <name>, <key>."""
    names = (("i.fiscal", "财政拨款收入"), ("i.service_income", "事业收入"), ("i.other_income", "其他收入"))
    phrases = (
        voice.say(template.replace("<name>", name).replace("<key>", key))
        for key, name in names
        if voice.books.current[key]
    )
    return listed(phrases, between, end)


def project_list(voice: Voice, template: str, count: int) -> tuple[list[Part], bool]:
    """The largest ``count`` projects by name and amount, and whether they are all."""
    ledger = voice.books.current
    numbers = [n for n, _ in enumerate(ledger.projects) if ledger[f"j:{n}"]]
    chosen = sorted(numbers, key=lambda n: -ledger[f"j:{n}"])[:count]
    phrases = (
        voice.say(template.replace("<name>", ledger.projects[n].name).replace("<key>", f"j:{n}")) for n in chosen
    )
    return listed(phrases, "、", ""), len(chosen) == len(numbers)
