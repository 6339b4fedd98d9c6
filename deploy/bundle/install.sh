#!/bin/sh
# Installs Dasbor Pora from this folder, without internet: checks every file, then makes .venv from wheels/.
# Another Python: PYTHON=/usr/bin/python3.13 sh install.sh
set -eu
cd "$(dirname "$0")"
wanted=$(cat PYTHON)
PYTHON=${PYTHON:-python$wanted}

sha256sum --quiet --strict -c SHA256SUMS || {
    echo "Berkas di atas berubah atau rusak. Salin ulang arsipnya. (files are not as they were made)" >&2
    exit 1
}
found=$("$PYTHON" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null || true)
[ "$found" = "$wanted" ] || {
    echo "Arsip ini untuk Python $wanted; $PYTHON adalah '${found:-tidak ada}'. Atur PYTHON=... (made for Python $wanted)" >&2
    exit 1
}
"$PYTHON" -m venv .venv
.venv/bin/python -m pip install -q --disable-pip-version-check --no-index --no-deps --find-links wheels --require-hashes \
    -r requirements-offline.txt
data=${PORA_DATA_DIR:-data}
if [ -d boundaries ] && [ ! -e "$data/boundaries/manifest.json" ]; then
    mkdir -p "$data"
    cp -R boundaries "$data/"
fi
echo "Terpasang. Berikutnya (installed; next):"
echo "  .venv/bin/python -m etl build --no-sample"
echo "  .venv/bin/python -m etl doctor"
echo "  .venv/bin/python -m streamlit run dashboard.py"
