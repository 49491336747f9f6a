# Goldens of the Kaplan-Meier estimator, from survival::survfit.
# Run in this folder: Rscript kaplan-meier.R

source("golden.R")
source("datasets.R")

transforms <- c(plain = "plain", log = "log", logLog = "log-log", logit = "logit", arcsine = "arcsin")
probabilities <- c(0.1, 0.25, 0.5, 0.75, 0.9)
curveRows <- 36

# The rule by which survival prints the median, for any probability p of an event: the first time at which the curve
# is below 1 - p, and when it is level at 1 - p (to within the square root of the machine's precision), the middle of
# that time and the time of the next drop, or that time alone when no drop follows. It reads a confidence limit the same way.
printRuleQuantile <- function(times, curve, p) {
  level <- 1 - p
  tolerance <- sqrt(.Machine$double.eps)
  reached <- which(!is.na(curve) & curve < level + tolerance)
  if (length(reached) == 0) return(NA)
  first <- reached[1]
  later <- reached[curve[reached] < curve[first]]
  if (abs(curve[first] - level) < tolerance && length(later) > 0) (times[first] + times[later[1]]) / 2 else times[first]
}

printRule <- function(times, curve) column(vapply(probabilities, function(p) printRuleQuantile(times, curve, p), 0))

survivalObject <- function(frame, case, event) {
  if (is.null(case$entry)) Surv(frame[[case$time]], event) else Surv(frame[[case$entry]], frame[[case$time]], event)
}

fit <- function(frame, case, transform, flip = FALSE) {
  event <- frame[[case$event]]
  response <- survivalObject(frame, case, if (flip) 1 - event else event)
  weights <- if (is.null(case$weights)) rep(1, nrow(frame)) else frame[[case$weights]]
  survfit(response ~ 1, weights = weights, conf.type = transform, robust = FALSE)
}

# quantile.survfit reads a limit with approx(), which reorders the limit's values where they are not monotone (a
# small early risk set can make a log-log limit rise) and then answers a time at which the limit does not cross 1 - p.
# Those limits are left out.
isMonotone <- function(limit) all(diff(limit[!is.na(limit)]) <= 0)

limitsOf <- function(fits, part) lapply(fits, part)

groupResult <- function(frame, case, label) {
  fits <- lapply(transforms, function(transform) fit(frame, case, transform))
  curve <- fits$log
  for (one in fits) {
    stopifnot(identical(
      unname(as.numeric(summary(one)$table[c("median", "0.95LCL", "0.95UCL")])),
      as.numeric(c(printRuleQuantile(one$time, one$surv, 0.5), printRuleQuantile(one$time, one$lower, 0.5),
        printRuleQuantile(one$time, one$upper, 0.5)))))
  }
  keep <- spread(length(curve$time), curveRows)
  middle <- lapply(fits, quantile, probs = probabilities)
  landmarks <- unique(signif(quantile(curve$time, c(0.2, 0.5, 0.8), type = 1, names = FALSE), 3))
  landmarks <- landmarks[landmarks >= min(curve$time)]
  at <- if (length(landmarks) > 0) summary(curve, times = landmarks, extend = TRUE)
  reverse <- summary(fit(frame, case, "log", flip = TRUE))$table
  list(
    group = label, n = nrow(frame), events = sum(curve$n.event), steps = length(curve$time),
    curve = list(
      time = column(curve$time[keep]), atRisk = column(curve$n.risk[keep]), events = column(curve$n.event[keep]),
      censored = column(curve$n.censor[keep]), survival = column(curve$surv[keep]),
      logStandardError = column(curve$std.err[keep]), cumulativeHazard = column(curve$cumhaz[keep]),
      limits = limitsOf(fits, function(one) list(lower = column(one$lower[keep]), upper = column(one$upper[keep])))),
    quantiles = list(
      probability = column(probabilities),
      printRule = list(
        estimate = printRule(curve$time, curve$surv),
        limits = limitsOf(fits, function(one) {
          list(lower = printRule(one$time, one$lower), upper = printRule(one$time, one$upper))
        })),
      quantileSurvfit = list(
        estimate = column(middle$log$quantile),
        limits = Map(function(one, answer) list(
        lower = if (isMonotone(one$lower)) column(answer$lower),
        upper = if (isMonotone(one$upper)) column(answer$upper)), fits, middle))),
    landmarks = if (!is.null(at)) list(
      time = column(at$time), atRisk = column(at$n.risk), survival = column(at$surv), standardError = column(at$std.err),
      lower = column(at$lower), upper = column(at$upper)),
    reverse = list(median = reverse[["median"]], lower = reverse[["0.95LCL"]], upper = reverse[["0.95UCL"]]))
}

