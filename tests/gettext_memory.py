"""gettext's programs run once for a text: most tests read and write the same catalogues."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from publisher.catalogues import gettext_tools

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@dataclass(frozen=True)
class _Call:
    """Texts for gettext's programs, and where these are found: a test may have others, or none."""

    texts: tuple[str, ...]
    programs: str | None
    file: Path = field(compare=False)  # only errors name it, and they are found each time


def remember_results() -> None:
    """Let this process, and its forks, remember what gettext's programs return."""
    for name in ("check", "canonicalise", "check_and_canonicalise"):
        setattr(gettext_tools, name, _remembering(getattr(gettext_tools, name)))


def _remembering(run: Callable[..., Any]) -> Callable[..., Any]:
    @lru_cache(maxsize=500)
    def once(call: _Call) -> Any:  # noqa: ANN401 - what `run` returns
        return run(*call.texts, call.file)

    def remembered(*texts_and_file: Any) -> Any:  # noqa: ANN401 - likewise
        *texts, file = texts_and_file
        return once(_Call(tuple(texts), os.environ.get("PATH"), file))

    return remembered
