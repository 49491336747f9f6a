# Goldens of what is read off the log-rank family: trend, pairs, direction, hazard ratios by Pike and Peto.
# O, E and V are survdiff's (rho = 0 or 1) or those of weighted-log-rank.R's formulas; the trend is held against the score test
# of coxph(ties = "exact") with the score as covariate, which is the same test for plain weights.
# Run in this folder: Rscript log-rank-family.R

source("golden.R")
source("datasets.R")

# O - E and V by the formulas, one pass over all rows for each event time; w is n^a * S(t-)^rho * (1 - S(t-))^gamma.
direct <- function(frame, case) {
  use <- function(name, otherwise) if (is.null(case[[name]])) rep(otherwise, nrow(frame)) else frame[[case[[name]]]]
  power <- function(name) if (is.null(case[[name]])) 0 else case[[name]]
  stratum <- use("strata", 1)
  entry <- use("entry", -1)
  group <- as.character(frame[[case$group]])
  groups <- case$levels
  observed <- expected <- numeric(length(groups))
  variance <- matrix(0, length(groups), length(groups))
  for (one in unique(stratum)) {
    before <- 1
    for (at in sort(unique(frame$time[frame$event == 1 & stratum == one]))) {
      risk <- stratum == one & entry < at & frame$time >= at
      dies <- risk & frame$event == 1 & frame$time == at
      n <- sum(risk)
      d <- sum(dies)
      share <- vapply(groups, function(j) sum(risk & group == j), 0) / n
      w <- n^power("exponent") * before^power("rho") * (1 - before)^power("gamma")
      observed <- observed + w * vapply(groups, function(j) sum(dies & group == j), 0)
      expected <- expected + w * d * share
      if (n > 1) variance <- variance + w^2 * d * (n - d) / (n - 1) * (diag(share, length(share)) - outer(share, share))
      before <- before * (1 - d / n)
    }
  }
  list(observed = observed, expected = expected, variance = variance)
}

agree <- function(one, other) stopifnot(isTRUE(all.equal(as.vector(one), as.vector(other), tolerance = 1e-10)))

trend <- function(case) {
  frame <- data[[case$data]]
  sums <- direct(frame, case)
  difference <- sums$observed - sums$expected
  z <- sum(case$scores * difference) / sqrt(drop(case$scores %*% sums$variance %*% case$scores))
  used <- seq_along(case$levels)[-1]
  whole <- drop(difference[used] %*% solve(sums$variance[used, used], difference[used]))
  # With entry times coxph goes through all subsets of the tied, which takes for ever.
  if (is.null(case$exponent) && is.null(case$rho) && is.null(case$gamma) && is.null(case$entry)) {
    score <- case$scores[match(as.character(frame[[case$group]]), case$levels)]
    response <- Surv(frame$time, frame$event)
    fit <- if (is.null(case$strata)) coxph(response ~ score, ties = "exact") else {
      stratum <- frame[[case$strata]]
      coxph(response ~ score + strata(stratum), ties = "exact")
    }
    agree(z^2, summary(fit)$sctest["test"])
    if (z^2 > 0.01) stopifnot(sign(coef(fit)) == sign(z))
  }
  departure <- whole - z^2
  case$levels <- column(case$levels)
  case$scores <- column(case$scores)
  c(kind = "trend", case, list(
    z = z, p = pchisq(z^2, 1, lower.tail = FALSE), departure = departure,
    departureP = pchisq(departure, length(used) - 1, lower.tail = FALSE)))
}

pairs <- function(case) {
  frame <- data[[case$data]]
  group <- as.character(frame[[case$group]])
  combinations <- if (case$pairs == "all") combn(case$levels, 2) else rbind(case$levels[1], case$levels[-1])
  tests <- lapply(seq_len(ncol(combinations)), function(index) {
    pair <- frame[group %in% combinations[, index], , drop = FALSE]
    side <- factor(as.character(pair[[case$group]]), combinations[, index])
    rho <- if (is.null(case$rho)) 0 else case$rho
    test <- if (is.null(case$strata)) survdiff(Surv(pair$time, pair$event) ~ side, rho = rho) else {
      stratum <- pair[[case$strata]]
      survdiff(Surv(pair$time, pair$event) ~ side + strata(stratum), rho = rho)
    }
    total <- function(value) if (is.matrix(value)) rowSums(value) else value
    (total(test$obs)[1] - total(test$exp)[1]) / sqrt(test$var[1, 1])
  })
  z <- unlist(tests)
  p <- pchisq(z^2, 1, lower.tail = FALSE)
  case$levels <- column(case$levels)
  c(kind = "pairs", case, list(
    first = column(combinations[1, ]), second = column(combinations[2, ]), pairZ = column(z), pairP = column(p),
    holm = column(p.adjust(p, "holm")), hochberg = column(p.adjust(p, "hochberg"))))
}

