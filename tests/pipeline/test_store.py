"""Readings kept on disk: equal to what was read, made anew where they are not sound, and never able to run anything."""

from __future__ import annotations

import os
import pickle
import random
import subprocess
import sys
import zlib
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analyzer.cli import main
from analyzer.model import Cell, Grid, Reading
from analyzer.pipeline import Options, inputs, work
from analyzer.pipeline.readings.store import READING_CODE, Store, fingerprint
from analyzer.pipeline.readings.wire import Damaged, decode, encode

KEY = "ab" * 32


@pytest.fixture(scope="module")
def reading(own_disclosure: Path) -> Reading:
    made = work.reading(inputs(own_disclosure)[0], Options())
    assert isinstance(made, Reading)
    return made


def test_a_reading_survives_the_way_to_disk(reading: Reading) -> None:
    assert decode(encode(reading)) == reading
    assert encode(decode(encode(reading))) == encode(reading)


def test_a_cell_over_several_places_is_one_object_again(reading: Reading) -> None:
    wide = Cell(text="合计")
    grid = Grid(rows=((wide, wide, None), (Cell(text="合计"), None, wide)))
    document = replace(reading.extraction.document, blocks=(grid,))
    made = decode(encode(replace(reading, extraction=replace(reading.extraction, document=document))))
    (found,) = made.extraction.document.blocks
    assert isinstance(found, Grid)
    assert found == grid
    assert found.rows[0][0] is found.rows[0][1] is found.rows[1][2]
    assert found.rows[1][0] is not found.rows[0][0]


@given(data=st.binary(max_size=200))
def test_bytes_that_are_no_reading_are_damaged(data: bytes) -> None:
    for raw in (data, zlib.compress(data)):
        with pytest.raises(Damaged):
            decode(raw)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(seed=st.integers(0, 2**32))
def test_a_flipped_byte_is_noticed(reading: Reading, tmp_path: Path, seed: int) -> None:
    store = Store(tmp_path)
    store.save(KEY, reading)
    data = bytearray(store.path(KEY).read_bytes())
    chance = random.Random(seed)
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    store.path(KEY).write_bytes(data)
    assert store.load(KEY) in (None, reading)


class Bomb:
    def __reduce__(self) -> tuple[object, ...]:
        return (Path.touch, (Path(os.environ["BOMB"]),))


def test_a_planted_pickle_does_not_run(reading: Reading, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOMB", str(tmp_path / "exploded"))
    store = Store(tmp_path / "cache")
    store.save(KEY, reading)
    head = b"\n".join(store.path(KEY).read_bytes().split(b"\n", 2)[:2])
    for content in (pickle.dumps(Bomb()), head + b"\n" + pickle.dumps(Bomb())):
        store.path(KEY).write_bytes(content)
        assert store.load(KEY) is None
    assert not (tmp_path / "exploded").exists()


def test_readings_are_kept_only_for_the_code_that_made_them() -> None:
    """Every module that reading a document loads is in the digest; what is not there any more is no part of it."""
    code = (
        "import sys, analyzer.readers, analyzer.forms, analyzer.claims; analyzer.readers.formats(); print(*sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    loaded = {name.removeprefix("analyzer.") for name in told if name.startswith("analyzer.")}
    kept = {part.removesuffix(".py").replace("/", ".") for part in READING_CODE}
    makes_nothing = {"version", "system", "system.scratch"}
    assert {name for name in loaded if not any(f"{name}.".startswith(f"{part}.") for part in kept)} == makes_nothing
    assert len({fingerprint(part) for part in READING_CODE}) == len(READING_CODE)
    with pytest.raises(FileNotFoundError):
        fingerprint("no such room")


def test_an_entry_put_under_another_key_is_not_taken(reading: Reading, tmp_path: Path) -> None:
    store, other = Store(tmp_path), "cd" * 32
    store.save(KEY, reading)
    store.path(other).parent.mkdir()
    os.replace(store.path(KEY), store.path(other))
    assert store.load(other) is None


def test_an_entry_that_others_may_write_or_that_is_a_link_is_not_taken(reading: Reading, tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.save(KEY, reading)
    assert store.path(KEY).stat().st_mode & 0o077 == 0
    store.path(KEY).chmod(0o666)
    assert store.load(KEY) is None
    store.path(KEY).chmod(0o600)
    assert store.load(KEY) == reading
    os.rename(store.path(KEY), tmp_path / "elsewhere")
    store.path(KEY).symlink_to(tmp_path / "elsewhere")
    assert store.load(KEY) is None


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file away")
def test_an_entry_of_another_user_is_not_taken(reading: Reading, tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.save(KEY, reading)
    os.chown(store.path(KEY), 12345, 12345)
    assert store.load(KEY) is None


def test_a_file_that_changes_while_it_is_read_is_kept_under_what_was_read(
    tmp_path: Path, own_disclosure: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(own_disclosure.read_bytes())
    item, options = inputs(path)[0], Options(cache=tmp_path / "cache")
    before, real = path.read_bytes(), work._digest

    def digest_then_change(item: object) -> str:
        told = real(item)  # type: ignore[arg-type]
        path.write_bytes(before.replace(b"16356.02", b"16356.03"))
        return told

    monkeypatch.setattr(work, "_digest", digest_then_change)
    changed = work.reading(item, options)
    monkeypatch.undo()
    assert work.reading(item, options) == changed
    path.write_bytes(before)
    assert work.reading(item, options) != changed


# ---- the commands ----------------------------------------------------------------------------------------------------


def call(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(main, [str(a) for a in arguments])
    return result.exit_code, result.stdout


def test_the_commands_show_verify_and_prune(tmp_path: Path, own_disclosure: Path) -> None:
    cache = tmp_path / "cache"
    call("facts", own_disclosure, "--cache", cache, "--jobs", 0)
    assert "1 readings" in call("cache", "show", "--cache", cache)[1]
    assert call("cache", "verify", "--cache", cache) == (0, "")
    (entry,) = cache.rglob("*.reading")
    entry.write_bytes(entry.read_bytes()[:-1])
    code, told = call("cache", "verify", "--cache", cache)
    assert code == 1
    assert "checksum" in told
    assert call("cache", "prune", "--cache", cache)[1].startswith("1 readings removed")
    assert not list(cache.rglob("*.reading"))


def test_without_cache_nothing_is_kept(tmp_path: Path, own_disclosure: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    call("facts", own_disclosure, "--no-cache", "--jobs", 0)
    assert not (tmp_path / "home").exists()
    call("facts", own_disclosure, "--jobs", 0)
    assert len(list((tmp_path / "home" / "analyzer").rglob("*.reading"))) == 1
