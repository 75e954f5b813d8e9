"""Requirements of the system for PDFs, all named before any article is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from publisher.base.errors import PublisherError, shortened
from publisher.base.system_packages import GETTEXT, listed, remedy
from publisher.catalogues.gettext_tools import has_tools
from publisher.fonts.families import CODE, common_family, lacks_fonts, own_families
from publisher.fonts.installed import is_installed, is_variable_only, variable_problem
from publisher.outputs.pdf.libraries import missing_libraries

if TYPE_CHECKING:
    from publisher.fonts.families import Style
    from publisher.project.config import Config

_STYLES: tuple[Style, ...] = ("Serif", "Sans")
# Latin, Cyrillic and Greek: the fonts of numbers and punctuation in every language.
_COMMON = tuple(map(common_family, _STYLES))


def require_for_pdf(config: Config) -> None:
    """Raise PublisherError, which names all that is missing, if no PDF can be made.

    Fonts for one language are not required: the editions in others are made without them.
    """
    needs = [*missing_libraries(), *([] if has_tools() else [GETTEXT])]
    if needs or not any(is_installed(family, config.fonts) for family in _COMMON):
        raise PublisherError(_problem(needs, config))


def _problem(needs: list[str], config: Config) -> str:
    """Return the line for what is missing, with the fonts of all languages."""
    languages = dict.fromkeys([config.source_language, *config.languages])
    lacking = [language for language in languages if lacks_fonts(language, config.fonts)]
    families = [family for language in lacking for family in own_families(language)]
    if not any(is_installed(family, config.fonts) for family in _COMMON):
        families = [*_COMMON, CODE, *families]
    names = [*needs, "Noto fonts"] if families else needs
    found = (family for family in families if is_variable_only(family, config.fonts))
    variable = next((f"; {variable_problem(family)}" for family in found), "")
    problem = f"missing: {listed(names)}{variable}; "
    line = problem + remedy([*needs, *families])
    # A command that is cut is of no use.
    return line if line == shortened(line) else f"{problem}the task doctor lists the commands"