direction <- function(case) {
  frame <- data[[case$data]]
  side <- factor(as.character(frame[[case$group]]), case$levels)
  test <- if (is.null(case$strata)) survdiff(Surv(frame$time, frame$event) ~ side) else {
    stratum <- frame[[case$strata]]
    survdiff(Surv(frame$time, frame$event) ~ side + strata(stratum))
  }
  total <- function(value) if (is.matrix(value)) rowSums(value) else value
  observed <- total(test$obs)
  expected <- total(test$exp)
  variance <- test$var[1, 1]
  z <- (observed[1] - expected[1]) / sqrt(variance)
  half <- qnorm(0.975)
  pike <- log(observed[2] / expected[2]) - log(observed[1] / expected[1])
  pikeError <- sqrt(sum(1 / expected))
  peto <- (observed[2] - expected[2]) / variance
  case$levels <- column(case$levels)
  c(kind = "direction", case, list(
    z = z, lower = pnorm(z, lower.tail = FALSE), higher = pnorm(z),
    pike = column(exp(pike + c(0, -half, half) * pikeError)), peto = column(exp(peto + c(0, -half, half) / sqrt(variance)))))
}

doses <- transform(colonData, dose = ifelse(rx == "Obs", "0", ifelse(rx == "Lev", "5", "10")))
data <- list(
  lung = lungColumns[!is.na(lungColumns$ecog) & lungColumns$ecog < 3, c("time", "event", "ecog", "sex")], veteran = veteranData[c("time", "event", "cell", "treatment")],
  colon = doses[c("time", "event", "dose", "rx", "sex")], tied = tiedData[c("entry", "time", "event", "arm", "armB")],
  freireich = freireich[c("time", "event", "arm", "pair")], lungSex = lungEcog[c("time", "event", "sex", "ecog")])

on <- function(name, data, group, levels, ...) list(name = name, data = data, group = group, levels = levels, ...)
cells <- c("adeno", "large", "smallcell", "squamous")
cases <- c(
  lapply(list(
    on("lung by ecog", "lung", "ecog", c("0", "1", "2"), scores = c(1, 2, 3)),
    on("lung by ecog, strata sex", "lung", "ecog", c("0", "1", "2"), scores = c(1, 2, 3), strata = "sex"),
    on("lung by ecog, uneven scores", "lung", "ecog", c("0", "1", "2"), scores = c(0, 1, 4)),
    on("lung by ecog, Gehan", "lung", "ecog", c("0", "1", "2"), scores = c(1, 2, 3), exponent = 1),
    on("lung by ecog, Tarone-Ware", "lung", "ecog", c("0", "1", "2"), scores = c(1, 2, 3), exponent = 0.5),
    on("lung by ecog, FH(1, 1), strata sex", "lung", "ecog", c("0", "1", "2"), scores = c(1, 2, 3), rho = 1, gamma = 1, strata = "sex"),
    on("colon by dose", "colon", "dose", c("0", "5", "10"), scores = c(0, 5, 10)),
    on("colon by dose, FH(0, 1)", "colon", "dose", c("0", "5", "10"), scores = c(0, 5, 10), gamma = 1),
    on("heavy ties, delayed entry", "tied", "arm", c("A", "B", "C"), scores = c(1, 2, 3), entry = "entry"),
    on("veteran by cell", "veteran", "cell", cells, scores = c(1, 3, 4, 2), strata = "treatment")), trend),
  lapply(list(
    on("veteran by cell", "veteran", "cell", cells, pairs = "all"),
    on("veteran by cell, strata treatment", "veteran", "cell", cells, pairs = "all", strata = "treatment"),
    on("veteran by cell, FH(1, 0)", "veteran", "cell", cells, pairs = "all", rho = 1),
    on("veteran against squamous", "veteran", "cell", c("squamous", "adeno", "large", "smallcell"), pairs = "reference"),
    on("colon against observation, strata sex", "colon", "rx", c("Obs", "Lev", "Lev+5FU"), pairs = "reference", strata = "sex")), pairs),
  lapply(list(
    on("Freireich", "freireich", "arm", c("placebo", "6-MP")),
    on("Freireich in pairs", "freireich", "arm", c("placebo", "6-MP"), strata = "pair"),
    on("lung by sex", "lungSex", "sex", c("1", "2")), on("lung by sex, strata ecog", "lungSex", "sex", c("1", "2"), strata = "ecog"),
    on("veteran by treatment", "veteran", "treatment", c("1", "2"))), direction))

writeGolden(
  "log-rank-family",
  call = paste(
    "trend: s'(O - E)/sqrt(s'Vs), held against coxph(ties = \"exact\")$score for plain weights; pairs: survdiff on the rows of",
    "each pair, p.adjust; direction: survdiff with the formulas of Pike and Peto"),
  source = "survival package; Freireich 1963; generated with set.seed in datasets.R",
  relative = 1e-10,
  reason = "closed form; O - E cancels up to three digits",
  data = data, cases = cases)
