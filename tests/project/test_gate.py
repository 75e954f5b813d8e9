"""Gate: which editions are published, and which are withdrawn or kept."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from helpers import FRENCH, LAST_SENTENCE, findings_of, translate_article, write_config

from publisher.base.errors import PublisherError
from publisher.project.gate import Gate

if TYPE_CHECKING:
    from helpers import Project


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ('[tool.publisher.gate]\nstale = "hold"', ':4: stale: must be "withdraw" or "keep"'),
        ('[tool.publisher.gate]\nblocks = ["fatal"]', ":4: blocks: must be a list"),
        ('[tool.publisher.gate]\napprove = "yes"', ":4: approve: must be true or false"),
        ("[tool.publisher.gate]\nkeep = true", ":4: unknown key 'keep'"),
    ],
)
def test_bad_gate_is_reported_with_its_line(project: Project, text: str, complaint: str) -> None:
    write_config(project, text)
    with pytest.raises(PublisherError) as caught:
        findings_of(project)
    assert complaint in str(caught.value)


def test_edition_with_an_error_becomes_a_draft(project: Project) -> None:
    assert Gate() == Gate(("error",), "withdraw", approve=False)
    translate_article(project)
    project.succeed("pdf")
    assert project.built("pdf", "bridge.fr.pdf").is_file()
    project.translate("bridge", "fr", (FRENCH | {LAST_SENTENCE: "Le pont de 2072."}).get)
    result = project.invoke("pdf")
    assert result.returncode == 1
    assert "error [number] has “2072” where the source has “2027”" in result.stdout
    assert "bridge (fr) is blocked by 1 finding; run: publisher check" in result.stdout
    assert result.stderr == "1 edition not published because of errors\n"
    assert not project.built("pdf", "bridge.fr.pdf").exists()
    assert project.built("draft", "bridge.fr.pdf").is_file()
    assert project.built("pdf", "bridge.en.pdf").is_file()
    write_config(project, "[tool.publisher.gate]\nblocks = []")
    project.succeed("pdf", "-l", "fr")
    assert project.built("pdf", "bridge.fr.pdf").is_file()


def test_last_complete_edition_can_be_kept(project: Project) -> None:
    write_config(project, '[tool.publisher.gate]\nstale = "keep"')
    translate_article(project)
    project.succeed("pdf", "-l", "fr")
    finished = project.built("pdf", "bridge.fr.pdf")
    os.utime(finished, (1_700_000_000, 1_700_000_000))
    old = finished.read_bytes()
    project.translate("bridge", "fr", (FRENCH | {LAST_SENTENCE: ""}).get)
    out = project.succeed("pdf", "-l", "fr")
    assert "kept: build/pdf/bridge.fr.pdf: no longer a finished edition; built " in out
    assert "days ago (2023-11-14)" in out
    assert finished.read_bytes() == old
    assert project.built("draft", "bridge.fr.pdf").is_file()


def test_files_of_deleted_articles_are_withdrawn_even_if_stale_ones_are_kept(
    project: Project,
) -> None:
    write_config(project, '[tool.publisher.gate]\nstale = "keep"')
    project.seed("ferry", "The ferry\n\nIt was sold.\n")
    project.succeed("pdf", "-l", "en")
    (project.root / "seeds" / "ferry.txt").unlink()
    assert "withdrawn: build/pdf/ferry.en.pdf" in project.succeed("pdf", "-l", "en")
    assert not project.built("pdf", "ferry.en.pdf").exists()
    assert project.built("pdf", "bridge.en.pdf").is_file()
