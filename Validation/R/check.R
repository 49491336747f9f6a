# Regenerates every golden in a temporary folder and compares it with the committed one, whatever their dates.
# Run in this folder: Rscript check.R. Ends with status 1 when a golden differs.

library(jsonlite)

scripts <- c(
  "kaplan-meier",
  "cumulative-hazard",
  "simultaneous-bands",
  "landmarks",
  "restricted-mean",
  "log-rank",
  "weighted-log-rank",
  "max-combo",
  "log-rank-family",
  "one-sample-log-rank",
  "permutation-tests",
  "bootstrap",
  "cox",
  "cox-checks",
  "concordance",
  "comparisons",
  "historical-median",
  "subgroups",
  "cox-penalized",
  "cox-joint-ties",
  "case-cohort",
  "cox-prediction",
  "cox-contrast",
  "natural-spline",
  "unconditional",
  "exact-difference",
  "pairs-and-variances",
  "stratified-tables",
  "ranks-and-effects",
  "power-survival",
  "power-comparisons",
  "event-prediction",
  "group-sequential",
  "sequential-inference",
  "simulated-survival",
  "illness-death-trial",
  "baseline-balance")
fresh <- file.path(tempdir(), "goldens")
dir.create(fresh)

content <- function(path) {
  golden <- read_json(path)
  golden$provenance[c("date", "version", "packages")] <- NULL
  golden
}

# The same text but for the date, or, from another platform's rounding, the same numbers to 1e-10.
differences <- function(name) {
  output <- system2(
    file.path(R.home("bin"), "Rscript"), paste0(name, ".R"), env = paste0("GOLDEN_FOLDER=", fresh), stdout = TRUE)
  if (!is.null(attr(output, "status"))) return(output)
  same <- all.equal(content(file.path(fresh, paste0(name, ".json"))), content(paste0(name, ".json")), tolerance = 1e-10)
  if (isTRUE(same)) character() else same
}

faulty <- 0
for (name in scripts) {
  found <- differences(name)
  cat(name, if (length(found) == 0) "agrees\n" else c("differs:", head(found, 20), "\n"))
  faulty <- faulty + (length(found) > 0)
}
quit(status = min(faulty, 1))
