"""Writes philox.json: raw numbers and uniforms of NumPy's Philox at addresses of a random stream.

NumPy adds 1 to its counter before it makes a block, so it is given the counter before the one meant.

Usage: python3 philox.py        (needs numpy)
"""

import datetime
import json
import os
import pathlib

import numpy

ADDRESSES = [  # key, counter of the first block (least significant word first)
    ([0, 0], [0, 0, 0, 0]),
    ([1, 2], [0, 3, 4, 0]),
    ([20240131, 0x5F5E1005F5E100], [0, 17, 731, 0]),
    ([2**64 - 1, 2**63], [2**64 - 2, 2**64 - 1, 12345, 0]),
]


def generator(key, counter):
    before = (sum(word << (64 * i) for i, word in enumerate(counter)) - 1) % 2**256
    return numpy.random.Philox(key=sum(word << (64 * i) for i, word in enumerate(key)), counter=before)


def main():
    cases = []
    for key, counter in ADDRESSES:
        raw = generator(key, counter).random_raw(8)
        uniforms = numpy.random.Generator(generator(key, counter)).random(8)
        cases.append(
            {
                "key": [str(word) for word in key],
                "counter": [str(word) for word in counter],
                "raw": [str(word) for word in raw],
                "uniforms": ["%.17g" % u for u in uniforms],
            }
        )
    golden = {
        "provenance": {
            "software": f"numpy {numpy.__version__}",
            "date": datetime.date.today().isoformat(),
            "call": "python3 Validation/Python/philox.py: numpy.random.Philox(key, counter).random_raw(8), Generator.random(8)",
            "data": "addresses in the script",
        },
        "tolerance": {"all": 0, "reason": "integers and multiples of 2^-53; words are text because JSON numbers are doubles"},
        "cases": cases,
    }
    text = json.dumps(golden, indent=2) + "\n"
    pathlib.Path(os.environ.get("GOLDEN_FOLDER", pathlib.Path(__file__).parent), "philox.json").write_text(text)


main()
