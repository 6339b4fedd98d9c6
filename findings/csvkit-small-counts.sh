#!/usr/bin/env bash
# csvkit 2.2: a column of counts where no area has more than one person (0, 1, or empty) is taken for yes and no: csvjoin and csvsort
# write True and False instead of the counts, csvjson false and true, csvsql makes a BOOLEAN column. With a single 2 they stay numbers
# (0, 1, 2). So the same table of the same office changes its type from month to month; -I (no inference) leaves it alone.
# Seen on 29 November 2026:
#   csvjoin:  33.19.01,Kaliwungu,False / 33.19.02,Kota Kudus,True / 33.19.03,Jati, / 33.19.04,Undaan,True
#   csvjson:  "wna": false, true, null, true
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check csvkit==2.2.0 agate==1.14.2
cd "$folder"
printf '%s\n' kecamatan_code,name 33.19.01,Kaliwungu "33.19.02,Kota Kudus" 33.19.03,Jati 33.19.04,Undaan >names.csv
printf '%s\n' kecamatan_code,wna 33.19.01,0 33.19.02,1 33.19.03, 33.19.04,1 >january.csv
printf '%s\n' kecamatan_code,wna 33.19.01,0 33.19.02,1 33.19.03, 33.19.04,2 >february.csv
bin="$folder/venv/bin"
expect() { # expect WANTED COMMAND...: the output of the command, its lines joined by " / "
    local wanted=$1 got
    shift
    got=$("$@" | paste -sd '|' | sed 's,|, / ,g')
    printf '%s: %s\n' "$(basename "$1")" "$got"
    [ "$got" = "$wanted" ] || { echo "changed: wanted $wanted"; exit 1; }
}
expect "kecamatan_code,name,wna / 33.19.01,Kaliwungu,False / 33.19.02,Kota Kudus,True / 33.19.03,Jati, / 33.19.04,Undaan,True" \
    "$bin/csvjoin" -c kecamatan_code names.csv january.csv
expect "kecamatan_code,name,wna / 33.19.01,Kaliwungu,0 / 33.19.02,Kota Kudus,1 / 33.19.03,Jati, / 33.19.04,Undaan,2" \
    "$bin/csvjoin" -c kecamatan_code names.csv february.csv
expect "kecamatan_code,name,wna / 33.19.01,Kaliwungu,0 / 33.19.02,Kota Kudus,1 / 33.19.03,Jati, / 33.19.04,Undaan,1" \
    "$bin/csvjoin" -I -c kecamatan_code names.csv january.csv
expect '[{"kecamatan_code": "33.19.01", "wna": false}, {"kecamatan_code": "33.19.02", "wna": true}, {"kecamatan_code": "33.19.03", "wna": null}, {"kecamatan_code": "33.19.04", "wna": true}]' \
    "$bin/csvjson" january.csv
"$bin/csvsql" january.csv | grep "wna BOOLEAN"
