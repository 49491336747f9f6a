# Goldens of simulated group-sequential survival trials: rpact's getSimulationSurvival, with as many iterations as make its own
# Monte Carlo error small; the tolerance of a comparison is the error of both.
# Run in this folder: Rscript simulated-survival.R (Debian: r-cran-rpact).

source("golden.R")
suppressMessages(library(rpact))

simulate <- function(name, events, ratio, control, hazardRatio, subjects, rate, dropOut) {
  design <- getDesignGroupSequential(
    kMax = length(events), informationRates = events / max(events), alpha = 0.025, sided = 1, typeOfDesign = "asOF")
  accrual <- c(0, subjects / rate)
  answer <- getSimulationSurvival(
    design = design, plannedEvents = events, allocation1 = ratio[1], allocation2 = ratio[2], lambda2 = log(2) / control,
    hazardRatio = hazardRatio, directionUpper = FALSE, accrualTime = accrual, accrualIntensity = rate,
    maxNumberOfSubjects = subjects, dropoutRate1 = dropOut, dropoutRate2 = dropOut, dropoutTime = 12,
    maxNumberOfIterations = 20000, seed = 20240)
  list(
    name = name, events = column(events), ratio = column(ratio), control = control, hazardRatio = hazardRatio,
    subjects = subjects, rate = rate, dropOut = dropOut, iterations = 20000,
    criticalValues = column(design$criticalValues), reject = column(answer$rejectPerStage[, 1]),
    overallReject = answer$overallReject[[1]], analysisTime = column(answer$analysisTime[, 1]),
    expectedSubjects = answer$expectedNumberOfSubjects[[1]], duration = answer$studyDuration[[1]])
}

cases <- list(
  simulate("3:2, three looks", c(100, 150, 200), c(3, 2), 20, 0.7, 320, 20, 0.05),
  simulate("1:1, two looks, no effect", c(60, 120), c(1, 1), 12, 1, 200, 15, 0),
  simulate("2:1, two looks", c(80, 160), c(2, 1), 15, 0.6, 240, 12, 0.1))

writeGolden(
  "simulated-survival",
  paste("rpact", packageDescription("rpact")$Version, "getSimulationSurvival, 20000 iterations, alpha 0.025 one-sided, asOF"),
  "no data; exponential times, even accrual", 0,
  "held to the Monte Carlo error of both simulations, which the test computes",
  list(medians = data.frame(control = c(20, 12, 15))), cases)
