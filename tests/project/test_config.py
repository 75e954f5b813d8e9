from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from publisher.base.errors import PublisherError
from publisher.language.locale import Language
from publisher.project.config import load_config

if TYPE_CHECKING:
    from pathlib import Path


def test_defaults_are_english_and_sentences(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.publisher]\n")
    config = load_config(tmp_path)
    assert config.source_language == Language("en")
    assert config.languages == ()
    assert config.segment == "sentence"


@pytest.mark.parametrize(
    ("table", "complaint"),
    [
        ('lnguages = ["hy"]', r"pyproject.toml:3: unknown key 'lnguages'.*mean 'languages'"),
        ('languages = ["hy", "xx"]', r"pyproject.toml:3: languages: unknown language 'xx'"),
        ('languages = "hy"', r"pyproject.toml:3: languages: must be a list"),
        ("languages = [1]", r"pyproject.toml:3: languages: must be a list"),
        ('languages = ["hy", "hy"]', r"'hy' is repeated"),
        ('languages = ["../../etc"]', r"'../../etc' is not a language code"),
        ("source-language = 5", r"pyproject.toml:3: source-language: must be"),
        ('source-language = "EN"', r"unknown language 'EN'; did you mean 'en'"),
        ('segment = "word"', r"pyproject.toml:3: segment: must be"),
        ("languages = [", r"pyproject.toml:3: not valid TOML"),
    ],
)
def test_bad_value_is_reported_with_its_line(tmp_path: Path, table: str, complaint: str) -> None:
    (tmp_path / "pyproject.toml").write_text(f"# here\n[tool.publisher]\n{table}\n")
    with pytest.raises(PublisherError) as caught:
        load_config(tmp_path)
    assert caught.match(complaint)
    assert "\n" not in str(caught.value)


def test_folder_without_pyproject_is_reported(tmp_path: Path) -> None:
    with pytest.raises(PublisherError, match=r"pyproject.toml: cannot read"):
        load_config(tmp_path)


@pytest.mark.parametrize(
    "content", ["tool = 5", "[tool]\npublisher = 5", f"x = {'[' * 5000}", f"x = {'9' * 5000}"]
)
def test_hostile_file_gets_one_line(tmp_path: Path, content: str) -> None:
    (tmp_path / "pyproject.toml").write_text(content)
    if content == "tool = 5":
        assert load_config(tmp_path).languages == ()
        return
    with pytest.raises(PublisherError, match=r"pyproject.toml:"):
        load_config(tmp_path)


def test_language_under_two_names_is_repeated(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(
        '[tool.publisher]\nlanguages = ["pt-BR", "pt_BR"]\nsource-language = "en"\n'
    )
    with pytest.raises(PublisherError, match="'pt-BR' is repeated"):
        load_config(tmp_path)


def test_limits_have_defaults_and_units(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.publisher.limits]\nseconds = 30\n")
    limits = load_config(tmp_path).limits
    assert (limits.seconds, limits.memory_mib) == (30, 2048)


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("seconds = 0", "whole number"),
        ("seconds = true", "whole number"),
        ('memory-mib = "2 GiB"', "whole number"),
        ("memory-mib = 16", "from 256"),
        ("minutes = 2", "unknown key 'minutes'"),
    ],
)
def test_bad_limit_is_refused(tmp_path: Path, line: str, problem: str) -> None:
    (tmp_path / "pyproject.toml").write_text(f"[tool.publisher.limits]\n{line}\n")
    with pytest.raises(PublisherError, match=problem) as caught:
        load_config(tmp_path)
    assert caught.value.line == 2


def test_misspelt_language_is_likely_one_of_the_project(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.publisher]\nlanguages = ["de", "zh-Hant"]')
    config = load_config(tmp_path)
    assert config.language("dz") == Language("dz")  # Dzongkha: known, though not configured
    for name, own in (("dee", "de"), ("DE", "de"), ("zh-hnt", "zh-Hant"), ("enn", "en")):
        with pytest.raises(PublisherError, match=f"{name}'; did you mean '{own}'"):
            config.language(name)
    with pytest.raises(PublisherError, match="unknown language 'frr-XX'"):
        config.language("frr-XX")
