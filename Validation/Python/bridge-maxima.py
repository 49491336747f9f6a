"""Goldens of the largest absolute value of a Brownian bridge, plain and standardized, over a stretch of (0, 1).

Independent of the library: the plain bridge by the eigenfunctions of a Brownian motion between two walls (the library sums
mirror images), the standardized one by a Galerkin solution in Legendre polynomials of the Ornstein-Uhlenbeck process under
its own weight (the library uses cosines and the equivalent oscillator).

Run: python3 bridge-maxima.py (PyPI: numpy scipy). Writes bridge-maxima.json beside it.
"""

import datetime
import json
import os
import pathlib

import numpy as np
import scipy
from scipy.optimize import brentq

NODES, WEIGHTS = np.polynomial.legendre.leggauss(600)


def density(x, variance):
    return np.exp(-x * x / (2 * variance)) / np.sqrt(2 * np.pi * variance)


def plain(c, a, b):
    """P(max |B| <= c) = sqrt(2 pi)/c sum over odd m of exp(-m^2 pi^2 (b - a)/(8 c^2)) A_m(a) A_m(1 - b)."""
    m = np.arange(1, 2000, 2)
    wave = m * np.pi / (2 * c)

    def overlap(variance):
        if variance == 0:
            return np.ones_like(wave)
        return np.array([np.sum(WEIGHTS * c * density(NODES * c, variance) * np.cos(w * NODES * c)) for w in wave])

    keep = wave * wave * (b - a) / 2 < 60
    wave = wave[keep]
    terms = np.exp(-wave * wave * (b - a) / 2) * overlap(a) * overlap(1 - b)
    return np.sqrt(2 * np.pi) / c * np.sum(terms)


def standardized(c, a, b, size=48):
    """Weak form of f'' - x f' = -rate f, f(-c) = f(c) = 0, in P_k - P_(k+2), k even."""
    x = NODES * c
    weight = WEIGHTS * c * density(x, 1.0)
    polynomials = np.polynomial.legendre.legvander(NODES, 2 * size + 2)
    even = np.arange(0, 2 * size, 2)
    values = polynomials[:, even] - polynomials[:, even + 2]
    # (P_k - P_(k+2))' = -(2k + 3) P_(k+1)
    slopes = -(2 * even + 3) * polynomials[:, even + 1] / c
    stiffness = slopes.T @ (weight[:, None] * slopes)
    mass = values.T @ (weight[:, None] * values)
    start = values.T @ weight
    rates, vectors = scipy.linalg.eigh(stiffness, mass)
    length = 0.5 * np.log(b * (1 - a) / (a * (1 - b)))
    return np.sum(np.exp(-rates * length) * (vectors.T @ start) ** 2)


def main():
    stretches = [(0, 1), (0, 0.5), (0, 0.9), (0.02, 0.1), (0.02, 0.98), (0.1, 0.6), (0.1, 0.9), (0.2, 1), (0.3, 0.7),
                 (0.4, 0.5), (0.6, 0.95), (0.005, 0.4)]
    cases = []
    for a, b in stretches:
        for tail in (0.2, 0.1, 0.05, 0.01):
            case = {"from": a, "to": b, "tail": tail}
            case["plain"] = brentq(lambda c: plain(c, a, b) - (1 - tail), 0.05, 4, xtol=1e-13)
            if 0 < a and b < 1:
                case["standardized"] = brentq(lambda c: standardized(c, a, b) - (1 - tail), 0.8, 7, xtol=1e-13)
            cases.append(case)
    golden = {
        "provenance": {
            "software": f"NumPy {np.__version__}, SciPy {scipy.__version__}",
            "script": "Validation/Python/bridge-maxima.py",
            "date": datetime.date.today().isoformat(),
        },
        "tolerance": {"relative": 1e-8, "reason": "two different series for one distribution, each cut off; roots to 1e-12"},
        "cases": [{key: float("%.10g" % value) for key, value in case.items()} for case in cases],
    }
    path = pathlib.Path(os.environ.get("GOLDEN_FOLDER", pathlib.Path(__file__).parent), "bridge-maxima.json")
    path.write_text(json.dumps(golden, indent=1) + "\n")


main()
