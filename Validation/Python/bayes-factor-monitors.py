"""Writes bayes-factor-monitors.json: logarithms of Bayes factors with moment and inverse moment densities.

Likelihood times density by mpmath's quadrature with 25 digits over the parameter itself, cut at multiples of the mode.

Usage: python3 bayes-factor-monitors.py        (needs mpmath)
"""

import datetime
import json
import os
import pathlib

import mpmath
from mpmath import mpf

mpmath.mp.dps = 25


def log_prior(kind, x, mode):
    if kind[0] == "inverse":
        k, nu = mpf(kind[1]), mpf(kind[2])
        tau = mode**2 / (2 * k / (nu + 1)) ** (1 / k)
        return -(nu + 1) * mpmath.log(x) - (tau / x**2) ** k
    k = mpf(kind[1])
    return 2 * k * mpmath.log(x) - x * x * k / mode**2


def bayes_factor(parameter, kind, null, alternative, first, second):
    """log B; first and second are events and subjects of a rate, events and total time of a median."""
    null, alternative = mpf(null), mpf(alternative)
    mode, sign = abs(alternative - null), 1 if alternative > null else -1
    room = mpmath.inf if parameter == "median" and sign > 0 else (1 - null if sign > 0 and parameter == "rate" else null)

    def log_likelihood(v):
        if parameter == "rate":
            return first * mpmath.log(v) + (second - first) * mpmath.log(1 - v)
        return first * mpmath.log(mpmath.log(2) / v) - second * mpmath.log(2) / v

    base = log_likelihood(null)
    points = [mode * f for f in (0.05, 0.1, 0.2, 0.35, 0.5, 0.75, 1, 1.5, 2, 3, 5, 10, 30, 100) if mode * f < room]
    ends = [mpf(0)] + points + [room]

    def integral(with_data):
        def value(x):
            if x <= 0:
                return mpf(0)
            return mpmath.exp(log_prior(kind, x, mode) + (log_likelihood(null + sign * x) - base if with_data else 0))
        return mpmath.quad(value, ends)

    return float(mpmath.log(integral(True) / integral(False)))


def factors():
    kinds = [["inverse", 1, 2], ["inverse", 1, 1], ["inverse", 2, 3], ["moment", 1], ["moment", 2]]
    cases = []
    for kind in kinds:
        for null, alternative, data in ((0.2, 0.4, [(0, 0), (3, 20), (12, 20), (25, 60)]), (0.3, 0.15, [(0, 12), (9, 30)])):
            for events, subjects in data:
                value = bayes_factor("rate", kind, null, alternative, events, subjects)
                cases.append(dict(kind="rate", density=kind, standard=null, alternative=alternative, events=events, second=subjects, value=value))
        for null, alternative, data in ((40, 52, [(0, 0), (5, 120), (20, 1500), (12, 600)]), (3, 2, [(4, 20), (10, 25)])):
            for events, time in data:
                value = bayes_factor("median", kind, null, alternative, events, time)
                cases.append(dict(kind="median", density=kind, standard=null, alternative=alternative, events=events, second=time, value=value))
    return [dict(c, density=[c["density"][0], *map(str, c["density"][1:])]) for c in cases]


def main():
    golden = dict(
        provenance=dict(
            software=f"mpmath {mpmath.__version__}",
            version="PyPI",
            packages="mpmath",
            script="Validation/Python/bayes-factor-monitors.py",
            call="mpmath.quad of likelihood times density",
            data="none",
            date=datetime.date.today().isoformat(),
        ),
        tolerance=dict(relative=1e-11, reason="quadrature on both sides"),
        data={},
        cases=factors(),
    )
    folder = pathlib.Path(os.environ.get("GOLDEN_FOLDER", pathlib.Path(__file__).parent))
    (folder / "bayes-factor-monitors.json").write_text(json.dumps(golden, indent=1) + "\n")
    print("bayes-factor-monitors.json:", len(golden["cases"]), "cases")


main()
