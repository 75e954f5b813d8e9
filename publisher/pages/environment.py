"""Jinja2 environment for layouts, with a cache of compiled layouts for the whole process."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment

from publisher.base.files import read_text
from publisher.pages.headers import running_title
from publisher.pages.layout_messages import SIZE_LIMIT
from publisher.pages.stylesheets import css_counters, css_string, stylesheet

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from types import CodeType

    from jinja2.bccache import Bucket
    from jinja2.runtime import Context
    from markupsafe import Markup

    from publisher.pages.templates import Templates

_MAX_ENTRIES = 256  # layouts in the cache; a project has a dozen


class _Entry(NamedTuple):
    """Compiled layout, and the checksum of the source that it was compiled from."""

    checksum: str
    code: CodeType | None


class _BytecodeCache(jinja2.BytecodeCache):
    """Cache of compiled layouts in memory; an entry is valid while its source is unchanged.

    Jinja2 reads every file again and compares checksums (Jinja2 documentation, Bytecode
    Cache).
    """

    def __init__(self) -> None:
        self._entries: dict[str, _Entry] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        entry = self._entries.get(bucket.key)
        bucket.code = entry.code if entry and entry.checksum == bucket.checksum else None

    def dump_bytecode(self, bucket: Bucket) -> None:
        if len(self._entries) >= _MAX_ENTRIES:
            self._entries.clear()
        self._entries[bucket.key] = _Entry(bucket.checksum, bucket.code)


_CACHE = _BytecodeCache()


class LayoutEnvironment(ImmutableSandboxedEnvironment):
    """Sandbox in which layouts reach no path, whose methods read and delete files.

    It refuses powers: no alarm interrupts the computation of a large one.
    """

    loader: _Loader
    intercepted_binops = frozenset({"**"})

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:
        """Refuse paths and their attributes."""
        values = value if isinstance(value, tuple) else (value,)
        is_path = any(isinstance(each, PurePath) for each in (obj, *values))
        return not is_path and super().is_safe_attribute(obj, attr, value)

    def call_binop(self, context: Context, operator: str, left: object, right: object) -> object:  # noqa: ARG002 - Jinja2's signature
        """Refuse the operators that are intercepted."""
        raise jinja2.TemplateRuntimeError(f"layouts cannot use {operator}")


class _Loader(jinja2.BaseLoader):
    """Loader of the layouts in template folders; `loaded` are their names."""

    def __init__(self, templates: Templates) -> None:
        self._templates = templates
        self.loaded: dict[str, None] = {}

    def get_source(
        self,
        environment: jinja2.Environment,  # noqa: ARG002 - Jinja2's signature
        template: str,
    ) -> tuple[str, str, None]:
        """Read a layout. Raises PublisherError for a file that cannot be read."""
        if (file := self._templates.find(template)) is None:
            raise jinja2.TemplateNotFound(template)
        self.loaded[template] = None
        return read_text(file, limit=SIZE_LIMIT), str(file), None


def environment_for(
    templates: Templates, functions: Mapping[str, Callable[..., str]], sheets: dict[str, str]
) -> LayoutEnvironment:
    """Return the environment for layouts in `templates`, with `functions` for their messages.

    Style sheets that a layout includes are added to `sheets`, by name.
    Create one environment per edition: an imported macro sees the globals of the
    environment, so a shared one would mix languages. Only compiled layouts are shared.
    """
    environment = LayoutEnvironment(
        loader=_Loader(templates),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=_CACHE,
    )

    def include(name: str, optional: bool = False) -> Markup:  # noqa: FBT001, FBT002 - called by layouts
        sheets[name] = css = stylesheet(templates, name, optional=optional)
        return css

    environment.globals |= {"stylesheet": include, **functions}
    environment.filters["css_string"] = css_string
    environment.filters["css_counters"] = css_counters
    environment.filters["running_title"] = running_title
    return environment
