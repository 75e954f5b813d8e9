"""SVG images: unsafe ones are refused, self-contained ones accepted."""

from __future__ import annotations

import base64
import contextlib
import tracemalloc
from typing import TYPE_CHECKING

import pytest
from helpers import picture

from publisher.base.errors import PublisherError
from publisher.images.load import image_asset

if TYPE_CHECKING:
    from helpers import Project

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
SVG += ' width="4" height="3">{}</svg>'


def data_url(content: bytes, media_type: str = "image/png") -> str:
    return f"data:{media_type};base64,{base64.b64encode(content).decode()}"


LAUGHS = "".join(
    f'<g id="l{n}">' + f'<use href="#l{n - 1}"/>' * 10 + "</g>" if n else '<rect id="l0"/>'
    for n in range(9)
)


@pytest.mark.parametrize(
    "inside",
    [
        '<image href="file:///etc/passwd"/>',
        '<image xlink:href="/etc/passwd"/>',
        '<image href="//127.0.0.1:1/x.png"/>',
        '<image href="asset:other.png"/>',
        '<image href=" FILE:///etc/passwd"/>',
        '<image xml:base="file:///etc/" href="#passwd"/>',
        '<image src="file:///etc/passwd"/>',
        '<use href="other.svg#a"/>',
        '<feImage href="http://127.0.0.1:1/"/>',
        '<rect fill="url(file:///etc/passwd#a)"/>',
        '<rect style="fill: url(&quot;http://127.0.0.1:1/#a&quot;)"/>',
        '<rect style="fill: u\\72l(http://127.0.0.1:1/#a)"/>',
        '<rect style="fill: u\\72 l(http://127.0.0.1:1/#a)"/>',
        "<style>rect { fill: url('x.svg#a') }</style>",
        "<style>a { content: '\\'/*' } b { fill: url(x) } /* '*/</style>",
        "<style>@media print { @supports (a: b) { @ImPort 'x' } }</style>",
        "<style>rect { fill: url(x",
        "<style>rect { --a: url(/**/x) }</style>",
        "<style>rect { fill: image-set('x.png' 1x) }</style>",
        "<style>rect { fill: -webkit-image-set('x.png' 1x) }</style>",
        "<style>rect { fill: im\\61ge('x.png') }</style>",
        "<style>rect { fill: cross-fade('x.png', 'y.png') }</style>",
        "<style>rect { --a: 'x.png'; fill: src(var(--a)) }</style>",
        f"<style>rect {{ a: {'(' * 60} url(#b)</style>",
        f"<style>rect {{ a: {'9' * 5_000}; b: url(#c) }}</style>",
        f"<style>/* {'x' * 2**20} */</style>",
        "<style>rect { content: '\\d800 \\1' /**/ }</style>",
        '<rect fill="url(http://127.0.0.1:1/x"/>',
        '<rect fill="var(--a, url(x))"/>',
        '<image href="#a"><animate attributeName="href" to="http://127.0.0.1:1/"/></image>',
        '<image href="#a"><set attributeName="xlink:href" to="file:///etc/passwd"/></image>',
        "<script>alert(1)</script>",
        '<rect onload="alert(1)"/>',
        '<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject>',
        '<g><iframe xmlns="http://www.w3.org/1999/xhtml" src="#x"/></g>',
        f'<image href="{data_url(b"<svg/>", "image/svg+xml")}"/>',
        f'<image href="{data_url(b"<svg/>")}"/>',
        f'<image href="{data_url(b"%!PS")}"/>',
        f'<image href="{data_url(picture())[:40]}"/>',
        '<image href="data:text/css,x"/>',
        '<g id="a"><use href="#a"/></g>',
        '<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>',
        '<pattern id="p"><rect fill="url(#p)"/></pattern>',
        LAUGHS,
        "<g>" * 200 + "</g>" * 200,
        "<g>" * 50_000 + "</g>" * 50_000,
        "<g/>" * 100_000,
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_unsafe_svg_is_refused(inside: str, encoding: str) -> None:
    content = f'<?xml version="1.0" encoding="{encoding}"?>' + SVG.format(inside)
    with pytest.raises(PublisherError, match=r"the image 'x\.svg' "):
        image_asset(content.encode(encoding), "x.svg")


@pytest.mark.parametrize(
    "css",
    [
        "@import 'file:///etc/passwd';",
        "@im/**/port 'x'; @import/**/'x.css';",
        "@\\69mport 'x.css';",
        "@font-face { font-family: x; src: local(x) }",
        "a { content: '/*' } @import 'x'; /* */",
        "a { fill: red }<x/>@import 'x';",
        "<![CDATA[@import 'x';]]>",
        "&#64;import 'x';",
        "@font-face{font-family:x;src:url(https://example.org/x.woff2)}",
        "@font-face { src: url(data:font/woff2;base64,AAAA) } @import url(//x.org) screen; ",
        "@import 'unfinished",
        "@font-face { unfinished",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_style_sheets_and_fonts_of_an_svg_are_left_out_as_in_browsers(
    css: str, encoding: str
) -> None:
    inside = f"<style>rect {{ fill: red }} {css} rect {{ stroke: blue }}</style><rect/>"
    content = f'<?xml version="1.0" encoding="{encoding}"?>' + SVG.format(inside)
    clean = image_asset(content.encode(encoding), "x.svg").content
    assert b"fill: red" in clean
    assert b"stroke: blue" in clean or "unfinished" in css
    assert b"@import" not in clean
    assert b"@font-face" not in clean
    assert b"src" not in clean
    assert b"x.css" not in clean


@pytest.mark.parametrize(
    "start",
    [
        '<?xml-stylesheet href="x.css"?>',
        '<!DOCTYPE svg [<!ENTITY x "y">]>',
        '<!DOCTYPE svg [<!ENTITY % x "y">]>',
        '<!DOCTYPE svg [<!ATTLIST image href CDATA "file:///etc/passwd">]>',
        '<?xml version="1.0" encoding="UTF-7"?>',
        '<?xml version="1.0" encoding="rot13"?>',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_svg_with_unsafe_declarations_is_refused(start: str, encoding: str) -> None:
    content = (start + SVG.format("<image/>")).encode(encoding)
    with pytest.raises(PublisherError, match=r"the image 'x\.svg' "):
        image_asset(content, "x.svg")


@pytest.mark.parametrize("inside", ["<g/>" * 4_000_000, '<g a=""/>' * 10, "x" * 17 * 2**20])
def test_svg_of_any_size_is_refused_or_read_in_bounded_memory(inside: str) -> None:
    content = SVG.format(inside).encode()
    tracemalloc.start()
    try:
        with contextlib.suppress(PublisherError):
            image_asset(content, "x.svg")
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 2 * len(content) + 2**20


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-8-sig", "iso-8859-5"])
def test_svg_in_another_encoding_is_published_in_utf_8(encoding: str) -> None:
    declared = encoding.removesuffix("-sig")
    content = f'<?xml version="1.0" encoding="{declared}"?>{SVG.format("<text>Мост</text>")}'
    assert "<text>Мост</text>".encode() in image_asset(content.encode(encoding), "x").content


@pytest.mark.parametrize(
    "inside",
    [
        '<linearGradient id="a"/><linearGradient id="b" href="#a"/><rect fill="url(#b)"/>',
        '<g id="a"><rect/></g><use href="#a"/><use xlink:href="#a" x="2"/>',
        '<a href="https://example.org/"><text>words</text></a>',
        f'<image href="{data_url(picture())}" width="2" height="2"/>',
        '<style>rect { fill: url("#b") } /* url(x) */</style>',
    ],
)
def test_self_contained_svg_is_accepted(inside: str) -> None:
    assert image_asset(SVG.format(inside).encode(), "x.svg").media_type == "image/svg+xml"


@pytest.mark.parametrize(
    "inside",
    [
        '<image href="file:///etc/hostname" width="1" height="1"/>',
        '<image href="bridge.png" width="1" height="1"/>',
        '<use href="http://127.0.0.1:1/x.svg#a"/>',
        "<style>rect { fill: url(file:///etc/hostname) }</style>",
    ],
)
def test_svg_with_external_references_is_refused(project: Project, inside: str) -> None:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3">{inside}</svg>'
    project.write("seeds/x.svg", svg)
    project.write("seeds/m.md", "# T\n\n![A view](x.svg)")
    done = project.invoke("pdf", "-s", "m", "-l", "en")
    assert done.returncode == 1
    assert "error [missing-image]" in done.stdout
    assert "refers to" in done.stdout
    assert not project.built("pdf", "m.en.pdf").exists()
