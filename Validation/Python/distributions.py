"""Writes distributions.json: densities, tails and quantiles of the eight distributions, by mpmath.

Tails are summed from series of positive terms with as many digits as the smaller tail needs to keep 50, those of integers
from the probabilities themselves, which shares no formula with Boost.Math's routes. The same grid is put to R, and the notes
say where R differs from mpmath.

Usage: python3 distributions.py        (needs mpmath, scipy, and Rscript on the path)
"""

import datetime
import json
import os
import pathlib
import subprocess

import mpmath
import scipy
import scipy.stats
from mpmath import mp, mpf

DIGITS = 60
EXACT = 2000  # arguments are formed with more digits than any tail has zeros


class GammaTails:
    """P(a, x) and Q(a, x) from the series of the lower function."""

    def __init__(self, a):
        self.a = a

    def log_kernel(self, x):
        return self.a * mp.log(x) - x - mp.loggamma(self.a)

    def tails(self, x):
        with mp.workdps(DIGITS):
            scale = abs(self.log_kernel(x)) / 2 + 30
        assert DIGITS + scale < EXACT
        with mp.workdps(DIGITS + int(scale)):
            term = total = mpf(1)
            k = self.a
            while term > total * mp.eps:
                k += 1
                term *= x / k
                total += term
            lower = mp.exp(self.log_kernel(x)) / self.a * total
            return lower, 1 - lower


class BetaTails:
    """I_x(a, b) and its complement from the series in the smaller of x and 1 - x."""

    def __init__(self, a, b):
        self.a, self.b = a, b

    def log_kernel(self, x, y):
        a, b = self.a, self.b
        return a * mp.log(x) + b * mp.log(y) + mp.loggamma(a + b) - mp.loggamma(a) - mp.loggamma(b)

    def tails(self, x, y):
        if x > y:
            return BetaTails(self.b, self.a).tails(y, x)[::-1]
        a, b = self.a, self.b
        with mp.workdps(DIGITS):
            scale = abs(self.log_kernel(x, y)) / 2 + 30
        assert DIGITS + scale < EXACT
        with mp.workdps(DIGITS + int(scale)):
            term = total = mpf(1)
            k = 0
            while term > total * mp.eps or (a + b + k) * x > a + 1 + k:
                term *= (a + b + k) / (a + 1 + k) * x
                total += term
                k += 1
            lower = mp.exp(self.log_kernel(x, y)) / a * total
            return lower, 1 - lower


def high(function):
    """Runs a function of exact doubles with digits enough to subtract."""

    def run(*arguments):
        with mp.workdps(EXACT):
            return function(*[mpf(a) for a in arguments])

    return run


def normal(x, mean, sd):
    z = (x - mean) / sd
    with mp.workdps(DIGITS):
        density = -z * z / 2 - mp.log(2 * mp.pi) / 2 - mp.log(sd)
        upper = mp.erfc(z / mp.sqrt(2)) / 2
        lower = mp.erfc(-z / mp.sqrt(2)) / 2
    return density, lower, upper


def gamma(x, shape, rate):
    tails = GammaTails(shape)
    return (tails.log_kernel(x * rate) - mp.log(x), *tails.tails(x * rate))


def chi_squared(x, df):
    return gamma(x, df / 2, mpf(1) / 2)


def beta(x, a, b):
    tails = BetaTails(a, b)
    return (tails.log_kernel(x, 1 - x) - mp.log(x) - mp.log(1 - x), *tails.tails(x, 1 - x))


def f(x, d1, d2):
    tails = BetaTails(d1 / 2, d2 / 2)
    p, q = d1 * x / (d1 * x + d2), d2 / (d1 * x + d2)
    return (tails.log_kernel(p, q) - mp.log(x), *tails.tails(p, q))


def t(x, df):
    density = mp.loggamma((df + 1) / 2) - mp.loggamma(df / 2) - mp.log(df * mp.pi) / 2
    density -= (df + 1) / 2 * mp.log(1 + x * x / df)
    if x == 0:
        return density, mpf(1) / 2, mpf(1) / 2
    p, q = df / (df + x * x), x * x / (df + x * x)
    small = BetaTails(df / 2, mpf(1) / 2).tails(p, q)[0] / 2
    return (density, 1 - small, small) if x > 0 else (density, small, 1 - small)


def summed(k, mean, log_probability, below, above):
    """Both tails of an integer variate: the smaller is summed outwards by the ratios of neighbours, the other is its rest."""
    with mp.workdps(DIGITS):
        small = mp.exp(log_probability)
        j, total = k, mpf(0)
        if k < mean:
            while small > total * mp.eps:
                total += small
                small *= below(j)
                j -= 1
        else:
            while True:
                small *= above(j)
                j += 1
                if small <= total * mp.eps:
                    break
                total += small
    rest = 1 - total  # with all digits of the caller
    return (log_probability, total, rest) if k < mean else (log_probability, rest, total)


