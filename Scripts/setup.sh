#!/bin/sh
# Installs the system packages that Equipoise needs, after saying which; does nothing where they are there.
# Debian and Ubuntu by apt, macOS by Homebrew. Elsewhere it names what is missing and stops.
set -eu

have() { command -v "$1" >/dev/null 2>&1; }

if ! have swift; then
    echo "Swift 6.2 or later is missing: install it from https://www.swift.org/install and run this again." >&2
    exit 1
fi

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; elif have sudo; then sudo "$@"; else
        echo "These need root, and sudo is missing: $*" >&2
        exit 1
    fi
}

debian() {
    missing=""
    for package in "$@"; do
        dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing="$missing $package"
    done
    [ -z "$missing" ] && return 0
    echo "Equipoise needs these system packages and will install them with apt-get:$missing"
    as_root apt-get update -qq
    # shellcheck disable=SC2086
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing
}

homebrew() {
    missing=""
    for formula in "$@"; do brew list --formula "$formula" >/dev/null 2>&1 || missing="$missing $formula"; done
    [ -z "$missing" ] && return 0
    echo "Equipoise needs these system packages and will install them with Homebrew:$missing"
    # shellcheck disable=SC2086
    brew install $missing
}

if have apt-get; then
    debian libboost-math-dev liblapacke-dev libopenblas-dev pkg-config g++
elif have brew; then
    homebrew boost lapack openblas pkgconf
else
    echo "Equipoise needs the headers of Boost.Math, LAPACKE and OpenBLAS, and pkg-config; this script knows apt and Homebrew only." >&2
    echo "Install them by your system's package manager; the build finds them through pkg-config and the compiler's include path." >&2
fi
