from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from publisher.base.errors import PublisherError
from publisher.base.limits import Limits
from publisher.language.locale import Language
from publisher.project.config import load_config
from publisher.project.gate import Gate

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


def test_a_bad_value_under_another_spelling_of_the_heading_has_its_line(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('# here\n[ tool.publisher ]\nsegment = "word"\n')
    with pytest.raises(PublisherError, match=r"pyproject.toml:3: segment: must be"):
        load_config(tmp_path)


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
        ("memory-mib = 255", "from 256"),
        (f"seconds = {2**20 + 1}", f"to {2**20}"),
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


ALL = """\
[tool.publisher]
source-language = "ru"
languages = ["hy", "ru", "en"]
segment = "block"
layout = "report"
attach = true

[tool.publisher.gate]
blocks = ["error", "warning"]
stale = "keep"
approve = true

[tool.publisher.limits]
memory-mib = 512

[tool.publisher.checks]
number = false
"""


def test_every_setting_is_read(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    for name in ("report", "_base"):
        (tmp_path / "templates" / f"{name}.html").write_text("x")
    (tmp_path / "pyproject.toml").write_text(ALL)
    config = load_config(tmp_path)
    assert config.source_language == Language("ru")
    # An article is not translated into its own language.
    assert config.languages == (Language("hy"), Language("en"))
    assert (config.segment, config.layout, config.attach) == ("block", "report", True)
    assert config.gate == Gate(("error", "warning"), "keep", approve=True)
    assert (config.limits.seconds, config.limits.memory_mib) == (90, 512)
    assert config.checks.values == {"number": False}


def test_layouts_whose_names_begin_with_an_underscore_cannot_be_chosen(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    for name in ("report", "_base"):
        (tmp_path / "templates" / f"{name}.html").write_text("x")
    (tmp_path / "pyproject.toml").write_text('[tool.publisher]\nlayout = "_base"\n')
    with pytest.raises(PublisherError, match='layout: must be "report"'):
        load_config(tmp_path)


def test_a_project_without_a_table_has_the_defaults(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "x"\n')
    config = load_config(tmp_path)
    assert (config.layout, config.attach, config.gate) == ("article", False, Gate())
    assert config.checks.values == {}
    assert (config.limits.seconds, config.limits.memory_mib) == (90, 2048)


def test_files_of_a_project(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.publisher]\n")
    config, french = load_config(tmp_path), Language("fr")
    assert config.pot("news/a") == tmp_path / "locales" / "news" / "a.pot"
    assert config.catalogue("a", french) == tmp_path / "locales/fr/LC_MESSAGES/a.po"
    folders = (config.seeds, config.locales, config.templates, config.build)
    assert [folder.relative_to(tmp_path).as_posix() for folder in folders] == [
        *("seeds", "locales", "templates", "build")
    ]


def test_links_out_of_the_project_are_refused_and_loops_left_to_the_reader(
    tmp_path: Path,
) -> None:
    root = tmp_path / "project"
    root.mkdir()
    (root / "pyproject.toml").write_text("[tool.publisher]\n")
    (root / "locales").symlink_to(tmp_path)
    config = load_config(root)
    with pytest.raises(PublisherError, match="leads out of the project"):
        config.pot("a")
    with pytest.raises(PublisherError, match="leads out of the project"):
        config.catalogue("a", Language("fr"))
    (root / "inner").symlink_to(root / "pyproject.toml")
    assert config.inside(root / "inner") == root / "inner"
    (root / "loop").symlink_to(root / "loop")
    assert config.inside(root / "loop") == root / "loop"


@pytest.mark.parametrize(
    ("line", "limits"),
    [
        ("seconds = 1", Limits(1, 2048)),
        (f"seconds = {2**20}", Limits(2**20, 2048)),
        ("memory-mib = 256", Limits(90, 256)),
    ],
)
def test_the_bounds_of_limits_are_allowed(tmp_path: Path, line: str, limits: Limits) -> None:
    (tmp_path / "pyproject.toml").write_text(f"[tool.publisher.limits]\n{line}\n")
    assert load_config(tmp_path).limits == limits
