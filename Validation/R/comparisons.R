# Goldens of the comparisons of groups: base R's tests, and where R only approximates (the conditional odds ratio, which
# fisher.test finds to four digits) or has nothing (Miettinen and Nurminen's limits), a tight search written here.
# Run in this folder: Rscript comparisons.R

source("golden.R")

tight <- function(f, low, high) uniroot(f, c(low, high), tol = 1e-15, maxiter = 5000)$root
chi <- function(test) list(chiSquare = unname(test$statistic), df = unname(test$parameter), p = test$p.value)
interval <- function(estimate, limits) list(estimate = unname(estimate), lower = limits[1], upper = limits[2])
kind <- function(kind, name, ...) c(list(kind = kind, name = name), ...)

# The noncentral hypergeometric distribution of the first count, at the log odds ratio theta.
conditional <- function(m, level) {
  low <- max(0, sum(m[, 1]) - sum(m[2, ]))
  high <- min(sum(m[1, ]), sum(m[, 1]))
  support <- low:high
  logs <- dhyper(support, sum(m[1, ]), sum(m[2, ]), sum(m[, 1]), log = TRUE)
  density <- function(theta) { d <- logs + theta * support; d <- exp(d - max(d)); d / sum(d) }
  x <- m[1, 1]
  root <- function(f) exp(tight(f, -30, 30))
  tail <- (1 - level) / 2
  found <- list(
    estimate = if (x == low) 0 else if (x == high) Inf else root(function(t) sum((support - x) * density(t))),
    lower = if (x == low) 0 else root(function(t) sum(density(t)[support >= x]) - tail),
    upper = if (x == high) Inf else root(function(t) sum(density(t)[support <= x]) - tail))
  other <- fisher.test(m, conf.level = level)
  # fisher.test searches to 1.2e-4 for the odds ratio below 1 and for its inverse above.
  inside <- function(x) if (x > 1) 1 / x else x
  near <- function(a, b) stopifnot((a > 1) == (b > 1), abs(inside(a) - inside(b)) < 2.5e-4)
  near(found$estimate, other$estimate); near(found$lower, other$conf.int[1]); near(found$upper, other$conf.int[2])
  found
}

# Sparse tables are here on purpose; R warns of each.
chisq.test <- function(...) suppressWarnings(stats::chisq.test(...))

fourfold <- function(name, counts, level = 0.95) {
  m <- matrix(counts, 2, byrow = TRUE)
  both <- fisher.test(m)
  seen <- dhyper(m[1, 1], sum(m[1, ]), sum(m[2, ]), sum(m[, 1]))
  kind("fourfold", name, list(
    counts = column(counts), level = level, expected = column(t(chisq.test(m, correct = FALSE)$expected)),
    pearson = chi(chisq.test(m, correct = FALSE)), yates = chi(chisq.test(m)),
    fisher = list(
      p = both$p.value, less = fisher.test(m, alternative = "less")$p.value,
      greater = fisher.test(m, alternative = "greater")$p.value, mid = both$p.value - seen / 2),
    oddsRatio = conditional(m, level),
    woolf = if (all(m > 0)) { l <- log(m[1, 1] * m[2, 2] / m[1, 2] / m[2, 1]); interval(exp(l), exp(l + c(-1, 1) * qnorm((1 + level) / 2) * sqrt(sum(1 / m)))) },
    riskRatio = if (all(m > 0)) { l <- log(m[1, 1] / sum(m[1, ]) / (m[2, 1] / sum(m[2, ])))
      interval(exp(l), exp(l + c(-1, 1) * qnorm((1 + level) / 2) * sqrt(1 / m[1, 1] - 1 / sum(m[1, ]) + 1 / m[2, 1] - 1 / sum(m[2, ])))) },
    newcombe = newcombe(m, level), miettinenNurminen = miettinenNurminen(m, level)))
}

score <- function(x, n, level) as.vector(prop.test(x, n, conf.level = level, correct = FALSE)$conf.int)

newcombe <- function(m, level) {
  n <- rowSums(m); p <- m[, 1] / n
  one <- score(m[1, 1], n[1], level); two <- score(m[2, 1], n[2], level)
  d <- p[1] - p[2]
  interval(d, c(d - sqrt((p[1] - one[1])^2 + (two[2] - p[2])^2), d + sqrt((one[2] - p[1])^2 + (p[2] - two[1])^2)))
}

