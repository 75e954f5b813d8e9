"""What a worker has before it is asked for anything: import this to have it.

A fork server imports it once, and its forks share the memory. What is there by then
lives as long as the process, so that the garbage collector need not look at it, neither
now nor later, nor copy its pages by looking (`gc.freeze`).
"""

import contextlib
import email.policy  # noqa: F401 - what urllib answers with takes it at the first answer
import gc

from publisher.base.errors import PublisherError
from publisher.outputs.pdf.load import load_pdf, parse_types

gc.disable()
# What fails here fails again, and is told, when a page is to be rendered.
with contextlib.suppress(PublisherError):
    load_pdf()
    parse_types()
gc.freeze()
gc.enable()
