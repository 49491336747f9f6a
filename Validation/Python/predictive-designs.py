"""Writes predictive-designs.json: designs by predictive probability, and the best of them by trying all.

Predictive probabilities by SciPy's betabinom; operating characteristics by convolution; the search tries every count that may be a success and
every value of the predictive probability as a cut-off, where the package bisects.

Usage: python3 predictive-designs.py        (needs numpy, scipy)
"""

import datetime
import json
import os
import pathlib

import numpy
import scipy
from scipy.stats import beta, betabinom, binom


def predictive(prior, size, success_at, looks):
    a, b = prior
    return {
        n: numpy.array([betabinom.sf(success_at - x - 1, size - n, a + x, b + n - x) for x in range(n + 1)]) for n in looks
    }


def characteristics(size, success_at, values, futility, efficacy, rate):
    """P(success), E[N], P(stop before the end)."""
    state, n, success, expected, early = numpy.array([1.0]), 0, 0.0, 0.0, 0.0
    for look, pp in values.items():
        state = numpy.convolve(state, binom.pmf(range(look - n + 1), look - n, rate))
        n = look
        few, many = pp < futility, pp > efficacy
        success += state[many].sum()
        stops = state[few | many].sum()
        early += stops
        expected += look * stops
        state = numpy.where(few | many, 0, state)
    state = numpy.convolve(state, binom.pmf(range(size - n + 1), size - n, rate))
    return [float(success + state[success_at:].sum()), float(expected + size * state.sum()), float(early)]


def design(prior, null, success, futility, efficacy, looks, size, rates):
    a, b = prior
    success_at = next(x for x in range(size + 1) if beta.sf(null, a + x, b + size - x) > success)
    values = predictive(prior, size, success_at, looks)
    at_most = [max((x for x in range(n + 1) if values[n][x] < futility), default=None) for n in looks]
    stop_at = [next((x for x in range(n + 1) if values[n][x] > efficacy), None) for n in looks]
    return dict(
        kind="design", prior=list(prior), null=null, success=success, futility=futility, efficacy=efficacy, looks=list(looks),
        size=size, successAt=success_at, stopAtMost=at_most, stopAt=stop_at,
        predictiveAtMost=[None if x is None else float(values[n][x]) for n, x in zip(looks, at_most)],
        rates=rates,
        characteristics=[characteristics(size, success_at, values, futility, efficacy, rate) for rate in rates],
    )


def best(null, alternative, alpha, power, efficacy, size, first):
    prior, looks, found = (null, 1 - null), range(first, size), None
    for success_at in range(1, size + 1):
        if efficacy == 1 and binom.sf(success_at - 1, size, alternative) < power:
            break
        values = predictive(prior, size, success_at, looks)
        steps = sorted({v for pp in values.values() for v in pp if 0 < v < efficacy})
        for futility in [0] + [v * (1 + 1e-9) for v in steps]:
            reached, _, _ = characteristics(size, success_at, values, futility, efficacy, alternative)
            if reached < power:
                break
            error, expected, early = characteristics(size, success_at, values, futility, efficacy, null)
            if error <= alpha and (found is None or expected < found["expected"]):
                found = dict(size=size, successAt=success_at, error=error, power=reached, expected=expected, early=early)
    return found


def search(null, alternative, alpha, power, efficacy, sizes, first):
    found = [best(null, alternative, alpha, power, efficacy, size, first) for size in range(sizes[0], sizes[1] + 1)]
    return dict(
        kind="search", null=null, alternative=alternative, alpha=alpha, power=power, efficacy=efficacy, sizes=list(sizes),
        first=first, candidates=[f for f in found if f],
    )


cases = [
    design((0.2, 0.8), 0.2, 0.9, 0.001, 1, range(10, 36), 36, [0.2, 0.3, 0.4]),
    design((1, 1), 0.3, 0.95, 0.05, 0.98, range(5, 50, 5), 50, [0.2, 0.3, 0.5]),
    design((0.6, 0.4), 0.6, 0.9, 0.1, 0.95, [10, 17, 24, 31], 40, [0.5, 0.6, 0.8]),
    search(0.1, 0.3, 0.1, 0.8, 1, (14, 24), 5),
    search(0.2, 0.45, 0.1, 0.85, 0.99, (18, 24), 8),
]
golden = dict(
    provenance=dict(
        software=f"SciPy {scipy.__version__}", version="PyPI", packages="numpy, scipy", script="Validation/Python/predictive-designs.py",
        call="scipy.stats.betabinom.sf, scipy.stats.beta.sf, numpy.convolve of scipy.stats.binom.pmf", data="none",
        date=datetime.date.today().isoformat()),
    tolerance=dict(relative=1e-10, reason="SciPy's betabinom sums logarithms of gamma functions"),
    data={}, cases=cases)
folder = pathlib.Path(os.environ.get("GOLDEN_FOLDER", pathlib.Path(__file__).parent))
(folder / "predictive-designs.json").write_text(json.dumps(golden, indent=1) + "\n")
print("predictive-designs.json:", len(cases), "cases")
