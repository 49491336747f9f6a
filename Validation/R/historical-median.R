# Goldens of the comparison of a median with a historical one: pchisq for constant hazard, and for the Kaplan-Meier curve
# the confidence at which the limit of survfit at the historical median is one half, found by a search over the level.
# Run in this folder: Rscript historical-median.R (Debian: r-base-core, r-cran-survival).

source("golden.R")
source("datasets.R")

scales <- c("plain", "log", "log-log", "logit", "arcsine")

# The one-sided confidence that S(at) exceeds one half: at the level where a limit of S is just that.
confidence <- function(frame, at, scale) {
  type <- if (scale == "arcsine") "arcsin" else scale
  estimate <- summary(survfit(Surv(time, event) ~ 1, frame), times = at)$surv
  isAbove <- estimate > 0.5
  limit <- function(level) {
    fit <- summary(survfit(Surv(time, event) ~ 1, frame, conf.type = type, conf.int = level), times = at)
    (if (isAbove) fit$lower else fit$upper) - 0.5
  }
  level <- uniroot(limit, c(1e-6, 1 - 1e-9), tol = 1e-13)$root
  if (isAbove) (1 + level) / 2 else (1 - level) / 2
}

result <- function(name, frame, at) {
  d <- sum(frame$event)
  total <- sum(frame$time)
  quantiles <- qchisq(c(0.975, 0.025), 2 * d)
  list(
    data = name, median = at, events = d, totalTime = total, exponentialMedian = total * log(2) / d,
    lower = 2 * total * log(2) / quantiles[1], upper = 2 * total * log(2) / quantiles[2],
    exponential = pchisq(2 * total * log(2) / at, 2 * d),
    kaplanMeier = setNames(lapply(scales, function(scale) confidence(frame, at, scale)), scales))
}

data <- list(freireich = freireich[c("time", "event")], lung = lungColumns[c("time", "event")], veteran = veteranData[c("time", "event")])
cases <- list(
  result("freireich", data$freireich, 10), result("freireich", data$freireich, 13),
  result("lung", data$lung, 280), result("lung", data$lung, 365), result("veteran", data$veteran, 70))
writeGolden(
  "historical-median", "pchisq, qchisq; survfit with uniroot over conf.int", "freireich, survival::lung, survival::veteran",
  1e-8, "the level is found by a search to 1e-13, which the normal tail stretches", data, cases)
