"""Keys of front matter that a project ignores: counted over articles, misspelt ones first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from publisher.project.config import load_config
from publisher.project.ignored_keys import ignored_keys
from publisher.project.project import Project, open_project

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def opened(tmp_path: Path) -> Callable[..., Project]:
    """Return a function that opens a project with front matter by article."""

    def open_with(
        articles: dict[str, str], *, settings: str = "", slugs: tuple[str, ...] = ()
    ) -> Project:
        (tmp_path / "publisher.toml").write_text(settings, encoding="utf-8")
        (tmp_path / "seeds").mkdir()
        for name, front_matter in articles.items():
            text = f"---\n{front_matter}\n---\n# T\n\nText.\n"
            (tmp_path / "seeds" / name).write_text(text, encoding="utf-8")
        return open_project(load_config(tmp_path), slugs)

    return open_with


SITE = {
    "a.md": "layout: post\nnav_order: 1\nprice: 1\nkiker: K\npermalink: /a/\nAliases: [/b/]",
    "b.md": "layout: report\nnav_order: 2\nprice:",
    "c.md": "title: [T\nnav_order: 3",
    "d.qmd": "date: today\nlang: xx\nresources: [x]",
}


def test_keys_are_counted_over_the_readable_articles(opened: Callable[..., Project]) -> None:
    assert ignored_keys(opened(SITE)) == [
        ("kiker", 1, "; did you mean 'kicker'?"),
        ("nav_order", 2, ""),
        ("date", 1, ""),
        ("lang", 1, ""),
        ("layout", 1, ""),
        ("price", 1, ""),
        ("resources", 1, ""),
    ]


def test_keys_of_the_chosen_articles(opened: Callable[..., Project]) -> None:
    assert [key.name for key in ignored_keys(opened(SITE, slugs=("b",)))] == ["nav_order"]


def test_configured_key_is_not_ignored(opened: Callable[..., Project]) -> None:
    project = opened({"a.md": "lede: L\nx: y"}, settings='[front-matter]\nstandfirst = "lede"\n')
    assert [key.name for key in ignored_keys(project)] == ["x"]
    assert project.document("a").metadata.standfirst == "L"


def test_layout_of_the_project_is_one_of_ours(
    opened: Callable[..., Project], tmp_path: Path
) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "post.html").write_text("x", encoding="utf-8")
    project = opened({"a.md": "layout: post"})
    assert ignored_keys(project) == []
    assert project.document("a").metadata.layout == "post"
