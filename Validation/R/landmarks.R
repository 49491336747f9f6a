# Goldens of conditional survival, contrasts at a time and milestone tests, from survival::survfit. Conditional survival is
# the curve of those still followed after s, who enter at s; contrasts and tests are the formulas of Klein et al. (2007) on
# survfit's estimates and standard errors, the tests of k groups by matrices.
# Run in this folder: Rscript landmarks.R

source("golden.R")
source("datasets.R")

transforms <- c(plain = "plain", log = "log", logLog = "log-log", logit = "logit", arcsine = "arcsin")

weightsOf <- function(frame, case) if (is.null(case$weights)) rep(1, nrow(frame)) else frame[[case$weights]]

fit <- function(frame, case, from = NULL, ...) {
  entry <- if (is.null(case$entry)) rep(-1, nrow(frame)) else frame[[case$entry]]
  weights <- weightsOf(frame, case)
  if (!is.null(from)) {
    late <- frame$time > from
    frame <- frame[late, ]
    weights <- weights[late]
    entry <- pmax(entry[late], from)
  }
  survfit(Surv(entry, frame$time, frame$event) ~ 1, weights = weights, robust = FALSE, ...)
}

read <- function(curve, times) summary(curve, times = times, extend = TRUE)

onScale <- function(scale, survival, error) {
  sigma <- error / survival
  switch(scale,
    plain = list(value = survival, variance = error^2),
    log = list(value = log(survival), variance = sigma^2),
    logLog = list(value = log(-log(survival)), variance = sigma^2 / log(survival)^2),
    arcsine = list(value = asin(sqrt(survival)), variance = sigma^2 * survival / (4 * (1 - survival))),
    logit = list(value = log(survival / (1 - survival)), variance = sigma^2 / (1 - survival)^2))
}

milestone <- function(values, variances) {
  k <- length(values)
  contrast <- cbind(-1, diag(k - 1))
  difference <- contrast %*% values
  statistic <- drop(t(difference) %*% solve(contrast %*% diag(variances) %*% t(contrast)) %*% difference)
  list(chiSquare = statistic, df = k - 1, p = pchisq(statistic, k - 1, lower.tail = FALSE))
}

wald <- function(estimate, error, back = identity) {
  list(
    estimate = back(estimate), standardError = error, lower = back(estimate - qnorm(0.975) * error),
    upper = back(estimate + qnorm(0.975) * error), p = 2 * pnorm(-abs(estimate / error)))
}

result <- function(case) {
  frame <- data[[case$data]]
  labels <- sort(unique(as.character(frame[[case$group]])))
  parts <- lapply(labels, function(label) frame[as.character(frame[[case$group]]) == label, ])
  curves <- lapply(parts, fit, case)
  conditional <- lapply(seq_along(parts), function(part) {
    fits <- lapply(transforms, function(transform) fit(parts[[part]], case, case$given, conf.type = transform))
    at <- lapply(fits, read, case$times[case$times > case$given])
    list(
      time = column(at$log$time), survival = column(at$log$surv), standardError = column(at$log$std.err),
      atRisk = sum(parts[[part]]$time > case$given & (if (is.null(case$entry)) TRUE else parts[[part]][[case$entry]] <= case$given)),
      limits = lapply(at, function(one) list(lower = column(one$lower), upper = column(one$upper))))
  })
  milestones <- lapply(case$times, function(time) {
    at <- lapply(curves, read, time)
    survival <- vapply(at, function(one) one$surv, 0)
    error <- vapply(at, function(one) one$std.err, 0)
    scales <- if (all(survival > 0 & survival < 1)) names(transforms) else "plain"
    list(
      time = time,
      tests = sapply(scales, function(scale) {
        values <- Map(function(s, e) onScale(scale, s, e), survival, error)
        milestone(vapply(values, function(v) v$value, 0), vapply(values, function(v) v$variance, 0))
      }, simplify = FALSE),
      contrasts = items(lapply(seq_along(labels)[-1], function(group) list(
        difference = wald(survival[group] - survival[1], sqrt(error[group]^2 + error[1]^2)),
        ratio = wald(
          log(survival[group] / survival[1]), sqrt((error[group] / survival[group])^2 + (error[1] / survival[1])^2), exp)))))
  })
  # With late entry survfit counts at its next time, where more may have entered.
  weighted <- if (!is.null(case$weights) && is.null(case$entry)) lapply(curves, function(curve) column(read(curve, case$times)$n.risk))
  c(case[names(case) != "times"], list(
    times = column(case$times), levels = column(labels), conditional = items(conditional), milestones = items(milestones),
    weightedAtRisk = if (!is.null(weighted)) items(weighted)))
}

data <- list(
  freireich = freireich[c("time", "event", "arm")], lung = lungData[c("time", "event", "sex")],
  veteran = veteranData[c("time", "event", "cell")], colon = colonData[c("time", "event", "rx")],
  tied = tiedData[c("entry", "time", "event", "arm", "copies", "small")])

cases <- lapply(list(
  list(name = "Freireich by arm", data = "freireich", group = "arm", given = 6, times = c(5, 10, 15, 20)),
  list(name = "lung by sex", data = "lung", group = "sex", given = 180, times = c(90, 365, 500, 730)),
  list(name = "veteran by cell type", data = "veteran", group = "cell", given = 30, times = c(60, 100, 130)),
  list(name = "colon by treatment", data = "colon", group = "rx", given = 365.25, times = c(365, 1095, 1826)),
  list(name = "heavy ties, whole weights", data = "tied", group = "arm", weights = "copies", given = 2, times = c(1, 5, 7)),
  list(name = "heavy ties, delayed entry, fractional weights", data = "tied", group = "arm", entry = "entry",
    weights = "small", given = 3, times = c(4, 6))), result)

writeGolden(
  "landmarks",
  call = paste(
    "survfit(Surv(entry, time, event) ~ 1, weights, robust = FALSE) in each group, entry = s for conditional survival;",
    "summary(times = , extend = TRUE); contrasts and tests by formulas in the script"),
  source = "survival package; Freireich 1963; generated with set.seed in datasets.R", relative = 1e-10,
  reason = "closed form; sums of at most 1000 terms, the variance of conditional survival a difference of two sums",
  data = data, cases = cases)
