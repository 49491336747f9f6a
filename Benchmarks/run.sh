#!/bin/sh
# Times Equipoise and R side by side on the same data, one thread each, best of three, and prints one table.
# Needs R with survival, boot, rpact and data.table (Debian: r-base-core, r-cran-survival, r-cran-boot, r-cran-rpact, r-cran-data.table). EQUIPOISE_BENCH_DATA keeps the data in a folder of yours.
set -eu
cd "$(dirname "$0")"
export OPENBLAS_NUM_THREADS=1 OMP_NUM_THREADS=1

data="${EQUIPOISE_BENCH_DATA:-}"
if [ -z "$data" ]; then
    data="$(mktemp -d)"
    trap 'rm -rf "$data"' EXIT
fi
mkdir -p "$data"

echo "Building"
swift build -c release --quiet
if [ ! -f "$data/boot-stratum.u8" ]; then
    echo "Generating the data in $data"
    Rscript R/data.R "$data"
fi
echo "Timing R"
Rscript R/survival.R "$data"
Rscript R/designs.R "$data"
Rscript R/csv.R "$data/trial.csv" >"$data/csv.json"
echo "Timing Equipoise"
.build/release/bench "$data"
