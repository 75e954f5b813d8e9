"""Layouts, compiled once in a process, however many editions are laid out with them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment

from publisher.pages.stylesheets import css_counters, css_string, stylesheet

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path
    from types import CodeType

    from jinja2.bccache import Bucket

_MOST = 256  # layouts that are kept compiled; a project has a dozen


class _Compiled(jinja2.BytecodeCache):
    """The code of layouts, each as long as its file says what it said when it was compiled.

    Jinja2 reads every file anew and compares checksums (Jinja2 documentation, Bytecode Cache).
    """

    def __init__(self) -> None:
        self._found: dict[str, tuple[str, CodeType | None]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        checksum, code = self._found.get(bucket.key, ("", None))
        bucket.code = code if checksum == bucket.checksum else None

    def dump_bytecode(self, bucket: Bucket) -> None:
        if len(self._found) >= _MOST:
            self._found.clear()
        self._found[bucket.key] = (bucket.checksum, bucket.code)


_COMPILED = _Compiled()


def environment_for(
    templates: Path, words: Mapping[str, Callable[..., str]]
) -> jinja2.Environment:
    """Return what layouts in `templates` are rendered in, with the functions that say `words`.

    Each edition has one of its own, since what an imported macro sees is the environment's:
    editions share the code of layouts, and nothing else.
    """
    environment = ImmutableSandboxedEnvironment(
        loader=jinja2.FileSystemLoader(templates),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=_COMPILED,
    )
    environment.globals |= {"stylesheet": partial(stylesheet, templates), **words}
    environment.filters["css_string"] = css_string
    environment.filters["css_counters"] = css_counters
    return environment
