#!/bin/sh
# Set up the environment in a folder: set_up.sh PYTHON VENV run|dev
set -eu
python=$1 venv=$2 what=$3
if [ -z "$python" ]; then
  echo "goldseam needs Python 3.11 or newer, and found none. Install it from python.org or your system, then try again." >&2
  exit 1
fi
if [ ! -x "$venv/bin/python" ]; then
  if command -v uv >/dev/null 2>&1; then
    uv venv --quiet --seed --python "$python" "$venv"
  elif ! "$python" -m venv "$venv" 2>/dev/null; then
    echo "This Python cannot make an environment. On Debian or Ubuntu: apt-get install python3-venv" >&2
    rm -rf "$venv"
    exit 1
  fi
fi
echo "Setting up goldseam in $venv (once; about a minute) ..."
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r "requirements/$what.lock"
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
# Where bytecode is not written, every start would compile Django again.
env -u PYTHONDONTWRITEBYTECODE "$venv/bin/python" -m compileall -q "$venv/lib" >/dev/null 2>&1 || true
