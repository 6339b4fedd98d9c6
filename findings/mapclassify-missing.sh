#!/usr/bin/env bash
# mapclassify 2.10: an area that has not reported (NaN) is put into the lowest class, where the zeros are, and counted there; one such
# area makes Fisher-Jenks, Head/Tail Breaks and Maximum Breaks put every area into one class. Nothing is raised; only NaturalBreaks refuses.
# Seen on 29 November 2026:
#   UserDefined  limits 0, 5, 20, 100: classes [1, 1, 2, 0, 0, 0, 3], counts [3, 2, 1, 1]   (two of the three in class 0 are NaN)
#   EqualInterval(k=3): classes [0, 0, 1, 0, 0, 0, 2], counts [5, 1, 1]
#   FisherJenks(k=3): classes [0, 0, 0, 0, 0, 0, 0], limits nan, nan, nan
#   HeadTailBreaks, MaximumBreaks(k=3): the same, all in class 0
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check mapclassify==2.10.0
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import mapclassify
import numpy

counts = numpy.array([3, 5, 20, numpy.nan, 0, numpy.nan, 41])
reported = ~numpy.isnan(counts)


def classify(scheme, values=counts, **options):
    made = scheme(values, **options)
    print(scheme.__name__, made.yb.tolist(), [float(one) for one in made.bins], made.counts.tolist())
    return made


by_hand = classify(mapclassify.UserDefined, bins=[0, 5, 20, 100])
assert by_hand.yb.tolist() == [1, 1, 2, 0, 0, 0, 3] and by_hand.counts.tolist() == [3, 2, 1, 1]
equal = classify(mapclassify.EqualInterval, k=3)
assert equal.yb.tolist() == [0, 0, 1, 0, 0, 0, 2] and equal.counts.tolist() == [5, 1, 1]
for scheme, options in (
    (mapclassify.FisherJenks, {"k": 3}),
    (mapclassify.HeadTailBreaks, {}),
    (mapclassify.MaximumBreaks, {"k": 3}),
):
    made = classify(scheme, **options)
    assert made.yb.tolist() == [0] * 7 and numpy.isnan(made.bins).all()
    assert len(set(classify(scheme, counts[reported], **options).yb)) > 1  # without the two, areas differ
try:
    mapclassify.NaturalBreaks(counts, k=3)
except ValueError as error:
    print("NaturalBreaks:", str(error).splitlines()[0])
else:
    raise SystemExit("changed: NaturalBreaks takes NaN")
PYTHON
