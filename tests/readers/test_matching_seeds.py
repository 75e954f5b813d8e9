"""Discovery by patterns: which files of a site are articles, and under which slug."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.base.errors import PublisherError
from publisher.project.config import load_config
from publisher.readers.patterns import is_excluded, parse_pattern

if TYPE_CHECKING:
    from pathlib import Path

    from publisher.readers.discovery import Seeds

NAMES = st.text(st.characters(codec="utf-8", exclude_characters="/\0"), min_size=1, max_size=8)


def write(root: Path, *names: str) -> None:
    for name in names:
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("# T\n\nText.\n", encoding="utf-8")


def found(root: Path, seeds: str, exclude: str = "[]") -> Seeds:
    (root / "publisher.toml").write_text(f"# x\nseeds = {seeds}\nexclude = {exclude}\n")
    return load_config(root).find_seeds()


def articles(seeds: Seeds) -> dict[str, str]:
    assert seeds.errors == []
    return {slug: seeds.name_of(file) for slug, file in seeds.files.items()}


def problems(seeds: Seeds) -> list[str]:
    return [
        f"{error.file and seeds.name_of(error.file)}:{error.line}: {error.message}"
        for error in seeds.errors
    ]


def test_slug_is_the_path_below_the_fixed_prefix(tmp_path: Path) -> None:
    write(tmp_path, "docs/index.md", "docs/guide/index.md", "docs/x.html", "seeds/a.md", "b.md")
    assert articles(found(tmp_path, '["docs/**/*.md"]')) == {
        "guide/index": "docs/guide/index.md",
        "index": "docs/index.md",
    }
    assert list(found(tmp_path, '["./docs/*.md"]').files) == ["index"]
    assert list(found(tmp_path, '["docs/g*/*.md"]').files) == ["guide/index"]


def test_a_folder_means_every_article_below_it(tmp_path: Path) -> None:
    write(tmp_path, "docs/a.md", "docs/b/c.txt", "docs/v1.2/d.md", "docs/e.png", "docs/f.toml")
    for pattern in ('["docs"]', '["docs/"]', '["docs/**"]', '["docs/**/*"]', '["./docs"]'):
        assert list(found(tmp_path, pattern).files) == ["a", "b/c", "v1.2/d"]
    assert list(found(tmp_path, '["docs/v1.2"]').files) == ["d"]
    assert list(found(tmp_path, '["."]').files) == ["docs/a", "docs/b/c", "docs/v1.2/d"]


def test_several_prefixes_and_single_files(tmp_path: Path) -> None:
    write(tmp_path, "_posts/2024-01-31-bridge.md", "pages/about.md", "README.md", "x.md")
    chosen = '["_posts/*.md", "pages/**/*.md", "README.md"]'
    assert articles(found(tmp_path, chosen)) == {
        "2024-01-31-bridge": "_posts/2024-01-31-bridge.md",
        "README": "README.md",
        "about": "pages/about.md",
    }


def test_a_file_of_two_patterns_has_the_slug_of_the_first(tmp_path: Path) -> None:
    write(tmp_path, "docs/guide/a.md", "docs/b.md")
    chosen = found(tmp_path, '["docs/**/*.md", "docs/guide/*.md"]')
    assert list(chosen.files) == ["b", "guide/a"]
    assert chosen.errors == []
    assert chosen.base_of("guide/a") == tmp_path / "docs"
    assert chosen.slug_of(tmp_path / "docs/guide/a.md") == "guide/a"
    assert chosen.slug_of(tmp_path / "docs/guide") is None


def test_two_seeds_with_one_slug_are_an_error_that_names_both(tmp_path: Path) -> None:
    write(tmp_path, "blog/a.md", "docs/a.md", "docs/b.md", "docs/b.txt")
    chosen = found(tmp_path, '["blog/*.md", "docs/*"]')
    assert list(chosen.files) == ["a", "b"]
    assert problems(chosen) == [
        "docs/a.md:None: has the same slug as blog/a.md; rename or exclude one",
        "docs/b.txt:None: has the same slug as b.md; rename one",
    ]
    assert len(chosen.errors_of(["b"])) == 1
    assert chosen.errors_of(["c"]) == []


def test_exclude_leaves_out_files_and_folders(tmp_path: Path) -> None:
    write(tmp_path, "docs/a.md", "docs/drafts/b.md", "docs/x/drafts/c.md", "docs/old.md")
    for exclude, left in (
        ('["docs/drafts/**"]', ["a", "old", "x/drafts/c"]),
        ('["docs/drafts", "docs/old.md"]', ["a", "x/drafts/c"]),
        ('["docs/*/"]', ["a", "old"]),
        ('["**/drafts/*.md", "docs/o*"]', ["a"]),
    ):
        assert list(found(tmp_path, '["docs/**/*.md"]', exclude).files) == left


def test_exclude_leaves_out_files_in_seeds_too(tmp_path: Path) -> None:
    write(tmp_path, "seeds/a.md", "seeds/drafts/b.md")
    (tmp_path / "seeds/drafts/b.toml").write_text("")
    (tmp_path / "publisher.toml").write_text('exclude = ["seeds/drafts"]\n')
    assert articles(load_config(tmp_path).find_seeds()) == {"a": "a.md"}


def test_wildcards_do_not_reach_into_the_folders_of_programs(tmp_path: Path) -> None:
    write(
        *(tmp_path, "a.md", ".b.md", "~$c.md", ".git/d.md", "x/node_modules/e/README.md"),
        *("build/f.md", "locales/README.md", "templates/README.md", "_site/g.md", "site/h.md"),
        *("env/pyvenv.cfg", "env/lib/i.md", "inner/publisher.toml", "inner/j.md"),
        *("page.html", "page_files/k.md", "README.md", "seeds/README.md", "x/README.md"),
        *("x/site/l.md",),
    )
    assert list(found(tmp_path, '["**/*.md"]').files) == ["a", "x/README", "x/site/l"]
    # What a pattern names is not searched for.
    assert list(found(tmp_path, '["site/*.md", ".git/d.md"]').files) == ["d", "h"]


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("two words.md", "two words"),
        ("мост.md", "мост"),
        ("v1.2.md", "v1.2"),
        ("_index.md", "_index"),
        ("PAGE.MD", "PAGE"),
        ("[slug].md", "[slug]"),
        ("-option.md", "_option"),
        ("line\nfeed.md", "line_feed"),
        ("publisher.md", "publisher_"),
        ("plugins/publisher.md", "plugins/publisher"),
        ("a'b\"c%20#d.md", "a'b\"c%20#d"),
    ],
)
def test_every_name_of_a_file_has_a_slug(tmp_path: Path, name: str, slug: str) -> None:
    write(tmp_path, f"docs/{name}")
    assert articles(found(tmp_path, '["docs/**/*.md"]')) == {slug: f"docs/{name}"}


def test_files_of_other_programs_are_no_sidecars(tmp_path: Path) -> None:
    write(tmp_path, "docs/a.md")
    for name in ("a.toml", "config.toml", "pyproject.toml"):
        (tmp_path / "docs" / name).write_text("")
    assert list(articles(found(tmp_path, '["docs"]'))) == ["a"]


def test_a_pattern_without_an_article_is_an_error_at_its_line(tmp_path: Path) -> None:
    write(tmp_path, "docs/a.md", "docs/b.txt", "docs/deep/c.md")
    place = "publisher.toml:2: seeds:"
    ends = "articles end in .txt, .md"
    for pattern, problem in (
        ("dcos/**/*.md", "there is no folder 'dcos'; did you mean 'docs'?"),
        ("docs/x/*.md", "there is no folder 'x' in docs/; correct the pattern"),
        ("docs/**/*.docx", "other files: 2 .md, 1 .txt"),
        ("docs/a.txt", ends),
        ("docs/a.md/*", "there is no folder 'a.md' in docs/"),
    ):
        chosen = found(tmp_path, f'["{pattern}", "docs/*.md"]')
        assert list(chosen.files) == ["a"]
        (error,) = problems(chosen)
        assert error.startswith(f"{place} '{pattern}'")
        assert problem in error
        assert chosen.errors_of(["a"]) == []
    (error,) = problems(found(tmp_path, '["docs/*.md"]', '["docs"]'))
    assert "matches no article that exclude does not leave out" in error


def test_patterns_stay_in_the_project(tmp_path: Path) -> None:
    outside, root = tmp_path / "outside", tmp_path / "project"
    write(outside, "a.md")
    write(root, "docs/b.md", "CHANGELOG.md", "inner/publisher.toml", "inner/docs/c.md")
    (root / "linked").symlink_to(outside)
    (error,) = problems(found(root, '["linked/*.md"]'))
    assert "publisher.toml:2: seeds: 'linked/*.md': linked/ leads out of the project" in error
    (error,) = problems(found(root, '["inner/docs/*.md"]'))
    assert "belongs to a project of its own" in error
    (root / "docs/a.md").symlink_to(outside / "a.md")
    (root / "docs/news.md").symlink_to("../CHANGELOG.md")
    (root / "docs/lost.md").symlink_to("nowhere.md")
    chosen = found(root, '["docs"]')
    assert list(chosen.files) == ["b", "news"]
    assert [error.message for error in chosen.errors] == [
        "leads out of the project; copy the article into it",
        "is not a file; put a file in its place",
    ]


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        ('"docs"', "must be a list of words in quotes"),
        ("[]", "names nothing"),
        ('[""]', "names nothing"),
        ('["/docs/*.md"]', "is not relative to the project"),
        ('["~/docs"]', "is not relative to the project"),
        ('["C:/docs"]', "is not relative to the project"),
        ('["../docs/*.md"]', "leads out of the project"),
        ('["docs/../../x/*.md"]', "leads out of the project"),
        ('["docs\\\\\\\\*.md"]', "has a backslash; separate folders with /"),
    ],
)
def test_patterns_are_written_relative_to_the_project(
    tmp_path: Path, value: str, problem: str
) -> None:
    with pytest.raises(PublisherError, match=f"publisher.toml:2: seeds: .*{problem}"):
        found(tmp_path, value)
    if value != "[]":
        (tmp_path / "publisher.toml").write_text(f"exclude = {value}\n")
        with pytest.raises(PublisherError, match=f"publisher.toml:1: exclude: .*{problem}"):
            load_config(tmp_path)


@given(names=st.lists(NAMES, min_size=1, max_size=4))
def test_a_path_without_wildcards_matches_itself_alone(
    names: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = tmp_path_factory.getbasetemp() / "nowhere"
    path = "/".join(names)
    try:
        pattern = parse_pattern(path, root)
    except PublisherError:
        return
    if not any(mark in path for mark in "*?") and not {".", ".."} & set(names):
        assert is_excluded(root / path, root, [pattern])
        assert is_excluded(root / path / "below", root, [pattern])
        assert not is_excluded(root / "other" / path, root, [pattern])
        assert not is_excluded(root / f"{path}x", root, [pattern])