# The constrained estimate by the closed form of the cubic of Miettinen and Nurminen (1985), the limits by a search.
miettinenNurminen <- function(m, level) {
  n <- rowSums(m); x <- m[, 1]; p <- x / n; N <- sum(n); d <- p[1] - p[2]; z <- qnorm((1 + level) / 2)
  variance <- function(delta) {
    L3 <- N; L2 <- (n[1] + 2 * n[2]) * delta - N - sum(x)
    L1 <- (n[2] * delta - N - 2 * x[2]) * delta + sum(x); L0 <- x[2] * delta * (1 - delta)
    q <- L2^3 / (3 * L3)^3 - L1 * L2 / (6 * L3^2) + L0 / (2 * L3)
    r <- (if (q < 0) -1 else 1) * sqrt(max(0, L2^2 / (3 * L3)^2 - L1 / (3 * L3)))
    a <- (pi + acos(if (r == 0) 0 else max(-1, min(1, q / r^3)))) / 3
    p2 <- min(max(2 * r * cos(a) - L2 / (3 * L3), 0, -delta), 1, 1 - delta); p1 <- p2 + delta
    N / (N - 1) * (p1 * (1 - p1) / n[1] + p2 * (1 - p2) / n[2])
  }
  excess <- function(delta) (d - delta)^2 - z^2 * variance(delta)
  end <- 1e-9
  interval(d, c(tight(excess, -1 + end, d), tight(excess, d, 1 - end)))
}

larger <- function(name, m) kind("table", name, list(
  rows = rows(m), pearson = chi(chisq.test(m, correct = FALSE)),
  p = fisher.test(m, workspace = 2e8)$p.value))

strata <- function(name, tables) {
  plain <- mantelhaen.test(tables, correct = FALSE)
  kind("strata", name, list(
    tables = items(lapply(seq_len(dim(tables)[3]), function(k) column(t(tables[, , k])))),
    plain = chi(plain), corrected = chi(mantelhaen.test(tables)), oddsRatio = interval(plain$estimate, plain$conf.int)))
}

paired <- function(name, counts) {
  m <- matrix(counts, 2, byrow = TRUE)
  kind("mcnemar", name, list(
    counts = column(counts), plain = chi(mcnemar.test(m, correct = FALSE)), corrected = chi(mcnemar.test(m)),
    p = binom.test(m[1, 2], m[1, 2] + m[2, 1])$p.value))
}

trend <- function(name, x, n, scores = seq_along(x)) kind("trend", name, list(
  counts = column(x), of = column(n), scores = column(scores), plain = chi(prop.trend.test(x, n, scores))))

proportion <- function(x, n, level = 0.95) {
  z <- qnorm((1 + level) / 2); nn <- n + z^2; p <- (x + z^2 / 2) / nn
  ac <- p + c(-1, 1) * z * sqrt(p * (1 - p) / nn)
  kind("proportion", paste(x, "of", n), list(
    counts = column(c(x, n)), level = level, wilson = interval(x / n, score(x, n, level)),
    clopperPearson = interval(x / n, as.vector(binom.test(x, n, conf.level = level)$conf.int)),
    agrestiCoull = interval(x / n, c(max(0, ac[1]), min(1, ac[2])))))
}

student <- function(test, estimate) list(
  statistic = unname(test$statistic), df = unname(test$parameter), p = test$p.value, estimate = unname(estimate),
  lower = test$conf.int[1], upper = test$conf.int[2])

samples <- function(name, x, y, level = 0.95, pairs = FALSE) {
  pooled <- t.test(x, y, var.equal = TRUE, conf.level = level)
  welch <- t.test(x, y, conf.level = level)
  rank <- suppressWarnings(wilcox.test(x, y))
  kind("samples", name, list(
    x = column(x), y = column(y), level = level, pooled = student(pooled, mean(x) - mean(y)),
    welch = student(welch, mean(x) - mean(y)),
    paired = if (pairs) { t <- t.test(x, y, paired = TRUE, conf.level = level); student(t, t$estimate) },
    rankSum = list(statistic = unname(rank$statistic), p = rank$p.value, exact = !grepl("continuity", rank$method))))
}

groups <- function(name, values, group) {
  fit <- summary(aov(values ~ factor(group)))[[1]]
  kind("groups", name, list(
    groups = items(unname(lapply(split(values, group), column))),
    anova = list(f = fit[1, 4], between = fit[1, 2], within = fit[2, 2], df = column(fit[, 1]), p = fit[1, 5]),
    kruskal = chi(kruskal.test(values, factor(group)))))
}

