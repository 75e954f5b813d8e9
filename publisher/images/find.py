"""Find the files of an article's images: beside it, or from the root of its site."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from publisher.base.errors import PublisherError, shortened
from publisher.base.files import is_inside
from publisher.base.noted_files import note_file
from publisher.base.project_folder import name_of

if TYPE_CHECKING:
    from pathlib import Path

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_REMOTE = re.compile(r"https?:|//", re.IGNORECASE)
# Jinja, Liquid and Hugo's templates; ERB; JavaScript.
_TEMPLATE = re.compile(r"\{\{|\{%|<%|\$\{")
# Folders whose files a generator serves from the root of a site: Hugo and Docusaurus; Astro; and
# Docusaurus in a repository whose docs/ are beside the site.
_STATIC = ("", "static", "public", "website/static")
_SITE = "@site/"  # the root of a site, in Docusaurus
# Of images; the content decides the format.
ENDINGS = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg")


class RemoteImageError(PublisherError):
    """An image is on the web, where publisher fetches nothing."""


@dataclass(frozen=True)
class ImagePlaces:
    """Folders where the images of an article are looked for.

    - `beside`: the article's folder, for relative addresses; one that begins with `../` is also
      read from the page's address, `guide/page/` for `guide/page.md`
    - `base`: the folder of its site's pages; an address that begins with `/` is looked for in
      it, then in each folder above up to `boundary`, and in their folders of static files
    - `boundary`: no image is outside this folder
    - `site`: web address of the site, with a slash at its end; an address that begins with it is
      one that begins with `/`
    """

    beside: Path
    base: Path
    boundary: Path
    site: str | None = None

    def _on_disk(self, address: str) -> str:
        """Return an address of the own site as one from its root."""
        if self.site and address.startswith(self.site):
            return f"/{address.removeprefix(self.site).lstrip('/')}"
        return address

    def _candidates(self, path: str) -> tuple[Path, ...]:
        if not path.startswith("/"):
            names = [path]
            if path.startswith("../"):  # a site serves page.md as page/, so with one ../ more
                names.append(path.removeprefix("../").lstrip("/"))
            return tuple(self.beside / name for name in names if name)
        above = (self.base, *self.base.parents)
        folders = [folder for folder in above if folder.is_relative_to(self.boundary)]
        names = [path.lstrip("/")]
        above_pages = urlsplit(self.site or "").path  # such as /handbook/
        if path.startswith(above_pages) and above_pages.strip("/"):
            names.append(path.removeprefix(above_pages).lstrip("/"))
        return tuple(folder / s / name for name in names for folder in folders for s in _STATIC)

    def find(self, address: str) -> Path:
        """Return the file of the image at an address.

        Raises PublisherError, without file and line, for an image that is missing or outside the
        boundary, and RemoteImageError for one on the web.
        """
        path = _local_path(self._on_disk(address), self.boundary)
        try:
            candidates = self._candidates(path)
            found = next(filter(_exists, candidates), candidates[0])
            inside, exists = is_inside(found, self.boundary), found.exists()
        except (OSError, ValueError) as error:  # too long, U+0000
            raise PublisherError(f"{shortened(path)!r} is not a valid file name") from error
        except (PublisherError, RuntimeError) as error:
            problem = "is a loop of symbolic links; delete it"
            raise PublisherError(f"the image {path!r} {problem}") from error
        if not inside:
            problem = f"is outside {name_of(self.boundary)}; copy it into the folder"
            raise PublisherError(f"the image {path!r} {problem}")
        if not exists:
            raise PublisherError(f"there is no image {path!r}{self._remedy(path, candidates)}")
        if not found.is_file():
            kind = "folder" if found.is_dir() else "device or pipe"
            raise PublisherError(f"{path!r} is a {kind}, not an image; put one in its place")
        return found

    def _remedy(self, path: str, candidates: tuple[Path, ...]) -> str:
        """Return the remedy for a missing image."""
        folders = dict.fromkeys(file.parent for file in candidates)
        for folder in folders:
            note_file(folder)
        siblings = {
            file.stem: file.name
            for folder in reversed(folders)
            if folder.is_dir() and is_inside(folder, self.boundary)
            for file in sorted(folder.iterdir())
            if file.suffix.lower() in ENDINGS
        }
        if close := get_close_matches(candidates[0].stem, siblings, n=1):
            return f"; did you mean {siblings[close[0]]!r}?"
        if not path.startswith("/"):
            return "; put it beside the article"
        return f"; put it into {self.base.name}/, where addresses with / begin"


def _exists(file: Path) -> bool:
    note_file(file)
    return file.exists()


def _local_path(address: str, boundary: Path) -> str:
    """Return the path in an address. Raises PublisherError for an address that is no file's."""
    if _REMOTE.match(address):
        problem = "is on the web, and is not fetched; save it as a file and write its path"
        raise RemoteImageError(f"the image {address!r} {problem}")
    if _TEMPLATE.search(unquote(address)):
        problem = "is for a program to fill in; write the path of the file"
        raise PublisherError(f"the image's address {unquote(address)!r} {problem}")
    if _SCHEME.match(address):
        problem = f"is not in {name_of(boundary)}; save it as a file and write its path"
        raise PublisherError(f"the image {address!r} {problem}")
    if not (path := path_in(address)):
        raise PublisherError("an image has no address; write ![description](file.png)")
    return path


def path_in(address: str) -> str:
    """Return the path in an address without a query; empty if it has a scheme or no path."""
    try:
        parts = urlsplit(address)
    except ValueError:  # //[ begins the address of a host
        return ""
    if parts.scheme or parts.netloc:
        return ""
    path = unquote(parts.path)
    return path.removeprefix(_SITE[:-1]) if path.startswith(_SITE) else path
