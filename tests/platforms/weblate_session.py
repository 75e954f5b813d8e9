"""A program that edits catalogues with Weblate's own code; Weblate's Python runs it.

It reads JSON from standard input: for each file, the source, translation and fuzzy flag of the
messages to edit. Like `Translation.update_units` of Weblate, it looks each message up, sets its
translation and state, updates the header and saves the file.
"""

from __future__ import annotations

import json
import os
import sys
from unittest.mock import MagicMock

# Weblate draws fonts with these libraries of the system; catalogues need none of them.
sys.modules |= dict.fromkeys(("cairo", "gi", "gi.repository"), MagicMock())
os.environ["DJANGO_SETTINGS_MODULE"] = "weblate.settings_example"

import django  # noqa: E402  after its settings
from weblate import settings_example  # noqa: E402  after the replaced libraries

# The database is not used, but its driver is loaded.
settings_example.DATABASES["default"]["ENGINE"] = "django.db.backends.sqlite3"
django.setup()

from weblate.formats.ttkit import PoFormat  # noqa: E402  after Django
from weblate.utils.state import STATE_FUZZY, STATE_TRANSLATED  # noqa: E402  likewise

HEADER = {
    "last_translator": "Anna <anna@example.org>",
    "plural_forms": "nplurals=3; plural=n%10==1 && n%100!=11 ? 0 : n!=0 ? 1 : 2;",
    "language_team": "Russian <https://weblate.example.org/projects/news/bridge/ru/>",
    "PO_Revision_Date": "2026-01-01 10:00+0000",
}

for name, edits in json.load(sys.stdin).items():
    store = PoFormat(name, file_format_params={"po_line_wrap": 65535})
    for source, target, fuzzy in edits:
        unit, is_new = store.find_unit("", source)
        assert not is_new
        unit.set_target(target)
        unit.set_state(STATE_FUZZY if fuzzy else STATE_TRANSLATED)
    store.update_header(**HEADER)
    store.save()
