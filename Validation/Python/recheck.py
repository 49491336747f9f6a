"""Writes recheck.json: which numbers of the examples contradict each other, worked out apart from the program.

A printed decimal is the set of all numbers that print so: rounded, cut off, or with zeros added at its end. Fractions are exact
(fractions.Fraction); tails are SciPy's. Of each check the largest and smallest value that the other numbers allow is written, and whether
it misses what is printed under every variant of the test. Labels are read more narrowly than the program does: equal quantities, and the
relations that the files write.

Usage: python3 recheck.py        (needs numpy, scipy, PyYAML)
"""

import datetime
import itertools
import json
import math
import os
import pathlib
from fractions import Fraction

import scipy
import yaml
from scipy import stats
from scipy.stats import norm

HERE = pathlib.Path(__file__).parent
EXAMPLES = HERE.parent.parent / "Examples"
FOLDERS = ["id-vs-rd", "nct01718743", "nct04217967", "tourmaline-mm3", "tourmaline-mm4"]
SCALES = {"NRS": (0, 10, 1), "KPS": (0, 100, 10)}


class Number:
    def __init__(self, place, keys):
        self.place, self.keys = place, keys
        self.quantity, self.group = keys["quantity"], keys.get("group", "")
        self.reference = " > ".join([place, self.quantity] + ([self.group] if self.group else []))
        self.text, self.unit = keys.get("value", ""), keys.get("unit", "")

    def whole(self, key):
        return int(self.keys[key]) if key in self.keys and self.keys[key].isdigit() else None


def printed(text, is_padded=True):
    """The numbers that print so, from the least to the largest; limits and their ratio are printed in one form, without added zeros."""
    text = text.replace(" ", "").rstrip("%")
    if text[:1] == "<":
        return Fraction(0), Fraction(text[1:])
    if text[:1] == ">":
        return Fraction(text[1:]), Fraction(10**9)
    try:
        value = Fraction(text.replace("?", "0"))
    except ValueError:
        return None
    if "?" in text:
        return value, value + 10
    decimals = len(text.split(".")[1]) if "." in text else 0
    unit = Fraction(1, 10**decimals)
    sets = [(value - unit / 2, value + unit / 2), (value, value + unit)]
    zeros = len(text) - len(text.rstrip("0")) if "." in text else 0
    padded = unit * 10**zeros
    if is_padded:
        sets.append((value - padded / 2, value + padded))
    return min(low for low, _ in sets), max(high for _, high in sets)


def meets(a, b):
    return a[0] <= b[1] and b[0] <= a[1]


def counts_of(number):
    """The whole counts that a number may stand for, and their denominator."""
    whole = number.whole("of")
    if "count" in number.keys:
        return [number.whole("count")], whole
    if number.unit == "patients":
        if number.text.isdigit():
            return [int(number.text)], whole
        low, high = printed(number.text)
        return list(range(math.ceil(low), math.floor(high) + 1)), whole
    if number.unit.startswith("%") and whole:
        low, high = printed(number.text)
        return [k for k in range(whole + 1) if low <= Fraction(100 * k, whole) <= high], whole
    return None, whole


cases = []


def case(study, check, number, contradiction, low=None, high=None):
    cases.append(
        dict(
            study=study, check=check, reference=number.reference, contradiction=bool(contradiction),
            recomputed=None if low is None else [float(low), float(high)]))


def percentages(study, numbers):
    for number in numbers:
        whole, count = number.whole("of"), number.whole("count")
        if not number.unit.startswith("%") or not whole or printed(number.text) is None or number.text[0] in "<>":
            continue
        low, high = printed(number.text)
        if count is not None:
            share = Fraction(100 * count, whole)
            case(study, "percentage", number, not low <= share <= high, share, share)
        else:
            near = int(Fraction(number.text) * whole / 100)
            case(
                study, "grim", number, not counts_of(number)[0], Fraction(100 * near, whole),
                Fraction(100 * (near + 1), whole))


def pairs_of_means(numbers):
    known = {(n.place, n.quantity, n.group): n for n in numbers}
    for number in numbers:
        if number.quantity.endswith(" mean"):
            sd = known.get((number.place, number.quantity[:-4] + "SD", number.group))
            if sd:
                yield number, sd


