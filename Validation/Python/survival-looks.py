"""Writes survival-looks.json: what the log-rank statistic of a planned trial is expected to be at its looks, and the subjects that a power needs.

Means and variance estimates are one-dimensional integrals by quad. The variance under the alternative comes from the statistic's influence function
as a double integral over times of event and of censoring, not from the formula of the program. Looks are found by brentq, the power by the multivariate
normal distribution of all looks together.

Usage: python3 survival-looks.py        (needs numpy and scipy)
"""

import datetime
import json
import os
import pathlib

import numpy as np
import scipy
from scipy.integrate import quad
from scipy.optimize import brentq
from scipy.stats import multivariate_normal, norm

NODES, WEIGHTS = np.polynomial.legendre.leggauss(16)


def piecewise(starts, values, t):
    return values[max(i for i, start in enumerate(starts) if start <= t)]


def integral(starts, values, t):
    ends = starts[1:] + [np.inf]
    return sum(v * (min(e, t) - s) for s, e, v in zip(starts, ends, values) if s < t)


class Stratum:
    """The two arms of a stratum, 1 the treatment, at a calendar time."""

    def __init__(self, case, stratum, calendar):
        self.case, self.calendar = case, calendar
        r = case["ratio"]
        whole = sum(s["share"] for s in case["strata"])
        self.shares = [stratum["share"] / whole / (1 + r), stratum["share"] / whole * r / (1 + r)]
        self.starts = sorted(set(stratum["starts"]) | set(stratum["ratioStarts"]))
        control = [piecewise(stratum["starts"], stratum["hazards"], t) for t in self.starts]
        self.hazards = [
            control,
            [h * piecewise(stratum["ratioStarts"], stratum["ratios"], t) for h, t in zip(control, self.starts)],
        ]
        self.loss = case["loss"]
        self.p = r / (1 + r)
        bends = set(self.starts) | {calendar - t for t in case["accrualStarts"] + [case["accrual"]]}
        self.bends = [0.0] + sorted(b for b in bends if 0 < b < calendar) + [calendar]

    def hazard(self, arm, t):
        return piecewise(self.starts, self.hazards[arm], t)

    def survival(self, arm, t):
        return np.exp(-integral(self.starts, self.hazards[arm], t))

    def entered(self, t):
        case = self.case
        rates, starts = case["accrualRates"], case["accrualStarts"]
        t = min(max(t, 0), case["accrual"])
        return integral(starts, rates, t) / integral(starts, rates, case["accrual"])

    def at_risk(self, arm, s):
        return self.shares[arm] * self.entered(self.calendar - s) * self.survival(arm, s) * np.exp(-self.loss * s)

    def weight(self, s):
        rho, gamma = self.case["weight"]
        pooled = self.p * self.survival(1, s) + (1 - self.p) * self.survival(0, s)
        return pooled**rho * (1 - pooled) ** gamma

    def over(self, f):
        return sum(
            quad(f, a, b, epsabs=1e-13, epsrel=1e-12)[0] for a, b in zip(self.bends, self.bends[1:])
        )

    def mean(self):
        def f(s):
            one, zero = self.at_risk(1, s), self.at_risk(0, s)
            if one + zero <= 0:
                return 0.0
            return self.weight(s) * one * zero / (one + zero) * (self.hazard(0, s) - self.hazard(1, s))

        return self.over(f)

    def variance(self):
        def f(s):
            one, zero = self.at_risk(1, s), self.at_risk(0, s)
            if one + zero <= 0:
                return 0.0
            events = one * self.hazard(1, s) + zero * self.hazard(0, s)
            return self.weight(s) ** 2 * one * zero / (one + zero) ** 2 * events

        return self.over(f)

    def events(self):
        return self.over(lambda s: sum(self.at_risk(a, s) * self.hazard(a, s) for a in (0, 1)))

    def true_variance(self):
        """Σ over arms of share · var(ψ), ψ = δ c(X) − ∫₀^X c dΛ̄, X the least of event, loss and end of follow-up.

        X has the density −d/ds of the part still at risk; of it πλ are events. The part at risk falls by losses and by the end of follow-up too, so that
        E ψ = ∫ (c − G) πλ + ∫ (−G)(−π′ − πλ), and E ψ² alike, with π′ by a difference quotient of high order.
        """
        total = 0.0
        for arm in (0, 1):

            def c(s):
                one, zero = self.at_risk(1, s), self.at_risk(0, s)
                e = one / (one + zero)
                return self.weight(s) * ((1 - e) if arm == 1 else -e)

            def pooled(s):
                one, zero = self.at_risk(1, s), self.at_risk(0, s)
                return (one * self.hazard(1, s) + zero * self.hazard(0, s)) / (one + zero)

            first = second = reached = 0.0
            for a, b in zip(self.bends, self.bends[1:]):
                b = min(b, self.calendar * (1 - 1e-9))
                cells = 4
                for cell in range(cells):
                    low, high = a + (b - a) * cell / cells, a + (b - a) * (cell + 1) / cells
                    half = (high - low) / 2
                    for x, w in zip(NODES, WEIGHTS):
                        s = low + half * (1 + x)
                        inner = (s - low) / 2
                        g = reached + inner * sum(
                            v * c(low + inner * (1 + y)) * pooled(low + inner * (1 + y))
                            for y, v in zip(*GAUSS8)
                        )
                        risk, hazard = self.at_risk(arm, s), self.hazard(arm, s)
                        # −π′ = π(λ + loss) + the density of entry at calendar − s, which is piecewise constant.
                        density = self.entry_density(self.calendar - s) * self.shares[arm]
                        end = density * self.survival(arm, s) * np.exp(-self.loss * s)
                        event, other = risk * hazard, risk * self.loss + end
                        first += half * w * (event * (c(s) - g) - other * g)
                        second += half * w * (event * (c(s) - g) ** 2 + other * g * g)
                    reached += half * sum(
                        v * c(low + half * (1 + y)) * pooled(low + half * (1 + y)) for y, v in zip(*GAUSS8)
                    )
            total += second - first * first / self.shares[arm]
        return total

    def entry_density(self, t):
        case = self.case
        if t < 0 or t > case["accrual"]:
            return 0.0
        whole = integral(case["accrualStarts"], case["accrualRates"], case["accrual"])
        return piecewise(case["accrualStarts"], case["accrualRates"], t) / whole


