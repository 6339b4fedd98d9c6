#!/usr/bin/env bash
# highspy 1.15.1: the number of threads is a matter of the process, not of the solver: once one solver has run a program with
# integers, another solver of the same process that asks for another number of threads fails (kError), until
# resetGlobalScheduler. Both programs are sound and small.
# Seen on 29 November 2026:
#   first, threads 1: kOk kOptimal; second, threads 2: kError; after a reset: kOk kOptimal
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check highspy==1.15.1 numpy==2.3.5
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import highspy


def solve(threads):
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", threads)
    numbers = [solver.addIntegral(lb=0, ub=9) for _ in range(3)]
    solver.addConstr(2 * numbers[0] + 3 * numbers[1] + 5 * numbers[2] >= 11)
    status = solver.minimize(3 * numbers[0] + 4 * numbers[1] + 7 * numbers[2])
    return status.name if status is not None else solver.getModelStatus().name, solver.getModelStatus().name


first = solve(1)
second = solve(2)
highspy.Highs.resetGlobalScheduler(True)
third = solve(2)
print("first, threads 1:", first, "second, threads 2:", second, "after a reset:", third)
assert first[1] == third[1] == "kOptimal" and first[0] == third[0], (first, third)
assert second[0] == "kError", second
PYTHON