def means(study, numbers, scales):
    for mean, sd in pairs_of_means(numbers):
        size, scale = mean.whole("n"), scales.get(mean.quantity.split()[0])
        if not size or not scale:
            continue
        least, most, step = scale
        low, high = printed(mean.text)
        totals = []
        if step:
            totals = [t for t in range(math.ceil(low * size / step), math.floor(high * size / step) + 1)]
            # Cut off below the upper end, which itself prints the next digit.
            totals = [t for t in totals if Fraction(t * step, size) < high or Fraction(t * step, size) == low]
            base = int(Fraction(mean.text) * size / step)
            case(study, "grim", mean, not totals, Fraction(base * step, size), Fraction((base + 1) * step, size))
        if totals:
            found = False
            for total, divisor in itertools.product(totals, (size - 1, size)):
                s_low, s_high = (max(Fraction(0), x) / step for x in printed(sd.text))
                square = Fraction(total * total, size)
                first, last = math.ceil(divisor * s_low**2 + square), math.floor(divisor * s_high**2 + square)
                found = found or any((q - total) % 2 == 0 for q in range(first, last + 1))
            case(study, "grimmer", sd, not found)
        inside = [x for x in (low, high) if least <= x <= most]
        if least <= Fraction(least + most, 2) <= most and low <= Fraction(least + most, 2) <= high:
            inside.append(Fraction(least + most, 2))
        bound = math.sqrt(max((most - x) * (x - least) for x in inside) * size / (size - 1))
        case(study, "maximum-sd", sd, printed(sd.text)[0] > bound, 0, bound)


CATEGORIES = {
    "gender": ["male", "female"], "cytogenetic": ["standard risk", "high risk"],
    "immunofixation": ["IgG type", "IgA type", "light chain type"], "R-ISS": ["R-ISS I", "R-ISS II", "R-ISS III"],
}


def table_of(numbers, number, item):
    """The counts that a test of a row compares, as a table."""
    groups = number.group.split(" vs ")
    known = {(n.place, n.quantity, n.group): n for n in numbers}
    rows = []
    for group in groups:
        if item in CATEGORIES:
            cells = [known.get((number.place, c, group)) for c in CATEGORIES[item]]
            if None in cells:
                return None
            rows.append([counts_of(cell)[0][0] for cell in cells])
        else:
            cell = known.get((number.place, item + " total", group)) or known.get((number.place, item, group))
            if cell is None:
                return None
            counts, whole = counts_of(cell)
            rows.append([counts[0], whole - counts[0]])
    return rows


def statistics(table):
    """χ² by name, with p-values of all tests of the counts."""
    pearson = stats.chi2_contingency(table, correction=False)
    answers = {"pearson": (float(pearson.statistic), float(pearson.pvalue))}
    likelihood = stats.chi2_contingency(table, correction=False, lambda_="log-likelihood")
    answers["likelihood"] = (float(likelihood.statistic), float(likelihood.pvalue))
    total = sum(map(sum, table))
    reduced = answers["pearson"][0] * (total - 1) / total
    answers["n-1"] = (reduced, float(stats.chi2.sf(reduced, pearson.dof)))
    tails = [p for _, p in answers.values()]
    if len(table[0]) == 2:
        yates = stats.chi2_contingency(table, correction=True)
        answers["yates"] = (float(yates.statistic), float(yates.pvalue))
        fisher = stats.fisher_exact(table)[1]
        (a, b), (c, d) = table
        point = stats.hypergeom.pmf(a, a + b + c + d, a + c, a + b)
        sides = [stats.fisher_exact(table, alternative=side)[1] for side in ("less", "greater")]
        tails += [answers["yates"][1], fisher, fisher - point / 2, min(sides), answers["pearson"][1] / 2]
    return answers, tails, pearson.dof


def judge_counts(study, number, table):
    answers, tails, degrees = statistics(table)
    if number.unit == "chi2":
        shown = printed(number.text)
        exact = answers["pearson"][0]
        fits = any(shown[0] - 1e-12 <= value <= shown[1] + 1e-12 for value, _ in answers.values())
        case(study, "chi-square", number, not fits, exact, exact)
    if "p" in number.keys:
        shown = printed(number.keys["p"])
        p = answers["pearson"][1]
        case(study, "p-of-counts", number, not any(shown[0] - 1e-12 <= t <= shown[1] + 1e-12 for t in tails), p, p)
    return degrees


