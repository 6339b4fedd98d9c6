"""Python, packages, settings, limits: what does not depend on data."""

from __future__ import annotations

import platform
import re
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version

from packaging.requirements import Requirement

from etl.doctor.finding import ERROR, OK, WARNING, Finding
from etl.python_version import NEWEST, OLDEST
from pora.config import ROOT, settings
from pora.locale import _, _n, format_number

FEW_OPEN_FILES = 1024  # what most systems start with; each reader has a connection, each snapshot a file
INSTALL = ".venv/bin/pip install --require-hashes -r requirements.txt"


def judge_python() -> Finding:
    found = f"Python {platform.python_version()}"
    if OLDEST <= sys.version_info[:2] <= NEWEST:
        return Finding(OK, found)
    tried = ", ".join(f"{OLDEST[0]}.{minor}" for minor in range(OLDEST[1], NEWEST[1] + 1))
    return Finding(ERROR, found, _("Pakai Python {versions}: hanya itu yang dicoba.").format(versions=tried))


def judge_packages() -> Finding:
    """What is installed, against the lock."""
    wanted = list(_read_lock())
    wrong = [f"{one.name} {_find_version(one.name) or '-'}" for one in wanted if not _is_installed(one)]
    if not wrong:
        return Finding(OK, _n("{n} paket sesuai requirements.txt", len(wanted)).format(n=format_number(len(wanted))))
    found = _("Paket tidak sesuai requirements.txt: {packages}").format(packages=", ".join(wrong))
    return Finding(ERROR, found, _("Jalankan: {command}").format(command=INSTALL))


def _read_lock() -> Iterator[Requirement]:
    """The packages that this system needs."""
    for line in (ROOT / "requirements.txt").read_text("utf-8").splitlines():
        if re.match(r"[\w.-]+==", line):
            requirement = Requirement(line.removesuffix("\\").strip())
            if requirement.marker is None or requirement.marker.evaluate():
                yield requirement


def _find_version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _is_installed(requirement: Requirement) -> bool:
    found = _find_version(requirement.name)
    return found is not None and requirement.specifier.contains(found, prereleases=True)


def judge_settings() -> Finding:
    """An unknown setting raises UsageError, which is then what was found."""
    here = settings()
    return Finding(OK, _("Data di {folder}, bahasa {lang}").format(folder=here.data_dir, lang=here.lang))


def judge_limits() -> Finding:
    """Of loading one file. Windows has neither an alarm clock nor limits on memory."""
    here = settings()
    if sys.platform == "win32":
        step = _("Muat hanya berkas dari kantor yang dikenal, dan perhatikan memorinya: docs/operations.md")
        return Finding(WARNING, _("Windows tidak membatasi waktu dan memori pemuatan"), step)
    words = _("Satu berkas paling lama {seconds} detik dibaca dan diperiksa, {memory} MB memori")
    return Finding(
        OK, words.format(seconds=format_number(here.load_seconds), memory=format_number(here.load_memory_mb))
    )


def judge_open_files() -> Finding:
    """How many files and connections a process may hold open at once; each reader of the dashboard needs some."""
    if sys.platform == "win32":
        return Finding(OK, _("Windows tidak membatasi berkas terbuka"))
    import resource  # only where there are such limits

    limit, _hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    found = _("Paling banyak {n} berkas terbuka").format(n=format_number(limit))
    if limit == resource.RLIM_INFINITY or limit >= FEW_OPEN_FILES:
        return Finding(OK, found)
    return Finding(WARNING, found, _("Naikkan batasnya: ulimit -n {n}").format(n=4 * FEW_OPEN_FILES))
