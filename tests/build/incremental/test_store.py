"""Store of build records: it gives what was saved or nothing, and never stops a build."""

from __future__ import annotations

import json
import multiprocessing
import random
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from publisher.build.incremental.fingerprints import digest
from publisher.build.incremental.link_state import LinkState
from publisher.build.incremental.store import BuildRecord, Store
from publisher.language.locale import Language
from publisher.project.results import EditionKey, Result, summary_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SHARED = {"fonts": "1", "pyproject.toml": "2"}
LANGUAGES = ("en", "fr", "hy")


def record(root: Path, slug: str, code: str) -> BuildRecord:
    file = root / "build" / "pdf" / f"{slug}.{code}.pdf"
    result = Result(slug=slug, language=Language(code), file=file, pages=2)
    return BuildRecord(
        languages=LANGUAGES,
        inputs={f"seeds/{slug}.txt": digest(slug)},
        shared="a digest",
        dated=((f"seeds/{slug}.txt",),),
        dates=("None",),
        history="",
        page=digest(code),
        anchors=("b", "c"),
        links={"b.md": LinkState("b", digest("c"), "fr")},
        content=digest(slug, code),
        summary=summary_of(result, root),
    )


def records(root: Path) -> dict[str, dict[str, BuildRecord]]:
    slugs = (f"article-{number}" for number in range(5))
    return {slug: {code: record(root, slug, code) for code in LANGUAGES} for slug in slugs}


def save_all(file: Path) -> None:
    with closing(Store(file)) as store:
        for slug, editions in records(file.parent).items():
            for code, each in editions.items():
                store.save(EditionKey(slug, Language(code)), each, SHARED)
        assert store.problem is None


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    file = tmp_path / "pdf.sqlite"
    save_all(file)
    return file


def check_sound(file: Path) -> str | None:
    """Check that a store has only records that were saved, heals and says so once.

    Return what it says.
    """
    expected = records(file.parent)
    with closing(Store(file)) as store:
        found = store.editions()
        assert store.shared("a digest") in ({}, SHARED)
        problem = store.problem
    for slug, editions in found.items():
        assert editions.items() <= expected[slug].items()
    if found != expected:
        assert problem is not None
    save_all(file)
    with closing(Store(file)) as store:
        assert store.editions() == expected
        assert store.shared("a digest") == SHARED
        assert store.problem is None
    return None if problem is None else problem.message


def test_saved_records_are_found(saved: Path) -> None:
    assert check_sound(saved) is None


