"""Inspector: the checks of a project's policy, run over one edition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from publisher.base.read_cache import ReadCache
from publisher.checks.context import EditionContext, units
from publisher.checks.policy import load_policy
from publisher.checks.registry import CHECKS, findings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from publisher.checks.finding import Finding
    from publisher.checks.policy import Policy
    from publisher.checks.unit import Unit
    from publisher.editions.edition import Edition
    from publisher.language.locale import Language
    from publisher.project.config import Config
    from publisher.project.locales import KnownTranslation, Locales


class Inspector:
    """Runs the checks of a project's policy over one edition at a time."""

    def __init__(self, config: Config, locales: Locales) -> None:
        self._config = config
        self._locales = locales
        self._policies: ReadCache[Language, Policy] = ReadCache()

    def policy(self, language: Language) -> Policy:
        """Return the policy of a language. Raises PublisherError for an unknown check."""
        config = self._config
        languages = [config.source_language, *config.languages, language]
        return self._policies.get(
            language, lambda: load_policy(config.checks, CHECKS, languages)[language.code]
        )

    def findings(self, edition: Edition) -> list[Finding]:
        """Return the findings of an edition by itself, sorted. Raises PublisherError."""
        policy = self.policy(edition.language)
        context = self._context(edition, policy)
        return findings(context, self._catalogue(edition), policy)

    def findings_across(self, edition: Edition) -> list[Finding]:
        """Return the findings that only a comparison with other articles shows."""
        policy = self.policy(edition.language)
        context = self._context(edition, policy, across=True)
        return findings(context, self._catalogue(edition), policy, across=True)

    def _catalogue(self, edition: Edition) -> Path:
        return self._config.catalogue(edition.slug, edition.language)

    def _context(
        self, edition: Edition, policy: Policy, *, across: bool = False
    ) -> EditionContext:
        file = self._locales.file(edition.slug, edition.language)
        if edition.is_source or file.raw is None:
            return EditionContext(edition, (), names=policy.names, check_names=frozenset(CHECKS))
        compared = units(edition, self._config.segment)
        return EditionContext(
            edition,
            compared,
            raw_entries=file.entries,
            glossary=self._locales.glossary(edition.source.language, edition.language),
            names=policy.names,
            elsewhere=self._elsewhere(edition, compared) if across else {},
            check_names=frozenset(CHECKS),
        )

    def _elsewhere(
        self, edition: Edition, compared: Iterable[Unit]
    ) -> Mapping[str, KnownTranslation]:
        """Return the first translation by another article of each text that has one."""
        known = self._locales.translations(edition.source.language, edition.language)
        first = {
            text: next((item for item in known.get(text, ()) if item.domain != edition.slug), None)
            for text in {unit.source.text for unit in compared}
        }
        return {text: item for text, item in first.items() if item is not None}
