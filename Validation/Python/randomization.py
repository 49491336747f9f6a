"""Writes randomization.json: lists of allocations from NumPy's Philox, and exact laws of short lists by going through every sequence.

Each method is carried out as its paper describes it (balls in urns, slips in blocks, all admissible sequences), not by the formulas
of chances that Equipoise uses. Probabilities are fractions.

Usage: python3 randomization.py        (needs numpy)
"""

import datetime
import itertools
import json
import os
import pathlib
from fractions import Fraction

import numpy

# Random numbers by address ------------------------------------------------------------------------------------------------


def word(text):
    value = 0xCBF29CE484222325
    for byte in text.encode():
        value = ((value ^ byte) * 0x100000001B3) % 2**64
    return value


def raw(seed, purpose, subject, count, replicate=0):
    counter = ((replicate << 128) + (subject << 64) - 1) % 2**256
    key = seed + (word(purpose) << 64)
    return [int(x) for x in numpy.random.Philox(key=key, counter=counter).random_raw(count)]


def uniforms(seed, purpose, subject, count):
    return [max(x >> 11, Fraction(1, 2)) * Fraction(1, 2**53) for x in raw(seed, purpose, subject, count)]


# Methods as their papers describe them: `chances(levels)` by slot, then `take(slot, levels)` ----------------------------------


class Method:
    def __init__(self, parts):
        self.parts = parts
        self.arm_of = list(range(len(parts)))

    def openings(self):
        return []

    def copy(self):
        other = object.__new__(type(self))
        for key, value in self.__dict__.items():
            other.__dict__[key] = [list(v) if isinstance(v, list) else v for v in value] if isinstance(value, list) else value
        return other


class Simple(Method):
    def chances(self, levels):
        return [Fraction(p, sum(self.parts)) for p in self.parts]

    def take(self, slot, levels):
        pass