def binomial(k, n, p):
    q = 1 - p
    density = mp.loggamma(n + 1) - mp.loggamma(k + 1) - mp.loggamma(n - k + 1)
    density += (k * mp.log(p) if k else 0) + ((n - k) * mp.log(q) if n - k else 0)
    return summed(k, n * p, density, lambda j: j * q / ((n - j + 1) * p), lambda j: (n - j) * p / ((j + 1) * q))


def poisson(k, mean):
    density = k * mp.log(mean) - mean - mp.loggamma(k + 1)
    return summed(k, mean, density, lambda j: j / mean, lambda j: mean / (j + 1))


ANSWERS = {
    "normal": high(normal), "gamma": high(gamma), "chiSquared": high(chi_squared), "beta": high(beta), "f": high(f),
    "t": high(t), "binomial": high(binomial), "poisson": high(poisson),
}  # fmt: skip
SCIPY = {
    "normal": lambda m, s: scipy.stats.norm(m, s), "gamma": lambda a, r: scipy.stats.gamma(a, scale=1 / r),
    "chiSquared": scipy.stats.chi2, "beta": scipy.stats.beta, "f": scipy.stats.f, "t": scipy.stats.t,
    "binomial": scipy.stats.binom, "poisson": scipy.stats.poisson,
}  # fmt: skip
R_NAMES = {
    "normal": "norm", "gamma": "gamma", "chiSquared": "chisq", "beta": "beta", "f": "f", "t": "t", "binomial": "binom",
    "poisson": "pois",
}  # fmt: skip
DISCRETE = {"binomial", "poisson"}

# Parameters small, large and fractional; the points of each are its own quantiles, rounded to what a user might type,
# and the points far out that are listed with it.
PARAMETERS = {
    "normal": [((0, 1), [-40, -38, -9, -1e-3, 0, 5e-9, 1.96, 6, 30, 37.5, 38.6, 40, 1e5]), ((-3.5, 0.25), [5, -20]),
               ((1e6, 1e3), [0])],
    "gamma": [((0.001, 1), [1e-300, 1e-10, 40]), ((0.3, 2.5), [400]), ((1, 0.1), [8000]), ((3, 36), [1e-120, 1, 60]),
              ((7.5, 0.01), [1e-40]), ((120.25, 1), [1, 1400]), ((1e4, 3), [2500, 4500]), ((1e6, 1), [9.5e5, 1.04e6])],
    "chiSquared": [((0.1,), [1e-200]), ((1,), [1e-20, 3.84, 1400, 2000]), ((2,), [1e-9, 2000]), ((3.7,), [900]),
                   ((17,), [1e-30, 2000]), ((100,), [1, 1500]), ((2500,), [800, 6000]), ((1e5,), [8e4, 1.3e5])],
    "beta": [((0.01, 0.02), [1e-300, 1e-8]), ((0.3, 0.7), [1e-200, 0.999999]), ((0.5, 80), [0.99]), ((1, 1), [0.125]),
             ((2.3, 6.7), [1e-100, 0.3]), ((35.5, 3), [1e-9]), ((400, 900.5), [0.001, 0.9]), ((1e4, 2e4), [0.25, 0.45]),
             ((1e5, 0.5), []), ((3e6, 40), [])],
    "f": [((0.5, 0.5), [1e-90, 1e200]), ((1, 1), [1e-40, 161.4476]), ((1, 30), [1e40]), ((3, 20), [1e-50, 3.1, 1e40]),
          ((12.5, 7.25), [1e-20]), ((250, 4), [1e-3]), ((60, 5000), [40]), ((2, 1e6), [100, 2000]), ((1e4, 1e4), [2])],
    "t": [((0.1,), [1e100]), ((1,), [1e-8, 1e60]), ((2,), [-1e120]), ((3.5,), [1e6]), ((10,), [-2.5, 1e50]),
          ((29,), [1e-160, 1e12]), ((300,), [40, 900]), ((1e4,), [60]), ((1e6,), [-30, 45]), ((1e9,), [1e-5, 20])],
    "binomial": [((1, 0.3), [0]), ((14, 0.2), [0, 3, 13]), ((25, 0.5), [1]), ((100, 1e-6), [0, 60]), ((60, 0.999), [2, 59]),
                 ((1000, 0.03), [0, 500]), ((20000, 0.65), [9000, 17000]), ((1000000, 0.25), [230000, 262000])],
    "poisson": [((1e-8,), [0, 3]), ((0.7,), [0, 40, 250]), ((12.5,), [0, 1, 300]), ((250,), [20, 900]),
                ((10000,), [7000, 12000]), ((1e6,), [970000, 1040000])],
}  # fmt: skip
LEVELS = [1e-12, 1e-4, 0.025, 0.3, 0.5, 0.8, 0.99, 1 - 1e-6]
LOWER = [1e-300, 1e-15, 0.001, 0.05, 0.25, 0.4999, 0.5, 0.75, 0.975, 1 - 2**-40]
UPPER = [1e-300, 1e-30, 1e-9, 0.025, 0.2]


