#!/bin/sh
# Makes the virtual environment FOLDER hold exactly what LOCK says, and this checkout.
#
#   tools/set_up.sh FOLDER LOCK        PYTHON=python3.12 chooses the interpreter
#
# Nothing is done where that is so already. An environment of another lock, another Python
# or a checkout that has moved is made anew; the stamp is written last, so a half-made one is too.
set -eu

folder=$1 lock=$2
cd "$(dirname "$0")/.."
stamp=$folder/made-from

fail() { echo "$*" >&2; exit 1; }

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

find_python() {
    for candidate in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
        if new_enough "$candidate"; then echo "$candidate"; return; fi
    done
    fail "Python 3.11 or newer is needed and ${PYTHON:-python3} is not: on Debian or Ubuntu install python3 and python3-venv, or name another with PYTHON=/path/to/python3.12."
}

version() { "$1" -c 'import sys; print(*sys.version_info[:2])' 2>/dev/null; }

# What an environment is made for: a lock and a place. And the settings of this package: it is installed again when they change.
made_for() { echo "$PWD $(cksum < "$lock")"; }
package() { cksum < pyproject.toml; }

stamped() { [ -f "$stamp" ] && [ "$(sed -n "$1p" "$stamp")" = "$2" ]; }

same_environment() {
    stamped 1 "$(made_for)" && new_enough "$folder/bin/python" &&
        { [ -z "${PYTHON:-}" ] || [ "$(version "$PYTHON")" = "$(version "$folder/bin/python")" ]; }
}

install() {
    # Only errors are printed. Everything is named and hashed in the lock, so nothing is resolved here.
    PIP_USER=0 PIP_DISABLE_PIP_VERSION_CHECK=1 "$folder/bin/python" -m pip install -q -q --no-deps --no-compile "$@"
}

make_environment() {
    python=$(find_python)
    "$python" -c 'import venv, ensurepip' 2>/dev/null ||
        fail "$python has no venv: on Debian or Ubuntu install python3-venv (as root: apt-get install python3-venv), then run make again."
    echo "Setting up $folder from $lock (once; it takes a minute or two)"
    rm -rf "$folder"
    "$python" -m venv "$folder"
    # First a newer pip, and setuptools: it builds the one package that has no wheel, rather than an unlocked one from the index.
    sed -nE '/^(pip|setuptools)==/,/[^\\]$/p' "$lock" > "$folder/first.lock"
    install --require-hashes -r "$folder/first.lock"
    install --require-hashes --no-build-isolation -r "$lock"
    # Compiled by all cores at once, where pip would use one; without tests. Templates of code do not compile: no matter.
    "$folder/bin/python" -m compileall -q -q -j 0 -x '/tests?/' "$folder"/lib/python3*/site-packages || true
}

install_package() {
    install --no-build-isolation --editable .
    # `dvc repro` finds this Python as `python`, also where the environment is not activated.
    cat > "$(echo "$folder"/lib/python3*/site-packages)/path_to_this_python.pth" <<'PTH'
import os, sys; here = os.path.join(sys.prefix, "bin"); path = os.environ.get("PATH", os.defpath); os.environ["PATH"] = path if path.startswith(here + os.pathsep) else here + os.pathsep + path
PTH
}

# One at a time: a second make waits for the first.
mkdir -p build
exec 9> "build/set-up-$(basename "$folder").lock"
if command -v flock > /dev/null; then flock 9; fi

if ! same_environment; then
    make_environment
    install_package
elif ! stamped 2 "$(package)"; then
    install_package
fi
{ made_for; package; } > "$stamp"
