# Goldens of what a Cox model predicts: baseline hazards, curves with limits, medians, predictions by row, standardised curves.
# Run in this folder: Rscript cox-prediction.R
#
# survfit.coxph and predict.coxph answer but for the standardised curves, whose average is of survfit's curves and whose
# variance is computed here directly from risk sets, as survival has none.

source("golden.R")
source("datasets.R")

control <- coxph.control(eps = 1e-14, iter.max = 50, toler.chol = 1e-15)
places <- 8
predictedRows <- 15
scales <- c("log", "log-log", "plain", "logit")

fitted <- function(frame, case, ties) {
  left <- if (is.null(case$entry)) "Surv(time, event)" else "Surv(entry, time, event)"
  right <- c(case$covariates[[1]], if (!is.null(case$strata)) sprintf("strata(%s)", case$strata))
  arguments <- list(
    formula = as.formula(paste(left, "~", paste(right, collapse = " + "))), data = frame, ties = ties, control = control,
    robust = isTRUE(case$robust), x = TRUE, model = TRUE)
  if (!is.null(case$weights)) arguments$weights <- frame[[case$weights]]
  if (isTRUE(case$robust)) arguments$cluster <- seq_len(nrow(frame))
  do.call(coxph, arguments)
}

# "1" of "sex=1".
plainLevel <- function(level) sub("^[^=]*=", "", level)

# The curve of one stratum out of a survfit with all of them.
part <- function(curve, case, level) if (is.null(case$strata)) curve else curve[level]

curveOf <- function(fit, case, profile, level) {
  newdata <- as.data.frame(as.list(setNames(profile, case$covariates[[1]])))
  curves <- lapply(scales, function(scale) part(survfit(fit, newdata = newdata, conf.type = scale), case, level))
  first <- curves[[1]]
  keep <- which(first$n.event > 0)
  keep <- keep[spread(length(keep), places)]
  median <- suppressWarnings(quantile(first, 0.5))
  list(
    stratum = if (!is.null(case$strata)) plainLevel(level), profile = column(profile), time = column(first$time[keep]),
    hazard = column(first$cumhaz[keep]), standardError = column(first$std.err[keep]),
    survival = column(first$surv[keep]),
    lower = items(lapply(curves, function(one) column(one$lower[keep]))),
    upper = items(lapply(curves, function(one) column(one$upper[keep]))),
    median = column(c(median$quantile, median$lower, median$upper)))
}

baseline <- function(fit, case, centered, level) {
  hazard <- basehaz(fit, centered = centered)
  if (!is.null(case$strata)) hazard <- hazard[plainLevel(as.character(hazard$strata)) == plainLevel(level), ]
  keep <- spread(nrow(hazard), places)
  list(
    stratum = if (!is.null(case$strata)) plainLevel(level), time = column(hazard$time[keep]), hazard = column(hazard$hazard[keep]))
}

rowwise <- function(fit, frame) {
  keep <- spread(nrow(frame), predictedRows)
  references <- c("zero", "sample", "strata")
  one <- function(reference) {
    linear <- predict(fit, type = "lp", reference = reference, se.fit = TRUE)
    list(
      reference = reference, linear = column(unname(linear$fit[keep])),
      standardError = column(unname(linear$se.fit[keep])),
      risk = column(unname(predict(fit, type = "risk", reference = reference)[keep])))
  }
  list(
    rows = column(keep - 1), predictions = items(lapply(references, one)),
    expected = column(unname(predict(fit, type = "expected")[keep])))
}

# Risk sets summed one by one: at each event time of one stratum dH at x = 0, dN/S0^2 and x-bar dH.
stratumSteps <- function(x, beta, weight, entry, time, event, ties) {
  risk <- weight * exp(drop(x %*% beta))
  lapply(sort(unique(time[event == 1])), function(t) {
    in_ <- entry < t & time >= t
    dead <- in_ & time == t & event == 1
    d <- if (ties == "efron") sum(dead) else 1
    share <- sum(weight[dead]) / d
    hazard <- 0; square <- 0; mean <- 0
    for (k in seq_len(d) - 1) {
      s0 <- sum(risk[in_]) - (if (d > 1) k / d * sum(risk[dead]) else 0)
      s1 <- colSums(risk[in_] * x[in_, , drop = FALSE]) -
        (if (d > 1) k / d * colSums(risk[dead] * x[dead, , drop = FALSE]) else 0)
      hazard <- hazard + share / s0; square <- square + share / s0^2; mean <- mean + share * s1 / s0^2
    }
    list(time = t, hazard = hazard, square = square, mean = mean)
  })
}

