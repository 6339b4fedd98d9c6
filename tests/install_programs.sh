#!/bin/sh
# Programs that tests drive: Chromium, LibreOffice, nginx, PostgreSQL, systemd-analyze. From Debian's packages as root, else Chromium from Playwright.
# What can't be installed is skipped by its tests with a reason; in CI that is a failure.
missing=""
command -v chromium >/dev/null || missing="$missing chromium"
command -v localc >/dev/null || missing="$missing libreoffice-calc"
command -v nginx >/dev/null || [ -x /usr/sbin/nginx ] || missing="$missing nginx-light"
command -v initdb >/dev/null || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing="$missing postgresql"
command -v systemd-analyze >/dev/null || missing="$missing systemd"
command -v loimpress >/dev/null || missing="$missing libreoffice-impress"
command -v lowriter >/dev/null || missing="$missing libreoffice-writer"
[ -z "$missing" ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -q >/dev/null && apt-get install -y -q --no-install-recommends $missing >/dev/null || true
else
    case "$missing" in *chromium*) .venv/bin/playwright install chromium || true ;; esac
fi