GAUSS8 = np.polynomial.legendre.leggauss(8)


def at(case, calendar):
    strata = [Stratum(case, s, calendar) for s in case["strata"]]
    return (
        sum(s.mean() for s in strata),
        sum(s.variance() for s in strata),
        sum(s.events() for s in strata),
        strata,
    )


def power(subjects, case, means, variances, deviations, information):
    drift = np.sqrt(subjects) * np.array(means) / np.sqrt(variances)
    upper = (np.array(case["z"]) - drift) / np.array(deviations)
    if len(upper) == 1:
        return norm.sf(upper[0])
    t = np.array(information)
    covariance = np.sqrt(np.minimum.outer(t, t) / np.maximum.outer(t, t))
    return 1 - multivariate_normal.cdf(upper, cov=covariance, abseps=1e-10, releps=1e-10, maxpts=20_000_000)


def solve(case):
    end = case["accrual"] + case["followUp"]
    index = 1 if case["weight"] != [0, 0] else 2
    total = at(case, end)[index]
    times = [
        end if f == 1 else brentq(lambda t: at(case, t)[index] / total - f, 0.2, end, xtol=1e-11) for f in case["fractions"]
    ]
    means, variances, events, strata = zip(*[at(case, t) for t in times])
    true = [sum(s.true_variance() for s in group) for group in strata]
    if case["isYungLiu"]:
        deviations, information = np.sqrt(np.array(true) / np.array(variances)), true
    else:
        deviations, information = np.ones(len(times)), variances
    subjects = brentq(
        lambda n: power(n, case, means, variances, deviations, information) - case["power"], 20, 5000, xtol=1e-7
    )
    return {
        **{k: v for k, v in case.items()},
        "times": times, "means": list(means), "variances": list(variances), "events": list(events), "trueVariances": true,
        "subjects": subjects,
    }


def one(hazards, ratios, share=1.0, starts=None, ratio_starts=None):
    return {
        "share": share, "starts": starts or [0.0], "hazards": hazards, "ratioStarts": ratio_starts or [0.0], "ratios": ratios,
    }


BASE = {
    "ratio": 1.0, "loss": 0.004, "accrual": 18.0, "followUp": 18.0, "accrualStarts": [0.0, 6.0], "accrualRates": [10.0, 25.0],
    "fractions": [1.0], "z": [1.96], "weight": [0, 0], "isYungLiu": False, "power": 0.9,
}
CASES = [
    {**BASE, "name": "delayed effect, three looks", "ratio": 1.5, "strata": [one([0.05], [1.0, 0.55], ratio_starts=[0.0, 4.0])],
     "fractions": [0.5, 0.75, 1.0], "z": [2.9, 2.35, 2.01]},
    {**BASE, "name": "crossing hazards, the variance under the alternative",
     "strata": [one([0.05], [1.3, 0.5], ratio_starts=[0.0, 5.0])], "fractions": [0.7, 1.0], "z": [2.44, 2.0], "isYungLiu": True,
     "power": 0.8},
    {**BASE, "name": "late weights", "strata": [one([0.06, 0.04], [1.0, 0.6], starts=[0.0, 9.0], ratio_starts=[0.0, 6.0])],
     "fractions": [0.6, 1.0], "z": [2.7, 1.98], "weight": [0, 1]},
    {**BASE, "name": "two strata, a large effect", "ratio": 2.0,
     "strata": [one([0.08], [0.35], share=0.3), one([0.03], [0.5], share=0.7)], "isYungLiu": True},
]


def main():
    folder = pathlib.Path(os.environ.get("GOLDEN_FOLDER", pathlib.Path(__file__).parent))
    document = {
        "provenance": {
            "software": "Python", "version": ".".join(map(str, __import__("sys").version_info[:3])),
            "packages": f"numpy {np.__version__}, scipy {scipy.__version__}", "script": "Validation/Python/survival-looks.py",
            "call": "quad, brentq, multivariate_normal.cdf", "data": "hazards and accrual in the cases",
            "date": datetime.date.today().isoformat(),
        },
        "tolerance": {"relative": 1e-6, "reason": "the cdf of three dimensions is good to 1e-8, the sums of the influence function to 1e-8"},
        "data": {}, "cases": [solve(case) for case in CASES],
    }
    path = folder / "survival-looks.json"
    path.write_text(json.dumps(document, indent=1, ensure_ascii=False) + "\n")
    print(path, len(document["cases"]), "cases")


if __name__ == "__main__":
    main()
