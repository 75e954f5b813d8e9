from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
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
        ('fonts = "fonts"', r"pyproject.toml:3: fonts: must be a list"),
        ('fonts = ["fonts"]', r"pyproject.toml:3: fonts: there is no folder 'fonts' in the proj"),
        ('fonts = [".."]', r"pyproject.toml:3: fonts: there is no folder '..' in the project"),
        ('fonts = ["/usr"]', r"pyproject.toml:3: fonts: there is no folder .* in the project"),
        ('segment = "word"', r"pyproject.toml:3: segment: must be"),
        ('calendar = "persian"', r'3: calendar: must be "local" or "gregorian", not'),
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
calendar = "gregorian"

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
    assert config.calendar == "gregorian"
    assert config.gate == Gate(("error", "warning"), "keep", approve=True)
    assert (config.limits.seconds, config.limits.memory_mib) == (90, 512)
    assert config.checks.values == {"number": False}


def test_layouts_whose_names_begin_with_an_underscore_cannot_be_chosen(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    for name in ("bulletin", "_base"):
        (tmp_path / "templates" / f"{name}.html").write_text("x")
    (tmp_path / "pyproject.toml").write_text('[tool.publisher]\nlayout = "_base"\n')
    with pytest.raises(PublisherError, match='"bulletin", "leaflet" or "report", not'):
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
    folders = (config.find_seeds().folder, config.locales, config.templates.own, config.build)
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


OWN = ALL.replace("[tool.publisher]\n", "").replace("tool.publisher.", "")


def test_own_file_has_the_same_keys_at_its_top_level(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(ALL.replace('"report"', '"article"'))
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "article.html").write_text("x")
    shared = load_config(tmp_path)
    assert shared.file == tmp_path / "pyproject.toml"
    (tmp_path / "pyproject.toml").unlink()
    (tmp_path / "publisher.toml").write_text(OWN.replace('"report"', '"article"'))
    own = load_config(tmp_path)
    assert (own.file, own.root) == (tmp_path / "publisher.toml", tmp_path)
    assert own.checks.values == shared.checks.values
    assert replace(own, file=shared.file, checks=shared.checks) == shared


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ('lnguages = ["hy"]', r"publisher\.toml:2: unknown key 'lnguages' in publisher"),
        ("[gaet]", r"publisher\.toml:2: unknown key 'gaet' in publisher\.toml; did"),
        ("[gate]\nstale = 1", r"publisher\.toml:3: stale: must be"),
        ("[limits]\nminutes = 1", r"publisher\.toml:3: unknown key 'minutes' in \[limits\]"),
        ("gate = 1", r"publisher\.toml:2: gate: must be a table, \[gate\]"),
        ("languages = [", r"publisher\.toml:2: not valid TOML"),
    ],
)
def test_mistake_in_the_own_file_has_its_names_and_line(
    tmp_path: Path, text: str, complaint: str
) -> None:
    (tmp_path / "publisher.toml").write_text(f"# here\n{text}\n")
    with pytest.raises(PublisherError) as caught:
        load_config(tmp_path)
    assert caught.match(complaint)


def test_limits_are_named_as_the_project_has_them(tmp_path: Path) -> None:
    (tmp_path / "publisher.toml").write_text("")
    message = load_config(tmp_path).limits.time_error().message
    assert message.endswith("or raise [limits] in publisher.toml")
    (tmp_path / "publisher.toml").rename(tmp_path / "pyproject.toml")
    message = load_config(tmp_path).limits.time_error().message
    assert message.endswith("or raise [tool.publisher.limits] in pyproject.toml")


@pytest.mark.parametrize(
    ("value", "complaint"),
    [
        ('"publisher>=99"', r"requires: the project needs publisher>=99, and this is publisher"),
        ('"publisher<0.4"', r"requires: the project needs publisher<0\.4, .*; install"),
        ('">=0.4"', 'requires: must be like "publisher>='),
        ('"weasyprint>=1"', 'requires: must be like "publisher>='),
        ('"publisher[cluster]>=0.1"', 'requires: must be like "publisher>='),
        ('"publisher>=x"', 'requires: must be like "publisher>='),
        ("0.4", 'requires: must be like "publisher>='),
        ("[]", 'requires: must be like "publisher>='),
    ],
)
def test_another_version_is_refused_before_anything_else(
    tmp_path: Path, value: str, complaint: str
) -> None:
    # A later version has keys that this one does not know.
    (tmp_path / "publisher.toml").write_text(f"desk = true\nrequires = {value}\n")
    with pytest.raises(PublisherError) as caught:
        load_config(tmp_path)
    assert caught.match(complaint)
    assert caught.value.line == 2


@pytest.mark.parametrize("value", [">=0.4", "==0.4.*,<2", "", "~=0.4.0.dev1"])
def test_this_version_is_accepted(tmp_path: Path, value: str) -> None:
    (tmp_path / "publisher.toml").write_text(f'requires = "publisher{value}"\n')
    assert load_config(tmp_path).languages == ()


def test_a_project_without_requirement_does_not_load_the_parser_of_versions(
    tmp_path: Path,
) -> None:
    (tmp_path / "publisher.toml").write_text("")
    code = "import sys; from pathlib import Path; from publisher.project.config import load_config"
    code += "; load_config(Path('.')); sys.exit('packaging' in sys.modules)"
    subprocess.run((sys.executable, "-c", code), cwd=tmp_path, check=True)