class Blocks(Method):
    def __init__(self, parts, sizes):
        super().__init__(parts)
        self.sizes, self.slips = sizes, []

    def openings(self):
        return [] if self.slips else self.sizes

    def open(self, size):
        for arm, part in enumerate(self.parts):
            self.slips += [arm] * (part * size // sum(self.parts))

    def chances(self, levels):
        return [Fraction(self.slips.count(arm), len(self.slips)) for arm in self.arm_of]

    def take(self, slot, levels):
        self.slips.remove(slot)


class Slotted(Method):
    def __init__(self, parts):
        super().__init__(parts)
        self.arm_of = [arm for arm, part in enumerate(parts) for _ in range(part)]
        self.counts = [0] * len(self.arm_of)

    def take(self, slot, levels):
        self.counts[slot] += 1


def pocock_simon(totals, p):
    """Least total first, ties in random order: the first gets p, the others share 1 - p."""
    best = [s for s, t in enumerate(totals) if t == min(totals)]
    others = Fraction(1 - p, len(totals) - 1)
    return [(p + (len(best) - 1) * others) / len(best) if s in best else others for s in range(len(totals))]


class Coin(Slotted):
    def __init__(self, parts, p):
        super().__init__(parts)
        self.p = p

    def chances(self, levels):
        return pocock_simon(self.counts, self.p)


class Stick(Slotted):
    def __init__(self, parts, limit):
        super().__init__(parts)
        self.limit = limit

    def chances(self, levels):
        allowed = [c - min(self.counts) < self.limit for c in self.counts]
        return [Fraction(int(a), sum(allowed)) for a in allowed]


class WeiUrn(Slotted):
    def __init__(self, parts, alpha, beta):
        super().__init__(parts)
        self.beta, self.balls = beta, [alpha] * len(self.arm_of)

    def chances(self, levels):
        if sum(self.balls) == 0:
            return [Fraction(1, len(self.balls))] * len(self.balls)
        return [Fraction(b, sum(self.balls)) for b in self.balls]

    def take(self, slot, levels):
        self.balls = [b + (self.beta if s != slot else 0) for s, b in enumerate(self.balls)]


class BlockUrn(Method):
    def __init__(self, parts, sets):
        super().__init__(parts)
        self.active, self.inactive = [p * sets for p in parts], [0] * len(parts)

    def chances(self, levels):
        return [Fraction(b, sum(self.active)) for b in self.active]

    def take(self, slot, levels):
        self.active[slot] -= 1
        self.inactive[slot] += 1
        if all(b >= p for b, p in zip(self.inactive, self.parts)):
            self.active = [b + p for b, p in zip(self.active, self.parts)]
            self.inactive = [b - p for b, p in zip(self.inactive, self.parts)]


class Maximal(Method):
    def __init__(self, parts, limit, length):
        super().__init__(parts)
        self.length, self.past = length, []
        self.sequences = []
        for sequence in itertools.product((0, 1), repeat=length):
            sums = list(itertools.accumulate(1 if arm == 0 else -1 for arm in sequence))
            if sums[-1] == 0 and max(map(abs, sums)) <= limit:
                self.sequences.append(list(sequence))

    def chances(self, levels):
        n = len(self.past) % self.length
        fitting = [s for s in self.sequences if n == 0 or s[:n] == self.past[-n:]]
        return [Fraction(sum(s[n] == arm for s in fitting), len(fitting)) for arm in (0, 1)]

    def take(self, slot, levels):
        self.past.append(slot)


class Minimization(Slotted):
    def __init__(self, parts, factors, measure, weights, p):
        super().__init__(parts)
        self.measure, self.weights, self.p = measure, weights, p
        self.table = [[0] * len(self.arm_of) for count in factors for _ in range(count)]
        self.first = [sum(factors[:i]) for i in range(len(factors))]

    def chances(self, levels):
        totals = []
        for trial in range(len(self.arm_of)):
            total = 0
            for factor, level in enumerate(levels):
                x = list(self.table[self.first[factor] + level])
                x[trial] += 1
                mean = Fraction(sum(x), len(x))
                total += self.weights[factor] * {
                    "range": max(x) - min(x),
                    "variance": sum((v - mean) ** 2 for v in x) / (len(x) - 1),
                    "absolute-differences": sum(abs(a - b) for a, b in itertools.combinations(x, 2)),
                }[self.measure]
            totals.append(total)
        return pocock_simon(totals, self.p)

    def take(self, slot, levels):
        super().take(slot, levels)
        for factor, level in enumerate(levels):
            self.table[self.first[factor] + level][slot] += 1


class HanCoin(Method):
    """Biased coin minimisation of Han, Enas and McEntegart on the range of counts divided by parts."""

    def __init__(self, parts, factors, p):
        super().__init__(parts)
        self.p = p
        self.table = [[0] * len(parts) for count in factors for _ in range(count)]
        self.first = [sum(factors[:i]) for i in range(len(factors))]

    def chances(self, levels):
        totals = []
        for trial in self.arm_of:
            total = 0
            for factor, level in enumerate(levels):
                x = [Fraction(c + (a == trial), self.parts[a]) for a, c in enumerate(self.table[self.first[factor] + level])]
                total += max(x) - min(x)
            totals.append(total)
        best = [a for a in self.arm_of if totals[a] == min(totals)]
        low = [Fraction(1 - self.p) * w / (sum(self.parts) - min(self.parts)) for w in self.parts]
        chances = [Fraction(0)] * len(self.parts)
        for preferred in best:
            share = Fraction(self.parts[preferred], sum(self.parts[a] for a in best))
            for arm in self.arm_of:
                chances[arm] += share * (1 - sum(low) + low[preferred] if arm == preferred else low[arm])
        return chances

    def take(self, slot, levels):
        for factor, level in enumerate(levels):
            self.table[self.first[factor] + level][slot] += 1


# Lists --------------------------------------------------------------------------------------------------------------------


def pick(chances, place):
    reached = 0
    for index, chance in enumerate(chances):
        reached += chance
        if place < reached:
            return index
    raise ValueError


def allocate(method, seed, purpose, place, levels):
    arm_at, slot_at, size_at = uniforms(seed, purpose, place, 3)
    sizes = method.openings()
    if sizes:
        method.open(sizes[int(size_at * len(sizes))])
    chances = method.chances(levels)
    arms = [sum(c for s, c in enumerate(chances) if method.arm_of[s] == arm) for arm in range(len(method.parts))]
    arm = pick(arms, arm_at)
    own = [s for s in range(len(chances)) if method.arm_of[s] == arm]
    slot = own[pick([chances[s] / arms[arm] for s in own], slot_at)]
    method.take(slot, levels)
    return arm


LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def code(seed, purpose, place):
    bits = raw(seed, purpose, place, 1)[0]
    return "".join(LETTERS[(bits >> (59 - 5 * i)) & 31] for i in range(6))


def stratified(name, make, parts, seed, factors, count, extra):
    arms, codes = [], []
    for levels in itertools.product(*[range(len(names)) for _, names in factors]):
        stratum = "; ".join(f"{factor}={names[level]}" for (factor, names), level in zip(factors, levels))
        method = make()
        tail = ": " + stratum if stratum else ""
        arms += [allocate(method, seed, "allocation" + tail, place, levels) for place in range(count)]
        codes += [code(seed, "kit codes" + tail, place) for place in range(count)]
    return dict(
        kind="list", method=name, parts=parts, seed=str(seed), factors=[f"{f}={','.join(n)}" for f, n in factors],
        count=count, arms=arms, codes=codes, **extra)


def minimized(make, parts, seed, factors, extra, count=60):
    rng = numpy.random.default_rng(20261125)
    subjects = [[int(rng.integers(len(names))) for _, names in factors] for _ in range(count)]
    method = make()
    arms = [allocate(method, seed, "allocation", place, levels) for place, levels in enumerate(subjects)]
    return dict(
        kind="list", method="minimization", parts=parts, seed=str(seed), factors=[f"{f}={','.join(n)}" for f, n in factors],
        subjects=[[names[level] for (_, names), level in zip(factors, levels)] for levels in subjects], arms=arms, **extra)


# Exact laws ------------------------------------------------------------------------------------------------------------


def paths(method, n, levels):
    """Every sequence of arms with what was known before each: (probability, arms, chances by arm)."""

    def walk(method, probability, arms, chances):
        if len(arms) == n:
            yield probability, arms, chances
            return
        starts = method.openings()
        for size in starts or [None]:
            opened = method.copy()
            if size:
                opened.open(size)
            slots = opened.chances(levels)
            by_arm = [sum(c for s, c in enumerate(slots) if opened.arm_of[s] == a) for a in range(len(opened.parts))]
            for slot, chance in enumerate(slots):
                if chance:
                    after = opened.copy()
                    after.take(slot, levels)
                    yield from walk(
                        after, probability * chance / (len(starts) or 1), arms + [opened.arm_of[slot]], chances + [by_arm])

    return walk(method, Fraction(1), [], [])


def law(name, method, n, extra, levels=()):
    parts, total = method.parts, sum(method.parts)
    final, worst, loss, guessed, best, certain = {}, {}, 0, 0, 0, 0
    course, by_arm = [Fraction(0)] * n, [[Fraction(0)] * len(parts) for _ in range(n)]
    for p, arms, chances in paths(method, n, levels):
        largest = Fraction(0)
        for k in range(n):
            excess = [arms[:k].count(a) - Fraction(k * w, total) for a, w in enumerate(parts)]
            behind = [a for a in range(len(parts)) if excess[a] == min(excess)]
            behind = [a for a in behind if parts[a] == max(parts[b] for b in behind)]
            guessed += p * Fraction(arms[k] in behind, len(behind))
            best += p * max(chances[k])
            certain += p * (max(chances[k]) == 1)
            by_arm[k][arms[k]] += p
            imbalance = max(abs(arms[: k + 1].count(a) - Fraction((k + 1) * w, total)) for a, w in enumerate(parts))
            largest = max(largest, imbalance)
            course[k] += p * imbalance
        final[imbalance] = final.get(imbalance, 0) + p
        worst[largest] = worst.get(largest, 0) + p
        loss += p * sum((arms.count(a) - Fraction(n * w, total)) ** 2 / Fraction(n * w, total) for a, w in enumerate(parts))
    numbers = lambda values: [float(v) for v in values]
    prefixes = {}
    for p, arms, _ in paths(method, n, levels):
        for k in range(n + 1):
            prefixes[tuple(arms[:k])] = prefixes.get(tuple(arms[:k]), 0) + p
    seen = [(k, max(prefixes.get(k + (a,), 0) for a in range(len(parts)))) for k in prefixes if len(k) < n]
    outside = dict(
        outsiderGuessed=float(sum(top for _, top in seen) / n),
        outsiderCertain=float(sum(prefixes[k] for k, top in seen if top == prefixes[k]) / n)) if name == "permuted-blocks" else {}
    return dict(
        kind="law", method=name, parts=parts, subjects=n, guessed=float(guessed / n), bestGuessed=float(best / n),
        certain=float(certain / n), loss=float(loss), course=numbers(course), armProbabilities=[numbers(row) for row in by_arm],
        finalImbalances=numbers(sorted(final)), finalProbabilities=numbers(final[k] for k in sorted(final)),
        worstImbalances=numbers(sorted(worst)), worstProbabilities=numbers(worst[k] for k in sorted(worst)), **outside, **extra)


def table():
    """Eighty patients, two digits each, even to the first arm and odd to the second, forty each."""
    seed = 20140101
    digits = [int(10 * u) for row in range(6) for u in uniforms(seed, "random number table", row, 50)]
    numbers = [10 * digits[i] + digits[i + 1] for i in range(0, len(digits), 2)]
    arms, position = [], 0
    while len(arms) < 80:
        if 40 in (arms.count(0), arms.count(1)):
            arms += [1 if arms.count(0) == 40 else 0] * (80 - len(arms))
        else:
            arms.append(numbers[position] % 2)
            position += 1
    distinct = list(dict.fromkeys(numbers))[:20]
    ranked = sorted(distinct)
    return dict(
        kind="table", method="table", parts=[1, 1], seed=str(seed), count=6, digits="".join(map(str, digits)), arms=arms,
        ranked=[0 if ranked.index(x) < 10 else 1 for x in distinct])


HALF, TWO_THIRDS, FOUR_FIFTHS = Fraction(1, 2), Fraction(2, 3), Fraction(4, 5)
mm3 = [("induction", ["PI", "IMiD"]), ("ISS", ["I", "II", "III"])]
none = []
cases = [
    stratified("permuted-blocks", lambda: Blocks([3, 2], [5, 10]), [3, 2], 7, mm3, 40, dict(numbers=[5, 10])),
    stratified("permuted-blocks", lambda: Blocks([1, 1], [4]), [1, 1], 2**63 + 12345, none, 80, dict(numbers=[4])),
    stratified("permuted-blocks", lambda: Blocks([2, 1, 1], [4, 8, 12]), [2, 1, 1], 99, none, 60, dict(numbers=[4, 8, 12])),
    stratified("simple", lambda: Simple([2, 1, 1]), [2, 1, 1], 1, none, 100, dict(numbers=[])),
    stratified("biased-coin", lambda: Coin([1, 1], TWO_THIRDS), [1, 1], 2, none, 100, dict(numbers=[], probability=2 / 3)),
    stratified("biased-coin", lambda: Coin([3, 2], FOUR_FIFTHS), [3, 2], 3, none, 100, dict(numbers=[], probability=0.8)),
    stratified("urn", lambda: WeiUrn([1, 1], 0, 1), [1, 1], 4, none, 100, dict(numbers=[0, 1])),
    stratified("urn", lambda: WeiUrn([2, 1], 1, 3), [2, 1], 5, none, 100, dict(numbers=[1, 3])),
    stratified("big-stick", lambda: Stick([1, 1], 3), [1, 1], 6, none, 100, dict(numbers=[3])),
    stratified("big-stick", lambda: Stick([3, 2], 2), [3, 2], 7, none, 100, dict(numbers=[2])),
    stratified("block-urn", lambda: BlockUrn([3, 2], 2), [3, 2], 8, none, 100, dict(numbers=[2])),
    stratified("maximal", lambda: Maximal([1, 1], 3, 12), [1, 1], 9, none, 30, dict(numbers=[3, 12])),
]
iss = mm3 + [("age", ["<75", "75+"])]
for measure, weights, parts in (
    ("range", [1, 1, 1], [1, 1]), ("variance", [3, 2, 1], [1, 1]), ("absolute-differences", [1, 2, 1], [1, 1, 1]), ("range", [1, 1, 1], [3, 2]),
):
    cases.append(
        minimized(
            lambda: Minimization(parts, [2, 3, 2], measure, weights, FOUR_FIFTHS), parts, 11, iss,
            dict(measure=measure, weights=weights, probability=0.8)))
cases.append(
    minimized(
        lambda: HanCoin([3, 2], [2, 3, 2], FOUR_FIFTHS), [3, 2], 12, iss,
        dict(measure="range", weights=[1, 1, 1], probability=0.8, ratio="biased-coin")))
cases += [
    law("simple", Simple([1, 1]), 8, dict(numbers=[])), law("simple", Simple([3, 2]), 7, dict(numbers=[])),
    law("simple", Simple([2, 1, 1]), 6, dict(numbers=[])), law("permuted-blocks", Blocks([1, 1], [4]), 10, dict(numbers=[4])),
    law("permuted-blocks", Blocks([3, 2], [5]), 8, dict(numbers=[5])),
    law("permuted-blocks", Blocks([1, 1], [2, 4]), 9, dict(numbers=[2, 4])),
    law("permuted-blocks", Blocks([2, 1], [3, 6, 9]), 8, dict(numbers=[3, 6, 9])),
    law("biased-coin", Coin([1, 1], TWO_THIRDS), 9, dict(numbers=[], probability=2 / 3)),
    law("biased-coin", Coin([2, 1], FOUR_FIFTHS), 7, dict(numbers=[], probability=0.8)),
    law("urn", WeiUrn([1, 1], 0, 1), 9, dict(numbers=[0, 1])), law("urn", WeiUrn([2, 1], 1, 2), 7, dict(numbers=[1, 2])),
    law("big-stick", Stick([1, 1], 2), 10, dict(numbers=[2])), law("big-stick", Stick([2, 1], 2), 7, dict(numbers=[2])),
    law("block-urn", BlockUrn([1, 1], 2), 9, dict(numbers=[2])), law("block-urn", BlockUrn([2, 1], 2), 8, dict(numbers=[2])),
    law("maximal", Maximal([1, 1], 2, 8), 8, dict(numbers=[2, 8])),
    law("minimization", Minimization([2, 1], [1], "range", [1], FOUR_FIFTHS), 7, dict(measure="range", probability=0.8), (0,)),
    law("minimization", HanCoin([2, 1], [1], FOUR_FIFTHS), 7, dict(measure="range", probability=0.8, ratio="biased-coin"), (0,)),
    table(),
]
golden = dict(
    provenance=dict(
        software=f"numpy {numpy.__version__}", version="PyPI", packages="numpy", script="Validation/Python/randomization.py",
        call="numpy.random.Philox at the addresses of each subject; every sequence of short lists, in fractions",
        data="made up; seeds in the script", date=datetime.date.today().isoformat()),
    tolerance=dict(relative=1e-12, reason="lists are exact; the laws are sums of at most a few thousand doubles"), data={}, cases=cases)
folder = pathlib.Path(os.environ.get("GOLDEN_FOLDER", pathlib.Path(__file__).parent))
(folder / "randomization.json").write_text(json.dumps(golden) + "\n")
print("randomization.json:", len(cases), "cases")
