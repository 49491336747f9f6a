# Goldens of one proportion, of numbers by rank and by effect size, and of p-values adjusted by Hommel and Bonferroni.
# Base R, coin for exact tests with ties, and where R has nothing (mid-p and noncentral limits) a tight search.
# Run in this folder: Rscript ranks-and-effects.R        (Debian: r-cran-coin)

source("golden.R")
suppressPackageStartupMessages(library(coin))

tight <- function(f, low, high) uniroot(f, c(low, high), tol = 1e-15, maxiter = 5000)$root
interval <- function(estimate, limits) list(estimate = unname(estimate), lower = limits[1], upper = limits[2])

rate <- function(x, n, null, level = 0.95) {
  tail <- (1 - level) / 2
  exact <- binom.test(x, n, null)
  list(kind = "rate", name = paste(x, "of", n, "against", null), counts = column(c(x, n)), null = null, level = level,
    jeffreys = interval(x / n, c(
      if (x == 0) 0 else qbeta(tail, x + 0.5, n - x + 0.5), if (x == n) 1 else qbeta(tail, x + 0.5, n - x + 0.5, lower.tail = FALSE))),
    midP = interval(x / n, c(
      if (x == 0) 0 else tight(function(p) pbinom(x, n, p, lower.tail = FALSE) + dbinom(x, n, p) / 2 - tail, 0, 1),
      if (x == n) 1 else tight(function(p) pbinom(x - 1, n, p) + dbinom(x, n, p) / 2 - tail, 0, 1))),
    p = exact$p.value, less = binom.test(x, n, null, "less")$p.value, greater = binom.test(x, n, null, "greater")$p.value,
    score = prop.test(x, n, null, correct = FALSE)$p.value)
}

effect <- function(x, y, level) {
  n <- length(x); m <- length(y); df <- n + m - 2
  s <- sqrt(((n - 1) * var(x) + (m - 1) * var(y)) / df)
  d <- (mean(x) - mean(y)) / s; scale <- sqrt(1 / n + 1 / m); t <- d / scale
  j <- exp(lgamma(df / 2) - lgamma((df - 1) / 2)) / sqrt(df / 2)
  at <- function(tail) tight(function(ncp) suppressWarnings(pt(t, df, ncp)) - tail, t - 8, t + 8) * scale
  limits <- c(at((1 + level) / 2), at((1 - level) / 2))
  list(cohen = interval(d, limits), hedges = interval(j * d, j * limits))
}

samples <- function(name, x, y, level = 0.95) {
  rank <- suppressWarnings(wilcox.test(x, y, conf.int = TRUE, conf.level = level))
  exact <- !grepl("continuity", rank$method)
  differences <- sort(outer(x, y, "-")); N <- length(x) + length(y); pairs <- length(differences)
  # Moses's limits from the listing of all differences.
  k <- max(1, floor(pairs / 2 - qnorm((1 + level) / 2) * sqrt(pairs * (N + 1) / 12)))
  ends <- if (exact) as.vector(rank$conf.int) else c(differences[k], differences[pairs + 1 - k])
  frame <- data.frame(v = c(x, y), g = factor(rep(1:2, c(length(x), length(y)))))
  quartiles <- function(v) column(c(quantile(v, 0.25, type = 7), quantile(v, 0.75, type = 7), quantile(v, 0.25, type = 2),
    quantile(v, 0.75, type = 2), quantile(v, 0.25, type = 6), quantile(v, 0.75, type = 6)))
  c(list(kind = "samples", name = name, x = column(x), y = column(y), level = level, exact = exact,
    shift = interval(median(differences), ends),
    permutation = as.numeric(pvalue(wilcox_test(v ~ g, frame, distribution = "exact"))), quartiles = quartiles(x)),
    effect(x, y, level))
}

pairs <- function(name, x, y, level = 0.95) {
  signed <- suppressWarnings(wilcox.test(x, y, paired = TRUE, conf.int = TRUE, conf.level = level))
  exact <- !grepl("continuity", signed$method)
  d <- x - y; walsh <- outer(d, d, "+") / 2; walsh <- sort(walsh[lower.tri(walsh, TRUE)])
  n <- length(d); count <- length(walsh)
  k <- max(1, floor(n * (n + 1) / 4 - qnorm((1 + level) / 2) * sqrt(n * (n + 1) * (2 * n + 1) / 24)))
  ends <- if (exact) as.vector(signed$conf.int) else c(walsh[k], walsh[count + 1 - k])
  list(kind = "pairs", name = name, x = column(x), y = column(y), level = level, exact = exact,
    statistic = unname(signed$statistic), p = signed$p.value, shift = interval(median(walsh), ends),
    permutation = as.numeric(pvalue(wilcoxsign_test(x ~ y, zero.method = "Wilcoxon", distribution = "exact"))),
    summary = column(c(mean(x), sd(x), mean(y), sd(y), n, cor(x, y))), t = unname(t.test(x, y, paired = TRUE)$statistic))
}

adjusted <- function(name, p) list(kind = "adjusted", name = name, x = column(p), hommel = column(p.adjust(p, "hommel")),
  bonferroni = column(p.adjust(p, "bonferroni")))

set.seed(8)
tied <- round(rnorm(40, 5, 2)); other <- round(rnorm(35, 6, 3))
many <- round(rnorm(60, 50, 9), 1)
writeGolden(
  "ranks-and-effects", call = "binom.test, prop.test, qbeta, wilcox.test(conf.int = TRUE), coin (distribution = exact), quantile, pt(ncp), p.adjust",
  source = "R datasets, set.seed in the script", relative = 1e-9,
  reason = "closed form, enumeration and roots; limits by pt(ncp), which is good to 1e-11 or so, to 1e-8",
  data = list(none = data.frame(none = 0)),
  cases = list(
    rate(27, 64, 0.4), rate(27, 64, 0.3), rate(0, 12, 0.1), rate(12, 12, 0.7), rate(3, 20, 0.15), rate(5, 10, 0.5), rate(1, 200, 0.03, 0.9),
    rate(150, 1000, 0.12),
    samples("sleep", sleep$extra[1:10], sleep$extra[11:20]), samples("without ties", c(1.1, 2.2, 3.7, 8.9, 4.4), c(0.4, 3.0, 5.1, 9.5, 11.2, 12.7, 2.9)),
    samples("whole numbers", tied, other), samples("at 90%", c(10.1, 12.3, 9.2, 11.4, 10.5, 9.6), c(3, 25, 14, 40), 0.9),
    pairs("sleep", sleep$extra[1:10], sleep$extra[11:20]), pairs("without ties", c(5.1, 8.4, 9.9, 12.3, 7.7, 6.1), c(4.2, 6.6, 6.8, 8.1, 9.3, 5.9)),
    pairs("sixty", many, many[60:1] + 1.5),
    adjusted("five", c(0.011, 0.02, 0.04, 0.03, 0.6)), adjusted("ties", c(0.04, 0.01, 0.04, 0.01)), adjusted("none", c(0.5, 0.9, 0.7)),
    adjusted("seven", c(0.001, 0.2, 0.013, 0.9, 0.04, 0.04, 0.021))))
