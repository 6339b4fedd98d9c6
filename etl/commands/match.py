"""`python -m etl match` and `alias`: what names of places mean, and recording what an unknown one means.

Without --kabupaten a name is read as a kecamatan of the province first, as a kabupaten/kota where no
kecamatan has it; with --kecamatan as a desa of that kecamatan, which a code of a desa needs not. Trap: many a
kecamatan is named as its kabupaten (Jepara); `also` says so.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from etl.commands.status import read_data_area
from pora.config import office_today
from pora.errors import RefusedError, UsageError
from pora.locale import _, format_number
from pora.reference.areas import AreaIndex, AreaMatch, Candidate, add_alias, area_index
from pora.reference.areas.answer import AMBIGUOUS, LEVEL, UNKNOWN
from pora.reference.spelling import shorten


@dataclass(frozen=True)
class MatchResult:
    """One name: the code or why there is none. `also` are areas of another level with the same name."""

    text: str
    code: str | None
    name: str | None
    level: str | None
    score: int
    reason: str
    error_code: str | None
    message: str | None
    candidates: tuple[Candidate, ...]
    also: tuple[Candidate, ...]


def run_match(
    names: Iterable[str], kabupaten: str | None = None, province: str = "33", kecamatan: str | None = None
) -> list[MatchResult]:
    """One result per distinct name, in order; `province` may be the country. UsageError for an unknown place."""
    index = area_index()
    index.require_data_area(province)
    kabupaten_code = None
    if kabupaten is not None:
        scope = index.match_kabupaten(kabupaten)
        if scope.code is None:
            raise UsageError(scope.message or _("Isi kode kabupaten/kotanya."))
        kabupaten_code, province = scope.code, scope.code[:2]
    if kecamatan is not None:
        scope = index.match_kecamatan(kecamatan, kabupaten_code, province)
        if scope.code is None:
            raise UsageError(scope.message or _("Isi kode kecamatannya."))
        kecamatan_code = scope.code
        return [_result(index, index.match_desa(text, kecamatan_code)) for text in dict.fromkeys(names)]
    return [_match_one(index, text, kabupaten_code, province) for text in dict.fromkeys(names)]


def _match_one(index: AreaIndex, text: str, kabupaten_code: str | None, province_code: str) -> MatchResult:
    if (desa := index.match_desa(text, None)).code:
        return _result(index, desa)
    district = index.match_kecamatan(text, kabupaten_code, province_code)
    if kabupaten_code:
        return _result(index, district)
    regency = index.match_kabupaten(text, province_code)
    if district.code:
        is_named = regency.code or regency.reason == AMBIGUOUS
        return _result(index, district, _candidates(index, regency) if is_named else ())
    if district.reason == UNKNOWN == regency.reason:
        return _result(index, max(district, regency, key=lambda match: match.score))
    is_regency = district.reason in (LEVEL, UNKNOWN) and regency.reason not in (LEVEL, UNKNOWN)
    return _result(index, regency if is_regency else district)


def _candidates(index: AreaIndex, match: AreaMatch) -> tuple[Candidate, ...]:
    if match.code is None:
        return match.candidates
    area = index.area(match.code)
    return (Candidate(area.code, area.name, index.area_name(area.parent_code or area.code), match.score),)


def _result(index: AreaIndex, match: AreaMatch, also: tuple[Candidate, ...] = ()) -> MatchResult:
    return MatchResult(
        match.text,
        match.code,
        index.display_name(match.code) if match.code else None,
        index.level(match.code) if match.code else None,
        match.score,
        match.reason,
        match.error_code,
        match.message,
        match.candidates,
        also,
    )


def read_names(path: Path, column: str) -> list[str]:
    """Distinct texts of one column of a CSV file, in order. Raises RefusedError for a file that is no CSV,
    UsageError for a column that it does not have."""
    from etl.readers.formats.cells import read_csv_grid
    from etl.readers.formats.sniff import detect_container, detect_encoding, read_head

    head = read_head(path)
    if detect_container(path, head) != "text":
        raise RefusedError(_("Berkas {name} bukan CSV. Simpan sebagai CSV.").format(name=path.name))
    grid, _encoding, _delimiter = read_csv_grid(path, detect_encoding(head))
    heading, *rows = [row.cells for row in grid.rows] or [()]
    if column not in heading:
        raise UsageError(
            _("Kolom '{column}' tidak ada di {name}. Kolomnya: {columns}.").format(
                column=shorten(column), name=path.name, columns=", ".join(shorten(text or "") for text in heading)
            )
        )
    place = heading.index(column)
    return list(dict.fromkeys((cells[place] or "") if place < len(cells) else "" for cells in rows))


def write_matches_json(results: Sequence[MatchResult]) -> str:
    matched = sum(result.code is not None for result in results)
    found = {"names": len(results), "matched": matched, "results": [asdict(result) for result in results]}
    return json.dumps(found, ensure_ascii=False, indent=2)


def as_lines(results: Sequence[MatchResult]) -> list[str]:
    """One line a name, and how many are known."""
    matched = sum(result.code is not None for result in results)
    summary = _("{n} dari {m} nama dikenali.").format(n=format_number(matched), m=format_number(len(results)))
    return [*(_describe(result) for result in results), summary]


def _describe(result: MatchResult) -> str:
    if result.error_code:
        return f"✗ {result.message}"
    text = shorten(result.text)
    if result.code is None:
        return "– " + _("'{text}': tidak ditempatkan.").format(text=text)
    reasons = {"code": _("kode"), "name": _("nama"), "alias": _("nama lain")}
    line = f"✓ '{text}': {result.code} {result.name} ({reasons[result.reason]})"
    if not result.also:
        return line
    return f"{line}; " + _("juga nama {places}").format(places=", ".join(c.full_name for c in result.also))


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> argparse.ArgumentParser:
    """Names, or a CSV file with its column."""
    parser = commands.add_parser("match", help=_("nama wilayah ke kode"))
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--kabupaten", metavar="CODE", help=_("kabupaten/kota tempat mencari"))
    parser.add_argument("--kecamatan", metavar="CODE", help=_("kecamatan tempat mencari desa/kelurahan"))
    parser.add_argument("--province", metavar="CODE", help=_("kode provinsi, atau ID (bawaan: yang dimuat, atau 33)"))
    parser.add_argument("--file", metavar="CSV", help=_("ambil nama dari berkas CSV"))
    parser.add_argument("--column", metavar="NAME", help=_("kolom berisi nama"))
    parser.add_argument("--json", action="store_true")
    return parser


def run_command(args: argparse.Namespace) -> int:
    """Exit code 1 if any name is refused."""
    names: list[str] = list(args.names)
    if (args.file is None) != (args.column is None):
        raise UsageError(_("--file dan --column dipakai bersama."))
    if args.file is not None:
        names += read_names(Path(args.file), args.column)
    elif not names:
        raise UsageError(_("Isi nama wilayah, atau --file dan --column."))
    results = run_match(names, args.kabupaten, args.province or read_data_area(), args.kecamatan)
    print(write_matches_json(results) if args.json else "\n".join(as_lines(results)))
    return 1 if any(result.error_code for result in results) else 0


def add_alias_parser(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
) -> argparse.ArgumentParser:
    """Another name of an area is recorded with who approves it."""
    parser = commands.add_parser("alias", help=_("catat nama lain sebuah wilayah"))
    parser.add_argument("name", metavar="NAME")
    parser.add_argument("code", metavar="CODE")
    parser.add_argument("--by", required=True, metavar="NAME", help=_("yang menyetujui"))
    return parser


def run_alias_command(args: argparse.Namespace) -> int:
    """Records the name from today on. Raises UsageError where it has a meaning already."""
    add_alias(args.name, args.code, args.by, office_today())
    print(
        _("'{alias}' kini berarti {place} ({code}).").format(
            alias=shorten(args.name), place=area_index().display_name(args.code), code=args.code
        )
    )
    return 0
