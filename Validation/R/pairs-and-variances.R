# Goldens of pairs of answers and of equal variances: Tango's score test with the likelihood of the four cells maximised here, limits by
# a root search, the odds of binom.test's limits; bartlett.test, and aov of the absolute deviations from the medians.
# Run in this folder: Rscript pairs-and-variances.R

source("golden.R")

tight <- function(f, low, high) uniroot(f, c(low, high), tol = 1e-15, maxiter = 5000)$root
interval <- function(estimate, limits) list(estimate = unname(estimate), lower = limits[1], upper = limits[2])

# z that p12 - p21 is delta: p21 at the root of the derivative of b log(q + delta) + c log q + (n - b - c) log(1 - 2q - delta).
z <- function(b, c, n, delta) {
  low <- max(0, -delta); high <- (1 - delta) / 2
  gap <- (high - low) * 1e-13
  score <- function(q) (if (b > 0) b / (q + delta) else 0) + (if (c > 0) c / q else 0) - 2 * (n - b - c) / (1 - 2 * q - delta)
  q <- if (score(low + gap) <= 0) low else if (score(high - gap) >= 0) high else tight(score, low + gap, high - gap)
  (b - c - n * delta) / sqrt(n * (2 * q + delta * (1 - delta)))
}

pairs <- function(name, counts, level = 0.95, deltas = c(-0.2, -0.05, 0.1, 0.3)) {
  b <- counts[2]; c <- counts[3]; n <- sum(counts); d <- (b - c) / n; k <- qnorm((1 + level) / 2)
  exact <- binom.test(b, b + c, conf.level = level)$conf.int
  list(kind = "pairs", name = name, counts = column(counts), level = level, deltas = column(deltas),
    z = column(vapply(deltas, function(delta) z(b, c, n, delta), 0)),
    difference = interval(d, c(tight(function(x) z(b, c, n, x) - k, -0.999, d - 1e-9), tight(function(x) z(b, c, n, x) + k, d + 1e-9, 0.999))),
    oddsRatio = interval(if (c > 0) b / c else Inf, exact / (1 - exact)))
}

variances <- function(name, values, group) {
  test <- bartlett.test(values, factor(group))
  deviations <- abs(values - ave(values, group, FUN = median))
  fit <- summary(aov(deviations ~ factor(group)))[[1]]
  list(kind = "variances", name = name, groups = items(unname(lapply(split(values, group), column))),
    chiSquare = unname(test$statistic), df = unname(test$parameter), p = test$p.value, f = fit[1, 4], fP = fit[1, 5])
}

air <- na.omit(airquality[c("Ozone", "Month")])
writeGolden(
  "pairs-and-variances", call = "uniroot(tol = 1e-15), binom.test, bartlett.test, aov",
  source = "Agresti 1990 (approval), Tango 1998, R datasets, made up", relative = 1e-9,
  reason = "closed form; limits by a root search to 1e-8", data = list(none = data.frame(none = 0)),
  cases = list(
    pairs("approval of the president", c(794, 150, 86, 570)), pairs("few", c(10, 5, 1, 10)), pairs("one way", c(12, 6, 0, 4)),
    pairs("the other way at 90%", c(43, 0, 1, 3), 0.9, c(-0.3, -0.1, 0.05, 0.2)),
    variances("plant growth", PlantGrowth$weight, PlantGrowth$group), variances("ozone by month", air$Ozone, air$Month),
    variances("insects", InsectSprays$count, InsectSprays$spray)))
