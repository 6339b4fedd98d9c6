"""How DuckDB reads a file of data/reference/: every cell as text, an empty one as null, rows in their order."""

from __future__ import annotations

# In place of a table; its path is bound.
REFERENCE_FILE = """read_csv(?, delim = ',', quote = '"', escape = '"', header = true, all_varchar = true)"""
# What a database of one province has of rows of the country; its offices are there already.
IS_HERE = """
area_code IN (SELECT office_code FROM ref_office)
OR (SELECT province_code FROM core_snapshot) IN (split_part(area_code, '.', 1), 'ID')
"""
