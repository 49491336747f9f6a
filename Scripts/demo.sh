#!/bin/sh
# Runs the main job on the examples and says where to look.
set -eu
cd "$(dirname "$0")/.."
equipoise="$(swift build -c release --show-bin-path)/equipoise"
out="${1:-$PWD/report}"

echo
echo "== A virtual two-arm trial: progression-free survival by arm, stratified, with covariates"
"$equipoise" analyze Examples/virtual-maintenance/trial.csv --time pfs --event event --by arm --reference placebo \
    --strata iss --covariates age,cytogenetics,ldh --at 12,24,36 --unit months --shade \
    --title "Progression-free survival in a virtual maintenance trial" -o "$out/virtual-maintenance"

echo
echo "== The same trial: hazard ratios by stage, cytogenetics and age, with tests of interaction"
"$equipoise" subgroups Examples/virtual-maintenance/trial.csv --time pfs --event event --by arm --reference placebo \
    --subgroups iss,cytogenetics,age --cut age=65,75 --unit months -o "$out/virtual-maintenance-subgroups"

echo
echo "== MGUS (Mayo Clinic, 1384 patients): overall survival by sex"
"$equipoise" analyze Examples/mgus2/mgus2.csv --time futime --event death --by sex --covariates age \
    --at 60,120 --unit months --title "Overall survival with MGUS" -o "$out/mgus2"

echo
echo "== Multiple myeloma with delayed entry (Mayo Clinic, 3882 patients)"
"$equipoise" analyze Examples/myeloma/myeloma.csv --time futime --entry entry --event death \
    --unit days --title "Overall survival with multiple myeloma, from diagnosis" -o "$out/myeloma"

echo
echo "Done: four analyses of the data in Examples/. Open these in a browser:"
for name in virtual-maintenance virtual-maintenance-subgroups mgus2 myeloma; do echo "  $out/$name/report.html"; done
