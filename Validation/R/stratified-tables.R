# Goldens of tables in strata: metafor for the common risk difference (Sato's variance) and ratio, coin and mantelhaen.test for larger tables, and the
# equations written out for Greenland and Robins's variance, Breslow and Day's test and the stratified score limits.
# Run in this folder: Rscript stratified-tables.R        (Debian: r-cran-metafor, r-cran-coin)

source("golden.R")
suppressPackageStartupMessages({ library(metafor); library(coin) })

tight <- function(f, low, high) uniroot(f, c(low, high), tol = 1e-15, maxiter = 5000)$root
chi <- function(statistic, df) list(chiSquare = statistic, df = df, p = pchisq(statistic, df, lower.tail = FALSE))
interval <- function(estimate, limits) list(estimate = unname(estimate), lower = limits[1], upper = limits[2])

# Tables a, b / c, d in rows of a matrix: group 1 with and without the event, group 2.
common <- function(name, m, level = 0.95) {
  z <- qnorm((1 + level) / 2)
  x <- m[, 1]; n <- m[, 1] + m[, 2]; y <- m[, 3]; k <- m[, 3] + m[, 4]; total <- n + k
  w <- n * k / total; d <- sum(w * (x / n - y / k)) / sum(w)
  P <- (n^2 * y - k^2 * x + n * k * (k - n) / 2) / total^2
  Q <- (x * (k - y) + y * (n - x)) / (2 * total)
  sato <- (d * sum(P) + sum(Q)) / sum(w)^2
  fit <- function(measure) rma.mh(ai = m[, 1], bi = m[, 2], ci = m[, 3], di = m[, 4], measure = measure, level = 100 * level, correct = FALSE)
  difference <- fit("RD"); ratio <- fit("RR")
  stopifnot(abs(difference$beta - d) < 1e-12, abs(difference$se - sqrt(sato)) < 1e-12)
  # The likeliest proportions that differ by delta, by maximising the likelihood of the stratum.
  restricted <- function(i, delta) {
    low <- max(0, -delta); high <- min(1, 1 - delta)
    score <- function(p) { q <- p + delta
      (x[i] * (1 - q) - (n[i] - x[i]) * q) * p * (1 - p) + (y[i] * (1 - p) - (k[i] - y[i]) * p) * q * (1 - q) }
    gap <- (high - low) * 1e-13
    if (score(low + gap) <= 0) low else if (score(high - gap) >= 0) high else tight(score, low + gap, high - gap)
  }
  variance <- function(delta) sum(vapply(seq_along(x), function(i) {
    p <- restricted(i, delta); q <- p + delta
    (w[i] / sum(w))^2 * total[i] / (total[i] - 1) * (q * (1 - q) / n[i] + p * (1 - p) / k[i]) }, 0))
  excess <- function(delta) (d - delta)^2 - z^2 * variance(delta)
  odds <- sum(x * (k - y) / total) / sum((n - x) * y / total)
  keep <- x + y > 0 & x + y < total
  fitted <- vapply(which(keep), function(i) {
    s <- x[i] + y[i]
    tight(function(a) a * (k[i] - s + a) - odds * (n[i] - a) * (s - a), max(0, s - k[i]), min(n[i], s)) }, 0)
  cells <- cbind(fitted, n[keep] - fitted, (x + y)[keep] - fitted, k[keep] - (x + y)[keep] + fitted)
  v <- 1 / rowSums(1 / cells)
  bd <- sum((x[keep] - fitted)^2 / v)
  list(kind = "common", name = name, level = level, tables = rows(m),
    sato = interval(d, d + c(-1, 1) * z * sqrt(sato)),
    greenlandRobins = interval(d, d + c(-1, 1) * z * sqrt(sum((x * (n - x) * k^3 + y * (k - y) * n^3) / (n * k * total^2)) / sum(w)^2)),
    score = interval(d, c(tight(excess, -1 + 1e-9, d), tight(excess, d, 1 - 1e-9))),
    riskRatio = interval(exp(ratio$beta[1]), exp(c(ratio$ci.lb, ratio$ci.ub))),
    breslowDay = if (sum(keep) > 1) chi(bd, sum(keep) - 1), tarone = if (sum(keep) > 1) chi(bd - sum(x[keep] - fitted)^2 / sum(v), sum(keep) - 1))
}

larger <- function(name, tables) {
  # Table 1, 2, … by the scores of both, then of the columns alone, then of neither.
  t <- as.table(tables)
  names(dimnames(t)) <- c("row", "column", "stratum")
  # A statistic on one degree of freedom is coin's z.
  one <- function(scores, df) { s <- as.numeric(statistic(cmh_test(t, scores = scores))); chi(if (df == 1) s^2 else s, df) }
  r <- dim(t)[1]; c <- dim(t)[2]
  both <- list(row = seq_len(dim(t)[1]), column = seq_len(dim(t)[2]))
  linear <- lbl_test(t, scores = both)
  general <- mantelhaen.test(tables)
  if (max(dim(tables)[1:2]) > 2) {
    any <- chi(unname(general$statistic), unname(general$parameter))
    stopifnot(abs(any$chiSquare - one(NULL, (r - 1) * (c - 1))$chiSquare) < 1e-8)
  } else any <- one(NULL, 1)
  list(kind = "larger", name = name,
    larger = items(lapply(seq_len(dim(tables)[3]), function(k) rows(tables[, , k]))),
    correlation = chi(as.numeric(statistic(linear))^2, 1),
    rowMeans = one(list(column = seq_len(c)), r - 1), general = any)
}

job <- array(c(1, 2, 1, 3, 3, 6, 10, 10, 14, 6, 7, 12, 2, 1, 4, 0, 2, 9, 8, 11, 13, 5, 9, 10), c(3, 4, 2),
  dimnames = list(letters[1:3], LETTERS[1:4], 1:2))
pain <- array(c(5, 2, 3, 1, 4, 6, 2, 7, 3, 3, 8, 1), c(2, 3, 2), dimnames = list(letters[1:2], LETTERS[1:3], 1:2))
berkeley <- t(apply(UCBAdmissions, 3, function(m) as.vector(m)))
berkeley <- berkeley[, c(1, 2, 3, 4)]

writeGolden(
  "stratified-tables", call = "metafor::rma.mh, coin::cmh_test, coin::lbl_test, mantelhaen.test; Greenland & Robins 1985, Breslow & Day 1980, Tarone 1985 and stratified score limits by their equations",
  source = "UCBAdmissions; made up", relative = 1e-9, reason = "closed form; roots of the score limits to 1e-8",
  data = list(none = data.frame(none = 0)),
  cases = list(
    common("Berkeley", berkeley), common("three strata", rbind(c(4, 2, 6, 9), c(7, 4, 3, 8), c(1, 2, 5, 3))),
    common("a stratum without events", rbind(c(4, 12, 1, 15), c(0, 9, 0, 8), c(6, 20, 2, 22)), 0.9),
    common("one stratum", rbind(c(13, 27, 5, 35))), larger("job satisfaction", job), larger("pain by treatment", pain)))
