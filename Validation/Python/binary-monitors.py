"""Writes binary-monitors.json: boundaries and operating characteristics of beta-binomial monitors.

Posterior probabilities by SciPy, those against a random standard by mpmath's quadrature with 30 digits, beta priors by their defining equations.
Operating characteristics convolve whole binomial distributions between looks, and every count of every look is asked whether it stops.

Usage: python3 binary-monitors.py        (needs numpy, scipy, mpmath)
"""

import datetime
import json
import os
import pathlib

import mpmath
import numpy
import scipy
from scipy.optimize import brentq
from scipy.stats import beta, binom

mpmath.mp.dps = 30


def exceedance(a, b, c, d, delta):
    """P(E > S + delta) for E ~ Beta(a, b) and S ~ Beta(c, d)."""
    a, b, c, d, delta = map(mpmath.mpf, (a, b, c, d, delta))

    def density(s):
        return mpmath.exp((c - 1) * mpmath.log(s) + (d - 1) * mpmath.log(1 - s)) / mpmath.beta(c, d)

    def tail(x):
        return 1 if x <= 0 else 0 if x >= 1 else mpmath.betainc(a, b, x, 1, regularized=True)

    mean, sd = c / (c + d), mpmath.sqrt(c * d / (c + d) ** 2 / (c + d + 1))
    ends = {mpmath.mpf(0), mpmath.mpf(1)}
    ends |= {mean + k * sd for k in (-12, -6, -3, -1, 0, 1, 3, 6, 12) if 0 < mean + k * sd < 1}
    ends |= {x for x in (-delta, 1 - delta) if 0 < x < 1}
    return float(mpmath.quad(lambda s: density(s) * tail(s + delta), sorted(ends)))


def exceedances():
    cases = [(0.3 + x, 0.7 + n - x, 300, 700, d) for x, n in ((0, 4), (3, 4), (5, 8), (18, 40)) for d in (0, 0.2)]
    cases += [(1, 1, 1, 1, 0.25), (2, 3, 4, 5, 0), (0.3, 12.7, 1.5, 0.6, 0.1), (30.5, 10.2, 5, 5, -0.15)]
    cases += [(0.5, 0.5, 0.5, 0.5, 0.3), (140, 60, 60, 140, 0.35), (3, 0.4, 2, 0.5, 0.05)]
    return [dict(kind="exceedance", parameters=list(c), value=exceedance(*c)) for c in cases]


def posterior(rule, a, b):
    limit, excess, standard = rule["limit"], rule["excess"], rule["standard"]
    return exceedance(a, b, *standard, excess) if standard else float(beta.sf(limit + excess, a, b))


def monitor(prior, looks, maximum, above, below, rates):
    a, b = prior
    regions = []
    for n in looks:
        up = [above and posterior(above, a + x, b + n - x) > above["cutoff"] for x in range(n + 1)]
        down = [below and posterior(below, a + x, b + n - x) < below["cutoff"] for x in range(n + 1)]
        regions.append((n, up, down))
    stop_at = [next((x for x, s in enumerate(up) if s), None) for _, up, _ in regions]
    at_most = [max((x for x, s in enumerate(down) if s), default=None) for _, _, down in regions]
    characteristics = []
    for rate in rates:
        state, n, many, few = numpy.array([1.0]), 0, [], []
        for look, up, down in regions:
            state = numpy.convolve(state, binom.pmf(range(look - n + 1), look - n, rate))
            n = look
            many.append(float(sum(p for p, s in zip(state, up) if s)))
            few.append(float(sum(p for p, s in zip(state, down) if s)))
            state = numpy.array([0 if u or d else p for p, u, d in zip(state, up, down)])
        size = sum(look * (m + f) for look, m, f in zip(looks, many, few)) + maximum * float(state.sum())
        characteristics.append(dict(rate=rate, many=many, few=few, size=size))
    return dict(
        kind="monitor", prior=list(prior), looks=looks, maximum=maximum, above=above, below=below, stopAt=stop_at,
        stopAtMost=at_most, characteristics=characteristics,
    )


