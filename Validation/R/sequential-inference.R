# Inference in and after a group sequential trial, promising zones, and families of hypotheses, by other software:
# rpact (repeated p-values and intervals, final p-value, median-unbiased estimate and interval, conditional power),
# mvtnorm (other orderings, family-wise error) and R's integrate (operating characteristics of a promising zone).

suppressMessages({
  library(rpact)
  library(mvtnorm)
})
source("golden.R")
setLogLevel("DISABLED")

spending <- list(
  "lan-demets-obf" = list(typeOfDesign = "asOF"),
  "lan-demets-pocock" = list(typeOfDesign = "asP"),
  "hsd:-4" = list(typeOfDesign = "asHSD", gammaA = -4),
  "power:2" = list(typeOfDesign = "asKD", gammaA = 2))

design <- function(name, rates, alpha, sided = 1) {
  do.call(getDesignGroupSequential, c(
    spending[[name]], list(informationRates = rates, alpha = alpha, sided = sided, tolerance = 1e-10)))
}

# The log-rank statistics of a trial with 300 events at information 1; θ is the log hazard ratio of rpact's direction.
trial <- function(name, rates, z, alpha = 0.025) {
  made <- length(z)
  d <- design(name, rates, alpha)
  data <- getDataset(
    overallEvents = 300 * rates[seq_len(made)], overallLogRanks = z, overallAllocationRatios = rep(1, made))
  stages <- getStageResults(d, data, stage = made)
  intervals <- log(getRepeatedConfidenceIntervals(d, data, stage = made, tolerance = 1e-9))
  final <- suppressWarnings(getFinalConfidenceInterval(d, data, stage = made, tolerance = 1e-9))
  ended <- !is.null(final$finalStage) && !is.na(final$finalStage)
  # rpact's repeated p-values are sought to a tolerance.
  repeated <- getRepeatedPValues(stages, tolerance = 1e-9)
  result <- list(
    kind = "trial", spending = name, fractions = column(rates), alpha = alpha, z = column(z),
    criticalZ = column(d$criticalValues[seq_len(made)]),
    repeatedP = column(repeated[seq_len(made)]),
    repeatedLower = column(intervals[1, seq_len(made)]), repeatedUpper = column(intervals[2, seq_len(made)]))
  if (ended) {
    p <- getFinalPValue(stages)
    result <- c(result, list(
      finalP = p$pFinal, median = log(final$medianUnbiased), lower = log(final$finalConfidenceInterval[1]),
      upper = log(final$finalConfidenceInterval[2])))
  }
  result
}

power <- function(name, rates, z, drift, alpha = 0.025) {
  made <- length(z)
  d <- design(name, rates, alpha)
  data <- getDataset(
    overallEvents = 300 * rates[seq_len(made)], overallLogRanks = z, overallAllocationRatios = rep(1, made))
  stages <- getStageResults(d, data, stage = made)
  planned <- 300 * diff(rates)[made:(length(rates) - 1)]
  found <- getConditionalPower(stages, nPlanned = planned, thetaH1 = exp(drift * 2 / sqrt(300)))
  list(
    kind = "power", spending = name, fractions = column(rates), alpha = alpha, z = column(z), drift = drift,
    power = rev(found$conditionalPower)[1])
}

# P(an outcome with at least this z or estimate) in a trial with the critical values given, by multivariate normal boxes.
ordered <- function(name, rates, stop, z, drift, alpha = 0.025) {
  critical <- design(name, rates, alpha)$criticalValues
  looks <- length(rates)
  correlation <- outer(rates, rates, function(a, b) sqrt(pmin(a, b) / pmax(a, b)))
  box <- function(lower, upper) {
    k <- length(lower)
    mean <- drift * sqrt(rates[1:k])
    if (k == 1) return(pnorm(upper - mean) - pnorm(lower - mean))
    pmvnorm(lower, upper, mean = mean, corr = correlation[1:k, 1:k], algorithm = Miwa(steps = 4097))[1]
  }
  at_least <- function(threshold) sum(sapply(seq_len(looks), function(k) {
    from <- if (k < looks) max(critical[k], threshold(k)) else threshold(k)
    box(c(rep(-Inf, k - 1), from), c(critical[seq_len(k - 1)], Inf))
  }))
  list(
    kind = "ordered", spending = name, fractions = column(rates), alpha = alpha, stop = stop, zStop = z, drift = drift,
    sampleMean = at_least(function(k) z / sqrt(rates[stop]) * sqrt(rates[k])),
    likelihoodRatio = at_least(function(k) z),
    meanEstimate = bias(critical, rates, drift))
}

