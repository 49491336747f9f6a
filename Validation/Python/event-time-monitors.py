"""Writes event-time-monitors.json: posteriors, probabilities and bounds of monitors of exponential times to an event.

Probabilities against a fixed standard by SciPy's inverse gamma, those against a random one by mpmath's quadrature with 30 digits over the
density of the standard; bounds by bisection of those; priors by their defining equations.

Usage: python3 event-time-monitors.py        (needs numpy, scipy, mpmath)
"""

import datetime
import json
import math
import os
import pathlib

import mpmath
import numpy
import scipy
from scipy.optimize import brentq
from scipy.stats import invgamma

mpmath.mp.dps = 30
LN2 = math.log(2)


def exceedance(a, b, c, d, delta):
    """P(E > S + delta) for E ~ IG(a, b) and S ~ IG(c, d)."""
    a, b, c, d, delta = map(mpmath.mpf, (a, b, c, d, delta))

    def density(u):
        return mpmath.exp(c * u - mpmath.exp(u)) / mpmath.gamma(c)

    def tail(t):
        return mpmath.mpf(1) if t <= 0 else mpmath.gammainc(a, 0, b / t, regularized=True)

    centre, width = mpmath.log(c), 1 / mpmath.sqrt(c)
    ends = {centre + k * width for k in (-40, -20, -10, -6, -3, -1, 0, 1, 3, 6, 12)}
    if delta < 0 and min(ends) < mpmath.log(d / -delta) < max(ends):
        ends.add(mpmath.log(d / -delta))
    return float(mpmath.quad(lambda u: density(u) * tail(d * mpmath.exp(-u) + delta), sorted(ends)))


def exceedances():
    data = ((0, 0), (2, 10), (5, 30), (8, 40), (10, 60), (10, 120), (15, 150))
    cases = [(3 + d, 12 + t * LN2, 102, 606, delta) for d, t in data for delta in (0, 3)]
    cases += [(3, 80, 30, 1160, 12), (13, 600, 5, 160, -10), (2.5, 3, 1.5, 4, 0.25), (1, 1, 1, 1, -0.5), (400, 1e4, 50, 1e3, 6)]
    return [dict(kind="exceedance", parameters=list(c), value=exceedance(*c)) for c in cases]


def probability(case, events, time):
    shape, scale = case["prior"]
    factor = LN2 if case["quantity"] == "median" else 1
    a, b = shape + events, scale + time * factor
    gain, harm = case["gain"], case["event"] == "harm"
    if case["standard"]:
        c, d = case["standard"]
        return exceedance(a, b, c, d, gain) if harm else exceedance(c, d, a, b, gain)
    fixed = case["fixed"]
    return float(invgamma.sf(fixed + gain, a, scale=b) if harm else invgamma.cdf(fixed - gain, a, scale=b))


def bound(case, events):
    """The total time at which the probability equals the cut-off; None where there is none."""
    def miss(time):
        return probability(case, events, time) - case["cutoff"]
    low, high = 0.0, 1.0
    while miss(low) * miss(high) > 0:
        high *= 2
        if high > 1e7:
            return None
    return brentq(miss, low, high, xtol=1e-12, rtol=1e-14)


def monitors():
    def case(prior, quantity, fixed, standard, gain, cutoff, event, events):
        one = dict(kind="monitor", prior=prior, quantity=quantity, fixed=fixed, standard=standard, gain=gain, cutoff=cutoff, event=event)
        one["data"] = [[d, t] for d in events for t in (0, 7.5, 60, 480)]
        one["probabilities"] = [probability(one, d, t) for d, t in one["data"]]
        one["events"] = list(events)
        one["bounds"] = [bound(one, d) for d in events]
        return one

    few, many = range(0, 4), (0, 1, 2, 5, 10, 20, 40)
    return [
        case([3, 12], "median", 6, None, 0, 0.05, "harm", many),
        case([3, 12], "median", 6, None, 3, 0.025, "harm", many),
        case([3, 80], "median", 40, None, 12, 0.035, "harm", many),
        case([2.5, 20], "mean", 14, None, 2, 0.1, "harm", many),
        case([3, 12], "median", 6, None, 1, 0.05, "benefit", many),
        case([3, 12], "median", 6, None, 0, 0.95, "benefit", many),
        case([3, 12], "median", None, [102, 606], 0, 0.05, "harm", many),
        case([3, 12], "median", None, [102, 606], 3, 0.05, "harm", few),
        case([3, 12], "median", None, [22, 126], 1.5, 0.1, "benefit", few),
    ]


def priors():
    cases = []
    for first, second in (((0.1, 20), (0.9, 80)), ((0.025, 30), (0.975, 50)), ((0.5, 6), (0.95, 40)), ((0.25, 1), (0.5, 1.01))):
        def miss(log_shape):
            shape = numpy.exp(log_shape)
            return numpy.log(invgamma.ppf(second[0], shape) / invgamma.ppf(first[0], shape)) - numpy.log(second[1] / first[1])
        shape = float(numpy.exp(brentq(miss, -2, 14, xtol=1e-14)))
        cases.append(dict(kind="quantiles", parameters=[*first, *second], shapes=[shape, float(first[1] / invgamma.ppf(first[0], shape))]))
    for shape, scale, p in ((3, 12, 0.025), (13, 53.588831, 0.5), (0.5, 2, 0.1), (150, 6000, 0.975)):
        cases.append(dict(kind="quantile", parameters=[shape, scale, p], value=float(invgamma.ppf(p, shape, scale=scale))))
    return cases


def main():
    golden = dict(
        provenance=dict(
            software=f"SciPy {scipy.__version__}, mpmath {mpmath.__version__}",
            version="PyPI",
            packages="numpy, scipy, mpmath",
            script="Validation/Python/event-time-monitors.py",
            call="scipy.stats.invgamma, mpmath.quad of the gamma density times mpmath.gammainc, scipy.optimize.brentq",
            data="none",
            date=datetime.date.today().isoformat(),
        ),
        tolerance=dict(relative=1e-10, reason="SciPy's incomplete gamma function, and bisection of it"),
        data={},
        cases=exceedances() + monitors() + priors(),
    )
    here = pathlib.Path(__file__).parent
    folder = pathlib.Path(os.environ.get("GOLDEN_FOLDER", here))
    (folder / "event-time-monitors.json").write_text(json.dumps(golden, indent=1) + "\n")
    print("event-time-monitors.json:", len(golden["cases"]), "cases")


main()
