# Goldens of the exact unconditional test of a risk difference (Chan & Zhang): all tables, their z by Farrington and Manning's closed
# form, the chance of the extreme ones at many p2, the best refined by optimize; limits by bisection.
# Run in this folder: Rscript exact-difference.R

source("golden.R")

# z of all tables of groups n at the difference delta.
scores <- function(n, delta) {
  x <- row(matrix(0, n[1] + 1, n[2] + 1)) - 1
  y <- col(x) - 1
  p1 <- x / n[1]; p2 <- y / n[2]
  # The cubic of Farrington and Manning (1990) in p1.
  theta <- n[2] / n[1]
  a <- 1 + theta; b <- -(1 + theta + p1 + theta * p2 + delta * (theta + 2))
  c <- delta^2 + delta * (2 * p1 + theta + 1) + p1 + theta * p2; d <- -p1 * delta * (1 + delta)
  v <- b^3 / (3 * a)^3 - b * c / (6 * a^2) + d / (2 * a)
  u <- ifelse(v < 0, -1, 1) * sqrt(pmax(0, b^2 / (3 * a)^2 - c / (3 * a)))
  w <- (pi + acos(pmax(-1, pmin(1, ifelse(u == 0, 0, v / u^3))))) / 3
  r1 <- pmin(pmax(2 * u * cos(w) - b / (3 * a), max(0, delta)), min(1, 1 + delta))
  r2 <- pmin(1, pmax(0, r1 - delta))
  variance <- r1 * (1 - r1) / n[1] + r2 * (1 - r2) / n[2]
  distance <- p1 - p2 - delta
  ifelse(abs(distance) < 1e-12, 0, ifelse(variance < 1e-14, sign(distance) * 1e9, distance / sqrt(variance)))
}

greater <- function(counts, delta, points = 2001) {
  n <- c(sum(counts[1:2]), sum(counts[3:4]))
  z <- scores(n, delta)
  extreme <- z >= z[counts[1] + 1, counts[3] + 1] - 1e-7
  chance <- function(p) sum((dbinom(0:n[1], n[1], min(1, max(0, p + delta))) %o% dbinom(0:n[2], n[2], p))[extreme])
  grid <- seq(max(0, -delta), min(1, 1 - delta), length.out = points)
  values <- vapply(grid, chance, 0)
  best <- max(values)
  for (i in which(values >= best * (1 - 1e-3) & values >= c(-Inf, values[-points]) & values >= c(values[-1], -Inf))) {
    around <- c(grid[max(1, i - 1)], grid[min(points, i + 1)])
    best <- max(best, optimize(chance, around, maximum = TRUE, tol = 1e-10)$objective)
  }
  min(1, best)
}

lower <- function(counts, level) {
  low <- -1; high <- counts[1] / sum(counts[1:2]) - counts[3] / sum(counts[3:4])
  while (high - low > 1e-7) {
    middle <- (low + high) / 2
    if (greater(counts, middle, 201) > (1 - level) / 2) high <- middle else low <- middle
  }
  (low + high) / 2
}

one <- function(name, counts, deltas, level = 0.95) {
  turned <- counts[c(3, 4, 1, 2)]
  list(name = name, counts = column(counts), level = level, deltas = column(deltas),
    greater = column(vapply(deltas, function(d) greater(counts, d), 0)),
    less = column(vapply(deltas, function(d) greater(turned, -d), 0)),
    lower = lower(counts, level), upper = -lower(turned, level))
}

writeGolden(
  "exact-difference", call = "dbinom, optimize(tol = 1e-10) over a grid of 2001 points, bisection",
  source = "Mehta & Senchaudhuri 2003 (vaccine), trial 004 (NCT01718743), made up", relative = 1e-8,
  reason = "p-values to the refinement of a maximum; limits by bisection to 1e-7 over 201 points",
  data = list(none = data.frame(none = 0)),
  cases = list(
    one("vaccine", c(7, 8, 12, 3), c(-0.5, -0.1, 0, 0.2)), one("a zero", c(0, 12, 5, 9), c(-0.6, -0.1, 0, 0.15)),
    one("unequal", c(9, 1, 11, 14), c(-0.2, 0, 0.3, 0.7), 0.9), one("trial 004", c(13, 27, 5, 35), c(-0.1, 0, 0.05, 0.3))))