# The average over the rows with one covariate set, and its standard error by the delta method.
standardised <- function(fit, frame, case, ties, at) {
  names <- case$covariates[[1]]
  x <- as.matrix(frame[names])
  beta <- coef(fit)
  V <- fit$var
  weight <- if (is.null(case$weights)) rep(1, nrow(frame)) else frame[[case$weights]]
  entry <- if (is.null(case$entry)) rep(-1, nrow(frame)) else frame[[case$entry]]
  stratum <- if (is.null(case$strata)) rep("1", nrow(frame)) else as.character(frame[[case$strata]])
  pieces <- lapply(split(seq_len(nrow(frame)), stratum), function(rows) stratumSteps(
    x[rows, , drop = FALSE], beta, weight[rows], entry[rows], frame$time[rows], frame$event[rows], ties))
  total <- function(name, s, t) {
    parts <- Filter(function(step) step$time <= t, pieces[[s]])
    Reduce(`+`, lapply(parts, `[[`, name), if (name == "mean") rep(0, length(beta)) else 0)
  }
  one <- function(value, t) {
    z <- x
    z[, case$group] <- value
    risk <- exp(drop(z %*% beta))
    hazard <- vapply(names(pieces), function(s) total("hazard", s, t), 0)
    S <- exp(-hazard[stratum] * risk)
    a <- vapply(names(pieces), function(s) sum((weight * S * risk)[stratum == s]), 0) / sum(weight)
    means <- t(vapply(names(pieces), function(s) total("mean", s, t), numeric(length(beta))))
    if (length(beta) == 1) means <- t(means)
    b <- colSums(weight * S * risk * (hazard[stratum] * z - means[match(stratum, names(pieces)), , drop = FALSE])) / sum(weight)
    squares <- vapply(names(pieces), function(s) total("square", s, t), 0)
    list(S = sum(weight * S) / sum(weight), a = a, b = b, squares = squares)
  }
  error <- function(a, b, squares) sqrt(sum(a^2 * squares) + drop(b %*% V %*% b))
  lapply(at, function(t) {
    zero <- one(0, t); unit <- one(1, t)
    # survfit's own curves, averaged: the estimate is not ours alone.
    averages <- vapply(0:1, function(value) {
      newdata <- frame
      newdata[[case$group]] <- value
      if (!is.null(case$entry)) return(NA)
      curves <- survfit(fit, newdata = newdata)
      s <- summary(curves, times = t, extend = TRUE)$surv
      sum(weight * s) / sum(weight)
    }, 0)
    stopifnot(is.na(averages[1]) || max(abs(averages - c(zero$S, unit$S))) < 1e-9)
    list(
      time = t, survival = column(c(zero$S, unit$S)),
      standardError = column(c(error(zero$a, zero$b, zero$squares), error(unit$a, unit$b, unit$squares))),
      difference = unit$S - zero$S,
      differenceError = error(unit$a - zero$a, unit$b - zero$b, zero$squares))
  })
}

answer <- function(frame, case, ties) {
  fit <- fitted(frame, case, ties)
  x <- as.matrix(frame[case$covariates[[1]]])
  levels <- if (is.null(case$strata)) NA else names(survfit(fit)$strata)
  profiles <- list(unname(x[1, ]), unname(apply(x, 2, median)))
  list(
    means = column(unname(fit$means)),
    baselineZero = items(lapply(levels, function(level) baseline(fit, case, FALSE, level))),
    baselineMeans = items(lapply(levels, function(level) baseline(fit, case, TRUE, level))),
    curves = items(unlist(lapply(profiles, function(profile) lapply(levels, function(level)
      curveOf(fit, case, profile, level))), recursive = FALSE)),
    rowwise = rowwise(fit, frame),
    adjusted = if (!is.null(case$group)) items(standardised(fit, frame, case, ties, case$at[[1]])))
}

result <- function(case) {
  frame <- data[[case$data]]
  c(case, list(efron = answer(frame, case, "efron"), breslow = answer(frame, case, "breslow")))
}

case <- function(name, data, covariates, ...) list(name = name, data = data, covariates = column(covariates), ...)

data <- list(
  lungEcog = lungEcog, ovarian = ovarianData, veteran = veteranData, heart = heartData, bookRight = bookRight,
  bookCounting = bookCounting, bookWeighted = bookWeighted, tied = tiedData[setdiff(names(tiedData), "arm")],
  colon = colonData[seq_len(300), setdiff(names(colonData), "rx")])

cases <- lapply(list(
  case("lung, three covariates", "lungEcog", c("age", "sex", "ecog")),
  case("lung, strata sex", "lungEcog", c("age", "ecog"), strata = "sex"),
  case("ovarian", "ovarian", c("rx", "age")),
  case("ovarian, robust", "ovarian", c("rx", "age"), robust = TRUE),
  case("veteran, strata cell", "veteran", c("treatment", "karnofsky"), strata = "cell"),
  case("heart, delayed entry", "heart", c("age", "year", "transplant"), entry = "entry"),
  case("heart, delayed entry, strata", "heart", c("age", "transplant"), entry = "entry", strata = "surgery"),
  case("book data 1", "bookRight", "x", group = "x", at = column(c(1, 6, 8))),
  case("book data 2, delayed entry", "bookCounting", "x", entry = "entry", group = "x", at = column(c(3, 7, 9))),
  case("book data 3, weighted", "bookWeighted", "x", weights = "weight"),
  case("heavy ties", "tied", c("armB", "armC", "biomarker")),
  case("heavy ties, replication weights", "tied", c("armB", "biomarker"), weights = "copies", group = "armB", at = column(c(2, 5, 8))),
  case("heavy ties, fractional weights, robust", "tied", c("armB", "biomarker"), weights = "small", robust = TRUE, group = "armB", at = column(c(2, 5))),
  case("heavy ties, delayed entry, weights", "tied", c("armB", "biomarker"), entry = "entry", weights = "small"),
  case("colon", "colon", c("levamisole", "fluorouracil", "nodes", "extent"), group = "levamisole", at = column(c(365, 1000, 2000))),
  case("colon, strata differentiation", "colon", c("levamisole", "fluorouracil", "nodes"), strata = "differentiation", group = "fluorouracil", at = column(c(365, 1000)))),
  result)

writeGolden(
  "cox-prediction",
  call = paste(
    "basehaz(centered = TRUE and FALSE); survfit(newdata, conf.type = \"log\", \"log-log\", \"plain\", \"logit\"); quantile(0.5);",
    "predict(type = \"lp\", \"risk\", \"expected\", reference = \"zero\", \"sample\", \"strata\")"),
  source = "survival package; Therneau & Grambsch 2000; generated with set.seed in datasets.R",
  relative = 1e-8,
  reason = "iterative: the fits are iterated to a relative change of log L below 1e-14",
  data = data, cases = cases)
