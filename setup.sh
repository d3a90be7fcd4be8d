#!/bin/sh
# setup.sh VENV WHAT: makes the virtual environment VENV and installs WHAT ("." or ".[dev]") into it, editable,
# in the versions of constraints.txt. With uv where there is one, else with venv and pip. PYTHON names an interpreter.
set -eu
venv=$1
what=$2

python=
for candidate in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11 python; do
    if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
        python=$candidate
        break
    fi
done

if command -v uv >/dev/null 2>&1; then
    echo "Setting up $venv with uv"
    if uv venv --quiet --allow-existing --python "${python:->=3.11}" "$venv" &&
        uv pip install --quiet --python "$venv/bin/python" -c constraints.txt -e "$what"; then
        exit 0
    fi
    echo "uv could not do it; trying venv and pip" >&2
fi

if [ -z "$python" ]; then
    echo "Python 3.11 or later is needed; install it, or name one: make PYTHON=/path/to/python3.12" >&2
    exit 1
fi
echo "Setting up $venv with $python"
if ! "$python" -m venv "$venv"; then
    echo "Python's venv module is missing; on Debian and Ubuntu: sudo apt install python3-venv" >&2
    exit 1
fi
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check -c constraints.txt -e "$what"
