#!/usr/bin/env bash
# sdmx1 2.28.0 with pandas 3.1.1 turns the periods of SDMX into dates when asked to (datetime_dimension). Months as SDMX writes them
# (2024-M01 to 2024-M12) all become 1 January, one second apart: "M12" is read as 12 seconds. So a year of counts stands in January,
# and with months as the unit (datetime_freq) all twelve are 2024-01. Periods of four months (2024-T1 to T3) are read as
# January, February and March. Nothing is said. 2024-12 and 2024-Q4 are right; half years (2024-S1) are refused.
# The same in pandas alone: to_datetime("2024-M12"), which tools of SDMX rely on.
# Seen on 30 November 2026:
#   2024-M01, 2024-M12: 2024-01-01 00:00:01, 2024-01-01 00:00:12; by month 2024-01, 2024-01
#   2024-T1, 2024-T3: 2024-01-01, 2024-03-01
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv own
own/bin/pip install -q --disable-pip-version-check sdmx1==2.28.0 pandas==3.1.1
own/bin/python -W ignore - >seen.txt <<'PYTHON'
import io

import pandas as pd
import sdmx

SCHEMAS = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1"
MESSAGE = f"""<m:StructureSpecificData xmlns:m="{SCHEMAS}/message" xmlns:c="{SCHEMAS}/common" xmlns:s="{SCHEMAS}/data/structurespecific">
<m:Header><m:ID>wna</m:ID><m:Test>false</m:Test><m:Prepared>2024-12-31T00:00:00</m:Prepared><m:Sender id="PORA"/>
<m:Structure structureID="wna" dimensionAtObservation="TIME_PERIOD" namespace="urn:wna"><c:Structure><Ref id="WNA" agencyID="PORA"
version="1.0"/></c:Structure></m:Structure></m:Header><m:DataSet s:structureRef="wna" s:dataScope="DataStructure" s:action="Replace">
<Series AREA="33.19"><Obs TIME_PERIOD="%s" OBS_VALUE="48"/><Obs TIME_PERIOD="%s" OBS_VALUE="7"/></Series></m:DataSet></m:StructureSpecificData>"""


def tell(first, last):
    [data] = sdmx.read_sdmx(io.BytesIO((MESSAGE % (first, last)).encode())).data
    for chosen in ({}, {"datetime_freq": "M"}):
        try:
            table = sdmx.to_pandas(data, datetime_dimension="TIME_PERIOD", **chosen)
        except ValueError as error:
            print(first, last, *chosen, type(error).__name__)
        else:
            print(first, last, *chosen, *(f"{period}: {count:g}" for period, count in table.squeeze(axis=1).items()))


tell("2024-M01", "2024-M12")
tell("2024-T1", "2024-T3")
tell("2024-S1", "2024-S2")
tell("2024-Q1", "2024-Q4")
tell("2024-01", "2024-12")
print("pandas", *(pd.to_datetime(f"2024-M{month:02}") for month in (1, 12)))
PYTHON
cat seen.txt
diff - seen.txt <<'SEEN' || { echo "changed" >&2; exit 1; }
2024-M01 2024-M12 2024-01-01 00:00:01: 48 2024-01-01 00:00:12: 7
2024-M01 2024-M12 datetime_freq 2024-01: 48 2024-01: 7
2024-T1 2024-T3 2024-01-01 00:00:00: 48 2024-03-01 00:00:00: 7
2024-T1 2024-T3 datetime_freq 2024-01: 48 2024-03: 7
2024-S1 2024-S2 DateParseError
2024-S1 2024-S2 datetime_freq DateParseError
2024-Q1 2024-Q4 2024-01-01 00:00:00: 48 2024-10-01 00:00:00: 7
2024-Q1 2024-Q4 datetime_freq 2024-01: 48 2024-10: 7
2024-01 2024-12 2024-01-01 00:00:00: 48 2024-12-01 00:00:00: 7
2024-01 2024-12 datetime_freq 2024-01: 48 2024-12: 7
pandas 2024-01-01 00:00:01 2024-01-01 00:00:12
SEEN
