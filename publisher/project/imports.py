"""Imports: Word documents and web pages as Markdown seeds, with their images beside them."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType
from typing import TYPE_CHECKING

from publisher.base.errors import PublisherError
from publisher.base.files import is_inside, is_there, write_atomically
from publisher.base.guard import Budget, guard
from publisher.base.plural import counted
from publisher.readers import CONVERTED, READERS, convert, read
from publisher.readers.discovery import find_seeds
from publisher.readers.markdown_seed import markdown_seed, with_addresses
from publisher.translation.segments import segments

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from publisher.markup.document import Asset, Document
    from publisher.project.config import Config

_ENDINGS = MappingProxyType(
    {
        "image/png": ".png",
        "image/jpeg": ".jpg",
        "image/gif": ".gif",
        "image/webp": ".webp",
        "image/svg+xml": ".svg",
    }
)
_RESERVED = frozenset({"publisher", "readme"})  # names of other files


@dataclass(frozen=True)
class Import:
    """A file as a Markdown seed: the contents of new files, the seed last, and losses."""

    file: Path
    seed: Path
    contents: Mapping[Path, bytes]
    remarks: Sequence[str]

    @property
    def images(self) -> list[Path]:
        """The files of its images."""
        return [path for path in self.contents if path != self.seed]


def plan_imports(config: Config, files: Iterable[Path], folder: Path | None) -> list[Import]:
    """Read files, and those in folders, as seeds for `folder`; write nothing.

    The default is the folder of the project's articles. Raises PublisherError for the first file
    that cannot be imported, or whose seed would replace another file.
    """
    target = folder or _default_folder(config)
    if not is_inside(target, config.root):
        raise PublisherError("is outside the project; choose a folder in it", file=target)
    imports: dict[Path, Import] = {}
    for file, below in _found(files):
        slug = _slug(file)
        seed = target / below / f"{slug}.md"
        if seed in imports:
            problem = f"would be the same article as {imports[seed].file.name}; rename one"
            raise PublisherError(problem, file=file)
        with guard(file, Budget.whole(config.limits)):
            imports[seed] = _plan(config, file, seed)
        _refuse_existing(imports[seed])
    return list(imports.values())


def write_imports(imports: Sequence[Import]) -> None:
    """Write planned imports, all or none. Raises PublisherError."""
    written: list[Path] = []
    try:
        for planned in imports:
            for path, content in planned.contents.items():
                _refuse_existing(planned, [path])
                write_atomically(path, content)
                written.append(path)
    except BaseException:
        for path in written:
            with suppress(OSError):
                path.unlink()
        raise


def _default_folder(config: Config) -> Path:
    if config.patterns is None:
        return config.root / "seeds"
    return config.patterns.patterns[0].base(config.root)


def _found(files: Iterable[Path]) -> Iterator[tuple[Path, Path]]:
    """Yield each file, and its folder below the one that was named."""
    for file in files:
        if not file.is_dir():
            if not is_there(file):
                raise PublisherError("there is no such file; check the name", file=file)
            yield file, Path()
            continue
        inside = [f for f in find_seeds(file).files.values() if f.suffix.lower() in CONVERTED]
        if not inside:
            problem = f"holds no file to import; it needs {', '.join(CONVERTED)}"
            raise PublisherError(problem, file=file)
        yield from ((found, found.parent.relative_to(file)) for found in inside)


def _slug(file: Path) -> str:
    """Return the slug of a file's name: letters and digits, joined by hyphens."""
    slug = "-".join(re.findall(r"[^\W_]+", file.stem.casefold()))
    if not slug or slug in _RESERVED:
        raise PublisherError("cannot name an article; rename the file", file=file)
    return slug


def _plan(config: Config, file: Path, seed: Path) -> Import:
    article = convert(file, config.source_language)
    document = read(file, file.stem, config.source_language)
    names = dict(_image_names(document.assets, seed.stem))
    text = markdown_seed(article, names)
    images = {seed.with_name(names[key]): asset.content for key, asset in document.assets.items()}
    contents = {**images, seed: text.encode()}
    remarks = [fault.message for fault in document.faults]
    remarks += _differences(config, document, names, contents, seed)
    return Import(file, seed, contents, remarks)


def _image_names(assets: Mapping[str, Asset], stem: str) -> Iterator[tuple[str, str]]:
    for number, (address, asset) in enumerate(assets.items(), 1):
        yield address, f"{stem}-{number}{_ENDINGS[asset.media_type]}"


def _differences(
    config: Config,
    document: Document,
    names: Mapping[str, str],
    contents: Mapping[Path, bytes],
    seed: Path,
) -> Iterator[str]:
    """Yield a remark if the seed has other messages than the file, and the first of them."""
    with TemporaryDirectory() as folder:
        for path, content in contents.items():
            (Path(folder) / path.name).write_bytes(content)
        imported = read(Path(folder) / seed.name, seed.stem, config.source_language)
        expected = [(s.kind, with_addresses(s.source, names)) for s in segments(document, "block")]
        found = [(s.kind, s.source) for s in segments(imported, "block")]
    lost = [source for _, source in (pair for pair in expected if pair not in found)]
    if expected != found:
        example = f", such as “{' '.join(lost[0].split())[:60]}”" if lost else ""
        number = counted(max(len(lost), 1), "message")
        yield f"{number} differ from the file's{example}; compare them in the seed"


def _refuse_existing(planned: Import, paths: Iterable[Path] | None = None) -> None:
    """Raise PublisherError if a file exists, or another article has the same slug."""
    others = [planned.seed.with_suffix(ending) for ending in (*READERS, ".toml")]
    for path in (*planned.contents, *others) if paths is None else paths:
        if is_there(path):
            remedy = "rename the file to import, or move the other one"
            if path.resolve() == planned.file.resolve():
                remedy = "it is an article already; move it out of the folder first"
            raise PublisherError(f"exists; {remedy}", file=path)