def tests(study, numbers):
    for number in numbers:
        for ending in (" chi-square", " Fisher exact"):
            if not number.quantity.endswith(ending):
                continue
            table = table_of(numbers, number, number.quantity[: -len(ending)])
            degrees = judge_counts(study, number, table) if table else None
            if number.unit == "chi2" and "p" in number.keys:
                low, high = printed(number.text)
                span = lambda d: (stats.chi2.sf(float(high), d), stats.chi2.sf(float(max(low, 0)), d))
                shown = printed(number.keys["p"])
                all_degrees = [degrees] if degrees else range(1, 9)
                fits = any(meets(span(d), shown) for d in itertools.chain(all_degrees, range(1, 9)))
                half = tuple(x / 2 for x in span(1))
                case(study, "p-of-statistic", number, not fits and not meets(half, shown))
        if number.unit == "t" and number.quantity.endswith(" t") and " vs " in number.group:
            judge_means(study, numbers, number)
    done = set()
    for number in numbers:
        if "p" in number.keys and number.whole("of") and number.unit in ("%", "patients"):
            key = (number.place, number.quantity)
            others = [n for n in numbers if (n.place, n.quantity) == key and n.group != number.group]
            if key not in done and len(others) == 1 and others[0].keys.get("p") == number.keys["p"]:
                done.add(key)
                table = [[counts_of(n)[0][0], n.whole("of") - counts_of(n)[0][0]] for n in (number, others[0])]
                judge_counts(study, number, table)


def judge_means(study, numbers, number):
    known = {(n.place, n.quantity, n.group): n for n in numbers}
    item = number.quantity[:-2]
    cells = [known.get((number.place, f"{item} {w}", g)) for g in number.group.split(" vs ") for w in ("mean", "SD")]
    if None in cells:
        return
    (m1, s1, m2, s2), n = [printed(c.text) for c in cells], [cells[0].whole("n"), cells[2].whole("n")]
    differences = [abs(float(a - b)) for a in m1 for b in m2]
    # The groups of the examples are equal, where pooled and Welch's t are one.
    assert n[0] == n[1]
    errors = [math.sqrt(float(a * a + b * b) / n[0]) for a in s1 for b in s2]
    least = 0 if meets(m1, m2) else min(differences)
    low, high = least / max(errors), max(differences) / min(errors)
    shown = printed(number.text)
    case(study, "t-test", number, not meets((low, high), shown))
    p = (2 * stats.t.sf(high, 2 * n[0] - 2), 2 * stats.t.sf(low, n[0] - 1))
    shown_p = printed(number.keys["p"])
    one_sided = (p[0] / 2, p[1] / 2)
    z = (2 * norm.sf(high), 2 * norm.sf(low))
    case(study, "p-of-means", number, not any(meets(x, shown_p) for x in (p, one_sided, z)))
    t = tuple(float(x) for x in shown)
    exact = (2 * stats.t.sf(t[1], 2 * n[0] - 2), 2 * stats.t.sf(t[0], n[0] - 1))
    case(study, "p-of-statistic", number, not meets(exact, shown_p) and not meets(tuple(x / 2 for x in exact), shown_p))


def ratios(study, numbers):
    for number in numbers:
        if number.unit != "HR" or "limits" not in number.keys:
            continue
        lower, upper = (printed(x, False) for x in number.keys["limits"].split("–"))
        value = printed(number.text, False)
        case(study, "limits", number, value[1] < lower[0] or value[0] > upper[1])
        middle = tuple(math.sqrt(float(a * b)) for a, b in zip(lower, upper))
        # Off the middle by an eighth of the way to a limit, as limits of a profile likelihood may be.
        half = math.log(upper[1] / lower[0]) / 2
        slack = tuple(x * math.exp(s * half / 8) for x, s in zip(middle, (-1, 1)))
        case(study, "hazard-ratio-interval", number, not meets(slack, value))
        if "p" in number.keys:
            logs = [math.log(float(x)) for x in value]
            size = (0 if logs[0] <= 0 <= logs[1] else min(map(abs, logs)), max(map(abs, logs)))
            widths = (math.log(float(upper[0] / lower[1])), math.log(float(upper[1] / lower[0])))
            z = (size[0] * 2 * norm.isf(0.025) / widths[1], size[1] * 2 * norm.isf(0.025) / widths[0])
            kin = (max(0, 0.75 * z[0] - 0.3), 1.25 * z[1] + 0.3)
            p = (2 * norm.sf(kin[1]), 2 * norm.sf(kin[0]))
            sides = (p, tuple(x / 2 for x in p), (1 - p[1] / 2, 1 - p[0] / 2))
            case(study, "hazard-ratio-p", number, not any(meets(s, printed(number.keys["p"])) for s in sides))


def span_of(number):
    counts, _ = counts_of(number)
    if counts:
        return Fraction(min(counts)), Fraction(max(counts))
    return printed(number.text)


def share_of(number):
    whole = number.whole("of")
    if number.unit == "%" and "count" not in number.keys:
        return printed(number.text)
    counts, _ = counts_of(number)
    if counts and whole:
        return Fraction(100 * min(counts), whole), Fraction(100 * max(counts), whole)
    return None


MONTHS = {"months": 1, "years": 12}