# E[Z/√t at the end] for two looks, by integrals of its definition.
bias <- function(critical, rates, drift) {
  if (length(rates) != 2) return(NA)
  t <- rates[1]
  first <- integrate(function(z) z / sqrt(t) * dnorm(z - drift * sqrt(t)), critical[1], Inf, rel.tol = 1e-11)$value
  second <- integrate(function(z) {
    (z * sqrt(t) + drift * (1 - t)) * dnorm(z - drift * sqrt(t))
  }, -Inf, critical[1], rel.tol = 1e-11)$value
  first + second
}

promising <- function(t, b, cap, target, drift, test = "conventional", efficacy = Inf, least = NA) {
  power <- function(z) pnorm((z / sqrt(t) - b) / sqrt(1 - t))
  size <- function(z) pmin(cap, pmax(1, t + t / z^2 * ((b - z * sqrt(t)) / sqrt(1 - t) + qnorm(target))^2))
  adapted <- function(z, n) (z * sqrt(t) + sqrt((n - t) / (1 - t)) * (b - z * sqrt(t))) / sqrt(n)
  valid <- uniroot(function(z) adapted(z, size(z)) - b, c(1e-6, b * sqrt(t)), tol = 1e-13)$root
  low <- if (is.na(least)) valid else sqrt(t) * (b + qnorm(least) * sqrt(1 - t))
  high <- min(efficacy, sqrt(t) * (b + qnorm(target) * sqrt(1 - t)))
  reject <- function(z) {
    inside <- z >= low & z < high
    n <- ifelse(inside, size(z), 1)
    critical <- ifelse(inside & test == "inverse-normal", adapted(z, n), b)
    pnorm((z * sqrt(t) + drift * (n - t) - critical * sqrt(n)) / sqrt(n - t))
  }
  over <- function(f) {
    edges <- sort(unique(pmin(efficacy, c(-8 + drift * sqrt(t), low, 0.5 * (low + high), high, 8 + drift * sqrt(t)))))
    sum(sapply(seq_len(length(edges) - 1), function(i) {
      integrate(function(z) f(z) * dnorm(z - drift * sqrt(t)), edges[i], edges[i + 1], rel.tol = 1e-11, subdivisions = 1000)$value
    }))
  }
  early <- if (is.finite(efficacy)) pnorm(efficacy - drift * sqrt(t), lower.tail = FALSE) else 0
  list(
    kind = "promising", fraction = t, finalZ = b, cap = cap, target = target, drift = drift, test = test,
    efficacyZ = efficacy, least = least, leastPower = power(low), lowZ = low, highZ = high,
    powerOfRule = early + over(reject),
    expected = early * t + over(function(z) ifelse(z >= low & z < high, size(z), 1)))
}

# The chance that OS, truly null, is rejected after PFS with a true drift, at analyses with a correlation rho of increments.
family <- function(drift, rho, pfs = c(0.7, 1), os = c(0.35, 0.65, 1), alpha = 0.025) {
  a <- design("lan-demets-obf", pfs, alpha)$criticalValues
  b <- design("lan-demets-obf", os, alpha)$criticalValues
  # Scores of PFS at analyses 1 and 2, of OS at 1, 2 and 3; increments between analyses correlate by rho.
  steps <- cbind(c(pfs[1], 0, 0), c(0, pfs[2] - pfs[1], 0))
  pfsSteps <- c(pfs[1], pfs[2] - pfs[1], 0)
  osSteps <- diff(c(0, os))
  cross <- function(i, j) { m <- min(i, j); sum(rho * sqrt(pfsSteps[1:m] * osSteps[1:m])) / sqrt(pfs[i] * os[j]) }
  correlation <- diag(5)
  for (i in 1:2) for (j in 1:2) correlation[i, j] <- sqrt(min(pfs[i], pfs[j]) / max(pfs[i], pfs[j]))
  for (i in 1:3) for (j in 1:3) correlation[2 + i, 2 + j] <- sqrt(min(os[i], os[j]) / max(os[i], os[j]))
  for (i in 1:2) for (j in 1:3) correlation[i, 2 + j] <- correlation[2 + j, i] <- cross(i, j)
  mean <- c(drift * sqrt(pfs), 0, 0, 0)
  box <- function(lower, upper) {
    set.seed(20240131)
    pmvnorm(lower, upper, mean = mean, corr = correlation, algorithm = GenzBretz(maxpts = 2e6, abseps = 1e-7, releps = 0))[1]
  }
  reject <- function(os) {
    open <- rep(Inf, 5)
    some <- function(lower, upper, used) {
      limits <- rep(Inf, 3)
      limits[used] <- os[used]
      box(c(lower, rep(-Inf, 3)), c(upper, rep(Inf, 3))) - box(c(lower, rep(-Inf, 3)), c(upper, limits))
    }
    first <- some(c(a[1], -Inf), c(Inf, Inf), 1:3)
    list(
      latest = first + some(c(-Inf, a[2]), c(a[1], Inf), 2:3),
      retested = first + some(c(-Inf, a[2]), c(a[1], Inf), 1:3))
  }
  spent <- reject(b)
  naive <- reject(rep(qnorm(1 - alpha), 3))
  list(
    kind = "family", drift = drift, rho = rho, pfs = column(pfs), os = column(os), alpha = alpha,
    latest = spent$latest, retested = spent$retested, naive = naive$latest)
}

