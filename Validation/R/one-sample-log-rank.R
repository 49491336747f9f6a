# Goldens of the one-sample log-rank test: expected events summed from the reference hazard, tests from them; exact p-values
# and limits from poisson.test, whose two-sided p-value is another one: it is held against twice the smaller tail by hand.
# Run in this folder: Rscript one-sample-log-rank.R

source("golden.R")
source("datasets.R")

# The integral of the hazard, by pieces of constant rate or as a Weibull hazard.
cumulative <- function(case, time) {
  if (case$reference == "weibull") return((pmax(time, 0) / case$scale)^case$shape)
  ends <- c(case$starts[-1], Inf)
  vapply(time, function(t) sum(case$rates * pmax(0, pmin(t, ends) - case$starts)), 0)
}

result <- function(case) {
  frame <- data[[case$data]]
  weight <- if (is.null(case$weights)) rep(1, nrow(frame)) else frame[[case$weights]]
  exposure <- cumulative(case, frame$time)
  if (!is.null(case$entry)) exposure <- exposure - cumulative(case, frame[[case$entry]])
  if (!is.null(case$expectedColumn)) exposure <- frame[[case$expectedColumn]]
  observed <- sum(weight * frame$event)
  expected <- sum(weight * exposure)
  z <- (observed - expected) / sqrt(expected)
  mean <- (observed - expected) / sqrt((observed + expected) / 2)
  whole <- all(weight == round(weight))
  if (is.null(case$entry) && is.null(case$weights) && all(exposure > 0)) {
    # survdiff's own one-sample test takes the survival that the reference expects of each subject.
    survival <- exp(-exposure)
    stopifnot(all.equal(survdiff(Surv(frame$time, frame$event) ~ offset(survival))$chisq, z^2, tolerance = 1e-10))
  }
  exact <- function(side) poisson.test(round(observed), expected, alternative = side)
  limits <- if (whole) exact("two.sided")$conf.int * 1 else c(NA, NA)
  lower <- if (whole) exact("less")$p.value else NA
  higher <- if (whole) exact("greater")$p.value else NA
  if (whole) stopifnot(all.equal(lower, ppois(observed, expected)), all.equal(higher, ppois(observed - 1, expected, lower.tail = FALSE)))
  for (name in c("starts", "rates")) if (!is.null(case[[name]])) case[[name]] <- column(case[[name]])
  c(case, list(
    observed = observed, expected = expected, z = z, p = 2 * pnorm(-abs(z)), lower = pnorm(z), meanZ = mean,
    meanP = 2 * pnorm(-abs(mean)), exactLower = lower, exactHigher = higher, exactP = min(1, 2 * min(lower, higher)),
    ratio = observed / expected, ratioLower = limits[1], ratioUpper = limits[2]))
}

# The expected hazard of each subject from the US population of its age, sex and year: survexp's individual survival.
population <- local({
  frame <- survival::mgus2
  frame <- data.frame(time = frame$futime * 30.4375, event = frame$death, age = frame$age * 365.25, sex = ifelse(frame$sex == "F", "female", "male"), year = as.Date("1980-01-01"))
  frame$time <- round(frame$time)
  frame <- frame[frame$time > 0, ][seq(1, 1300, by = 10), ]
  expected <- survexp(time ~ 1, rmap = list(age = age, sex = sex, year = year), data = frame, ratetable = survexp.us, method = "individual.h")
  data.frame(time = frame$time, event = frame$event, expected = as.vector(expected))
})

data <- list(
  freireich = freireich[freireich$arm == "6-MP", c("time", "event")], lung = lungData[c("time", "event")], aml = amlData[c("time", "event")],
  heart = heartData[c("entry", "time", "event")], tied = tiedData[c("entry", "time", "event", "copies", "weight")], population = population,
  censored = data.frame(time = c(3, 5, 8), event = c(0, 0, 0)))

exponential <- function(name, data, rate, ...) list(name = name, data = data, reference = "pieces", starts = 0, rates = rate, ...)
pieces <- function(name, data, starts, rates, ...) list(name = name, data = data, reference = "pieces", starts = starts, rates = rates, ...)
cases <- lapply(list(
  exponential("6-MP against a median of 8", "freireich", log(2) / 8), exponential("lung, rate", "lung", 0.0017),
  exponential("aml, survival 0.3 at 24", "aml", -log(0.3) / 24), exponential("no event", "censored", 0.1),
  pieces("lung, pieces", "lung", c(0, 200, 500), c(0.001, 0.003, 0.0025)),
  pieces("heart, delayed entry, pieces", "heart", c(0, 60, 400), c(0.006, 0.0015, 0), entry = "entry"),
  exponential("heavy ties, delayed entry, replication weights", "tied", 0.15, entry = "entry", weights = "copies"),
  exponential("heavy ties, fractional weights", "tied", 0.1, weights = "weight"),
  list(name = "lung, Weibull", data = "lung", reference = "weibull", shape = 1.3, scale = 400),
  list(name = "mgus2 against the population", data = "population", reference = "pieces", starts = 0, rates = 0, expectedColumn = "expected")), result)

writeGolden(
  "one-sample-log-rank",
  call = "sums over subjects; poisson.test(O, E) for exact one-sided p-values and limits; survexp(method = \"individual.h\"); survdiff(~ offset())",
  source = "survival package and its survexp.us; Freireich 1963; generated with set.seed in datasets.R",
  relative = 1e-12,
  reason = "closed form; limits are quantiles, to 1e-9",
  data = data, cases = cases)
