"""What the machine has and lacks for this package, and what a check says of itself."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from importlib.resources import files
from pathlib import Path
from typing import Final

from analyzer.readers.word.converted import program
from analyzer.version import DISTRIBUTION, install

AGAIN = f"pip install --force-reinstall {DISTRIBUTION}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part the package may use: whether it is here, and what to do where it is not."""

    name: str
    found: bool
    optional: bool
    note: str


def examine() -> list[Part]:
    """The interpreter, every required library, the package's own assets, then the libraries of extras and the programs
    of the system that only some things need."""
    here = ".".join(str(x) for x in sys.version_info[:3])
    parts = [Part(name="python", found=sys.version_info >= (3, 11), optional=False, note=f"{here}; 3.11 or newer")]
    parts += _libraries(requires(DISTRIBUTION) or ())
    assets = files("analyzer") / "assets"
    for name in ASSETS:
        found = (assets / name).is_dir()
        parts.append(Part(name=f"assets/{name}", found=found, optional=False, note="" if found else AGAIN))
    parts += [_converter(), *(_program(name, package, use) for name, package, use in PROGRAMS), _font()]
    return sorted(parts, key=lambda part: (part.optional, part.name != "python"))


ASSETS: Final = ("anomalies", "checks", "report", "schemas", "vocabulary")
PROGRAMS: Final = (
    ("git", "git", "it fetches the project, nothing else"),
    ("make", "make", "without it, the README has the commands behind its targets"),
    ("chromium", "chromium", "without it tests that open the report in a browser are skipped"),
)
"""Programs of the system that the README names: name, Debian package, and what they are for."""


def _program(name: str, package: str, use: str) -> Part:
    found = shutil.which(name)
    return Part(name=name, found=found is not None, optional=True, note=found or _debian(package, use))


def _debian(package: str, use: str) -> str:
    return f"Debian: apt-get install {package}; {use}"


def _converter() -> Part:
    """LibreOffice, a part of the system: it converts what nothing here reads."""
    found = program()
    note = found or _debian("libreoffice-writer-nogui", "without it .doc, .wps, .rtf, .odt are not read")
    return Part(name="LibreOffice", found=found is not None, optional=True, note=note)


def _font() -> Part:
    """Chinese fonts for a browser without any; figures bring their own."""
    found = next((str(path) for path in FONTS.rglob("Noto*CJK*") if path.is_file()), None)
    use = "without it a browser in tests shows no Chinese"
    return Part(name="fonts-noto-cjk", found=bool(found), optional=True, note=found or _debian("fonts-noto-cjk", use))


FONTS: Final = Path("/usr/share/fonts")


def _libraries(requirements: Iterable[str]) -> list[Part]:
    """Each library once, with the extras that bring it; one that no extra is needed for is required."""
    extras: dict[str, list[str]] = {}
    for requirement in requirements:
        name = re.split(r"[\s<>=!~;\[(]", requirement, maxsplit=1)[0]
        extra = re.search(r"extra == ['\"]([\w-]+)['\"]", requirement)
        extras.setdefault(name, []).append(extra[1] if extra else "")
    return [_library(name, [extra for extra in own if "" not in own]) for name, own in extras.items()]


def _library(name: str, extras: Sequence[str]) -> Part:
    told = f" (extra {', '.join(extras)})" if extras else ""
    try:
        return Part(name=name, found=True, optional=bool(extras), note=version(name) + told)
    except PackageNotFoundError:
        note = install(extras[0]) if extras else f"pip install '{name}'"
        return Part(name=name, found=False, optional=bool(extras), note=note)
