"""Faults of HTML that a page cannot show: the part that is left out, and a remedy."""

from __future__ import annotations

from types import MappingProxyType

from publisher.markup.fault import SourceFault
from publisher.readers.raw_html.elements import LEFT_OUT

_REMEDIES = MappingProxyType(
    {
        "iframe": "link to what it shows",
        "embed": "link to what it shows",
        "object": "link to what it shows",
        "video": "link to it, or show a picture of it",
        "audio": "link to it",
        "svg": "save the picture as a file and write ![description](file.svg)",
        "math": "write $…$",
    }
)


def left_out(name: str, line: int | None) -> SourceFault:
    """Return the fault of an element that is left out with its content."""
    if name in LEFT_OUT:
        remedy = _REMEDIES.get(name, "delete it, or write what readers need to know")
        return SourceFault("raw-html", f"<{name}> is left out of the page; {remedy}", line)
    if name.islower():
        problem = f"<{name}> is no element of HTML and is left out; write `<{name}>` to show it"
        return SourceFault("raw-html", problem, line)
    problem = f"the component <{name}> is left out of the page; write what it shows"
    return SourceFault("raw-html", problem, line)


def unloaded(address: str, line: int | None) -> SourceFault:
    """Return the fault of an image that is no file."""
    kind = address.partition(":")[0].lower()
    problem = f"an image at an address of “{kind}:” is left out; save it as a file"
    return SourceFault("raw-html", problem, line)


def computed_image(line: int | None) -> SourceFault:
    """Return the fault of an image whose address is code."""
    problem = "an image whose address is code is left out; write the path of its file"
    return SourceFault("raw-html", problem, line)


def unwrapped(name: str, line: int | None) -> SourceFault:
    """Return the fault of a component whose text is kept."""
    problem = f"of the component <{name}> only the text is shown; write Markdown"
    return SourceFault("component", problem, line)


def unclosed(name: str, line: int | None) -> SourceFault:
    """Return the fault of a start tag without its partner."""
    return SourceFault("raw-html", f"<{name}> has no partner and is left out; close it", line)


def unopened(name: str, line: int | None) -> SourceFault:
    """Return the fault of an end tag without its partner."""
    return SourceFault("raw-html", f"</{name}> has no partner and is left out; delete it", line)


def code(source: str, line: int | None) -> SourceFault:
    """Return the fault of code: an expression or instruction, or an import or export of MDX."""
    words = " ".join(source.split())
    shown = words if len(words) <= 40 else f"{words[:39]}…"  # noqa: PLR2004 - half a line
    if source.startswith(("import", "export")):
        problem = f"“{shown}” is code and is left out; the site may keep it"
        return SourceFault("component", problem, line)
    problem = f"“{shown}” is code and is left out of the page; write what it shows"
    return SourceFault("raw-html", problem, line)


def visible_comment(line: int | None) -> SourceFault:
    """Return the fault of a comment without an end in its paragraph."""
    problem = "a comment has no end in its paragraph, and its words are shown; close it with -->"
    return SourceFault("raw-html", problem, line)


def unclosed_comment(line: int | None) -> SourceFault:
    """Return the fault of a comment without an end, at the start of a paragraph."""
    problem = "this comment has no end, and hides the text below it; close it with -->"
    return SourceFault("raw-html", problem, line)
