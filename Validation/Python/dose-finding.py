"""Writes dose-finding.json: decisions, posteriors and operating characteristics of dose-escalation designs.

mTPI-2 by its definition with SciPy's beta distribution; the continual reassessment by SciPy's adaptive quadrature; skeletons by solving their defining
equations; operating characteristics along all sequences of cohort outcomes, recursively and without merging records.

Usage: python3 dose-finding.py        (needs numpy, scipy)
"""

import datetime
import json
import math
import os
import pathlib

import scipy
from scipy.integrate import quad
from scipy.optimize import brentq
from scipy.special import expit, logit
from scipy.stats import beta, binom


def eliminated(x, n, target, cutoff=0.95, minimum=3):
    return n >= minimum and beta.sf(target, 1 + x, 1 + n - x) > cutoff


def boin(x, n, target):
    low, high = 0.6 * target, 1.4 * target
    up = math.log((1 - low) / (1 - target)) / math.log(target * (1 - low) / (low * (1 - target)))
    down = math.log((1 - target) / (1 - high)) / math.log(high * (1 - target) / (target * (1 - high)))
    return "escalate" if x / n <= up else "deescalate" if x / n >= down else "stay"


def mtpi2(x, n, target, e1, e2):
    ends, width = [target - e1, target + e2], e1 + e2
    while ends[0] - width > 1e-9:
        ends.insert(0, ends[0] - width)
    while ends[-1] + width < 1 - 1e-9:
        ends.append(ends[-1] + width)
    ends = ([0] if ends[0] > 1e-9 else []) + ends + ([1] if ends[-1] < 1 - 1e-9 else [])
    units = [(beta.cdf(b, 1 + x, 1 + n - x) - beta.cdf(a, 1 + x, 1 + n - x)) / (b - a) for a, b in zip(ends, ends[1:])]
    i = max(range(len(units)), key=lambda k: units[k])
    middle = (ends[i] + ends[i + 1]) / 2
    return "escalate" if middle < target - e1 else "deescalate" if middle > target + e2 else "stay"


def table(kind, target, largest, *rest):
    rows = []
    for n in range(1, largest + 1):
        row = []
        for x in range(n + 1):
            if eliminated(x, n, target, minimum=3 if kind == "boin" else 1):
                row.append("eliminate")
            else:
                row.append(boin(x, n, target) if kind == "boin" else mtpi2(x, n, target, *rest))
        rows.append(row)
    return dict(kind="table", design=kind, target=target, margins=list(rest), rows=rows)


def rate(model, s, b):
    if model == "power":
        return s ** math.exp(b)
    return float(expit(3 + math.exp(b) * (logit(s) - 3)))


def reassessment(model, target, skeleton, variance, treated, toxicities):
    def likelihood(b):
        value = math.exp(-b * b / (2 * variance))
        for s, n, x in zip(skeleton, treated, toxicities):
            p = rate(model, s, b)
            value *= p**x * (1 - p) ** (n - x)
        return value

    end = 9 * math.sqrt(variance)
    cuts = [-end + 2 * end * i / 60 for i in range(61)]

    def integral(f, low=-end, high=end):
        ends = [low] + [c for c in cuts if low < c < high] + [high]
        return math.fsum(quad(lambda b: f(b) * likelihood(b), a, b, epsabs=0, epsrel=1e-12)[0] for a, b in zip(ends, ends[1:]))

    total = integral(lambda b: 1)
    mean = integral(lambda b: b) / total
    spread = math.sqrt(integral(lambda b: (b - mean) ** 2) / total)
    exceed = []
    for s in skeleton:
        turn = brentq(lambda b: rate(model, s, b) - target, -end, end, xtol=1e-14)
        exceed.append(integral(lambda b: 1, -end, turn) / total)
    return dict(
        kind="reassessment", model=model, target=target, skeleton=skeleton, variance=variance, treated=treated, toxicities=toxicities,
        mean=mean, spread=spread, rates=[rate(model, s, mean) for s in skeleton],
        meanRates=[integral(lambda b, s=s: rate(model, s, b)) / total for s in skeleton], exceedances=exceed)


def skeleton(model, target, half, doses, guess):
    """By its definition: at the b where a dose has target - half, the next one has target + half."""
    start = target
    rates = {guess: start}
    for j in range(guess, doses - 1):
        b = brentq(lambda b: rate(model, rates[j], b) - (target - half), -5, 5, xtol=1e-15)
        rates[j + 1] = brentq(lambda s: rate(model, s, b) - (target + half), 1e-12, 1 - 1e-12, xtol=1e-16)
    for j in range(guess, 0, -1):
        b = brentq(lambda b: rate(model, rates[j], b) - (target + half), -5, 5, xtol=1e-15)
        rates[j - 1] = brentq(lambda s: rate(model, s, b) - (target - half), 1e-12, 1 - 1e-12, xtol=1e-16)
    return dict(
        kind="skeleton", model=model, target=target, halfWidth=half, doses=doses, guess=guess, rates=[rates[j] for j in range(doses)])


