"""`python -m etl …`: the only writer of the database."""

from etl.garbage import collect_seldom
from etl.python_version import check_packages, check_python

if _problem := check_python() or check_packages():
    raise SystemExit(_problem)
collect_seldom()
