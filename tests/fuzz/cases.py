"""Cases: sound files, damaged by chance, taken the whole way. The same seed gives the same damage.

A batch of cases is judged and written as one family, for writing costs ten times what reading a short file does.
"""

from __future__ import annotations

import io
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory, mkdtemp

from analyzer.model import Corpus, Issue, Reading
from analyzer.pipeline import Options
from analyzer.pipeline.judging import judge
from analyzer.pipeline.output.merging import Merge, finished, lists_merged
from analyzer.pipeline.output.parts import Place, Plan, write_part
from analyzer.pipeline.sources.inputs import inputs
from analyzer.pipeline.work import reading
from analyzer.results.outcome import Results
from tests.conftest import OWN_DISCLOSURE, SHARED
from tests.readers.ofds import ofd, sheets_of
from tests.readers.samples import mhtml, ods, packed, xls, xlsb
from tests.seeded.generator import make
from tests.seeded.styles import NAMES
from tests.specimens import book, paper, plain, web, word
from tests.specimens.specification import Disclosure, Prose

TOKENS = (
    "0", "-", "9" * 40, "1" + "0" * 25, "0." + "0" * 30 + "1", "１２３", "=1+1", "$\\frac{1}{0}$", "%", "万元", "亿元",
    "\u202e", "\x1b[2J", "\x00", "\ud7ff", "（", "合计", "其中：", "2023年", "9999年", "None", "nan", "1e400",
    "<td>", "</table>", "{{7*7}}", "\t", "\n", "，" * 50, "一" * 300,
)  # fmt: skip
"""What is put into texts: numbers beyond all bounds, markup, marks that turn writing, words that steer the reading."""


def national(disclosure: Disclosure, path: Path) -> None:
    """The disclosure as an OFD: the characters and rules of its PDF."""
    with TemporaryDirectory() as folder:
        paper.save(disclosure, Path(folder) / "a.pdf")
        path.write_bytes(ofd(sheets_of((Path(folder) / "a.pdf").read_bytes())))


def archive(disclosure: Disclosure, path: Path) -> None:
    """A zip archive with the disclosure as a page, and an archive within it."""
    inner = packed({"b.csv": plain.comma(disclosure).encode("gbk", "replace")})
    path.write_bytes(packed({"a.html": web.page(disclosure), "c.zip": inner}))


WRITERS: dict[str, Callable[[Disclosure, Path], object]] = {
    "html": lambda d, p: p.write_bytes(web.page(d)),
    "txt": lambda d, p: p.write_text(plain.tabbed(d), encoding="utf-8"),
    "md": lambda d, p: p.write_text(plain.markdown(d), encoding="utf-8"),
    "docx": word.save,
    "xlsx": book.save,
    "pdf": paper.save,
    "csv": lambda d, p: p.write_text(plain.comma(d), encoding="gb18030"),
    "xml": lambda d, p: p.write_bytes(plain.workbook(d)),
    "mhtml": lambda d, p: p.write_bytes(mhtml(web.page(d))),
    "ofd": national,
    "zip": archive,
}
SINGLE: dict[str, Callable[[], bytes]] = {"ods": ods, "xls": xls, "xlsb": xlsb}
"""Formats for which there is one small file and no writer."""
TEXTS = (".txt", ".md", ".html", ".csv", ".xml", ".mhtml")
CONTAINERS = (".docx", ".xlsx", ".xlsb", ".ods", ".ofd", ".zip")
DRAWN = 0.02
"""The part of the batches whose figures are drawn: most of the time goes there, and few files make it differ …"""
MERGED = 0.1
"""… and the part that is put together to a whole run folder."""
WHOLE = 0.08
"""The part of the cases that begin with a long file; the others are its beginning and a few of its tables."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Cases that are judged and written together: the seeds from ``first`` on; where the sound files are kept."""

    first: int
    samples: Path
    count: int = 1


