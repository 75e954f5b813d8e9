"""Formulas in HTML: an SVG with its LaTeX as alternative text.

LaTeX is the same in every language, and exact; no library speaks formulas in all of them. It is
also in the page as transparent text, to be found, copied and extracted.
"""

from __future__ import annotations

from html import escape

from publisher.base.errors import PublisherError
from publisher.images.formulas import Formula, typeset

# How far a formula may reach out of its line, in ems, before the line becomes higher: there is
# less room for it above, where letters of the line before descend.
_ABOVE, _BELOW = 0.1, 0.2


def formula_html(latex: str) -> str | None:
    """Return a formula in a line of text as HTML; None if it cannot be typeset."""
    if (formula := _typeset(latex, display=False)) is None:
        return None
    style = (
        f"width:{formula.width}em;margin:-{_ABOVE}em 0 -{_BELOW}em"
        f";vertical-align:{_BELOW - formula.depth:.3f}em"
    )
    return f'<span class="formula" translate="no">{_parts(formula, latex, style)}</span>'


def display_html(latex: str) -> str | None:
    """Return a formula by itself as HTML; None if it cannot be typeset."""
    if (formula := _typeset(latex, display=True)) is None:
        return None
    parts = _parts(formula, latex, f"width:{formula.width}em")
    return f'<div class="formula display" translate="no">{parts}</div>'


def _typeset(latex: str, *, display: bool) -> Formula | None:
    try:
        return typeset(latex, display=display)
    except PublisherError:  # a finding of the check `formula`
        return None


def _parts(formula: Formula, latex: str, style: str) -> str:
    """Return the hidden LaTeX, which takes no room, and the SVG."""
    return (
        f'<span class="latex" aria-hidden="true">{escape(" ".join(latex.split()))}</span>'
        f'<svg xmlns="http://www.w3.org/2000/svg" role="math" aria-label="{escape(latex)}"'
        f' viewBox="{formula.view_box}" style="{style}">{formula.shapes}</svg>'
    )