def points(name, parameters, extra):
    """Round numbers spread over the distribution, then those given."""
    found = set(extra)
    for level in LEVELS:
        x = float(SCIPY[name](*parameters).ppf(level))
        near_one = name == "beta" and x > 0.99
        x = int(x) if name in DISCRETE else 1 - float("%.3g" % (1 - x)) if near_one else float("%.3g" % x)
        inside = 0 <= x if name in DISCRETE else 1e-290 < abs(x) < 1e290 and (name != "beta" or x < 1)
        if inside:
            found.add(x)
    return sorted(found)


def number(x):
    """A double with 17 digits; null where it underflows and only the logarithm speaks."""
    value = float(x)
    return None if value != 0 and abs(value) < 1e-300 else value


def log(x, other):
    with mp.workdps(EXACT):
        return None if x == 0 else float(mp.log1p(-other) if x > 0.5 else mp.log(x))


def tail_rows(name, parameters, extra):
    rows = []
    for x in points(name, parameters, extra):
        density, lower, upper = ANSWERS[name](x, *parameters)
        rows.append([x, float(density), number(lower), number(upper), log(lower, upper), log(upper, lower)])
    return rows


def quantile(name, parameters, p, upper):
    """The quantile of the double p: Newton's method in the logarithms of point and tail, on the smaller tail."""
    with mp.workdps(DIGITS):
        target = mpf(p)
        if target > 0.5:
            target, upper = 1 - target, not upper
        if name == "t" and target == 0.5:
            return 0.0
        if name in ("normal", "t"):  # symmetric: solve for the positive distance
            sign = 1 if upper else -1
            if name == "normal":
                distance = mp.sqrt(2) * mp.erfinv(1 - 2 * target) if target > 1e-20 else deep_normal(target)
                return float(mpf(parameters[0]) + sign * mpf(parameters[1]) * distance)
            upper = True
        start = bisection(name, parameters, float(target), upper)
        if start > 1e150 and ANSWERS[name](1e299, *parameters)[2] > target:
            return None
        x = newton(name, parameters, target, upper, mpf(start))
        return None if x is None else float(-x if name == "t" and sign < 0 else x)


def bisection(name, parameters, target, upper):
    """A start near the quantile, by halving an interval of exponents with scipy's tails."""
    distribution = SCIPY[name](*parameters)
    low, high = -300.0, 0.0 if name == "beta" else 300.0
    for _ in range(60):
        middle = (low + high) / 2
        above = distribution.sf(10**middle) > target if upper else distribution.cdf(10**middle) < target
        low, high = (middle, high) if above else (low, middle)
    return 10**low


def deep_normal(target):
    with mp.workdps(400):
        return mp.findroot(lambda z: mp.log(mp.erfc(z / mp.sqrt(2)) / 2) - mp.log(target), mp.sqrt(-2 * mp.log(target)))


def newton(name, parameters, target, upper, x):
    """In log x (log odds for beta), where both log tails are concave; None where x leaves the doubles or is not tied down."""
    for _ in range(400):
        if not 1e-299 < x < 1e299 or (name == "beta" and x > 1 - mpf(10) ** -12):
            return None
        log_density, lower, above = ANSWERS[name](x, *parameters)
        tail = above if upper else lower
        slope = mp.exp(log_density) * x * ((1 - x) if name == "beta" else 1) / tail * (-1 if upper else 1)
        step = (mp.log(target) - mp.log(tail)) / slope
        step = max(min(step, 1), -1)  # a longer one may leave the range where the series are affordable
        if name == "beta":
            odds = x / (1 - x) * mp.exp(step)
            x = odds / (1 + odds)
        else:
            x = x * mp.exp(step)
        if abs(step) < mpf(10) ** -30:
            return x
    raise ArithmeticError(f"{name}{parameters} at {float(target)}")


def discrete_quantile(name, parameters, p, upper):
    """The smallest k with P(X <= k) >= p, or with P(X > k) <= q, of the double p or q."""
    def reaches(k):
        if k < 0:
            return False
        _, lower, above = ANSWERS[name](k, *parameters)
        return above <= p if upper else lower >= p

    low, high = -1, int(parameters[0]) if name == "binomial" else int(10 * parameters[0]) + 1000
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if reaches(middle) else (middle, high)
    return high


