"""Registry of fonts: a project's own first, links followed, variable fonts left out."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from system_helpers import renamed_font, variable_font

from publisher.base.errors import PublisherError
from publisher.fonts.families import fonts_problem, lacks_fonts
from publisher.fonts.installed import (
    Face,
    characters,
    faces,
    font_files,
    installed_families,
    is_installed,
    is_variable_only,
    own_faces,
)
from publisher.language.locale import Language
from publisher.pages.theme import load_theme

if TYPE_CHECKING:
    from pathlib import Path


def test_own_fonts_precede_the_installed_ones(tmp_path: Path) -> None:
    serif = tmp_path / "NotoSerif-Regular.ttf"
    serif.write_bytes(b"ours")
    own = own_faces(["Noto Serif", "Noto Sans"], (tmp_path,))
    assert own == (Face("Noto Serif", "normal", "normal", serif),)
    chosen = faces(["Noto Serif", "Noto Sans"], own)
    assert chosen[0] == own[0]
    assert [face.file for face in chosen[1:]] == [
        face.file for face in faces(["Noto Serif", "Noto Sans"])[1:]
    ]
    assert font_files((tmp_path,))[0] == serif
    assert own_faces(["Noto Serif"], ()) == ()


def test_house_font_is_found_by_the_name_in_its_file(tmp_path: Path) -> None:
    folder = (tmp_path,)
    (tmp_path / "a b'c.TTF").write_bytes(renamed_font("Our House"))
    assert is_installed("Our House", folder)
    assert not is_installed("Our House")
    assert ord("я") in characters("Our House", folder)
    assert "Our House" in installed_families(folder)
    assert "Our House" not in installed_families()
    assert load_theme(write_theme(tmp_path), folder).fonts == {"serif": "Our House"}
    with pytest.raises(PublisherError, match=r"theme.toml:1: serif: no font family 'Our House'"):
        load_theme(tmp_path)


def write_theme(folder: Path) -> Path:
    (folder / "theme.toml").write_text('serif = "Our House"\n', encoding="utf-8")
    return folder


def test_links_to_folders_are_followed_but_not_in_circles(tmp_path: Path) -> None:
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "NotoSansOurs-Regular.otf").touch()
    fonts = tmp_path / "fonts"
    fonts.mkdir()
    (fonts / "package").symlink_to(tmp_path / "store")
    (tmp_path / "store" / "back").symlink_to(fonts)
    found = [file for file in font_files((fonts,)) if file.is_relative_to(tmp_path)]
    assert found == [fonts / "package" / "NotoSansOurs-Regular.otf"]


def test_links_that_lead_nowhere_and_pipes_are_no_fonts(tmp_path: Path) -> None:
    (tmp_path / "gone.ttf").symlink_to("nowhere")
    os.mkfifo(tmp_path / "NotoSansOurs-Regular.ttf")
    assert not [file for file in font_files((tmp_path,)) if file.is_relative_to(tmp_path)]


@pytest.mark.parametrize(
    ("family", "name"),
    [
        ("Noto Serif Ours", "NotoSerifOurs[wdth,wght].ttf"),
        ("Noto Serif Ours", "NotoSerifOurs-Italic[wght].ttf"),
        ("Noto Sans Ours", "NotoSansOurs-VariableFont_wdth,wght.ttf"),
        ("Noto Sans CJK JP", "NotoSansCJK-VF.otf.ttc"),
        ("Our House", "OurHouse[wght].ttf"),
    ],
)
def test_variable_font_is_named_as_such(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, family: str, name: str
) -> None:
    monkeypatch.setattr("publisher.fonts.installed.installed_folders", tuple)
    (tmp_path / name).write_bytes(variable_font("Our House"))
    folder = (tmp_path,)
    assert is_variable_only(family, folder)
    assert not is_installed(family, folder)
    assert own_faces([family], folder) == ()
    assert not is_variable_only(family)


def test_static_font_beside_a_variable_one_is_used(tmp_path: Path) -> None:
    for name in ("NotoSerifOurs[wght].ttf", "NotoSerifOurs-Regular.ttf"):
        (tmp_path / name).touch()
    assert is_installed("Noto Serif Ours", (tmp_path,))
    assert not is_variable_only("Noto Serif Ours", (tmp_path,))


def test_theme_and_missing_fonts_explain_a_variable_font(tmp_path: Path) -> None:
    (tmp_path / "OurHouse[wght].ttf").write_bytes(variable_font("Our House"))
    with pytest.raises(PublisherError) as caught:
        load_theme(write_theme(tmp_path), (tmp_path,))
    assert (
        "theme.toml:1: serif: Our House is installed as a variable font, which is not used; \
install the static one"
        in str(caught.value)
    )


def test_missing_fonts_of_a_language_name_the_variable_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("publisher.fonts.installed.installed_folders", lambda: (tmp_path,))
    assert lacks_fonts(Language("hy"))
    assert fonts_problem(Language("hy")).startswith("the fonts for hy are not installed; ")
    other = tmp_path / "other"
    other.mkdir()
    (other / "NotoSansArmenian[wght].ttf").touch()
    assert fonts_problem(Language("hy"), (other,)).startswith(
        "Noto Sans Armenian is installed as a variable font, which is not used;"
        " install the static one; "
    )