def rule(cutoff, limit=None, standard=None, excess=0):
    return dict(cutoff=cutoff, limit=limit, standard=standard, excess=excess)


def monitors():
    fours, ones = list(range(4, 64, 4)), list(range(1, 40))
    rates = [0.05, 0.1, 0.3, 0.5, 0.75]
    random_standard = rule(0.95, standard=[300, 700], excess=0.05)
    return [
        monitor((0.3, 0.7), fours, 64, rule(0.95, 0.3), None, rates),
        monitor((0.6, 1.4), ones, 40, rule(0.9, 0.25, excess=0.05), None, rates),
        monitor((0.4, 1.6), [10, 17, 30, 50], 50, rule(0.97, 0.2), rule(0.05, 0.2, excess=0.15), rates),
        monitor((1, 1), list(range(5, 40, 5)), 40, None, rule(0.1, 0.3), rates),
        monitor((0.3, 0.7), [8, 16, 24], 30, random_standard, rule(0.02, standard=[60, 140]), rates),
        monitor((1, 1), list(range(50, 1000, 50)), 1000, rule(0.975, 0.3), rule(0.025, 0.35), [0.25, 0.3, 0.35]),
    ]


def priors():
    """Shapes found by a search in two dimensions, and the numbers that they must give."""
    cases = []
    for first, second in (((0.5, 0.3), (0.95, 0.5)), ((0.025, 0.01), (0.975, 0.9)), ((0.1, 0.05), (0.2, 0.051))):
        def misses(x):
            a, b = numpy.exp(x)
            return [beta.cdf(first[1], a, b) - first[0], beta.cdf(second[1], a, b) - second[0]]

        start = numpy.log([0.8, 1]) if first[0] == 0.025 else numpy.log([4, 9])
        if first[0] == 0.1:
            start = numpy.log([1000, 18000])
        solution = scipy.optimize.root(misses, start, tol=1e-14)
        assert numpy.abs(misses(solution.x)).max() < 1e-13
        cases.append(dict(kind="quantiles", parameters=[*first, *second], shapes=list(numpy.exp(solution.x))))
    for mean, width, coverage in ((0.3, 0.2, 0.9), (0.05, 0.1, 0.95), (0.5, 0.9, 0.9), (0.9, 0.02, 0.8)):
        tail = (1 - coverage) / 2

        def miss(log_size):
            a, b = mean * numpy.exp(log_size), (1 - mean) * numpy.exp(log_size)
            return beta.isf(tail, a, b) - beta.ppf(tail, a, b) - width

        sizes = numpy.linspace(12, -2, 281)
        above = next(s for s in sizes if miss(s) > 0)
        size = numpy.exp(brentq(miss, above, above + 0.05, xtol=1e-14))
        shapes = [mean * size, (1 - mean) * size]
        cases.append(dict(kind="width", parameters=[mean, width, coverage], shapes=shapes))
    return cases


def main():
    golden = dict(
        provenance=dict(
            software=f"SciPy {scipy.__version__}, mpmath {mpmath.__version__}",
            version="PyPI",
            packages="numpy, scipy, mpmath",
            script="Validation/Python/binary-monitors.py",
            call="scipy.stats.beta.sf, mpmath.quad, numpy.convolve of scipy.stats.binom.pmf",
            data="none",
            date=datetime.date.today().isoformat(),
        ),
        tolerance=dict(relative=1e-10, reason="SciPy's binomial probabilities and sums of them; quadrature of a random standard"),
        data={},
        cases=exceedances() + monitors() + priors(),
    )
    here = pathlib.Path(__file__).parent
    folder = pathlib.Path(os.environ.get("GOLDEN_FOLDER", here))
    (folder / "binary-monitors.json").write_text(json.dumps(golden, indent=1) + "\n")
    print("binary-monitors.json:", len(golden["cases"]), "cases")


main()
