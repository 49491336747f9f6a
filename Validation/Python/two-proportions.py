"""Writes two-proportions.json: what SciPy and statsmodels answer of two proportions and of tables in strata.

SciPy's barnard_exact and boschloo_exact look for the supremum with shgo, which may stop on a lower peak (by 1 in 1000 for the vaccine data, with
any number of points) but never above it; its two-sided Boschloo doubles the one-sided p-value, so only one side is asked. statsmodels gives score
limits of ratio and odds ratio, their tests against a margin, and Breslow and Day's test with Tarone's correction. Its restricted estimates of the
difference are not the likeliest (0.8136 and 0.9136 for 83 of 100 and 69 of 76 at -0.1, where the likelihood is largest at 0.8168 and 0.9168), so
that for the difference the likelihood is maximised here.

Usage: python3 two-proportions.py        (needs numpy, scipy, statsmodels)
"""

import datetime
import json
import os
import pathlib

import numpy
import scipy
import statsmodels
from scipy.optimize import brentq
from scipy.stats import barnard_exact, boschloo_exact, norm
from statsmodels.stats.contingency_tables import StratifiedTable
from statsmodels.stats.proportion import (
    confint_proportions_2indep,
    test_proportions_2indep as margin_test,
)

SIDES = {"twoSided": "two-sided", "less": "less", "greater": "greater"}


def unconditional(counts):
    # SciPy takes the groups as columns and, for Barnard's test, column 1 less column 2.
    table = numpy.array(counts).reshape(2, 2).T
    cases = []
    for side, word in SIDES.items():
        for name, pooled in (("pooled", True), ("unpooled", False)):
            p = barnard_exact(table, alternative=word, pooled=pooled, n=64).pvalue
            cases.append(dict(kind="unconditional", counts=counts, statistic=name, alternative=side, p=float(p)))
        if side != "twoSided":
            p = boschloo_exact(table, alternative=word, n=64).pvalue
            cases.append(dict(kind="unconditional", counts=counts, statistic="fisher", alternative=side, p=float(p)))
    return cases


def difference_z(counts, delta, correction):
    """z of the score test that the difference is delta, the restricted estimates by the derivative of the likelihood."""
    a, b, c, d = counts
    n, m = a + b, c + d

    def derivative(p):
        return a / (p + delta) - b / (1 - p - delta) + c / p - d / (1 - p)

    low, high = max(0, -delta), min(1, 1 - delta)
    gap = (high - low) * 1e-9
    p = brentq(derivative, low + gap, high - gap, xtol=1e-15, rtol=1e-15)
    factor = (n + m) / (n + m - 1) if correction else 1
    variance = factor * ((p + delta) * (1 - p - delta) / n + p * (1 - p) / m)
    return (a / n - c / m - delta) / variance**0.5


def difference_limits(counts, level, correction):
    a, b, c, d = counts
    center, z = a / (a + b) - c / (c + d), norm.isf((1 - level) / 2)
    low = brentq(lambda x: difference_z(counts, x, correction) - z, -0.999, center, xtol=1e-14, rtol=1e-14)
    high = brentq(lambda x: difference_z(counts, x, correction) + z, center, 0.999, xtol=1e-14, rtol=1e-14)
    return low, high


def score(counts, level):
    a, b, c, d = counts
    case = dict(kind="score", counts=counts, level=level)
    for name, compare in (("riskDifference", "diff"), ("riskRatio", "ratio"), ("oddsRatio", "odds-ratio")):
        for correction in (True, False):
            if compare == "diff":
                case[name + ("" if correction else "Uncorrected")] = list(difference_limits(counts, level, correction))
                continue
            try:
                low, high = confint_proportions_2indep(
                    a, a + b, c, c + d, method="score", compare=compare, alpha=1 - level, correction=correction)
            except ValueError:
                continue  # its search starts from Wald's limits and may miss the root
            case[name + ("" if correction else "Uncorrected")] = [float(low), float(high)]
    return case


def margin(counts, contrast, bound):
    a, b, c, d = counts
    compare = {"riskDifference": "diff", "riskRatio": "ratio", "oddsRatio": "odds-ratio"}[contrast]
    tails = {}
    for correction in (True, False):
        if compare == "diff":
            z = difference_z(counts, bound, correction)
            tails["greater" + ("" if correction else "Uncorrected")] = float(norm.sf(z))
            tails["less" + ("" if correction else "Uncorrected")] = float(norm.cdf(z))
            continue
        for side, word in (("greater", "larger"), ("less", "smaller")):
            result = margin_test(
                a, a + b, c, c + d, value=bound, method="score", compare=compare, alternative=word, correction=correction)
            tails[side + ("" if correction else "Uncorrected")] = float(result.pvalue)
    return dict(kind="margin", counts=counts, contrast=contrast, bound=bound, **tails)


def equivalence(counts, low, high):
    p = max(norm.sf(difference_z(counts, low, True)), norm.cdf(difference_z(counts, high, True)))
    return dict(kind="equivalence", counts=counts, bounds=[low, high], p=float(p))


def strata(tables):
    table = StratifiedTable([numpy.array(t).reshape(2, 2) for t in tables])
    plain, tarone = table.test_equal_odds(adjust=False), table.test_equal_odds(adjust=True)
    return dict(
        kind="strata", tables=tables, breslowDay=float(plain.statistic), tarone=float(tarone.statistic), p=float(tarone.pvalue),
        pooled=float(table.oddsratio_pooled))


cases = []
for counts in ([7, 8, 12, 3], [13, 27, 5, 35], [3, 12, 9, 8], [2, 13, 7, 8], [9, 21, 4, 14]):
    cases += unconditional(counts)
for counts, level in (([56, 14, 48, 32], 0.95), ([13, 27, 5, 35], 0.95), ([9, 21, 4, 14], 0.9), ([312, 1688, 251, 1749], 0.99)):
    cases.append(score(counts, level))
for counts in ([83, 17, 69, 7], [13, 27, 5, 35], [40, 10, 38, 12]):
    for contrast, bounds in (("riskDifference", (-0.1, 0.05)), ("riskRatio", (0.8, 1.25)), ("oddsRatio", (0.5, 2.0))):
        cases += [margin(counts, contrast, bound) for bound in bounds]
cases += [equivalence([83, 17, 69, 7], -0.2, 0.2), equivalence([40, 10, 38, 12], -0.15, 0.15)]
cases += [
    strata([[4, 6, 2, 9], [7, 3, 4, 8], [1, 5, 2, 3]]), strata([[20, 30, 12, 40], [33, 21, 20, 28], [9, 40, 2, 41], [15, 15, 15, 14]]),
]
folder = pathlib.Path(os.environ.get("GOLDEN_FOLDER", pathlib.Path(__file__).parent))
golden = dict(
    provenance=dict(
        software=f"SciPy {scipy.__version__}, statsmodels {statsmodels.__version__}", version="PyPI", packages="scipy, statsmodels",
        script="Validation/Python/two-proportions.py",
        call="barnard_exact, boschloo_exact, confint_proportions_2indep, test_proportions_2indep, StratifiedTable; the likelihood maximised by brentq",
        data="Mehta & Senchaudhuri 2003 (vaccine), trial 004 (NCT01718743), Farrington & Manning 1990, made up",
        date=datetime.date.today().isoformat()),
    tolerance=dict(
        relative=1e-6, reason="the search of statsmodels stops early, SciPy's may miss the peak by 1 in 1000; closed forms agree to 1e-10"),
    data={}, cases=cases)
(folder / "two-proportions.json").write_text(json.dumps(golden, indent=1) + "\n")
print("two-proportions.json:", len(cases), "cases")
