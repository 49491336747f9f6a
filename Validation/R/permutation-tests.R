# Goldens of permutation tests: every arrangement of the labels within strata, the statistic from scores by the formulas
# below; exact p-values of the plain log-rank test of two groups held against coin::logrank_test(distribution = "exact").
# Run in this folder: Rscript permutation-tests.R (Debian: r-base-core, r-cran-survival, r-cran-coin).

source("golden.R")
source("datasets.R")
suppressMessages(library(coin))

# c_i = w(t_i) * event_i - sum over event times t in (entry_i, t_i] of w(t) * d / n, all groups of the stratum together.
scores <- function(frame, powers) {
  entry <- if (is.null(frame$entry)) rep(-1, nrow(frame)) else frame$entry
  value <- numeric(nrow(frame))
  for (one in unique(frame$stratum)) {
    here <- frame$stratum == one
    before <- 1
    for (at in sort(unique(frame$time[frame$event == 1 & here]))) {
      risk <- here & entry < at & frame$time >= at
      dies <- risk & frame$event == 1 & frame$time == at
      w <- before^powers[1] * (1 - before)^powers[2]
      value[risk] <- value[risk] - w * sum(dies) / sum(risk)
      value[dies] <- value[dies] + w
      before <- before * (1 - sum(dies) / sum(risk))
    }
  }
  value
}

# All arrangements of the labels of one stratum, a row each.
arrangements <- function(labels) {
  if (length(unique(labels)) == 1) return(matrix(labels, 1))
  lowest <- min(labels)
  places <- combn(length(labels), sum(labels == lowest))
  others <- arrangements(labels[labels != lowest])
  do.call(rbind, lapply(seq_len(ncol(places)), function(index) {
    whole <- matrix(lowest, nrow(others), length(labels))
    whole[, -places[, index]] <- others
    whole
  }))
}

allArrangements <- function(labels, stratum) {
  tables <- lapply(unique(stratum), function(one) arrangements(labels[stratum == one]))
  index <- as.matrix(expand.grid(lapply(tables, function(table) seq_len(nrow(table)))))
  whole <- matrix(0, nrow(index), length(labels))
  for (place in seq_along(tables)) whole[, stratum == unique(stratum)[place]] <- tables[[place]][index[, place], ]
  whole
}

sigma <- function(value, labels, stratum, groups) {
  covariance <- matrix(0, groups, groups)
  for (one in unique(stratum)) {
    here <- stratum == one
    counts <- tabulate(labels[here], groups)
    squares <- sum((value[here] - mean(value[here]))^2)
    covariance <- covariance + squares / (sum(here) - 1) * (diag(counts, groups) - outer(counts, counts) / sum(here))
  }
  covariance
}

result <- function(case) {
  frame <- data[[case$data]]
  if (is.null(frame$stratum)) frame$stratum <- "all"
  if (!is.null(frame$copies)) frame <- frame[rep(seq_len(nrow(frame)), frame$copies), ]
  labels <- match(frame$group, case$levels)
  groups <- length(case$levels)
  values <- lapply(case$powers, function(powers) scores(frame, powers))
  covariances <- lapply(values, sigma, labels = labels, stratum = frame$stratum, groups = groups)
  statistic <- function(labels) {
    if (groups == 2) {
      z <- vapply(seq_along(values), function(part) sum(values[[part]][labels == 1]) / sqrt(covariances[[part]][1, 1]), 0)
      return(max(switch(case$alternative, "two-sided" = abs(z), lower = z, higher = -z)))
    }
    u <- vapply(2:groups, function(group) sum(values[[1]][labels == group]), 0)
    drop(u %*% solve(covariances[[1]][-1, -1], u))
  }
  all <- apply(allArrangements(labels, frame$stratum), 1, statistic)
  observed <- statistic(labels)
  exceedances <- sum(all >= observed - 1e-9)
  if (!is.null(case$coin)) {
    frame$side <- factor(frame$group, case$levels)
    test <- logrank_test(
      Surv(time, event) ~ side, data = frame, distribution = "exact", ties.method = "average-scores", alternative = "two.sided")
    cat(case$name, exceedances / length(all), as.numeric(pvalue(test)), "\n")
    stopifnot(isTRUE(all.equal(exceedances / length(all), as.numeric(pvalue(test)), tolerance = 1e-8)))
    case$coin <- NULL
  }
  case$powers <- items(lapply(case$powers, column))
  case$levels <- column(case$levels)
  c(case, list(statistic = observed, arrangements = length(all), exceedances = exceedances, p = exceedances / length(all)))
}

set.seed(42)
small <- data.frame(time = c(2, 3, 3, 5, 7, 8, 9, 11, 12, 14, 16, 20), event = c(1, 1, 0, 1, 1, 1, 0, 1, 1, 0, 1, 1), group = rep(c("A", "B"), 6))
untied <- data.frame(time = sample(1:40, 12), event = rbinom(12, 1, 0.8), group = sample(rep(c("A", "B"), 6)))
data <- list(
  small = small, untied = untied,
  strata = data.frame(
    time = sample(1:15, 13, replace = TRUE), event = rbinom(13, 1, 0.8), group = c(sample(rep(c("A", "B"), 3)), sample(rep(c("A", "B"), c(3, 4)))),
    stratum = rep(c("x", "y"), c(6, 7))),
  entries = local({
    time <- sample(3:20, 12, replace = TRUE)
    data.frame(entry = pmax(0, time - sample(2:12, 12, replace = TRUE)), time, event = rbinom(12, 1, 0.8), group = sample(rep(c("A", "B"), 6)))
  }),
  three = data.frame(time = sample(1:12, 9, replace = TRUE), event = rbinom(9, 1, 0.8), group = rep(c("A", "B", "C"), 3)),
  copies = data.frame(time = c(1, 2, 4, 5, 7, 9), event = c(1, 1, 0, 1, 1, 1), group = c("A", "B", "B", "A", "B", "B"), copies = c(2, 1, 3, 1, 2, 2)))

on <- function(name, data, powers = list(c(0, 0)), alternative = "two-sided", levels = c("A", "B"), ...) {
  list(name = name, data = data, powers = powers, alternative = alternative, levels = levels, ...)
}
standard <- list(c(0, 0), c(0, 1), c(1, 0), c(1, 1))
cases <- lapply(list(
  on("small", "small"), on("small, lower", "small", alternative = "lower"), on("small, higher", "small", alternative = "higher"),
  on("untied", "untied", coin = TRUE), on("untied, FH(1, 0)", "untied", list(c(1, 0))), on("untied, MaxCombo", "untied", standard),
  on("untied, MaxCombo, lower", "untied", standard, "lower"),
  on("strata", "strata"), on("strata, FH(0, 1)", "strata", list(c(0, 1))), on("strata, MaxCombo of two, higher", "strata", standard[1:2], "higher"),
  on("delayed entry", "entries"), on("delayed entry, FH(0, 1), lower", "entries", list(c(0, 1)), "lower"),
  on("three groups", "three", levels = c("A", "B", "C")), on("three groups, FH(1, 1)", "three", list(c(1, 1)), levels = c("A", "B", "C")),
  on("whole weights", "copies")), result)

writeGolden(
  "permutation-tests",
  call = "all arrangements within strata; coin::logrank_test(distribution = \"exact\") for untied times in one stratum",
  source = "generated with set.seed(42) in the script",
  relative = 1e-10,
  reason = "counts are exact; the statistic is in closed form",
  data = data, cases = cases)