@pytest.mark.parametrize("seed", range(6))
def test_damaged_file_gives_what_was_saved_or_nothing(saved: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - no secret
    content = saved.read_bytes()
    for _ in range(8):
        damaged = bytearray(content)
        for _ in range(chance.choice([1, 4, 40])):
            # The head of the file and of its pages is where damage is worst.
            place = chance.choice([chance.randrange(100), chance.randrange(len(damaged))])
            damaged[place] = chance.randrange(256)
        if chance.random() < 0.2:
            del damaged[chance.randrange(len(damaged)) :]
        saved.write_bytes(damaged)
        check_sound(saved)


@pytest.mark.parametrize("place", range(0, 80, 5))
def test_damaged_schema_is_made_again(saved: Path, place: int) -> None:
    content = bytearray(saved.read_bytes())
    content[content.index(b"CREATE TABLE edition4") + place] = 0xC4  # no character of UTF-8
    saved.write_bytes(content)
    assert check_sound(saved) == "was damaged or of another version; it is made again"


VALUES = [b"", b"x", "x", 0, -1.5, None, "\ud800".encode("utf-8", "surrogatepass"), "[" * 9_999]


@pytest.mark.parametrize("column", ["slug", "language", "record", "digest"])
@pytest.mark.parametrize("value", VALUES, ids=range(len(VALUES)))
def test_damaged_row_is_dropped_alone(saved: Path, column: str, value: object) -> None:
    with closing(sqlite3.connect(saved)) as database, database:
        command = f"UPDATE edition4 SET {column} = ? WHERE rowid = 3"  # noqa: S608 - our own
        database.execute(command, (value,))
    with closing(Store(saved)) as store:
        assert sum(map(len, store.editions().values())) == 14
    save_all(saved)
    assert check_sound(saved) is None


def changed(**changes: object) -> Callable[[dict[str, Any]], dict[str, Any]]:
    return lambda values: values | changes


@pytest.mark.parametrize(
    "forge",
    [
        lambda _: None,
        lambda _: [],
        lambda values: {k: v for k, v in values.items() if k != "inputs"},
        changed(inputs=[]),
        changed(inputs={"seeds/a.txt": 1}),
        changed(languages=["en", None]),
        changed(dated=3),
        changed(anchors=[1]),
        changed(links={"b.md": ["b", 1, ""]}),
        changed(links={"b.md": ["b"] * 4}),
        changed(summary={}),
        changed(summary="file"),
        lambda values: values | {"summary": {**values["summary"], "freshness": {"a": 1}}},
        lambda values: values | {"summary": {**values["summary"], "warnings": [1]}},
    ],
)
def test_forged_record_is_dropped(saved: Path, forge: Callable[[Any], object]) -> None:
    with closing(sqlite3.connect(saved)) as database, database:
        *key, text = database.execute(
            "SELECT slug, language, record FROM edition4 WHERE rowid = 3"
        ).fetchone()
        row = [*key, json.dumps(forge(json.loads(text))).encode()]
        command = "UPDATE edition4 SET record = ?, digest = ? WHERE rowid = 3"
        database.execute(command, (row[-1], digest(*row).encode()))
    assert check_sound(saved) == "had damaged records; their editions are built again"


def test_damaged_shared_inputs_are_replaced(saved: Path) -> None:
    with closing(sqlite3.connect(saved)) as database, database:
        database.execute("UPDATE shared3 SET inputs = x'7b7d'")
    with closing(Store(saved)) as store:
        assert store.shared("a digest") == {}
    save_all(saved)
    assert check_sound(saved) is None


ENDLESS = """CREATE VIEW edition4 AS WITH RECURSIVE n (i) AS
    (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i, i, i, i FROM n"""


@pytest.mark.parametrize(
    "schema",
    [
        ["DROP TABLE shared3"],
        ["CREATE TABLE more (a)"],
        ["DROP TABLE edition4", "CREATE TABLE edition4 (slug)"],
        ["CREATE TRIGGER spy AFTER INSERT ON edition4 BEGIN DELETE FROM edition4; END"],
        ["DROP TABLE edition4", ENDLESS],
    ],
)
def test_file_with_other_tables_is_made_again(saved: Path, schema: list[str]) -> None:
    with closing(sqlite3.connect(saved)) as database:
        for statement in schema:
            database.execute(statement)
    assert check_sound(saved) == "was damaged or of another version; it is made again"


def _save_after(barrier: Any, file: Path) -> None:  # noqa: ANN401 - of a private type
    barrier.wait()
    save_all(file)


def test_simultaneous_first_builds_all_record(tmp_path: Path) -> None:
    file, fork = tmp_path / "pdf.sqlite", multiprocessing.get_context("fork")
    barrier = fork.Barrier(12)
    builds = [fork.Process(target=_save_after, args=(barrier, file)) for _ in range(12)]
    for build in builds:
        build.start()
    for build in builds:
        build.join()
    assert [build.exitcode for build in builds] == [0] * 12
    assert check_sound(file) is None


def fail_with(monkeypatch: pytest.MonkeyPatch, *statements: str, **options: Any) -> None:  # noqa: ANN401
    """Make SQLite run statements at each connection."""
    connect = sqlite3.connect

    def connect_and_run(file: Path, **arguments: Any) -> sqlite3.Connection:  # noqa: ANN401
        database: sqlite3.Connection = connect(file, **(arguments | options))
        for statement in statements:
            database.execute(statement)
        return database

    monkeypatch.setattr(sqlite3, "connect", connect_and_run)


def problem_of_saving(file: Path) -> str:
    with closing(Store(file)) as store:
        store.editions()
        for number in range(20):
            key = EditionKey(f"new-{number}", Language("en"))
            store.save(key, record(file.parent, key.slug, "en"), SHARED)
    assert store.problem is not None
    assert store.problem.file == file
    return store.problem.message


def test_full_disk_is_named(saved: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fail_with(monkeypatch, "PRAGMA max_page_count = 1")
    assert problem_of_saving(saved) == "nothing is recorded: the disk is full; make room"
    with closing(Store(saved)) as store:
        assert records(saved.parent).items() <= store.editions().items()
        assert store.problem is None


def test_read_only_file_is_read_and_named(saved: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fail_with(monkeypatch, "PRAGMA query_only = ON")
    with closing(Store(saved)) as store:
        assert store.editions() == records(saved.parent)
        assert store.problem is None
    assert problem_of_saving(saved) == "nothing is recorded: it is read-only; allow writing"


def test_locked_file_is_named(saved: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(sqlite3.connect(saved)) as other:
        other.execute("BEGIN EXCLUSIVE")
        fail_with(monkeypatch, timeout=0)
        problem = problem_of_saving(saved)
    assert problem == "nothing is recorded: it is locked; end the program that uses it"


def test_folder_in_place_of_the_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "pdf.sqlite").mkdir()
    problem = problem_of_saving(tmp_path / "pdf.sqlite")
    assert problem == "nothing is recorded: it cannot be opened; allow reading and writing"
