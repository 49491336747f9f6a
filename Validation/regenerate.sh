#!/bin/sh
# Recomputes every golden with R and Python; with --check it compares them with those committed and changes nothing.
# Debian: r-base-core r-cran-survival r-cran-jsonlite r-cran-coin r-cran-mvtnorm r-cran-metafor r-cran-km.ci r-cran-rpact; PyPI: numpy scipy mpmath statsmodels PyYAML.
set -eu
cd "$(dirname "$0")"

if [ "${1:-}" = "--check" ]; then
    (cd R && Rscript check.R)
    fresh="$(mktemp -d)"
    trap 'rm -rf "$fresh"' EXIT
    for script in Python/*.py; do
        name="$(basename "$script" .py)"
        GOLDEN_FOLDER="$fresh" python3 "$script"
        python3 - "$fresh/$name.json" "Python/$name.json" <<'PYTHON'
import json, sys

def content(path):
    golden = json.load(open(path))
    for key in ("date", "software", "versions"):
        golden.get("provenance", {}).pop(key, None)
    return golden

fresh, committed = map(content, sys.argv[1:])
name = sys.argv[2]
print(name, "agrees" if fresh == committed else "DIFFERS")
sys.exit(fresh != committed)
PYTHON
    done
else
    for script in R/*.R; do
        case "$script" in
        R/golden.R | R/datasets.R | R/check.R) ;;
        *) (cd R && Rscript "$(basename "$script")") ;;
        esac
    done
    for script in Python/*.py; do python3 "$script"; done
fi
