"""Places of images: beside the article, in shared folders, and from the root of its site."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from helpers import picture
from hypothesis import given
from hypothesis import strategies as st

from publisher.base.errors import PublisherError
from publisher.base.noted_files import noting_files
from publisher.images.find import ImagePlaces, RemoteImageError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def site(tmp_path: Path) -> ImagePlaces:
    """Places of a page in a folder of a site, in a project."""
    root = tmp_path / "project"
    beside = root / "site/content/guide"
    beside.mkdir(parents=True)
    (root / "publisher.toml").write_text("")
    return ImagePlaces(beside, root / "site/content", root)


def put(places: ImagePlaces, *names: str) -> None:
    for name in names:
        file = places.boundary / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(picture())


def found(places: ImagePlaces, address: str) -> str:
    return places.find(address).resolve().relative_to(places.boundary.resolve()).as_posix()


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("a.png", "site/content/guide/a.png"),
        ("./a.png", "site/content/guide/a.png"),
        ("a.png?raw=true#x", "site/content/guide/a.png"),
        ("two%20words.png", "site/content/guide/two words.png"),
        ("мост.png", "site/content/guide/мост.png"),
        ("%D0%BC%D0%BE%D1%81%D1%82.png", "site/content/guide/мост.png"),
        ("../../../shared/b.png", "shared/b.png"),
        ("../../img/c.png", "site/content/img/c.png"),
        ("../img/h.png", "site/content/guide/img/h.png"),
        ("/img/c.png", "site/content/img/c.png"),
        ("/img/d.png", "site/img/d.png"),
        ("/img/e.png", "site/static/img/e.png"),
        ("/img/f.png", "site/public/img/f.png"),
        ("/img/g.png", "website/static/img/g.png"),
        ("/shared/b.png", "shared/b.png"),
        ("//shared//b.png".removeprefix("/"), "shared/b.png"),
        ("@site/static/img/e.png", "site/static/img/e.png"),
    ],
)
def test_addresses_of_an_image(site: ImagePlaces, address: str, file: str) -> None:
    put(site, file)
    assert found(site, address) == file


def test_the_nearest_folder_wins(site: ImagePlaces) -> None:
    for file in ("img/a.png", "site/static/img/a.png", "site/img/a.png", "site/content/img/a.png"):
        put(site, file)
        assert found(site, "/img/a.png") == file


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("https://example.org/handbook/img/a.png?x=1", "site/static/img/a.png"),
        ("/handbook/img/a.png", "site/static/img/a.png"),
        ("/handbook/b.png", "site/handbook/b.png"),
        ("/img/a.png", "site/static/img/a.png"),
    ],
)
def test_addresses_on_the_own_site(site: ImagePlaces, address: str, file: str) -> None:
    places = replace(site, site="https://example.org/handbook/")
    put(places, file)
    assert found(places, address) == file
    with pytest.raises(PublisherError, match=r"there is no image '/c\.png'; put it into content/"):
        places.find("https://example.org/handbook/c.png")
    with pytest.raises(RemoteImageError):
        places.find("https://example.org/img/a.png")
    with pytest.raises(PublisherError, match="is outside the project"):
        places.find("https://example.org/handbook/../../../../x.png")


def test_seeds_folder_is_its_own_root(tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    places = ImagePlaces(seeds / "x", seeds, seeds)
    put(places, "a.png", "../b.png")
    assert found(places, "/a.png") == "a.png"
    with pytest.raises(PublisherError, match="put it into seeds/, where addresses"):
        places.find("/b.png")
    with pytest.raises(PublisherError, match="is outside seeds/; copy it into the folder"):
        places.find("../../b.png")


@pytest.mark.parametrize(
    ("address", "problem"),
    [
        ("elsewhere.png", "there is no image 'elsewhere.png'; put it beside the article"),
        ("lamp.jpg", "there is no image 'lamp.jpg'; did you mean 'lamp.png'?"),
        ("x-red-dashboards.png", "there is no image 'x-red-dashboards.png'; put it beside"),
        ("/none.png", "there is no image '/none.png'; put it into content/, where addresses"),
        ("../../../../x.png", "the image '../../../../x.png' is outside the project; copy it"),
        ("/../../../x.png", "the image '/../../../x.png' is outside the project; copy it"),
        ("", "an image has no address"),
        ("#x", "an image has no address"),
        ("%7B%7B%20x%20%7D%7D.png", "the image's address '{{ x }}.png' is for a program"),
        ("{% asset x %}", "is for a program to fill in"),
        ("${x}/a.png", "is for a program to fill in"),
        ("file:///etc/passwd", "is not in the project; save it as a file"),
        ("data:image/png;base64,AAAA", "is not in the project; save it as a file"),
        ("x" * 5_000, "is not a valid file name"),
        ("site.png/a.png", "there is no image"),
    ],
)
def test_what_is_wrong_with_an_address(site: ImagePlaces, address: str, problem: str) -> None:
    put(site, "../x.png", *(f"site/content/guide/{name}.png" for name in ("site", "lamp", "a-b")))
    with pytest.raises(PublisherError) as caught:
        site.find(address)
    assert problem in caught.value.message
    assert not isinstance(caught.value, RemoteImageError)


@pytest.mark.parametrize("address", ["https://x.org/a.png", "HTTP://x", "//x.org/a.png", "//["])
def test_an_image_on_the_web_is_not_looked_for(site: ImagePlaces, address: str) -> None:
    with (
        noting_files() as noted,
        pytest.raises(RemoteImageError, match="is on the web, and is not fetched"),
    ):
        site.find(address)
    assert not noted


@given(address=st.text(max_size=12) | st.text("/.%2F@site:x", max_size=12))
def test_no_address_leads_out(address: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    root = tmp_path_factory.getbasetemp() / "law" / "project"
    (root / "docs").mkdir(parents=True, exist_ok=True)
    (root.parent / "x").write_bytes(b"secret")
    (root / "docs" / "x").write_bytes(b"own")
    places = ImagePlaces(root / "docs", root / "docs", root)
    with noting_files() as noted:
        try:
            file = places.find(address)
        except PublisherError:
            return
    assert file.resolve().is_relative_to(root.resolve())
    assert file in noted
