# Goldens of the unconditional exact tests: the sum over the extreme tables at 20 001 values of the common proportion, the best
# of them refined by optimize. No formula is shared with the library, which turns the sum into a Bernstein polynomial.
# Run in this folder: Rscript unconditional.R

source("golden.R")

# The statistic of all tables of groups n, which are larger where the first group has more events.
statistics <- function(n, name, alternative) {
  x <- row(matrix(0, n[1] + 1, n[2] + 1)) - 1
  y <- col(x) - 1
  p <- x / n[1]; q <- y / n[2]; r <- (x + y) / sum(n)
  if (name == "fisher") {
    one <- function(a, b) {
      m <- matrix(c(a, n[1] - a, b, n[2] - b), 2, byrow = TRUE)
      fisher.test(m, alternative = c(twoSided = "two.sided", less = "less", greater = "greater")[[alternative]])$p.value
    }
    return(-matrix(mapply(one, x, y), nrow(x)))
  }
  v <- if (name == "pooled") r * (1 - r) * (1 / n[1] + 1 / n[2]) else p * (1 - p) / n[1] + q * (1 - q) / n[2]
  z <- ifelse(p == q, 0, (p - q) / sqrt(v))
  switch(alternative, greater = z, less = -z, twoSided = abs(z))
}

test <- function(counts, name, alternative, gamma) {
  n <- c(sum(counts[1:2]), sum(counts[3:4])); events <- counts[1] + counts[3]
  t <- statistics(n, name, alternative)
  seen <- t[counts[1] + 1, counts[3] + 1]
  extreme <- t >= seen - 1e-9 * abs(seen)
  chance <- function(p) sum((dbinom(0:n[1], n[1], p) %o% dbinom(0:n[2], n[2], p))[extreme])
  range <- if (gamma > 0) as.vector(binom.test(events, sum(n), conf.level = 1 - gamma)$conf.int) else c(0, 1)
  grid <- seq(range[1], range[2], length.out = if (sum(n) > 100) 2001 else 20001)
  values <- vapply(grid, chance, 0)
  # Every local maximum of the grid that could win is refined.
  near <- which(values >= max(values) * (1 - 1e-3))
  near <- near[c(TRUE, diff(near) > 0)]
  best <- max(values)
  for (i in near[values[near] >= c(-Inf, values)[near] & values[near] >= c(values, -Inf)[near + 1]]) {
    around <- c(grid[max(1, i - 1)], grid[min(length(grid), i + 1)])
    best <- max(best, optimize(chance, around, maximum = TRUE, tol = 1e-10)$objective)
  }
  best + gamma
}

one <- function(name, counts, statistics = c("pooled", "unpooled", "fisher"), gammas = c(0, 1e-3)) {
  grid <- expand.grid(statistic = statistics, alternative = c("twoSided", "less", "greater"), gamma = gammas, stringsAsFactors = FALSE)
  lapply(seq_len(nrow(grid)), function(i) with(grid[i, ], list(
    name = paste(name, statistic, alternative, gamma), counts = column(counts), statistic = statistic, alternative = alternative,
    gamma = gamma, p = min(1, test(counts, statistic, alternative, gamma)))))
}

writeGolden(
  "unconditional", call = "dbinom, fisher.test, optimize(tol = 1e-10) over a grid of 20001 points, 2001 above 100 subjects",
  source = "Mehta & Senchaudhuri 2003 (vaccine), tea tasting, trial 004 (NCT01718743), made up", relative = 1e-9,
  reason = "the refinement of a maximum is good to the square of its tolerance; sums of up to 10 000 probabilities",
  data = list(none = data.frame(none = 0)),
  cases = c(
    one("vaccine", c(7, 8, 12, 3)), one("tea", c(3, 1, 1, 3)), one("trial 004", c(13, 27, 5, 35)), one("a zero cell", c(0, 12, 5, 9)),
    one("unequal groups", c(2, 3, 4, 25)), one("61 and 74", c(9, 52, 24, 50), gammas = 0)))
