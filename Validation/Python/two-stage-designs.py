"""Writes two-stage-designs.json: Simon's designs by trying all, and inference after two stages in exact fractions.

The search tries every first stage, futility bound, stop for efficacy and final bound; the operating characteristics are sums over stage 1.
Inference: all outcomes with the number of ways to each as whole numbers, sums as fractions, limits by bisection on those sums.

Usage: python3 two-stage-designs.py        (needs numpy, scipy)
"""

import datetime
import json
import os
import pathlib
from fractions import Fraction
from math import comb

import numpy
import scipy
from scipy.optimize import brentq
from scipy.stats import binom


def finding(n1, r1, e1, n, r, p):
    x = numpy.arange(r1 + 1, e1)
    return float((binom.pmf(x, n1, p) * binom.sf(r - x, n - n1, p)).sum() + binom.sf(e1 - 1, n1, p))


def search(p0, p1, alpha, power, efficacy, sizes):
    best = {}
    for n in range(sizes[0], sizes[1] + 1):
        for n1 in range(1, n):
            stage = {p: binom.pmf(numpy.arange(n1 + 1), n1, p) for p in (p0, p1)}
            tail = {p: binom.sf(numpy.arange(-n1, n + 1), n - n1, p) for p in (p0, p1)}
            for r1 in range(n1):
                if stage[p1][r1 + 1 :].sum() < power:
                    break
                for e1 in range(r1 + 2, n1 + 2) if efficacy else [n1 + 1]:
                    xs = numpy.arange(r1 + 1, e1)
                    expected = n1 + stage[p0][xs].sum() * (n - n1)
                    if n in best and expected >= best[n]["expected"] - 1e-12:
                        continue
                    for r in range(r1, n):
                        # The place of sf(r - x) in the table.
                        error = (stage[p0][xs] * tail[p0][r - xs + n1]).sum() + stage[p0][e1:].sum()
                        if error > alpha:
                            continue
                        reached = (stage[p1][xs] * tail[p1][r - xs + n1]).sum() + stage[p1][e1:].sum()
                        if reached >= power:
                            best[n] = dict(
                                design=[n1, r1, e1 if e1 <= n1 else None, n, r], error=float(error), power=float(reached),
                                expected=float(expected))
                        break
    found = [best[n] for n in sorted(best)]
    least = min(f["expected"] for f in found)
    found = found[: 1 + next(i for i, f in enumerate(found) if f["expected"] == least)]
    # Admissible for the weight w: least w n + (1 - w) E; a fine grid of weights finds those with a wide range.
    weights = numpy.linspace(0, 1, 20001)
    scores = numpy.array([[w * f["design"][3] + (1 - w) * f["expected"] for f in found] for w in weights])
    winners = scores.argmin(axis=1)
    for i, f in enumerate(found):
        own = weights[winners == i]
        f["weights"] = [float(own.min()), float(own.max())] if len(own) else None
    return dict(
        kind="search", null=p0, alternative=p1, alpha=alpha, power=power, efficacy=efficacy, sizes=list(sizes), candidates=found)


def inference(n1, r1, e1, n, r, null, level, results):
    top = n1 + 1 if e1 is None else e1
    outcomes = [(x, n1, comb(n1, x), Fraction(x, n1)) for x in range(r1 + 1)]
    for s in range(n + 1):
        firsts = [i for i in range(r1 + 1, top) if 0 <= s - i <= n - n1]
        if firsts:
            ways = sum(comb(n1, i) * comb(n - n1, s - i) for i in firsts)
            above = sum(comb(n1 - 1, i - 1) * comb(n - n1, s - i) for i in firsts if i)
            outcomes.append((s, n, ways, Fraction(above, ways)))
    outcomes += [(x, n1, comb(n1, x), Fraction(x, n1)) for x in range(top, n1 + 1)]

    def tail(place, p):
        p = Fraction(p)
        return float(sum(w * p**x * (1 - p) ** (m - x) for x, m, w, _ in outcomes[place:]))

    cases = []
    for x, m in results:
        place = next(i for i, o in enumerate(outcomes) if o[:2] == (x, m))
        rest = (1 - level) / 2
        lower = 0 if x == 0 else brentq(lambda p: tail(place, p) - rest, 0, 1, xtol=1e-14)
        upper = 1 if x == m else brentq(lambda p: tail(place + 1, p) - (1 - rest), 0, 1, xtol=1e-14)
        cases.append(dict(
            responses=x, subjects=m, unbiased=float(outcomes[place][3]), p=tail(place, null), lower=lower, upper=upper))
    return dict(
        kind="inference", design=[n1, r1, e1, n, r], null=null, level=level, results=cases,
        isOrdered=all(a[3] < b[3] for a, b in zip(outcomes, outcomes[1:])))


cases = [
    search(0.1, 0.3, 0.05, 0.8, False, (15, 36)),
    search(0.3, 0.5, 0.1, 0.8, False, (15, 40)),
    search(0.05, 0.25, 0.1, 0.9, True, (12, 30)),
    search(0.2, 0.45, 0.05, 0.8, True, (15, 30)),
    inference(10, 1, None, 29, 5, 0.1, 0.95, [(0, 10), (1, 10), (2, 29), (5, 29), (6, 29), (12, 29), (29, 29)]),
    inference(15, 5, None, 46, 18, 0.3, 0.9, [(4, 15), (6, 46), (18, 46), (19, 46), (30, 46)]),
    inference(12, 2, 6, 30, 8, 0.2, 0.95, [(2, 12), (6, 12), (12, 12), (3, 30), (9, 30), (23, 30)]),
]
golden = dict(
    provenance=dict(
        software=f"SciPy {scipy.__version__}", version="PyPI", packages="numpy, scipy", script="Validation/Python/two-stage-designs.py",
        call="scipy.stats.binom, fractions.Fraction", data="none", date=datetime.date.today().isoformat()),
    tolerance=dict(relative=1e-10, reason="sums of SciPy's binomial probabilities; roots to 1e-14"),
    data={}, cases=cases)
folder = pathlib.Path(os.environ.get("GOLDEN_FOLDER", pathlib.Path(__file__).parent))
(folder / "two-stage-designs.json").write_text(json.dumps(golden, indent=1) + "\n")
print("two-stage-designs.json:", len(cases), "cases")
