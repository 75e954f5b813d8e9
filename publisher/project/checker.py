"""Checker: runs the checks of a project's policy over one edition."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from publisher.base.read_cache import ReadCache
from publisher.checks.context import EditionContext, units
from publisher.checks.finding import Finding
from publisher.checks.policy import load_policy
from publisher.checks.registry import CHECKS, findings, message_findings
from publisher.checks.unit import Side, Unit
from publisher.language.locale import Language
from publisher.pages.layout_messages import LAYOUT_LANGUAGE
from publisher.project.default_page_words import LAYOUT_DOMAIN
from publisher.project.results import EditionKey

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from publisher.base.errors import PublisherError
    from publisher.catalogues.known import KnownTranslation
    from publisher.checks.policy import Policy
    from publisher.editions.edition import Edition
    from publisher.markup.fault import SourceFault
    from publisher.project.config import Config
    from publisher.project.links import Links
    from publisher.project.locales import Locales
    from publisher.project.other_catalogues import EntriesElsewhere


class Checker:
    """Runs the checks of a project's policy over one edition at a time."""

    def __init__(self, config: Config, locales: Locales, links: Links) -> None:
        self._config = config
        self._locales = locales
        self._links = links
        self._policies: ReadCache[Language, Policy] = ReadCache()
        self._contexts: ReadCache[EditionKey, EditionContext] = ReadCache()
        self._others: ReadCache[EditionKey, EntriesElsewhere] = ReadCache()
        self._faults: ReadCache[str, tuple[SourceFault, ...]] = ReadCache()
        self._known: Callable[[EditionKey], list[Finding] | None] = lambda _: None

    def use(self, known: Callable[[EditionKey], list[Finding] | None]) -> None:
        """Take the findings of editions by themselves from `known`, where these are not None."""
        self._known = known

    def policy(self, language: Language) -> Policy:
        """Return the policy of a language. Raises PublisherError for an unknown check."""
        config = self._config
        languages = [config.source_language, *config.languages, language]
        return self._policies.get(
            language, lambda: load_policy(config.checks, CHECKS, languages)[language.code]
        )

    def forget(self) -> None:
        """Free the memory of editions; they are read again when they are needed."""
        self._contexts.clear()
        self._others.clear()
        self._faults.clear()

    def others(self, edition: Edition) -> EntriesElsewhere:
        """Return the entries of other articles that an edition is compared with."""
        slug, language = edition.slug, edition.language
        source = edition.source.language
        return self._others.get(
            EditionKey(slug, language),
            lambda: self._locales.known_elsewhere(slug, source, language),
        )

    def findings(self, edition: Edition) -> list[Finding]:
        """Return the findings of an edition by itself, sorted. Raises PublisherError."""
        known = self._known(EditionKey(edition.slug, edition.language))
        return self._run(edition, self._context(edition)) if known is None else known

    def source_findings(self, edition: Edition) -> list[Finding]:
        """Return the findings in an edition's article, which need no check of its translation."""
        file, severities = edition.source.file, self.policy(edition.language).severities
        return [
            Finding(file, fault.line, severity, fault.check, fault.message)
            for fault in self._source_faults(edition)
            if (severity := severities.get(fault.check))
        ]

    def findings_across(self, edition: Edition) -> list[Finding]:
        """Return the findings that only a comparison with other articles shows."""
        context = self._context(edition)
        context = replace(context, elsewhere=self._elsewhere(edition, context.units))
        return self._run(edition, context, across=True)

    def layout_findings(self, language: Language) -> list[Finding]:
        """Return the findings in the project's translations of layout messages."""
        file = self._locales.file(LAYOUT_DOMAIN, language)
        source = Language(LAYOUT_LANGUAGE)
        translated = (
            (key, text) for key in file.lines if (text := file.catalogue.translation_of(key))
        )
        units = [Unit(Side(key[1], source), Side(text, language), key) for key, text in translated]
        return message_findings(units, file.entries, file.path, self.policy(language))

    def glossary_errors(self, edition: Edition) -> Sequence[PublisherError]:
        """Return the errors of the glossaries that the findings of an edition are without."""
        if edition.is_source:
            return ()
        return self._locales.glossary(edition.source.language, edition.language).errors

    def _run(
        self, edition: Edition, context: EditionContext, *, across: bool = False
    ) -> list[Finding]:
        catalogue = self._config.catalogue(edition.slug, edition.language)
        return findings(context, catalogue, self.policy(edition.language), across=across)

    def _context(self, edition: Edition) -> EditionContext:
        key = EditionKey(edition.slug, edition.language)
        return self._contexts.get(key, lambda: self._new_context(edition))

    def _new_context(self, edition: Edition) -> EditionContext:
        names, check_names = self.policy(edition.language).names, frozenset(CHECKS)
        faults = self._source_faults(edition)
        without_catalogue = EditionContext(
            edition, (), names=names, check_names=check_names, faults=faults
        )
        if edition.is_source:
            return without_catalogue
        file = self._locales.file(edition.slug, edition.language)
        if file.raw is None:
            return without_catalogue
        return EditionContext(
            edition,
            units(edition, self._config.segment),
            raw_entries=file.entries,
            glossary=self._locales.glossary(edition.source.language, edition.language).glossary,
            names=names,
            check_names=check_names,
            faults=faults,
        )

    def _source_faults(self, edition: Edition) -> tuple[SourceFault, ...]:
        """Return the faults of an edition's article, by itself and of its links to others.

        A link depends on the names and anchors of other articles, not on their editions: so the
        gate can ask for them without a circle, and all tasks report the same.
        """
        source = edition.source
        faults = self._faults.get(source.slug, lambda: tuple(self._links.faults(source)))
        return (*source.faults, *faults)

    def _elsewhere(
        self, edition: Edition, compared: Iterable[Unit]
    ) -> Mapping[str, KnownTranslation]:
        """Return the first translation by another article of each text that has one."""
        others = self.others(edition)
        texts = sorted({unit.source.text for unit in compared})
        return {text: known for text in texts if (known := others.translation(text))}
