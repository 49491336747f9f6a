"""Writes group-sequential.json: crossing probabilities of group sequential designs by nested quadrature in mpmath.

The probability to cross first at look k is written as an integral over increments of the score, one variable a look, with 25 digits and Gauss-Legendre
panels; nothing of it is recursive, so that it shares no step with the program. Two dimensions at most are summed, as the last look is a tail in closed
form.

Usage: python3 group-sequential.py        (needs mpmath)
"""

import datetime
import json
import os
import pathlib

import mpmath as mp

mp.mp.dps = 25


def tail(z):
    return mp.erfc(z / mp.sqrt(2)) / 2


def density(x, mean, variance):
    return mp.exp(-((x - mean) ** 2) / (2 * variance)) / mp.sqrt(2 * mp.pi * variance)




def gauss(count):
    """Nodes and weights of Gauss and Legendre, the roots by Newton's method."""
    nodes = []
    for i in range(1, count + 1):
        x = mp.cos(mp.pi * (i - mp.mpf(1) / 4) / (count + mp.mpf(1) / 2))
        for _ in range(60):
            value = mp.legendre(count, x)
            slope = count * (x * value - mp.legendre(count - 1, x)) / (x * x - 1)
            x -= value / slope
        nodes.append((x, 2 / ((1 - x * x) * slope * slope)))
    assert abs(sum(weight for _, weight in nodes) - 2) < 1e-20
    return nodes


NODES = gauss(24)


def points(low, high, width):
    """Nodes and weights over panels no wider than `width`."""
    count = max(1, int(mp.ceil((high - low) / width)))
    size = (high - low) / count
    for panel in range(count):
        middle = low + (panel + mp.mpf(1) / 2) * size
        for x, weight in NODES:
            yield middle + x * size / 2, weight * size / 2


def cross(times, lower, upper, drift):
    """P(first above the upper, first below the lower limit) at each look, by nested sums over the scores of the looks before."""
    above, below = [], []
    for look in range(len(times)):

        def inner(index, score, before):
            """Integral over the paths from look `index` on, up to the tails of `look`."""
            step = times[index] - before
            root = mp.sqrt(times[index])
            high = None if upper[index] is None else upper[index] * root
            low = None if lower[index] is None else lower[index] * root
            if index == look:
                mean = score + drift * step
                over = mp.mpf(0) if high is None else tail((high - mean) / mp.sqrt(step))
                under = mp.mpf(0) if low is None else tail((mean - low) / mp.sqrt(step))
                return over, under
            mean = score + drift * step
            end = 10 * mp.sqrt(step)
            left = mean - end if low is None else max(low, mean - end)
            right = mean + end if high is None else min(high, mean + end)
            over = under = mp.mpf(0)
            if left >= right:
                return over, under
            # Panels fine enough for this increment and the next.
            width = 3 * mp.sqrt(min(step, times[index + 1] - times[index]))
            for place, weight in points(left, right, width):
                next_over, next_under = inner(index + 1, place, times[index])
                factor = weight * density(place, mean, step)
                over += factor * next_over
                under += factor * next_under
            return over, under

        over, under = inner(0, mp.mpf(0), mp.mpf(0))
        above.append(over)
        below.append(under)
    return above, below


DESIGNS = [
    ([0.5, 1.0], [None, None], [2.96258804, 1.96859564], 0.0),
    ([0.5, 1.0], [0.0, 1.96859564], [2.96258804, 1.96859564], 3.25),
    ([0.5, 0.501], [None, None], [2.5, 2.5], 0.0),
    ([0.02, 1.0], [-8.0, None], [6.5, 2.0], 1.0),
    ([0.3, 0.6, 1.0], [-1.0, 0.25, None], [3.0, 2.5, 2.0], 2.5),
    ([0.3, 0.6, 1.0], [None, None, None], [6.0, 6.0, 6.0], 0.0),
    ([0.2, 0.25, 1.0], [-2.5, -2.4, -2.0], [2.5, 2.4, 2.0], -1.0),
]


def number(value):
    return float(mp.nstr(value, 17))


def cases():
    for times, lower, upper, drift in DESIGNS:
        exact = [mp.mpf(t) for t in times]
        above, below = cross(exact, lower, upper, mp.mpf(drift))
        yield dict(
            times=times, lower=lower, upper=upper, drift=drift,
            above=[number(v) for v in above], below=[number(v) for v in below])


def main():
    golden = {
        "provenance": {
            "software": "Python mpmath", "version": mp.__version__, "packages": f"mpmath {mp.__version__}",
            "script": "Validation/Python/group-sequential.py",
            "call": "nested Gauss-Legendre sums over the scores, 25 digits", "data": "designs in the script",
            "date": datetime.date.today().isoformat()},
        "tolerance": {"relative": 1e-12, "reason": "the accuracy that is stated, of tails relatively"},
        "data": {}, "cases": list(cases())}
    folder = pathlib.Path(os.environ.get("GOLDEN_FOLDER", pathlib.Path(__file__).parent))
    path = folder / "group-sequential.json"
    path.write_text(json.dumps(golden, indent=1) + "\n")
    print(path, len(golden["cases"]), "cases")


main()