def same(a, b):
    """Whether two prints can be one number; None where they cannot be compared."""
    subjects = ("%", "patients", "% of discontinuations")
    if a.unit in subjects and b.unit in subjects:
        shares = share_of(a), share_of(b)
        if None in shares:
            if a.unit == b.unit == "patients":
                return meets(span_of(a), span_of(b))
            shares = [printed(n.text) if n.unit.startswith("%") else s for n, s in zip((a, b), shares)]
        return None if None in shares else meets(*shares)
    first, second = printed(a.text), printed(b.text)
    if first is None or second is None or a.unit == "date":
        return None
    factors = MONTHS.get(a.unit, 1), MONTHS.get(b.unit, 1)
    return meets([x * factors[0] for x in first], [x * factors[1] for x in second])


def relations(study, numbers, written):
    by_reference = {n.reference: n for n in numbers}
    for number in numbers:
        by_reference.setdefault(f"{number.place} > {number.quantity}", number)
    take = lambda value: [by_reference[r] for r in (value if isinstance(value, list) else [value])]
    for relation in written:
        kind = relation["relation"]
        if kind == "sum":
            total, parts = take(relation["total"])[0], [span_of(n) for n in take(relation["parts"])]
            low, high = sum(p[0] for p in parts), sum(p[1] for p in parts)
            case(study, "sum", total, not meets((low, high), span_of(total)), low, high)
        elif kind == "union":
            total, parts = take(relation["total"])[0], [span_of(n) for n in take(relation["parts"])]
            low, high = max(p[0] for p in parts), sum(p[1] for p in parts)
            case(study, "union", total, not meets((low, high), span_of(total)), low, high)
        elif kind == "part-of":
            part, whole = take(relation["part"])[0], take(relation["whole"])[0]
            sides = [(share_of(n) or span_of(n)) if part.whole("of") and whole.whole("of") else span_of(n) for n in (part, whole)]
            if part.unit == whole.unit:
                case(study, "part-of", part, sides[0][0] > sides[1][1])
        elif kind == "same-number":
            agreement(study, take(relation["numbers"]))
    groups = {}
    for number in numbers:
        if not any(word in number.place.lower() for word in ("primary analysis", "interim")):
            label = number.quantity.replace(" response", "").replace("complete remission", "CR").replace(" total", "")
            groups.setdefault((label, number.group), []).append(number)
    for members in groups.values():
        if len({n.place for n in members}) > 1:
            agreement(study, members)


def agreement(study, members):
    """The tables stand against the text, the text against the abstract."""
    rank = lambda n: (2 if n.place.startswith("Table") else 0 if n.place.startswith("Abstract") else 1, len(n.text.partition(".")[2]))
    anchor = max(members, key=rank)
    for number in members:
        agrees = None if number is anchor else same(number, anchor)
        if agrees is not None:
            case(study, "same-number", number, not agrees)


for folder in FOLDERS:
    content = yaml.load((EXAMPLES / folder / "published.yaml").read_text(), Loader=yaml.BaseLoader)
    study = content["paper"]["id"]
    numbers = [Number(place, keys) for place, items in content["numbers"].items() for keys in items]
    scales = dict(SCALES)
    for scale in content.get("scales", []):
        scales[scale["name"]] = (int(scale["from"]), int(scale["to"]), int(scale.get("step", 0)))
    percentages(study, numbers)
    means(study, numbers, scales)
    tests(study, numbers)
    ratios(study, numbers)
    relations(study, numbers, content.get("relations", []))

# A number that two relations hold against others is wrong where one of them says so.
merged = {}
for entry in cases:
    key = (entry["study"], entry["check"], entry["reference"])
    if key not in merged or entry["contradiction"]:
        merged[key] = entry
cases = list(merged.values())
golden = dict(
    provenance=dict(
        software=f"SciPy {scipy.__version__}, fractions of Python", version="PyPI", packages="scipy, PyYAML",
        script="Validation/Python/recheck.py", call="chi2_contingency, fisher_exact, hypergeom, chi2, t, norm; exact fractions",
        data="Examples/*/published.yaml", date=datetime.date.today().isoformat()),
    tolerance=dict(relative=1e-9, reason="tails of SciPy and Boost agree to 1e-12; intervals are widened by 1e-11"),
    data={}, cases=cases)
folder = pathlib.Path(os.environ.get("GOLDEN_FOLDER", HERE))
(folder / "recheck.json").write_text(json.dumps(golden, indent=1, ensure_ascii=False) + "\n")
print("recheck.json:", len(cases), "cases,", sum(c["contradiction"] for c in cases), "contradictions")
