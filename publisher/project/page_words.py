"""Page words: translations of layout messages, the project's before the package's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from publisher.base.config_tables import nearest
from publisher.base.errors import PublisherError, shortened
from publisher.pages.layout_messages import LAYOUT_LANGUAGE, refuse_other_placeholders
from publisher.project.default_page_words import LAYOUT_DOMAIN

if TYPE_CHECKING:
    from publisher.catalogues.catalogue import Catalogue, Message
    from publisher.catalogues.key import Key
    from publisher.language.locale import Language
    from publisher.project.layouts import Layouts
    from publisher.project.locales import Locales


class PageWords:
    """Translations of a project's layout messages, by language."""

    def __init__(self, layouts: Layouts, locales: Locales) -> None:
        self._layouts = layouts
        self._locales = locales

    def catalogue(self, language: Language) -> Catalogue:
        """Return the translations into a language.

        Raises PublisherError for one of the project's with other placeholders than its message.
        """
        file = self._locales.file(LAYOUT_DOMAIN, language)
        catalogue = self._locales.layout_catalogue(language)
        refuse_other_placeholders(self._layouts.messages, file)
        return catalogue

    def messages(self, language: Language) -> list[Message]:
        """Return the messages of the project's own catalogue in a language.

        They are those of its own layouts, those that the package does not translate, and those
        that the project translates otherwise. Raises PublisherError.
        """
        own = {message.key for message in self._layouts.own_messages}
        replaced = self._locales.file(LAYOUT_DOMAIN, language).catalogue.for_review()
        default = self._locales.default_page_words(language)
        is_english = language.base == LAYOUT_LANGUAGE

        def is_own(key: Key) -> bool:
            if replaced.translation_of(key) is not None:
                return True
            return not is_english and (key in own or default.translation_of(key) is None)

        return [message for message in self._layouts.messages if is_own(message.key)]

    def unknown(self, language: Language) -> list[PublisherError]:
        """Return a warning for each message of the project's catalogue that no layout has."""
        file = self._locales.file(LAYOUT_DOMAIN, language)
        known = {message.key: message.source for message in self._layouts.messages}

        def problem(source: str) -> str:
            return (
                f"no layout has the message “{shortened(source)}”{nearest(source, known.values())}"
            )

        if self._layouts.errors:  # one of these can have it
            return []
        return [
            PublisherError(problem(key[1]), file=file.path, line=line)
            for key, line in file.lines.items()
            if key not in known
        ]

    def count_missing(self, language: Language, layout: str) -> int:
        """Count the messages without translation in the layout of a name, with its parts."""
        if language.base == LAYOUT_LANGUAGE:
            return 0
        catalogue = self._locales.layout_catalogue(language)
        return self._layouts.count_untranslated(catalogue, layout)
