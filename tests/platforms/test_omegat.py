"""Documents that OmegaT translates, with the settings in `locales/README.md`."""

from __future__ import annotations

import re
import shutil
import subprocess
from html import escape
from typing import TYPE_CHECKING

import polib
import pytest
from platform_helpers import NEW, Edit, ToolBranch, header, messages

if TYPE_CHECKING:
    from pathlib import Path

    from platform_helpers import Article

# The settings that matter are `sentence_seg` and `support_default_translations`.
PROJECT = """\
<?xml version="1.0" encoding="UTF-8"?>
<omegat>
  <project version="1.0">
    <source_dir>__DEFAULT__</source_dir>
    <target_dir>__DEFAULT__</target_dir>
    <tm_dir>__DEFAULT__</tm_dir>
    <glossary_dir>__DEFAULT__</glossary_dir>
    <dictionary_dir>__DEFAULT__</dictionary_dir>
    <source_lang>EN</source_lang>
    <target_lang>RU</target_lang>
    <sentence_seg>false</sentence_seg>
    <support_default_translations>false</support_default_translations>
    <remove_tags>false</remove_tags>
  </project>
</omegat>
"""
# The translations that were entered in OmegaT, as it saves them.
SAVED = """\
<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.1">
  <header creationtool="OmegaT" o-tmf="OmegaT TMX" adminlang="EN-US" datatype="plaintext"
    creationtoolversion="3.6.0" segtype="paragraph" srclang="EN"/>
  <body>
    <tu>
      <prop type="file">bridge.po</prop>
      <prop type="path"></prop>
      <tuv lang="EN"><seg>{source}</seg></tuv>
      <tuv lang="RU"><seg>{target}</seg></tuv>
    </tu>
  </body>
</tmx>
"""

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(
        not shutil.which("omegat"), reason="OmegaT is not installed (Debian: omegat)"
    ),
]


class OmegaT:
    """A project of OmegaT in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        for name in ("source", "target", "tm", "glossary", "dictionary", "omegat"):
            (folder / name).mkdir(parents=True)
        (folder / "omegat.project").write_text(PROJECT)

    def enter(self, edit: Edit) -> None:
        text = SAVED.format(source=escape(edit.source), target=escape(edit.target))
        (self._folder / "omegat" / "project_save.tmx").write_text(text, encoding="utf-8")

    def write(self, content: bytes, file: Path) -> None:
        """Write the catalogue `content`, translated, to a file of the same name."""
        (self._folder / "source" / file.name).write_bytes(content)
        command = ("omegat", ".", "--mode=console-translate", "--config-dir=config")
        subprocess.run(command, cwd=self._folder, check=True, stdout=subprocess.DEVNULL)
        shutil.copy(self._folder / "target" / file.name, file)


def test_only_the_translations_of_omegat_are_merged(article: Article, tmp_path: Path) -> None:
    expected, before = article.edited_by_hand(NEW), header(article.po)
    omegat = OmegaT(tmp_path / "omegat")
    branch = ToolBranch(article, omegat.write)
    branch.begin()
    omegat.enter(NEW)
    branch.merge()
    assert article.updated() == expected
    assert header(article.po) == before


def test_omegat_drops_fuzzy_translations_alone(article: Article, tmp_path: Path) -> None:
    """State why its files have a branch: a change of this shows in a new version."""
    before = messages(article.po)
    OmegaT(tmp_path / "omegat").write(article.po.read_bytes(), article.po)
    pairs = zip(before, messages(article.po), strict=True)
    changed = [old for old, new in pairs if old != new]
    assert changed == [message for message in before if "#, fuzzy" in message]


def test_no_translation_is_copied_into_other_files(article: Article, tmp_path: Path) -> None:
    omegat = OmegaT(tmp_path / "omegat")
    omegat.write(article.po.read_bytes(), article.po)
    other = article.po.with_name("other.po")
    untranslated = re.sub(
        '^msgstr "[^"]+"', 'msgstr ""', article.po.read_text(), flags=re.MULTILINE
    )
    omegat.write(untranslated.encode(), other)
    assert not any(entry.msgstr for entry in polib.pofile(str(other)) if not entry.obsolete)
