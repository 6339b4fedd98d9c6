#!/bin/sh
# Installs Dasbor Pora from this folder, without internet. Another Python: PYTHON=/usr/bin/python3.13 sh install.sh
set -eu
cd "$(dirname "$0")"
wanted=$(cat PYTHON)
PYTHON=${PYTHON:-python$wanted}
command -v "$PYTHON" >/dev/null || {
    echo "Arsip ini untuk Python $wanted; $PYTHON tidak ada. Atur PYTHON=... (made for Python $wanted)" >&2
    exit 1
}
exec "$PYTHON" install.py
