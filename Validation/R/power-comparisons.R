# Sample sizes for means and proportions, by rpact and R's own functions; exact power of Fisher's test by enumeration.

source("golden.R")
suppressMessages(library(rpact))

design <- function(alpha, power) getDesignGroupSequential(kMax = 1, alpha = alpha, beta = 1 - power, sided = 1)
quiet <- function(value) suppressWarnings(suppressMessages(value))

means <- function(groups, difference, sd, null, ratio, z, alpha = 0.025, power = 0.9) {
  arguments <- list(
    design(alpha, power), groups = groups, alternative = difference, stDev = sd, thetaH0 = null, normalApproximation = z)
  if (groups == 2) arguments$allocationRatioPlanned <- ratio
  list(
    kind = "means", groups = groups, difference = difference, sd = sd, null = null, ratio = ratio, test = if (z) "z" else "t",
    alpha = alpha, power = power, subjects = quiet(do.call(getSampleSizeMeans, arguments))$nFixed)
}
rates <- function(one, zero, null, ratio, alpha = 0.025, power = 0.9) {
  list(
    kind = "rates", treatment = one, control = zero, null = null, ratio = ratio, alpha = alpha, power = power,
    subjects = quiet(getSampleSizeRates(
      design(alpha, power), groups = 2, pi1 = one, pi2 = zero, thetaH0 = null, allocationRatioPlanned = ratio,
      normalApproximation = TRUE))$nFixed)
}
t.test.power <- function(n, type, delta, sd, alpha) {
  list(
    kind = "t", groups = if (type == "two.sample") 2 else 1, n = n, difference = delta, sd = sd, alpha = alpha,
    power = power.t.test(n = n, delta = delta, sd = sd, sig.level = alpha, type = type)$power)
}
one <- function(null, alternative, alpha, power) {
  reaches <- function(n) {
    if (alternative > null) {
      k <- qbinom(alpha, n, null, lower.tail = FALSE) + 1
      pbinom(k - 1, n, alternative, lower.tail = FALSE) >= power
    } else {
      k <- qbinom(alpha, n, null) - 1
      if (pbinom(k + 1, n, null) <= alpha) k <- k + 1
      pbinom(k, n, alternative) >= power
    }
  }
  enough <- vapply(1:1500, reaches, TRUE)
  list(
    kind = "one", null = null, alternative = alternative, alpha = alpha, power = power, first = which(enough)[1],
    safe = max(which(!enough)) + 1)
}
fisher <- function(n1, n0, p1, p0, tail) {
  grid <- expand.grid(x = 0:n1, y = 0:n0)
  p <- mapply(function(x, y) phyper(x - 1, n1, n0, x + y, lower.tail = FALSE), grid$x, grid$y)
  power <- function(a, b) sum((dbinom(grid$x, n1, a) * dbinom(grid$y, n0, b))[p <= tail * (1 + 1e-12)])
  list(
    kind = "fisher", n1 = n1, n0 = n0, treatment = p1, control = p0, alpha = tail, power = power(p1, p0),
    size = optimize(function(q) power(q, q), c(0.3, 0.7), maximum = TRUE, tol = 1e-12)$objective)
}
mcnemar <- function(n, p10, p01, tail) {
  total <- 0
  for (k in 1:n) {
    reject <- which(pbinom(0:k - 1, k, 0.5, lower.tail = FALSE) <= tail)
    if (length(reject)) {
      total <- total + dbinom(k, n, p10 + p01) * pbinom(reject[1] - 2, k, p10 / (p10 + p01), lower.tail = FALSE)
    }
  }
  list(kind = "mcnemar", n = n, first = p10, second = p01, alpha = tail, power = total)
}

cases <- list(
  means(2, 5, 10, 0, 1, FALSE), means(2, 5, 10, 0, 1.5, FALSE), means(2, 5, 10, 0, 1.5, TRUE), means(2, 0, 10, -4, 2, FALSE),
  means(1, 3, 8, 0, 1, FALSE), means(1, 3, 8, 0, 1, TRUE), means(2, 15, 10, 0, 1, FALSE, power = 0.8),
  rates(0.6, 0.4, 0, 1), rates(0.6, 0.4, 0, 1.5), rates(0.15, 0.3, 0, 0.5, 0.05, 0.8), rates(0.7, 0.7, -0.1, 1), rates(0.75, 0.7, -0.1, 1.5),
  t.test.power(20, "two.sample", 1, 1, 0.05), t.test.power(12, "paired", 1, 1.3, 0.05), t.test.power(500, "two.sample", 0.2, 1, 0.05),
  one(0.2, 0.4, 0.05, 0.8), one(0.3, 0.15, 0.025, 0.9), one(0.05, 0.2, 0.05, 0.9), one(0.4, 0.5, 0.025, 0.8),
  fisher(20, 20, 0.8, 0.4, 0.025), fisher(30, 20, 0.7, 0.3, 0.025), fisher(42, 42, 0.7, 0.4, 0.05),
  mcnemar(100, 0.25, 0.1, 0.025), mcnemar(37, 0.4, 0.1, 0.05))

writeGolden(
  "power-comparisons", "rpact getSampleSizeMeans, getSampleSizeRates; power.t.test; qbinom, phyper, dbinom", "no data", 1e-6,
  "rpact and R search with uniroot to about 1e-7; enumerations agree to 1e-10", list(none = data.frame(x = 0)), cases)
