"""CSS that loads nothing: the one check of style sheets and attributes from outside."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import tinycss2

from publisher.base.errors import PublisherError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_MAX_LENGTH = 2**20  # characters; a token of one character takes some 300 bytes of memory
_MAX_DEPTH = 50  # levels of brackets; the library writes them recursively
_LOADING_RULES = frozenset({"import", "font-face"})
# Functions that take addresses as strings (CSS Images 4, 2 and 4; CSS Values 5, 4).
_LOADING_FUNCTIONS = frozenset({"cross-fade", "image", "image-set", "src"})
_BRACKET = re.compile(r"[(\[{]|[)\]}]")
_LONG_NUMBER = re.compile(r"[0-9]{1000}")  # Python converts four thousand digits
_VENDOR = re.compile(r"-[a-z]+-")
# CSS without these loads nothing; most attributes are such. An escape may be a letter.
_MAY_LOAD = re.compile(
    r"\\|@(?:import|font-face)|(?:url|src|image|image-set|cross-fade)\(", re.IGNORECASE
)


def check_css(css: str, is_allowed: Callable[[str], bool]) -> None:
    """Raise PublisherError for CSS that could load a file, or is excessive.

    `is_allowed` returns whether an address may stay. The error's message is a predicate, and its
    line is one of the CSS.
    """
    if number := _LONG_NUMBER.search(css):
        problem = "has styles with an excessive number; correct it"
        raise PublisherError(problem, line=css.count("\n", 0, number.start()) + 1)
    if _MAY_LOAD.search(css) or _may_be_deep(css):
        _check(_parse(css), is_allowed)


def without_loading_rules(css: str) -> str:
    """Return CSS without its rules `@import` and `@font-face`, and without comments.

    Rules inside others stay. Raises PublisherError as `check_css`.
    """
    if "/*" not in css and not _MAY_LOAD.search(css):
        return css
    nodes = iter(_parse(css))
    return str(tinycss2.serialize([node for node in nodes if not _is_skipped(node, nodes)]))


def _is_skipped(node: Any, following: Iterator[Any]) -> bool:  # noqa: ANN401 - tinycss2 is not typed
    """Return whether a rule that loads begins with `node`; go to its end in `following`."""
    if node.type != "at-keyword" or node.lower_value not in _LOADING_RULES:
        return False
    ends = (True for each in following if each.type == "{} block" or each == ";")
    next(ends, None)
    return True


def _may_be_deep(css: str) -> bool:
    """Return whether brackets are nested too deeply, if those in strings and comments count."""
    depth = deepest = 0
    for bracket in _BRACKET.findall(css):
        depth = depth + 1 if bracket in "([{" else max(depth - 1, 0)
        deepest = max(deepest, depth)
    return deepest > _MAX_DEPTH


def _parse(css: str) -> list[Any]:
    if len(css) > _MAX_LENGTH:
        raise PublisherError("has more than 1 MiB of styles; simplify them")
    try:
        return list(tinycss2.parse_component_value_list(css, skip_comments=True))
    except ValueError as error:  # a number of thousands of digits
        raise PublisherError("has styles with an excessive number; correct it") from error


def _check(nodes: Iterable[Any], is_allowed: Callable[[str], bool], depth: int = 1) -> None:
    """Check component values (CSS Syntax 3, 5.3) and those in their brackets."""
    for node in nodes:
        line = node.source_line
        if depth > _MAX_DEPTH:
            raise PublisherError("has styles with too many brackets; simplify them", line=line)
        if node.type == "at-keyword" and node.lower_value in _LOADING_RULES:
            problem = f"refers to another file by @{node.lower_value}; remove that"
            raise PublisherError(problem, line=line)
        if (address := _address(node)) is not None and not is_allowed(address):
            raise PublisherError(outside_error(address).message, line=line)
        inside = getattr(node, "arguments", None) or getattr(node, "content", None)
        _check(inside or (), is_allowed, depth + 1)


def _address(node: Any) -> str | None:  # noqa: ANN401 - tinycss2 is not typed
    """Return the address that a component value refers to, or None."""
    if node.type == "url":
        return str(node.value)
    if node.type != "function":
        return None
    name = _VENDOR.sub("", node.lower_name, count=1)
    if name in _LOADING_FUNCTIONS:
        return f"{name}(…)"
    strings = [child.value for child in node.arguments if child.type == "string"]
    return "".join(strings) if name == "url" else None


def outside_error(address: str) -> PublisherError:
    """Return the error for a reference out of the file."""
    return PublisherError(f"refers to {address[:60]!r}, outside the file; embed it")