thirds <- c(1, 2, 3) / 3
cases <- c(
  list(
    trial("lan-demets-obf", c(0.5, 0.75, 1), c(2.1, 2.5)),
    trial("lan-demets-obf", c(0.5, 0.75, 1), c(1.2, 1.4, 2.1)),
    trial("lan-demets-obf", c(0.5, 0.75, 1), c(1.2, 1.4, 1.5)),
    trial("lan-demets-obf", c(0.5, 0.75, 1), 3.2),
    trial("lan-demets-obf", c(0.5, 0.75, 1), c(2, 1.8)),
    trial("lan-demets-pocock", thirds, c(1.1, 2.6)),
    trial("lan-demets-pocock", thirds, c(0.3, 0.8, 1.9)),
    trial("hsd:-4", c(0.3, 0.6, 0.8, 1), c(0.4, 1.9, 2.55)),
    trial("hsd:-4", c(0.3, 0.6, 0.8, 1), c(-0.4, -0.2, -0.9, -0.3)),
    trial("power:2", c(0.4, 1), 2.9, alpha = 0.05),
    trial("power:2", c(0.4, 1), c(1, 1.75), alpha = 0.05)),
  list(
    power("lan-demets-obf", c(0.5, 1), 1.5, 2.8),
    power("lan-demets-obf", c(0.5, 1), 1.5, 1.5 / sqrt(0.5)),
    power("lan-demets-obf", c(0.5, 0.75, 1), 1.2, 3),
    power("lan-demets-pocock", c(0.25, 0.5, 0.75, 1), c(0.5, 1.3), 3.2),
    power("hsd:-4", c(0.3, 0.6, 0.8, 1), 0.2, 2.5)),
  list(
    ordered("lan-demets-obf", c(0.5, 1), 1, 3.1, 0),
    ordered("lan-demets-obf", c(0.5, 1), 1, 3.1, 3),
    ordered("lan-demets-pocock", c(0.4, 1), 2, 1.6, 1.5),
    ordered("lan-demets-pocock", thirds, 2, 2.5, 1),
    ordered("hsd:-4", c(0.3, 0.6, 1), 3, 2.1, 2)),
  list(
    promising(0.5, qnorm(0.975), 2, 0.8, 0),
    promising(0.5, qnorm(0.975), 2, 0.8, 2.5),
    promising(0.25, qnorm(0.975), 1.5, 0.9, 2.8),
    promising(0.75, qnorm(0.975), 3, 0.9, 2, test = "inverse-normal"),
    promising(0.5, 1.9686, 2, 0.9, 0, efficacy = 2.9626),
    promising(0.5, 1.9686, 2, 0.9, 2.4, efficacy = 2.9626, test = "inverse-normal"),
    promising(0.5, qnorm(0.975), 2, 0.8, 0, least = 0.05),
    promising(0.5, qnorm(0.975), 2, 0.8, 0, least = 0.05, test = "inverse-normal")),
  list(
    family(0, 0.5), family(1.5, 0), family(1.5, 0.5), family(1.5, 0.8), family(2.5, 0.8), family(3.5, 0.8), family(6, 0.5)))

writeGolden(
  "sequential-inference",
  "getRepeatedPValues, getRepeatedConfidenceIntervals, getFinalPValue, getFinalConfidenceInterval, getConditionalPower; pmvnorm; integrate",
  "made up", 2e-6,
  "rpact integrates on a fixed grid and searches to 1e-6 or so; the others agree far better and are held to 1e-7, pmvnorm in five dimensions to 1e-6",
  list(none = data.frame(x = 0)), cases)