result <- function(case) {
  frame <- data[[case$data]]
  labels <- if (is.null(case$group)) "all" else sort(unique(as.character(frame[[case$group]])))
  groups <- lapply(labels, function(label) {
    inside <- if (is.null(case$group)) rep(TRUE, nrow(frame)) else as.character(frame[[case$group]]) == label
    groupResult(frame[inside, , drop = FALSE], case, label)
  })
  c(case, list(groups = items(groups)))
}

right <- function(name, data, ...) list(name = name, data = data, time = "time", event = "event", ...)
counting <- function(name, data, ...) list(name = name, data = data, entry = "entry", time = "time", event = "event", ...)

small <- function(time, event) data.frame(time = time, event = event)
data <- list(
  freireich = freireich[c("time", "event", "arm")], lung = lungData[c("time", "event", "sex")],
  ovarian = ovarianData[c("time", "event", "rx")], veteran = veteranData[c("time", "event", "treatment")],
  aml = amlData[c("time", "event", "maintenance")], mgus2 = mgusData[c("time", "event", "sex")],
  myeloma = myelomaData[c("entry", "time", "event")], heart = heartData[c("entry", "time", "event")],
  bookRight = bookRight[c("time", "event")], bookCounting = bookCounting[c("entry", "time", "event")],
  bookWeighted = bookWeighted[c("time", "event", "weight")],
  tied = tiedData[c("entry", "time", "event", "arm", "copies", "small")],
  nearTied = nearTiedData[c("days", "time", "event")],
  halfThenFlat = small(c(54, 75, 77, 84, 87, 92, 103, 105, 112, 118), rep(c(1, 0), each = 5)),
  halfThenDrop = small(1:4, c(1, 1, 1, 1)), halfAtTwo = small(1:4, c(1, 1, 0, 0)),
  halfLimit = small(c(1, 2, 2, 3, 5, 5, 6, 8), c(1, 1, 0, 1, 0, 1, 0, 1)),
  lastIsEvent = small(c(2, 3, 3, 5, 8), c(1, 0, 1, 0, 1)), allCensored = small(c(1, 2, 2, 3), c(0, 0, 0, 0)),
  allEvents = small(c(3, 1, 2, 2, 5, 4, 9), rep(1, 7)), single = small(4, 1), singleCensored = small(4, 0),
  timeZero = small(c(0, 0, 1, 1, 2, 3), c(1, 0, 0, 1, 1, 0)),
  emptiedRiskSet = data.frame(entry = c(0, 0, 1, 5, 5, 5), time = c(2, 3, 3, 6, 7, 8), event = c(1, 1, 1, 1, 0, 1)))

cases <- lapply(list(
  right("Freireich by arm", "freireich", group = "arm"),
  right("lung", "lung"), right("lung by sex", "lung", group = "sex"), right("ovarian by treatment", "ovarian", group = "rx"),
  right("veteran by treatment", "veteran", group = "treatment"), right("aml by maintenance", "aml", group = "maintenance"),
  right("mgus2 by sex", "mgus2", group = "sex"),
  counting("myeloma with delayed entry", "myeloma"), counting("heart, time-dependent rows", "heart"),
  right("book data 1", "bookRight"), counting("book data 2, delayed entry", "bookCounting"),
  right("book data 3, weighted", "bookWeighted", weights = "weight"),
  right("heavy ties by arm", "tied", group = "arm"),
  right("heavy ties, replication weights", "tied", weights = "copies"),
  right("heavy ties, fractional weights", "tied", weights = "small"),
  counting("heavy ties, delayed entry", "tied"),
  counting("heavy ties, delayed entry, fractional weights", "tied", weights = "small"),
  right("near-tied years", "nearTied"), list(name = "the same in days", data = "nearTied", time = "days", event = "event"),
  right("half to the end of follow-up", "halfThenFlat"), right("half, then a drop", "halfThenDrop"),
  right("half at the second of four", "halfAtTwo"), right("a limit near one half", "halfLimit"),
  right("last observation is an event", "lastIsEvent"), right("all censored", "allCensored"),
  right("all events", "allEvents"), right("one subject, event", "single"), right("one subject, censored", "singleCensored"),
  right("events at time 0", "timeZero"), counting("risk set that empties early", "emptiedRiskSet")), result)

writeGolden(
  "kaplan-meier",
  call = paste(
    "survfit(Surv(time, event) ~ 1, weights, conf.type = , robust = FALSE) in each group; summary()$table; quantile();",
    "summary(times = , extend = TRUE); printRule is computed in the script by the rule stated there"),
  source = "survival package; Freireich 1963; Therneau & Grambsch 2000; generated with set.seed in datasets.R",
  relative = 1e-12,
  reason = "closed form; both sides multiply at most 3000 factors, each rounded once",
  data = data, cases = cases)
