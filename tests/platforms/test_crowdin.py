"""Exports of a platform that keeps translations alone, such as Crowdin.

Crowdin runs on its own servers only. The tests write what it could export at worst: finished
translations, wrapped, under a header of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polib
import pytest
from platform_helpers import NEW, ToolBranch, header, messages

if TYPE_CHECKING:
    from pathlib import Path

    from platform_helpers import Article

HEADER = {
    "Project-Id-Version": "news",
    "Language": "ru_RU",
    "Content-Type": "text/plain; charset=UTF-8",
    "Plural-Forms": "nplurals=4; plural=(n%10==1 ? 0 : n%10>=2 && n%10<=4 ? 1 : n%10==0 ? 2 : 3);",
    "X-Crowdin-Project": "news",
}


class Platform:
    """A platform with the translations that translators entered there, by source."""

    def __init__(self) -> None:
        self.translations: dict[str, str] = {}

    def export(self, content: bytes, file: Path) -> None:
        po = polib.pofile(content.decode())
        exported = polib.POFile(wrapwidth=78)
        exported.metadata = HEADER
        for entry in po:
            if not entry.obsolete:
                target = self.translations.get(entry.msgid, "" if entry.fuzzy else entry.msgstr)
                exported.append(
                    polib.POEntry(msgctxt=entry.msgctxt, msgid=entry.msgid, msgstr=target)
                )
        exported.save(str(file))


@pytest.fixture
def platform() -> Platform:
    return Platform()


@pytest.fixture
def branch(article: Article, platform: Platform) -> ToolBranch:
    branch = ToolBranch(article, platform.export)
    branch.begin()
    return branch


def test_the_first_export_changes_nothing(article: Article, branch: ToolBranch) -> None:
    before = article.po.read_bytes()
    branch.merge()
    assert article.po.read_bytes() == before


def test_only_the_translations_of_the_platform_are_merged(
    article: Article, branch: ToolBranch, platform: Platform
) -> None:
    before = header(article.po)
    expected = article.edited_by_hand(NEW)
    platform.translations = {NEW.source: NEW.target}
    branch.merge()
    assert article.updated() == expected
    assert header(article.po) == before


def test_the_source_may_change_meanwhile(
    article: Article, branch: ToolBranch, platform: Platform
) -> None:
    seed = article.project.root / "seeds" / "bridge.md"
    seed.write_text(seed.read_text(encoding="utf-8").replace("Monday", "Tuesday"))
    article.update()
    expected = article.edited_by_hand(NEW)
    platform.translations = {NEW.source: NEW.target}
    branch.merge()
    assert article.updated() == expected


def test_a_new_article_loses_nothing(article: Article, branch: ToolBranch) -> None:
    text = (article.project.root / "seeds" / "bridge.md").read_text(encoding="utf-8")
    article.project.write("seeds/second.md", text.replace("Monday", "Tuesday"))
    article.update()
    second = article.project.po("second", "ru")
    # The platform exports copies from another article as translations of its own.
    before = [message.replace("#. from bridge, 100%\n", "") for message in messages(second)]
    assert any("#, fuzzy" in message for message in before)
    branch.merge()
    article.update()
    assert messages(second) == before
