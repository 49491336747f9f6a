# Goldens of cumulative hazards and exp(-H) curves, from survival::survfit; the binomial variance by its formula.
# Run in this folder: Rscript cumulative-hazard.R

source("golden.R")
source("datasets.R")

transforms <- c(plain = "plain", log = "log", logLog = "log-log")
tieRules <- c("nelson-aalen" = 1, "fleming-harrington" = 2)

fit <- function(frame, case, ...) {
  response <- if (is.null(case$entry)) Surv(frame$time, frame$event) else Surv(frame$entry, frame$time, frame$event)
  weights <- if (is.null(case$weights)) rep(1, nrow(frame)) else frame[[case$weights]]
  survfit(response ~ 1, weights = weights, robust = FALSE, ...)
}

# The binomial variance, sum of d(n - d)/n^3.
binomial <- function(curve) cumsum(with(curve, n.event * (n.risk - n.event) / n.risk^3))

answers <- function(frame, case, ties) {
  fits <- lapply(transforms, function(transform) fit(frame, case, stype = 2, ctype = ties, conf.type = transform))
  curve <- fits$log
  keep <- spread(length(curve$time), 24)
  median <- lapply(fits, function(one) {
    answer <- summary(one)$table[c("median", "0.95LCL", "0.95UCL")]
    list(estimate = answer[[1]], lower = answer[[2]], upper = answer[[3]])
  })
  list(
    hazard = column(curve$cumhaz[keep]), poisson = column(curve$std.chaz[keep]), survival = column(curve$surv[keep]),
    logStandardError = column(curve$std.err[keep]),
    limits = lapply(fits, function(one) list(lower = column(one$lower[keep]), upper = column(one$upper[keep]))),
    median = median)
}

result <- function(case) {
  frame <- data[[case$data]]
  if (!is.null(case$level)) frame <- frame[as.character(frame[[case$group]]) == case$level, ]
  product <- fit(frame, case)
  keep <- spread(length(product$time), 24)
  c(case, list(
    time = column(product$time[keep]), binomial = column(sqrt(binomial(product))[keep]),
    greenwood = column(product$std.err[keep]),
    ties = lapply(tieRules, function(ties) answers(frame, case, ties))))
}

data <- list(
  freireich = freireich[c("time", "event", "arm")], lung = lungData[c("time", "event", "sex")],
  veteran = veteranData[c("time", "event", "treatment")], myeloma = myelomaData[c("entry", "time", "event")],
  tied = tiedData[c("entry", "time", "event", "copies", "small")], nearTied = nearTiedData[c("time", "event")],
  allCensored = data.frame(time = c(1, 2, 2, 3), event = 0))

cases <- lapply(list(
  list(name = "Freireich, 6-MP", data = "freireich", group = "arm", level = "6-MP"),
  list(name = "Freireich, placebo", data = "freireich", group = "arm", level = "placebo"),
  list(name = "lung, men", data = "lung", group = "sex", level = "1"),
  list(name = "veteran, test", data = "veteran", group = "treatment", level = "2"),
  list(name = "myeloma with delayed entry", data = "myeloma", entry = "entry"),
  list(name = "heavy ties", data = "tied"), list(name = "heavy ties, whole weights", data = "tied", weights = "copies"),
  list(name = "heavy ties, delayed entry, fractional weights", data = "tied", entry = "entry", weights = "small"),
  list(name = "near-tied years", data = "nearTied"), list(name = "all censored", data = "allCensored")), result)

writeGolden(
  "cumulative-hazard",
  call = paste(
    "survfit(Surv(time, event) ~ 1, weights, stype = 2, ctype = 1 and 2, conf.type = , robust = FALSE): cumhaz, std.chaz,",
    "surv, limits, summary()$table; greenwood is std.err of stype = 1, binomial the sum of d(n - d)/n^3"),
  source = "survival package; Freireich 1963; generated with set.seed in datasets.R",
  relative = 1e-11, reason = "closed form; both sides add at most 3000 terms",
  data = data, cases = cases)