def select(treated, toxicities, target, end):
    """Isotonic regression by the min-max formula."""
    tried = [j for j in range(end) if treated[j]]
    if not tried:
        return None
    est = [(toxicities[j] + 0.05) / (treated[j] + 0.1) for j in tried]
    weight = [
        (treated[j] + 0.1) ** 2 * (treated[j] + 1.1) / ((toxicities[j] + 0.05) * (treated[j] - toxicities[j] + 0.05)) for j in tried
    ]

    def mean(a, b):
        return sum(e * w for e, w in zip(est[a : b + 1], weight[a : b + 1])) / sum(weight[a : b + 1])

    m = len(tried)
    fit = [max(min(mean(a, b) for b in range(i, m)) for a in range(i + 1)) for i in range(m)]
    near = min(abs(f - target) for f in fit)
    ties = [i for i in range(m) if abs(abs(fit[i] - target) - near) < 1e-12 and abs(fit[i] - fit[[k for k in range(m) if abs(abs(fit[k] - target) - near) < 1e-12][0]]) < 1e-12]
    return tried[ties[-1] if fit[ties[0]] < target else ties[0]]


def escalation(kind, target, rates, cohort, maximum):
    doses = len(rates)
    result = dict(selected=[0.0] * doses, none=0.0, treated=[0.0] * doses, toxicities=[0.0] * doses)

    def finish(treated, toxicities, selection, weight):
        if selection is None:
            result["none"] += weight
        else:
            result["selected"][selection] += weight
        for j in range(doses):
            result["treated"][j] += weight * treated[j]
            result["toxicities"][j] += weight * toxicities[j]

    def interval(treated, toxicities, dose):
        out = [j for j in range(doses) if eliminated(toxicities[j], treated[j], target)]
        end = out[0] if out else doses
        if end == 0:
            return None, "toxic", end
        step = {"escalate": 1, "stay": 0, "deescalate": -1}[boin(toxicities[dose], treated[dose], target)]
        if dose >= end:
            step = -1
        return max(0, min(dose + step, end - 1)), "treat", end

    def storer(treated, toxicities, dose):
        n, x = treated[dose], toxicities[dose]
        if x >= 2:
            if dose == 0:
                return None, "toxic", 0
            return (None, "done", doses) if treated[dose - 1] >= 6 else (dose - 1, "treat", doses)
        if x == 1 and n == 3:
            return dose, "treat", doses
        if dose + 1 < doses and treated[dose + 1] == 0:
            return dose + 1, "treat", doses
        return (dose, "treat", doses) if n == 3 else (None, "done", doses)

    def follow(treated, toxicities, dose, weight):
        size = min(cohort, maximum - sum(treated))
        for x in range(size + 1):
            t, y = list(treated), list(toxicities)
            t[dose] += size
            y[dose] += x
            w = weight * float(binom.pmf(x, size, rates[dose]))
            following, what, end = (interval if kind == "boin" else storer)(t, y, dose)
            if what == "toxic":
                finish(t, y, None, w)
            elif what == "done" or sum(t) >= maximum:
                if kind == "boin":
                    finish(t, y, select(t, y, target, end), w)
                else:
                    found = [j for j in range(doses) if t[j] >= 6 and y[j] <= 1]
                    finish(t, y, found[-1] if found else None, w)
            else:
                follow(t, y, following, w)

    follow([0] * doses, [0] * doses, 0, 1.0)
    return dict(kind="escalation", design=kind, target=target, trueRates=rates, cohort=cohort, maximum=maximum, result=result)


five = [0.05, 0.12, 0.25, 0.4, 0.55]
cases = [
    table("boin", 0.3, 18), table("boin", 0.2, 12), table("mtpi2", 0.3, 15, 0.05, 0.05), table("mtpi2", 0.25, 12, 0.05, 0.1),
    reassessment("power", 0.25, five, 1.34, [3, 3, 0, 0, 0], [0, 1, 0, 0, 0]),
    reassessment("power", 0.25, five, 1.34, [3, 6, 15, 6, 0], [0, 0, 4, 3, 0]),
    reassessment("power", 0.3, five, 0.5, [3, 0, 0, 0, 0], [3, 0, 0, 0, 0]),
    reassessment("logistic", 0.25, five, 1.34, [3, 3, 9, 0, 0], [0, 1, 2, 0, 0]),
    skeleton("power", 0.25, 0.05, 5, 2), skeleton("power", 0.3, 0.06, 6, 0), skeleton("logistic", 0.25, 0.05, 5, 3),
    escalation("boin", 0.3, [0.1, 0.3, 0.5], 3, 18), escalation("boin", 0.25, [0.4, 0.5, 0.6, 0.7], 2, 11),
    escalation("3+3", None, [0.05, 0.2, 0.35, 0.6], 3, 24),
]
golden = dict(
    provenance=dict(
        software=f"SciPy {scipy.__version__}", version="PyPI", packages="scipy", script="Validation/Python/dose-finding.py",
        call="scipy.stats.beta, scipy.integrate.quad, scipy.optimize.brentq, scipy.stats.binom", data="none",
        date=datetime.date.today().isoformat()),
    tolerance=dict(relative=1e-9, reason="adaptive quadrature to 1e-12 of each of 60 pieces"),
    data={}, cases=cases)
folder = pathlib.Path(os.environ.get("GOLDEN_FOLDER", pathlib.Path(__file__).parent))
(folder / "dose-finding.json").write_text(json.dumps(golden, indent=1) + "\n")
print("dose-finding.json:", len(cases), "cases")
