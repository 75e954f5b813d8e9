"""Preloading for workers: import this module to load WeasyPrint with its patches.

A fork server imports it once, and its forks share the memory. Objects that exist by then live
as long as the process: the garbage collector need not scan them, nor copy their pages by
scanning them (`gc.freeze`).
"""

import contextlib
import email.policy  # noqa: F401 - urllib imports it for its first response
import gc

from publisher.base.errors import PublisherError
from publisher.outputs.pdf.load import load_pdf, parse_c_types

gc.disable()
# A failure recurs, and is reported, when a page is rendered.
with contextlib.suppress(PublisherError):
    load_pdf()
    parse_c_types()
gc.freeze()
gc.enable()
