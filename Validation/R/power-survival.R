# Events, subjects and power of trials with a time to an event, by rpact.

source("golden.R")
suppressMessages(library(rpact))

# Only the arguments that a case gives.
given <- function(...) Filter(Negate(is.null), list(...))

events <- function(case) {
  design <- getDesignGroupSequential(kMax = 1, alpha = case$alpha, beta = 1 - case$power, sided = 1)
  arguments <- given(
    design = design, hazardRatio = case$hazardRatio, lambda2 = case$lambda2, median2 = case$median,
    piecewiseSurvivalTime = case$survivalStarts, allocationRatioPlanned = case$ratio,
    typeOfComputation = case$type, thetaH0 = case$margin, accrualTime = case$accrualTime,
    accrualIntensity = case$accrualIntensity, followUpTime = case$followUp, maxNumberOfSubjects = case$subjects,
    dropoutRate1 = case$dropout1, dropoutRate2 = case$dropout2, dropoutTime = 12)
  answer <- suppressWarnings(suppressMessages(do.call(getSampleSizeSurvival, arguments)))
  list(
    events = answer$eventsFixed, found = answer$nFixed, accrualDuration = answer$accrualTime[length(answer$accrualTime)],
    followUpFound = answer$followUpTime, studyDuration = answer$studyDuration)
}

cases <- list(
  list(name = "1:1", hazardRatio = 0.7, median = 20, ratio = 1, type = "Schoenfeld", accrualTime = c(0, 18), followUp = 18),
  list(name = "3:2", hazardRatio = 0.72, median = 21.3, ratio = 1.5, type = "Schoenfeld", accrualTime = c(0, 18), followUp = 18),
  list(name = "1:2", hazardRatio = 0.6, median = 9, ratio = 0.5, type = "Schoenfeld", accrualTime = c(0, 12), followUp = 6),
  list(name = "Freedman 3:2", hazardRatio = 0.72, median = 21.3, ratio = 1.5, type = "Freedman", accrualTime = c(0, 18), followUp = 18),
  list(name = "Hsieh 3:2", hazardRatio = 0.72, median = 21.3, ratio = 1.5, type = "HsiehFreedman", accrualTime = c(0, 18), followUp = 18),
  list(name = "margin", hazardRatio = 1, median = 12, ratio = 1, type = "Schoenfeld", margin = 1.3, accrualTime = c(0, 12), followUp = 12),
  list(name = "dropout 3:2", hazardRatio = 0.72, median = 21.3, ratio = 1.5, type = "Schoenfeld", accrualTime = c(0, 18), followUp = 18,
    dropout1 = 0.05, dropout2 = 0.1),
  list(name = "piecewise", hazardRatio = 0.65, survivalStarts = c(0, 6, 12), lambda2 = c(0.06, 0.04, 0.02), ratio = 1.5, type = "Schoenfeld",
    accrualTime = c(0, 18), followUp = 12, dropout1 = 0.05, dropout2 = 0.05),
  list(name = "follow-up sought", hazardRatio = 0.72, median = 21.3, ratio = 1.5, type = "Schoenfeld",
    accrualTime = c(0, 18), subjects = 656),
  list(name = "accrual sought", hazardRatio = 0.7, median = 20, ratio = 1, type = "Schoenfeld",
    accrualTime = c(0, 6), accrualIntensity = c(10, 25), followUp = 12)
)
cases <- lapply(cases, function(case) {
  case <- c(case, alpha = 0.025, power = 0.9)
  found <- events(case)
  c(case[c("name", "alpha", "power", "hazardRatio", "ratio", "type")],
    list(
      median = case$median, margin = case$margin, followUp = case$followUp, subjects = case$subjects,
      dropout1 = case$dropout1, dropout2 = case$dropout2,
      lambda2 = if (!is.null(case$lambda2)) column(case$lambda2), starts = if (!is.null(case$survivalStarts)) column(case$survivalStarts),
      accrualTime = column(case$accrualTime), accrualIntensity = if (!is.null(case$accrualIntensity)) column(case$accrualIntensity)),
    found)
})

probability <- function(time, ratio, lambda1, lambda2, starts, accrualTime, accrualIntensity, dropout1, dropout2) {
  answer <- suppressWarnings(suppressMessages(do.call(getEventProbabilities, given(
    time = time, allocationRatioPlanned = ratio, accrualTime = accrualTime, accrualIntensity = accrualIntensity,
    lambda2 = lambda2, piecewiseSurvivalTime = starts, hazardRatio = if (length(lambda2) > 1) 0.65,
    lambda1 = if (length(lambda2) == 1) lambda1, dropoutRate1 = dropout1, dropoutRate2 = dropout2, dropoutTime = 12))))
  list(
    name = "probability", time = column(time), ratio = ratio, lambda1 = lambda1, lambda2 = column(lambda2),
    starts = if (!is.null(starts)) column(starts), accrualTime = column(accrualTime), accrualIntensity = column(accrualIntensity),
    dropout1 = dropout1, dropout2 = dropout2, hazardRatio = if (length(lambda2) > 1) 0.65 else lambda1 / lambda2,
    probabilities = column(answer$cumulativeEventProbabilities),
    treated = column(answer$eventProbabilities1), controls = column(answer$eventProbabilities2))
}
probabilities <- list(
  probability(c(3, 9, 18, 30), 1.5, 0.02, 0.03, NULL, c(0, 12), 20, 0.05, 0.1),
  probability(c(3, 9, 18, 30), 1.5, NULL, c(0.06, 0.04, 0.02), c(0, 6, 12), c(0, 4, 12), c(10, 25), 0.05, 0.1))

writeGolden(
  "power-survival", "rpact getSampleSizeSurvival, getEventProbabilities", "no data", 1e-6,
  "rpact searches follow-up and accrual with a tolerance of 1e-6; closed forms agree to 1e-10", list(none = data.frame(x = 0)),
  c(cases, probabilities))
