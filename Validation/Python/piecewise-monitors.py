"""Writes piecewise-monitors.json: the distribution of weighted sums of gamma variables.

By mpmath's numerical inversion of the characteristic function (Gil-Pelaez) with 25 digits, for two terms by convolution; by no series of gamma
distributions.

Usage: python3 piecewise-monitors.py        (needs mpmath)
"""

import datetime
import json
import os
import pathlib

import mpmath
from mpmath import mpf

mpmath.mp.dps = 25


def gamma_sum(shapes, scales, y):
    """P(sum of scale_j G_j <= y) = 1/2 - (1/pi) int_0^inf Im(exp(-ity) phi(t))/t dt."""
    shapes, scales, y = [mpf(a) for a in shapes], [mpf(b) for b in scales], mpf(y)
    centre = sum(a * b for a, b in zip(shapes, scales))
    width = mpmath.sqrt(sum(a * b * b for a, b in zip(shapes, scales)))

    def integrand(t):
        log_phi = sum(-a * mpmath.log(1 - 1j * b * t) for a, b in zip(shapes, scales))
        return mpmath.im(mpmath.exp(log_phi - 1j * t * y)) / t

    step = mpmath.pi / (abs(y - centre) + width)
    total, low = mpf(0), mpf(0)
    while True:
        high = low + step
        part = mpmath.quad(integrand, [low, high])
        total += part
        low = high
        envelope = mpmath.exp(sum(-a * mpmath.log(1 + (b * low) ** 2) / 2 for a, b in zip(shapes, scales)))
        if envelope < mpf(10) ** -18:
            return float(mpf(1) / 2 - total / mpmath.pi)


def convolved(shapes, scales, y):
    """The same for two terms, by convolution: the inversion converges slowly for small shapes."""
    (a, c), (b, d), y = [mpf(x) for x in shapes], [mpf(x) for x in scales], mpf(y)

    def integrand(x):
        return x ** (a - 1) * mpmath.exp(-x) / mpmath.gamma(a) * mpmath.gammainc(c, 0, max(mpf(0), y - b * x) / d, regularized=True)

    ends = [mpf(0)] + [f * a for f in (0.25, 0.5, 1, 1.5, 2, 4, 10) if f * a * b < y] + [min(y / b, 60 + 4 * a)]
    return float(mpmath.quad(integrand, ends))


def sums():
    cases = [
        ([2, 3], [0.1, 0.05], 0.3), ([0.5, 1.3], [0.4, 0.02], 0.5), ([4.5, 7.2, 3], [0.02, 0.05, 0.08], 0.6931471805599453),
        ([9, 2, 6], [0.001, 0.3, 0.02], 0.6931471805599453), ([13, 25, 8, 4], [0.01, 0.012, 0.02, 0.03], 0.5),
        ([5, 6], [0.00004, 0.1], 0.6), ([60, 80], [0.004, 0.005], 0.6931471805599453),
    ]
    return [dict(kind="sum", shapes=list(a), scales=list(b), at=y, value=(convolved if len(a) == 2 else gamma_sum)(a, b, y)) for a, b, y in cases]


def main():
    golden = dict(
        provenance=dict(
            software=f"mpmath {mpmath.__version__}",
            version="PyPI",
            packages="mpmath",
            script="Validation/Python/piecewise-monitors.py",
            call="mpmath.quad of Gil-Pelaez' inversion integral",
            data="none",
            date=datetime.date.today().isoformat(),
        ),
        tolerance=dict(relative=1e-11, reason="quadrature, and a series of positive terms"),
        data={},
        cases=sums(),
    )
    folder = pathlib.Path(os.environ.get("GOLDEN_FOLDER", pathlib.Path(__file__).parent))
    (folder / "piecewise-monitors.json").write_text(json.dumps(golden, indent=1) + "\n")
    print("piecewise-monitors.json:", len(golden["cases"]), "cases")


main()