def samples(folder: Path) -> list[Path]:
    """Sound files: generated ones of every format, the user's own, and the real ones where they are; the short ones
    first (their names begin with “short”)."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, (suffix, save) in enumerate(WRITERS.items()):
        for final in range(2):
            province = NAMES[(2 * number + final) % len(NAMES)]
            whole = make(Random(f"{number}-{final}"), number, kind="alone", province=province).documents[0]
            for name, disclosure in (("whole", whole), ("short", shortened(whole))):
                path = folder / f"{name}-{number:02}-{final}.{suffix}"
                if not path.exists():
                    save(disclosure, path)
    for suffix, content in SINGLE.items():
        (folder / f"short-{suffix}.{suffix}").write_bytes(content())
    (folder / "whole-own.txt").write_bytes(OWN_DISCLOSURE.read_bytes())
    real = sorted((SHARED / "disclosures").glob("*.pdf"), key=lambda path: path.stat().st_size)[:4]
    return [*sorted(folder.iterdir()), *real]


def shortened(disclosure: Disclosure) -> Disclosure:
    """The title, a few paragraphs and a few tables of a disclosure."""
    prose = [block for block in disclosure.blocks if isinstance(block, Prose)]
    tables = [block for block in disclosure.blocks if not isinstance(block, Prose)]
    return replace(disclosure, blocks=(*prose[:2], *tables[:2], *tables[-1:], *prose[2:10]))


def tried(batch: Batch) -> list[str]:
    """Take damaged files the whole way, together; what became of each. An exception is a fault of ours and leaves by
    itself."""
    chance = Random(batch.first)
    folder = Path(mkdtemp(prefix="fuzz-"))
    try:
        made = [_read(seed, batch.samples, folder) for seed in range(batch.first, batch.first + batch.count)]
        readings = tuple(one for one in made if not isinstance(one, Issue))
        ended = _written(readings, folder, chance) if readings else ""
        return [one.code if isinstance(one, Issue) else ended for one in made]
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _read(seed: int, kept: Path, folder: Path) -> Reading | Issue:
    """The file of a seed, damaged and read."""
    chance = Random(seed)
    short = chance.random() >= WHOLE
    source = chance.choice([path for path in _samples(kept) if path.name.startswith("short") == short])
    path = folder / f"case{seed}{source.suffix}"
    path.write_bytes(damaged(source.read_bytes(), source.suffix, chance))
    return reading(chance.choice(inputs(path)), Options())


def _written(readings: tuple[Reading, ...], folder: Path, chance: Random) -> str:
    """Judge the readings as one family and write its part; now and then its figures, and the run folder."""
    judgement = judge(readings)
    failed = [issue for issue in judgement.issues if issue.code in ("not-judged", "check-crashed")]
    if failed:
        raise AssertionError(failed[0].detail)
    results = Results(corpus=Corpus(readings=readings), judgement=judgement)
    entities = sorted({one.profile.entity for one in readings})
    places = {entity: Place(slug=f"unit{number}") for number, entity in enumerate(entities)}
    digest = write_part(results, places, Plan(), folder / "part", figures=chance.random() < DRAWN)
    undrawn = [issue for issue in digest.issues if issue.code == "figures-failed"]
    if undrawn:
        raise AssertionError(undrawn[0].detail)
    if chance.random() >= MERGED:
        return "written"
    (folder / "out").mkdir()
    task = Merge(parts=(folder / "part",), out=folder / "out", plan=Plan())
    lists_merged(task)
    finished(task)
    return "put together"


@cache
def _samples(folder: Path) -> tuple[Path, ...]:
    return tuple(samples(folder))


def damaged(data: bytes, suffix: str, chance: Random) -> bytes:
    """The file with a few damages: in its text where it is one, inside its parts where it is a container."""
    if suffix in TEXTS and chance.random() < 0.95:
        return _text(data.decode("utf-8", "replace"), chance).encode("utf-8", "surrogatepass")
    if suffix in CONTAINERS and chance.random() < 0.8:
        return _parts(data, chance)
    return _bytes(data, chance)


def _text(text: str, chance: Random) -> str:
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(text) + 1)
        end = min(len(text), at + int(chance.expovariate(0.02)))
        kind = chance.randrange(5)
        piece = text[at:end]
        other = chance.randrange(len(text) + 1)
        new = ("", piece * chance.randint(2, 6), chance.choice(TOKENS), text[other : other + end - at], piece[::-1])
        text = text[:at] + new[kind] + text[end:]
    return text


def _bytes(data: bytes, chance: Random) -> bytes:
    made = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(made) or 1)
        kind = chance.randrange(4)
        if kind == 0:
            made[at : at + 1] = bytes([chance.randrange(256)])
        elif kind == 1:
            del made[at : at + int(chance.expovariate(0.01))]
        elif kind == 2:
            made[at:at] = made[at : at + 200] * chance.randint(1, 4)
        else:
            made[at : at + 8] = chance.randbytes(8)
    return bytes(made)


def _parts(data: bytes, chance: Random) -> bytes:
    """A container with damages in the XML of one of its parts."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice(sorted(parts))
    if chance.random() < 0.2:
        parts[name] = _bytes(parts[name], chance)
    else:
        parts[name] = _text(parts[name].decode("utf-8", "replace"), chance).encode("utf-8", "surrogatepass")
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()
