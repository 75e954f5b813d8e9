"""Where messages stand in a catalogue as it lies on the disk, and what is noted there.

polib's line numbers are those of the canonical copy; a tool may have wrapped the file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from polib import unescape

if TYPE_CHECKING:
    from publisher.catalogues.catalogue import Key

_STRING = re.compile(r'\s*(msgctxt|msgid_plural|msgid|msgstr)?(?:\[ *\d+ *\])?\s*"(.*)"\s*$')
# A comment of opt-outs only, or gettext's line of flags.
_OPT_OUT = re.compile(r"# *((?:ignore-[\w-]+[ ,]*)+)$|#,(.*)$")
_FUZZY = re.compile(r"#,.*\bfuzzy\b")


@dataclass
class Place:
    """An entry of the file: the `line` of its translation, and its opt-outs with theirs."""

    line: int = 0
    texts: dict[str, str] = field(default_factory=dict)
    ignored: dict[str, int] = field(default_factory=dict)
    fuzzy: bool = False

    @property
    def key(self) -> Key:
        """What names the message in its catalogue."""
        return self.texts.get("msgctxt"), self.texts.get("msgid", "")

    @property
    def translation(self) -> str:
        """What stands in the file, with spaces around it."""
        return self.texts.get("msgstr", "")


def places(text: str) -> dict[Key, Place]:
    """Find every entry of a catalogue's text that is not obsolete; the header's key is empty."""
    found: dict[Key, Place] = {}
    place, word = Place(), ""
    for number, line in enumerate(text.split("\n"), 1):
        string = _STRING.match(line)
        begins = line.startswith("#") or (string and string[1] in {"msgctxt", "msgid"})
        if begins and word == "msgstr":
            found[place.key] = place
            place, word = Place(), ""
        if string:
            word = string[1] or word
            place.texts[word] = place.texts.get(word, "") + str(unescape(string[2]))
            if word == "msgstr" and string[1]:
                place.line = number
        elif opt_out := _OPT_OUT.match(line.strip()):
            names = re.findall(r"\bignore-([\w-]+)", opt_out[1] or opt_out[2])
            place.ignored |= dict.fromkeys(names, number)
        elif line.startswith("#~"):
            place, word = Place(), ""
        place.fuzzy |= bool(_FUZZY.match(line))
    if word == "msgstr":
        found[place.key] = place
    return found
