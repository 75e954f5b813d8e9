"""Projects: the choice of articles and languages, and errors that affect nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from helpers import translate_article, update_catalogues

from publisher import readers
from publisher.base.errors import PublisherError
from publisher.base.guard import end_within
from publisher.language.locale import Language
from publisher.project.config import load_config
from publisher.project.project import open_project
from publisher.project.results import EditionKey

if TYPE_CHECKING:
    from pathlib import Path

    from helpers import Project as Folder

    from publisher.markup.document import Document
    from publisher.project.project import Project

FRENCH = Language("fr")
ROMANIAN = Language("ro")  # the package has no translations of layout messages into it


def opened(folder: Folder, slugs: tuple[str, ...] = (), *languages: str) -> Project:
    return open_project(load_config(folder.root), slugs, languages)


def selected(project: Project) -> list[tuple[str, str]]:
    return [(slug, language.code) for slug, language in project.select().editions]


@pytest.fixture
def three(small: Folder) -> Folder:
    """Return a project with an English, a Russian and a broken article."""
    small.configure(["fr", "hy"])
    small.seed("a-russian", "Мост\n\nМост открыт.\n", 'language = "ru"')
    small.seed("broken", "")
    return small


def test_all_editions_are_selected_the_source_first(three: Folder) -> None:
    selection = opened(three).select()
    assert [(slug, language.code) for slug, language in selection.editions] == [
        *(("a-russian", code) for code in ("ru", "en", "fr", "hy")),
        *(("bridge", code) for code in ("en", "fr", "hy")),
    ]
    assert selection.slugs == ("a-russian", "bridge", "broken")
    (failure,) = selection.failures
    assert (failure.slug, failure.language) == ("broken", None)
    assert "the article is empty" in str(failure.error)


def test_chosen_articles_and_languages_are_selected(three: Folder) -> None:
    assert selected(opened(three, ("bridge",))) == [("bridge", x) for x in ("en", "fr", "hy")]
    assert selected(opened(three, (), "hy")) == [("a-russian", "hy"), ("bridge", "hy")]
    assert selected(opened(three, ("bridge",), "fr", "en")) == [("bridge", "en"), ("bridge", "fr")]
    assert opened(three, ("bridge", "a-russian")).chosen_slugs == ["a-russian", "bridge"]
    assert opened(three).chosen_slugs == ["a-russian", "bridge", "broken"]
    # The language of one article, though not the project's.
    assert selected(opened(three, (), "ru")) == [("a-russian", "ru")]


def test_unknown_articles_and_languages_are_refused(three: Folder) -> None:
    with pytest.raises(PublisherError, match="unknown article 'brigde'; did you mean 'bridge'"):
        opened(three, ("brigde",))
    message = r"'de' is not among the project's languages \(en, fr, hy\); add it to languages"
    with pytest.raises(PublisherError, match=message):
        opened(three, (), "de")
    with pytest.raises(PublisherError, match="'ru' is not among"):
        opened(three, ("bridge",), "ru")


def test_errors_of_seeds_are_reported_if_no_other_article_is_chosen(small: Folder) -> None:
    small.write("seeds/bridge.md", "# Another\n\nText.")
    small.seed("ferry", "The ferry\n\nIt was sold.\n")
    for project in (opened(small), opened(small, ("bridge",))):
        assert ["same slug" in str(error) for error in project.seed_errors] == [True]
        assert [failure.slug for failure in project.select().failures] == [""]
    chosen = opened(small, ("ferry",))
    assert chosen.seed_errors == []
    assert chosen.select().failures == ()


def test_given_slugs_replace_the_chosen_ones_and_leave_out_errors_of_seeds(three: Folder) -> None:
    three.write("seeds/bridge.md", "# Another\n\nText.")
    selection = opened(three, (), "fr").select(["bridge"])
    assert selection.editions == (("bridge", FRENCH),)
    assert selection.failures == ()


def test_a_folder_without_articles_is_reported(small: Folder) -> None:
    (small.root / "seeds" / "bridge.txt").unlink()
    with pytest.raises(PublisherError, match=r"seeds: contains no article; add one \(.*\.md"):
        opened(small)
    # A file that cannot be an article has an error of its own.
    small.write("seeds/-x.txt", "Title\n\nText.")
    assert len(opened(small).seed_errors) == 1


def test_a_document_an_edition_and_a_review_are_made_once(small: Folder) -> None:
    project = opened(small)
    assert project.document("bridge") is project.document("bridge")
    assert project.edition("bridge", FRENCH) is project.edition("bridge", FRENCH)
    assert project.edition("bridge", FRENCH) is not project.edition("bridge", Language("en"))
    assert project.review("bridge", FRENCH) is project.review("bridge", FRENCH)


def test_editions_have_the_documents_own_language_and_its_translations(small: Folder) -> None:
    translate_article(small)
    project = opened(small)
    source, target = project.edition("bridge", Language("en")), project.edition("bridge", FRENCH)
    assert source.is_source
    assert not target.is_source
    assert target.freshness.fresh
    assert target.target.tokens[1].content == "Une petite victoire"


def test_only_fresh_editions_are_publishable(small: Folder) -> None:
    update_catalogues(small)
    assert not opened(small).is_publishable("bridge", FRENCH, if_unreadable=True)
    translate_article(small)
    assert opened(small).is_publishable("bridge", FRENCH, if_unreadable=False)
    small.po("bridge", "fr").write_text("no catalogue", encoding="utf-8")
    for answer in (True, False):
        assert opened(small).is_publishable("bridge", FRENCH, if_unreadable=answer) is answer


def test_layout_messages_are_counted_in_other_languages_only(small: Folder) -> None:
    project = opened(small)
    assert project.page_words.count_missing(Language("en"), "article") == 0
    assert project.page_words.count_missing(Language("en-GB"), "article") == 0
    assert project.page_words.count_missing(FRENCH, "_proof") == 0
    alone = project.page_words.count_missing(ROMANIAN, "article")
    assert 0 < alone < project.page_words.count_missing(ROMANIAN, "_proof")
    small.configure(["ro"])
    update_catalogues(small)
    small.translate("publisher", "ro", lambda source: source)
    assert opened(small).page_words.count_missing(ROMANIAN, "_proof") == 0


def test_a_layout_message_with_other_placeholders_is_refused(small: Folder) -> None:
    small.reword("fr", {"Page %(page)s of %(pages)s": "Page %(page).1s/%(pages)s"})
    with pytest.raises(PublisherError, match="must hold %"):
        opened(small).edition("bridge", FRENCH)


def test_the_sidecar_and_the_catalogue_belong_to_a_review_if_they_exist(small: Folder) -> None:
    small.seed("bridge", "Title\n\nText.", 'kicker = "News"')
    review = opened(small).review("bridge", FRENCH)
    assert [file.name for file in review.sources] == ["bridge.txt", "bridge.toml"]
    assert review.catalogues == ()
    update_catalogues(small)
    project = opened(small)
    assert project.review("bridge", FRENCH).catalogues == (small.po("bridge", "fr"),)
    assert project.review("bridge", Language("en")).catalogues == ()


def test_warnings_come_from_the_theme_the_article_and_the_catalogue(small: Folder) -> None:
    small.write("seeds/bridge.md", "# T\n\nOne. Two.\n\n[x](nowhere.md)")
    (small.root / "seeds" / "bridge.txt").unlink()
    update_catalogues(small)
    small.translate("bridge", "fr", {"One.": "^"}.get)
    warnings = [str(warning) for warning in opened(small).review("bridge", FRENCH).warnings]
    assert ["nowhere.md" in warning for warning in warnings] == [True, False]
    assert "“One.” is translated as ^, but follows no sentence of its paragraph" in warnings[1]


def test_slow_article_is_named_in_place_of_its_catalogues(
    small: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    update_catalogues(small)
    project = opened(small)

    def file_at_fault() -> Path | None:
        with pytest.raises(PublisherError) as error, project.limited(EditionKey("bridge", FRENCH)):
            raise OverflowError
        return error.value.file

    assert file_at_fault() == small.po("bridge", "fr")
    read = readers.read

    def slow_read(file: Path, slug: str, language: Language) -> Document:
        end_within(1)
        return read(file, slug, language)

    monkeypatch.setattr(readers, "read", slow_read)
    project = opened(small)
    assert file_at_fault() == small.root / "seeds" / "bridge.txt"