adjusted <- function(name, p) kind("adjusted", name, list(
  x = column(p), holm = column(p.adjust(p, "holm")), hochberg = column(p.adjust(p, "hochberg")),
  fixedSequence = column(cummax(p))))

job <- matrix(c(1, 2, 1, 0, 3, 3, 6, 1, 10, 10, 14, 9, 6, 7, 12, 11), 4, 4)
set.seed(3)
big <- round(rnorm(120, 50, 9), 1); other <- round(rnorm(80, 53, 12), 1)
cases <- list(
  fourfold("tea tasting", c(3, 1, 1, 3)), fourfold("convictions of twins", c(2, 15, 10, 3)),
  fourfold("complete remission of trial 004", c(13, 27, 5, 35)), fourfold("the same at 90%", c(13, 27, 5, 35), 0.9),
  fourfold("a zero cell", c(0, 12, 5, 9)), fourfold("a zero at the other end", c(7, 0, 4, 11)),
  fourfold("Newcombe's first example", c(56, 14, 48, 32)), fourfold("large", c(312, 1688, 251, 1749)),
  fourfold("very unequal", c(3, 2, 40, 955)),
  larger("job satisfaction", job), larger("party and sex", matrix(c(762, 484, 327, 239, 468, 477), 2, byrow = TRUE)[, 1:2]),
  larger("three by two", matrix(c(8, 2, 5, 5, 1, 9), 3, byrow = TRUE)), larger("two by four", matrix(c(3, 0, 5, 7, 6, 4, 1, 2), 2, byrow = TRUE)),
  larger("three by three", matrix(c(4, 1, 0, 2, 5, 3, 0, 2, 8), 3, byrow = TRUE)),
  larger("best response by arm", matrix(c(13, 11, 9, 7, 5, 12, 12, 11), 2, byrow = TRUE)),
  strata("Berkeley admissions", UCBAdmissions), strata("three strata", array(c(4, 6, 2, 9, 7, 3, 4, 8, 1, 5, 2, 3), c(2, 2, 3))),
  strata("next to nothing", array(c(5, 5, 5, 5, 4, 5, 5, 5), c(2, 2, 2))),
  paired("approval of the president", c(794, 86, 150, 570)), paired("few pairs", c(10, 1, 7, 12)), paired("as many", c(3, 4, 4, 9)),
  trend("smokers", c(83, 90, 129, 70), c(86, 93, 136, 82)), trend("doses", c(1, 3, 4, 9), c(20, 19, 21, 20), c(0, 1, 2, 4)),
  proportion(0, 10), proportion(3, 10), proportion(7, 20), proportion(20, 20), proportion(28, 59), proportion(27, 64),
  proportion(27, 64, 0.9), proportion(150, 10000),
  samples("sleep", sleep$extra[1:10], sleep$extra[11:20], pairs = TRUE),
  samples("without ties", c(1.1, 2.2, 3.7, 8.9, 4.4), c(0.4, 3.0, 5.1, 9.5, 11.2, 12.7, 2.9)),
  samples("49 and 49", seq(0.1, by = 0.37, length.out = 49)^1.1, seq(0.5, by = 0.41, length.out = 49)),
  samples("large, with ties", big, other, 0.99), samples("unequal spread", c(10, 12, 9, 11, 10.5, 9.5), c(3, 25, 14, 40)),
  groups("plant growth", PlantGrowth$weight, PlantGrowth$group),
  groups("ozone by month", na.omit(airquality[c("Ozone", "Month")])$Ozone, na.omit(airquality[c("Ozone", "Month")])$Month),
  adjusted("five", c(0.011, 0.02, 0.04, 0.03, 0.6)), adjusted("ties", c(0.04, 0.01, 0.04, 0.01)), adjusted("none", c(0.5, 0.9, 0.7)))

writeGolden(
  "comparisons",
  call = paste(
    "chisq.test, fisher.test, mantelhaen.test, mcnemar.test, binom.test, prop.test(correct = FALSE), prop.trend.test, t.test,",
    "wilcox.test, aov, kruskal.test, p.adjust; conditional odds ratio and Miettinen-Nurminen limits by uniroot(tol = 1e-15)"),
  source = "Agresti 1990 (tea, job, approval, party), Fisher 1958 (twins), Newcombe 1998, R datasets, generated with set.seed in the script",
  relative = 1e-10,
  reason = "closed form and enumeration; roots to 1e-8 of the odds ratio and the Miettinen-Nurminen limits",
  data = list(none = data.frame(none = 0)), cases = cases)
