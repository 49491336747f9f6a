# Designs by rpact, and crossing probabilities by mvtnorm, for Tests/TrialStatisticsTests/Sequential/SequentialGoldenTests.swift.

source("golden.R")
suppressMessages(library(rpact))
library(mvtnorm)

# Critical values, futility, drift² (shift) and inflation of a design with power 0.9.
design <- function(name, fractions, sided = 1, alpha = 0.025, ...) {
  result <- suppressWarnings(getDesignGroupSequential(
    kMax = length(fractions), alpha = alpha, beta = 0.1, sided = sided, informationRates = fractions,
    tolerance = 1e-10, ...))
  properties <- getDesignCharacteristics(result)
  futility <- result$futilityBounds
  futility[futility <= -6] <- NA
  if (all(is.na(futility)) || length(futility) == 0) futility <- NULL
  list(
    kind = "design", name = name, fractions = column(fractions), sided = sided, alpha = alpha,
    binding = isTRUE(result$bindingFutility), upper = column(result$criticalValues),
    futility = if (is.null(futility)) NULL else column(futility), shift = properties$shift,
    inflation = properties$inflationFactor)
}

three <- c(0.5, 0.75, 1)
uneven <- c(0.2, 0.35, 0.8, 1)
designs <- list(
  design("lan-demets-obf", three, typeOfDesign = "asOF"),
  design("lan-demets-pocock", uneven, typeOfDesign = "asP"),
  design("hsd:-4", uneven, typeOfDesign = "asHSD", gammaA = -4),
  design("hsd:1.5", uneven, typeOfDesign = "asHSD", gammaA = 1.5),
  design("power:3", uneven, typeOfDesign = "asKD", gammaA = 3),
  design("table:0.2=0.04,0.35=0.2,0.8=0.4", uneven, typeOfDesign = "asUser", userAlphaSpending = c(0.001, 0.005, 0.01, 0.025)),
  design("obf", uneven, typeOfDesign = "OF"),
  design("pocock", uneven, typeOfDesign = "P"),
  design("wang-tsiatis:0.25", three, typeOfDesign = "WT", deltaWT = 0.25),
  design("haybittle-peto:3", three, typeOfDesign = "HP", constantBoundsHP = 3),
  design("lan-demets-obf", three, sided = 2, alpha = 0.05, typeOfDesign = "asOF"),
  design("pocock", three, sided = 2, alpha = 0.05, typeOfDesign = "P"),
  design("lan-demets-obf", three, typeOfDesign = "asOF", typeBetaSpending = "bsHSD", gammaB = -2, bindingFutility = FALSE),
  design("lan-demets-obf", three, typeOfDesign = "asOF", typeBetaSpending = "bsHSD", gammaB = -2, bindingFutility = TRUE),
  design("hsd:1.5", uneven, typeOfDesign = "asHSD", gammaA = 1.5, typeBetaSpending = "bsHSD", gammaB = -2, bindingFutility = FALSE),
  # Beyond the drift sought so few trials go on that efficacy cannot spend its level.
  design("hsd:-4", (1:20) / 20, typeOfDesign = "asHSD", gammaA = -4, typeBetaSpending = "bsHSD", gammaB = -2, bindingFutility = TRUE))

# P(first beyond the upper limit at the last look), by Genz and Bretz's or Miwa's integral over the whole normal vector.
crossing <- function(times, lower, upper, drift) {
  count <- length(times)
  correlation <- outer(times, times, function(a, b) sqrt(pmin(a, b) / pmax(a, b)))
  low <- c(lower[-count], upper[count])
  high <- c(upper[-count], Inf)
  p <- pmvnorm(
    lower = low, upper = high, mean = drift * sqrt(times), corr = correlation, algorithm = Miwa(steps = 2048))
  list(
    kind = "crossing", times = column(times), lower = column(lower), upper = column(upper), drift = drift,
    probability = p[1])
}
crossings <- list(
  crossing(three, c(-3, -2, -1), c(2.96, 2.36, 2.01), 0),
  crossing(three, c(0, 0.5, 1), c(2.96, 2.36, 2.01), 3),
  crossing(c(0.3, 0.5, 0.7, 1), c(-2, -2, -2, -2), c(2.4, 2.4, 2.4, 2.4), 1))

writeGolden(
  "group-sequential", "rpact::getDesignGroupSequential, getDesignCharacteristics; mvtnorm::pmvnorm(Miwa)", "designs in the script",
  5e-7, "rpact searches roots to about 1e-8 on grids of its own; Miwa's steps leave about 1e-8", list(none = data.frame(x = 0)),
  c(designs, crossings))
