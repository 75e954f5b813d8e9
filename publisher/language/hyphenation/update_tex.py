"""A program that brings the files in `tex/` from TeX's hyph-utf8, at a fixed commit.

    git clone https://github.com/hyphenation/tex-hyphen
    python -m publisher.language.hyphenation.update_tex tex-hyphen

The files are hyph-utf8's own, byte for byte: each begins with its authors and its licence.
`tex/README.md` lists the licences. To take a later version, change `COMMIT`.
"""

from __future__ import annotations

import subprocess
import sys
from hashlib import sha256
from pathlib import Path

from publisher.language.hyphenation.dictionaries import TEX, TEX_FILES

COMMIT = "5684c0f51c0b81133db2efbe60a408b4155a3ff5"  # of 24 February 2026
_FOLDER = "hyph-utf8/tex/generic/hyph-utf8/patterns/tex"


def content(clone: Path, name: str) -> bytes:
    """Return the file `name` of hyph-utf8. `clone` is a Git repository of tex-hyphen.

    Raises CalledProcessError if it does not have the commit.
    """
    command = ["git", "-C", str(clone), "show", f"{COMMIT}:{_FOLDER}/{name}"]
    return subprocess.run(command, check=True, capture_output=True).stdout


def update(clone: Path, folder: Path) -> None:
    """Write the files of `TEX` into `folder`, and their hashes; see `content`."""
    hashes = []
    for name in sorted(f"hyph-{code}.tex" for code in TEX.values()):
        patterns = content(clone, name)
        (folder / name).write_bytes(patterns)
        hashes.append(f"{sha256(patterns).hexdigest()}  {name}\n")
    (folder / "SHA256SUMS").write_text("".join(hashes), encoding="utf-8")


if __name__ == "__main__":
    update(Path(sys.argv[1]), TEX_FILES)
