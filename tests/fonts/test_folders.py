"""Folders of fonts: those of fontconfig's settings, packaged fonts first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from publisher.fonts.folders import installed_folders

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return a folder with the user's `home` and fontconfig's settings in `etc`."""
    for variable, name in {"HOME": "home", "FONTCONFIG_PATH": "etc"}.items():
        (tmp_path / name).mkdir()
        monkeypatch.setenv(variable, str(tmp_path / name))
    for variable in ("FONTCONFIG_FILE", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(variable, raising=False)
    installed_folders.cache_clear()
    yield tmp_path
    installed_folders.cache_clear()


def test_a_user_without_a_home_has_the_packaged_fonts(
    machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown(_user: int) -> None:
        raise KeyError

    monkeypatch.delenv("HOME")
    monkeypatch.setattr("pwd.getpwuid", unknown)
    found = folders(machine)
    assert found[0] == "/usr/share/fonts"
    assert not [folder for folder in found if "~" in folder]


def configure(file: Path, elements: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"<?xml version='1.0'?>\n<fontconfig>{elements}</fontconfig>", "utf-8")


def folders(machine: Path) -> list[str]:
    """Return the folders of fonts; those of the test have short names."""
    installed_folders.cache_clear()
    return [str(folder).replace(str(machine), "") for folder in installed_folders()]


def named(machine: Path) -> list[str]:
    """Return the folders that the settings of the test name: they are called `our…`."""
    return [name for name in folders(machine) if "/our" in name]


def test_packaged_fonts_come_first_and_those_of_the_user_last(machine: Path) -> None:
    configure(
        machine / "etc" / "fonts.conf",
        "<dir>~/our</dir><dir>~/.fonts</dir><dir>/our</dir><dir>/usr/share/fonts</dir>",
    )
    found = folders(machine)
    assert found[:3] == ["/usr/share/fonts", "/usr/local/share/fonts", "/our"]
    users = found[-5:]
    assert users[:2] == ["/home/our", "/home/.fonts"]
    assert all(name.startswith("/home/") for name in users)
    assert len(set(found)) == len(found)


def test_machine_without_settings_has_the_usual_folders(machine: Path) -> None:
    found = folders(machine)
    assert {
        *("/usr/share/fonts", "/usr/local/share/fonts"),
        *("/home/.local/share/fonts", "/home/.fonts"),
        *("/opt/homebrew/share/fonts", "/Library/Fonts", "/home/Library/Fonts"),
    } <= set(found)


@pytest.mark.parametrize(
    ("elements", "expected"),
    [
        ("<dir >\n /our&amp;theirs\n</dir >", ["/our&theirs"]),
        ("<!-- <dir>/our</dir> --><dir>/our2</dir>", ["/our2"]),
        ("<dir>our</dir>", []),  # relative to the working directory
        ("<dir prefix='relative'>our</dir>", ["/etc/our"]),
        ('<dir salt="1" prefix="xdg">our</dir>', ["/home/.local/share/our"]),
        ("<dir>/our", []),
        ("<directory>/our</directory>", []),
        ("<include>missing.conf</include><dir>/our</dir>", ["/our"]),
        ("<include>fonts.conf</include><dir>/our</dir>", ["/our"]),
    ],
)
def test_settings_name_folders(machine: Path, elements: str, expected: list[str]) -> None:
    configure(machine / "etc" / "fonts.conf", elements)
    assert named(machine) == expected


def test_settings_include_files_and_folders_of_settings(machine: Path) -> None:
    configure(
        machine / "etc" / "fonts.conf",
        '<include>conf.d</include><include prefix="xdg">fontconfig/fonts.conf</include>',
    )
    configure(machine / "etc" / "conf.d" / "60-b.conf", "<dir>/our-b</dir>")
    configure(machine / "etc" / "conf.d" / "50-a.conf", "<dir>/our-a</dir>")
    configure(machine / "etc" / "conf.d" / "README.conf", "<dir>/our-c</dir>")
    configure(machine / "etc" / "conf.d" / "70-d.conf.old", "<dir>/our-d</dir>")
    configure(machine / "home" / ".config" / "fontconfig" / "fonts.conf", "<dir>/our-e</dir>")
    assert named(machine) == ["/our-a", "/our-b", "/our-e"]


def test_environment_chooses_other_settings_and_folders(
    machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    configure(machine / "etc" / "fonts.conf", "<dir>/our</dir>")
    configure(machine / "other.conf", '<dir prefix="xdg">our</dir><include>more.conf</include>')
    configure(machine / "more.conf", "<dir>/our-more</dir>")
    monkeypatch.setenv("FONTCONFIG_FILE", str(machine / "other.conf"))
    monkeypatch.setenv("XDG_DATA_HOME", str(machine / "data"))
    assert named(machine) == ["/data/our", "/our-more"]


def test_settings_that_are_no_text_are_left_out(machine: Path) -> None:
    (machine / "etc" / "fonts.conf").write_bytes(b"\xff\xfe<dir>\0<include>\xff</include>")
    assert named(machine) == []
