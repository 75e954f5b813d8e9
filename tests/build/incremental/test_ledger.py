"""Ledger: records of builds, which only unchanged inputs may enter."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from publisher.build.incremental.ledger import Inputs, Ledger
from publisher.language.locale import Language
from publisher.outputs import OUTPUTS
from publisher.project.config import load_config
from publisher.project.git_history import History
from publisher.project.results import EditionKey, Result

if TYPE_CHECKING:
    from pathlib import Path

    from publisher.project.config import Config

KEY = EditionKey("bridge", Language("en"))


@pytest.mark.parametrize("edited", [False, True])
def test_edition_is_recorded_only_if_its_inputs_are_those_that_were_read(
    tmp_path: Path, edited: bool
) -> None:
    (tmp_path / "pyproject.toml").write_text("")
    seed, file = tmp_path / "bridge.txt", tmp_path / "build" / "pdf" / "bridge.en.pdf"
    seed.write_text("before")
    config = load_config(tmp_path)
    with closing(Ledger(config, OUTPUTS["pdf"], History(tmp_path))) as ledger:
        ledger.digest_files([seed])
        if edited:
            seed.write_text("after")
        file.parent.mkdir()
        file.write_bytes(b"%PDF")
        inputs = Inputs(
            languages=("en",), files=(seed,), dated=([seed],), page="page", anchors=(), links={}
        )
        ledger.record(Result(slug="bridge", language=Language("en"), file=file), inputs)
        assert set(ledger.up_to_date("bridge")) == (set() if edited else {"en"})
        found = ledger.find_by_page(KEY, "page")
        assert (found is None) is edited
        assert ledger.find_by_page(KEY, "another page") is None


def test_record_of_a_file_elsewhere_is_not_believed(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("")
    elsewhere = tmp_path / "secret.pdf"
    elsewhere.write_bytes(b"%PDF")
    config = load_config(tmp_path)
    with closing(Ledger(config, OUTPUTS["pdf"], History(tmp_path))) as ledger:
        inputs = Inputs(languages=("en",), files=(), dated=(), page="page", anchors=(), links={})
        ledger.record(Result(slug="bridge", language=Language("en"), file=elsewhere), inputs)
        assert ledger.up_to_date("bridge") == {}
        assert ledger.find_by_page(KEY, "page") is None


def test_records_of_what_is_gone_are_removed(tmp_path: Path) -> None:
    config = project_in(tmp_path)
    record_all(config, "bridge", "en", "fr")
    record_all(config, "ferry", "en", "fr")
    (tmp_path / "pyproject.toml").write_text("[tool.publisher]\n")
    record_all(config, "bridge", "en")
    assert recorded(config) == {("bridge", "en"), ("ferry", "en"), ("ferry", "fr")}
    assert len(rows(config, "shared3")) == 2
    with closing(Ledger(config, OUTPUTS["pdf"], History(tmp_path))) as ledger:
        ledger.keep_articles(["bridge"])
        assert set(ledger.up_to_date("bridge")) == {"en"}
    assert recorded(config) == {("bridge", "en")}
    assert len(rows(config, "shared3")) == 1


def project_in(root: Path) -> Config:
    (root / "pyproject.toml").write_text("")
    (root / "build" / "pdf").mkdir(parents=True)
    return load_config(root)


def record_all(config: Config, slug: str, *codes: str) -> None:
    with closing(Ledger(config, OUTPUTS["pdf"], History(config.root))) as ledger:
        for code in codes:
            file = config.build / "pdf" / f"{slug}.{code}.pdf"
            file.write_bytes(b"%PDF")
            inputs = Inputs(languages=codes, files=(), dated=(), page="", anchors=(), links={})
            ledger.record(Result(slug=slug, language=Language(code), file=file), inputs)


def rows(config: Config, table: str) -> list[tuple[bytes, bytes]]:
    with closing(sqlite3.connect(config.build / "pdf.sqlite")) as database:
        return database.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608 - our own


def recorded(config: Config) -> set[tuple[str, str]]:
    return {(row[0].decode(), row[1].decode()) for row in rows(config, "edition4")}
