#!/bin/sh
# Sets up the virtual environment FOLDER with exactly the packages in LOCK, and this checkout.
#
#   tools/set_up.sh FOLDER LOCK        PYTHON=python3.12 chooses the interpreter
#
# Does nothing if the environment is up to date. Rebuilds it if the lock, the Python or the checkout's folder has changed.
# The stamp is written last, so an unfinished environment is rebuilt too.
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

# The stamp holds the lock, the place, and the settings of this package, which is reinstalled when they change.
made_for() { echo "$PWD $(cksum < "$lock")"; }
package() { cksum < pyproject.toml; }

stamped() { [ -f "$stamp" ] && [ "$(sed -n "$1p" "$stamp")" = "$2" ]; }

same_environment() {
    stamped 1 "$(made_for)" && new_enough "$folder/bin/python" &&
        { [ -z "${PYTHON:-}" ] || [ "$(version "$PYTHON")" = "$(version "$folder/bin/python")" ]; }
}

install() {
    # Prints errors only. The lock names and hashes every package, so nothing is resolved here.
    PIP_USER=0 PIP_DISABLE_PIP_VERSION_CHECK=1 "$folder/bin/python" -m pip install -q -q --no-deps --no-compile "$@"
}

make_environment() {
    python=$(find_python)
    "$python" -c 'import venv, ensurepip' 2>/dev/null ||
        fail "$python has no venv: on Debian or Ubuntu install python3-venv (as root: apt-get install python3-venv), then run make again."
    echo "Setting up $folder from $lock (once; it takes a minute or two)"
    rm -rf "$folder"
    "$python" -m venv "$folder"
    # First a newer pip, and the locked setuptools, which builds the one package without a wheel.
    sed -nE '/^(pip|setuptools)==/,/[^\\]$/p' "$lock" > "$folder/first.lock"
    install --require-hashes -r "$folder/first.lock"
    install --require-hashes --no-build-isolation -r "$lock"
    # Compiles on all cores (pip would use one), without tests. Code templates do not compile; that is harmless.
    "$folder/bin/python" -m compileall -q -q -j 0 -x '/tests?/' "$folder"/lib/python3*/site-packages || true
}

install_package() {
    install --no-build-isolation --editable .
    # Lets `dvc repro` find this Python as `python` even if the environment is not activated.
    cat > "$(echo "$folder"/lib/python3*/site-packages)/path_to_this_python.pth" <<'PTH'
import os, sys; here = os.path.join(sys.prefix, "bin"); path = os.environ.get("PATH", os.defpath); os.environ["PATH"] = path if path.startswith(here + os.pathsep) else here + os.pathsep + path
PTH
}

# One at a time: a second make waits for the first.
mkdir -p build
exec 9> "build/set-up-$(basename "$folder").lock"
if command -v flock > /dev/null; then flock 9; fi

sh tools/quiet_git.sh

if ! same_environment; then
    make_environment
    install_package
elif ! stamped 2 "$(package)"; then
    install_package
fi
{ made_for; package; } > "$stamp"
