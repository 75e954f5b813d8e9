"""Some entries of a YAML mapping, without parsing the others: most are long and many."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

_LIMIT = 2**13  # characters


def entries(text: str, keys: Iterable[str], file: Path) -> Mapping[str, object]:
    """Return the entries of some keys, which are in lower case, of any case in the text.

    An entry is a line that begins with its key, and the lines after it that are indented, items,
    or closing brackets. Raises PublisherError for entries that are no YAML.
    """
    names = "|".join(map(re.escape, keys))
    entry = re.compile(
        rf"""^["']?(?:{names})["']?[ \t]*:(?:[ \t].*)?(?:\n(?:[ \t#\]}}-].*)?)*""",
        re.MULTILINE | re.IGNORECASE,
    )
    found = "\n".join(entry.findall(text))
    if not found or len(found) > _LIMIT:
        return {}
    from publisher.base.embedded_tables import read_yaml  # noqa: PLC0415 - loads a parser

    table = read_yaml(file, found, 1)
    return {key.lower(): value for key, value in table.values.items()}
