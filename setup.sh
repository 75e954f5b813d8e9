#!/bin/sh
# Set up publisher: install missing system packages, create .venv, and install the locked
# requirements and the project into it. Safe to run again; quick if nothing changed.
set -eu
cd "$(dirname "$0")"

packages="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-core fonts-noto-mono fonts-noto-color-emoji gettext git"

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

install_missing() {
    missing=""
    for package in "$@"; do
        dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' ||
            missing="$missing $package"
    done
    [ -z "$missing" ] && return
    echo "setup: installing$missing"
    as_root apt-get update -qq
    # shellcheck disable=SC2086 # the names are words
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing
}

if command -v apt-get >/dev/null && command -v dpkg-query >/dev/null; then
    # shellcheck disable=SC2086 # the names are words
    install_missing $packages
    python3 -c 'import ensurepip, venv' 2>/dev/null || install_missing python3 python3-venv
elif ! command -v msgfmt >/dev/null; then
    echo "setup: no apt-get here; install Python 3.11 or newer, and what publisher needs:" >&2
    table="from publisher.base.system_packages import BASIC, remedy"
    python3 -c "$table; print(remedy(BASIC))" >&2 ||
        echo "Pango, HarfBuzz's subset library, gettext, git and the static Noto fonts" >&2
    echo "setup: then run ./setup.sh again" >&2
    exit 2
fi

python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    echo "setup: python3 is older than 3.11; install a newer one and run ./setup.sh again" >&2
    exit 2
}

# Paths in the environment are absolute: a tree that was moved needs a new one.
stamp="$(cat requirements.txt pyproject.toml setup.sh | cksum) $(pwd -P) $(python3 -V)"
if [ "$(cat .venv/publisher-stamp 2>/dev/null)" != "$stamp" ]; then
    echo "setup: creating .venv"
    rm -rf .venv
    python3 -m venv .venv
    .venv/bin/python -m pip install --quiet --disable-pip-version-check \
        --require-hashes --requirement requirements.txt
    .venv/bin/python -m pip install --quiet --disable-pip-version-check \
        --no-deps --no-index --no-build-isolation --editable .
    # The parser's source archive has the examples of the CommonMark specification, for the tests.
    sed -n '/^markdown-it-py==/,/[^\\]$/p' requirements.txt >.venv/parser.txt
    .venv/bin/python -m pip download --quiet --disable-pip-version-check \
        --require-hashes --requirement .venv/parser.txt --no-deps --no-binary :all: \
        --no-build-isolation --dest .venv/sources ||
        echo "setup: no source archive of markdown-it-py; tests of the laws will fail" >&2
    printf '%s\n' "$stamp" >.venv/publisher-stamp
fi
# Compile the modules now, so that the first start is as fast as later ones.
.venv/bin/python -m compileall -q publisher tasks.py || true
echo "setup: ready; try .venv/bin/invoke --list"