def quantile_rows(name, parameters):
    solve = discrete_quantile if name in DISCRETE else quantile
    rows = [[p, "lower", solve(name, parameters, p, False)] for p in LOWER]
    rows += [[q, "upper", solve(name, parameters, q, True)] for q in UPPER]
    return [row for row in rows if row[2] is not None]


def ask_r(cases):
    """R's answers to the same questions, and where they are worst against ours."""
    lines = ["options(digits = 17)", "show <- function(x) cat(sprintf('%.17g', x), sep = '\\n')"]
    expected = []
    for case in cases:
        r, arguments = R_NAMES[case["distribution"]], ", ".join("%.17g" % p for p in case["parameters"])
        for x, density, lower, upper, log_lower, log_upper in case["tails"]:
            calls = [(f"d{r}(%.17g, {arguments}, log = TRUE)", x, density),
                     (f"p{r}(%.17g, {arguments})", x, lower),
                     (f"p{r}(%.17g, {arguments}, lower.tail = FALSE)", x, upper),
                     (f"p{r}(%.17g, {arguments}, log.p = TRUE)", x, log_lower),
                     (f"p{r}(%.17g, {arguments}, lower.tail = FALSE, log.p = TRUE)", x, log_upper)]  # fmt: skip
            expected += [(call % x, value) for call, x, value in calls if value is not None]
        for p, side, value in case["quantiles"]:
            tail = "" if side == "lower" else ", lower.tail = FALSE"
            expected.append((f"q{r}(%.17g, {arguments}{tail})" % p, value))
    lines += [f"show(suppressWarnings({call}))" for call, _ in expected]
    output = subprocess.run(["Rscript", "-"], input="\n".join(lines), capture_output=True, text=True, check=True).stdout
    worst = {}
    for (call, value), answer in zip(expected, output.split(), strict=True):
        error = abs(float(answer) - value) / max(abs(value), 1e-300)
        function = call.split("(")[0] + (" (logarithm)" if "log" in call else "")
        if not error < 1e-11 and (function not in worst or not error < worst[function][0]):
            worst[function] = (error, call, answer, value)
    return [f"R {c} is {a}; mpmath has {v:.17g} (relative difference {e:.1e})" for e, c, a, v in worst.values()]


def main():
    mp.dps = DIGITS
    cases = []
    for name, sets in PARAMETERS.items():
        for parameters, extra in sets:
            case = {"distribution": name, "parameters": list(parameters), "tails": tail_rows(name, parameters, extra)}
            case["quantiles"] = quantile_rows(name, parameters)
            cases.append(case)
            print(name, parameters, len(case["tails"]), len(case["quantiles"]), flush=True)
    notes = ask_r(cases)
    r_version = subprocess.run(["Rscript", "-e", "cat(R.version.string)"], capture_output=True, text=True).stdout
    golden = {
        "provenance": {
            "software": f"mpmath {mpmath.__version__} (values), scipy {scipy.__version__} (starting points), {r_version} (notes)",
            "date": datetime.date.today().isoformat(),
            "call": "python3 Validation/Python/distributions.py",
            "data": "a grid of parameters and points, in the script",
        },
        "notes": ["Where R and mpmath differ the numbers are mpmath's; the worst of each R function above 1e-11:"] + notes,
        "tolerance": {
            "tails": 2e-12,
            "quantiles": 1e-12,
            "reason": "closed forms; Boost.Math's incomplete beta function loses up to 1.4e-12 for shapes of 1e4 and more",
        },
        "columns": {
            "tails": ["x", "log density", "lower", "upper", "log lower", "log upper"],
            "quantiles": ["probability", "tail", "quantile"],
        },
        "cases": cases,
    }
    path = pathlib.Path(os.environ.get("GOLDEN_FOLDER", pathlib.Path(__file__).parent), "distributions.json")
    path.write_text(encode(golden) + "\n")


def encode(golden):
    """JSON with a line for each row and %.17g numbers."""

    def value(v):
        return "null" if v is None else json.dumps(v, ensure_ascii=False) if isinstance(v, str) else "%.17g" % v

    def rows(table):
        return "[\n" + ",\n".join("      [" + ", ".join(value(v) for v in row) + "]" for row in table) + "\n    ]"

    head = json.dumps({k: v for k, v in golden.items() if k != "cases"}, indent=2, ensure_ascii=False)[:-2]
    cases = [
        f'    {{"distribution": "{c["distribution"]}", "parameters": [{", ".join(map(value, c["parameters"]))}],\n'
        f'    "tails": {rows(c["tails"])},\n    "quantiles": {rows(c["quantiles"])}}}'
        for c in golden["cases"]
    ]
    return head + ',\n  "cases": [\n' + ",\n".join(cases) + "\n  ]\n}"


main()
