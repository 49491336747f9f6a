# Goldens of Cox regression with the joint likelihoods of tied events: discrete time, and the sum over their orders.
# Run in this folder: Rscript cox-joint-ties.R
#
# Discrete: coxph(ties = "exact"); with start-stop rows its fitter agexact.fit, since coxph itself returns no model there.
# Marginal (SAS TIES=EXACT): R has none. The integral of DeLong, Guirguis & So (1994) is taken by QUADPACK at each event time
# and maximised by differences; Breslow's variance only scales the steps.

source("golden.R")
source("datasets.R")
source("differences.R")

# Pike, Biometrics 22:142 (1966), as in Kalbfleisch & Prentice and in the documentation of SAS PROC PHREG.
pike <- data.frame(
  time = c(
    143, 164, 188, 188, 190, 192, 206, 209, 213, 216, 220, 227, 230, 234, 246, 265, 304, 216, 244, 142, 156, 163, 198, 205,
    232, 232, 233, 233, 233, 233, 239, 240, 261, 280, 280, 296, 296, 323, 204, 344),
  event = c(rep(1, 17), 0, 0, rep(1, 19), 0, 0), group = rep(0:1, c(19, 21)))

parts <- function(frame, case) {
  list(
    response = if (is.null(case$entry)) Surv(frame$time, frame$event) else Surv(frame[[case$entry]], frame$time, frame$event),
    x = as.matrix(frame[case$covariates[[1]]]) * 1.0,
    stratum = if (is.null(case$strata)) rep(1L, nrow(frame)) else as.integer(factor(frame[[case$strata]])),
    copies = if (is.null(case$weights)) rep(1L, nrow(frame)) else as.integer(frame[[case$weights]]))
}

fitAt <- function(frame, case, method) {
  part <- parts(frame, case)
  rows <- rep(seq_len(nrow(frame)), part$copies)
  counting <- !is.null(case$entry)
  fitter <- if (method != "exact") {
    if (counting) agreg.fit else coxph.fit
  } else if (counting) survival:::agexact.fit else survival:::coxexact.fit
  function(beta, iterations = 0) {
    suppressWarnings(fitter(
      part$x[rows, , drop = FALSE], part$response[rows], part$stratum[rows], rep(0, length(rows)), beta,
      coxph.control(iter.max = iterations, eps = 1e-14, toler.chol = 1e-15), rep(1, length(rows)), method,
      rownames = as.character(seq_along(rows))))
  }
}

discreteAt <- function(frame, case) {
  fit <- fitAt(frame, case, "exact")
  function(beta) {
    one <- fit(beta)
    list(logLikelihood = one$loglik[length(one$loglik)], variance = as.matrix(one$var))
  }
}

# log of the integral over u = exp(v) from 0 on of exp(-u) prod(1 - exp(-ratio u)), in pieces narrow enough for its peak.
orders <- function(ratios) {
  integrand <- function(v) Reduce(`*`, lapply(ratios, function(ratio) -expm1(-ratio * exp(v)))) * exp(v - exp(v))
  ends <- c(-20, -6, -3, -1.5, -0.5, 0.5, 1.5, 2.5, 3.8)
  log(sum(vapply(seq_along(ends)[-1], function(k) {
    integrate(integrand, ends[k - 1], ends[k], rel.tol = 1e-12, abs.tol = 0, subdivisions = 500L, stop.on.error = FALSE)$value
  }, 0)))
}

marginalAt <- function(frame, case) {
  part <- parts(frame, case)
  steps <- fitAt(frame, case, "breslow")
  entry <- if (is.null(case$entry)) rep(-Inf, nrow(frame)) else frame[[case$entry]]
  function(beta) {
    risk <- exp(drop(part$x %*% beta))
    total <- 0
    for (stratum in unique(part$stratum)) {
      inside <- part$stratum == stratum
      for (time in unique(frame$time[inside & frame$event == 1])) {
        dies <- inside & frame$time == time & frame$event == 1
        survives <- inside & !dies & frame$time >= time & entry < time
        if (!any(survives)) next
        ratios <- rep(risk[dies], part$copies[dies]) / sum((risk * part$copies)[survives])
        total <- total + if (length(ratios) == 1) log(ratios / (1 + ratios)) else orders(ratios)
      }
    }
    list(logLikelihood = total, variance = as.matrix(steps(beta)$var))
  }
}

# Minus the second derivative, by differences of the gradient.
curvature <- function(f, beta, widths) {
  matrix(vapply(seq_along(beta), function(k) {
    slope <- function(h) {
      step <- replace(numeric(length(beta)), k, h)
      (gradient(f, beta - step, widths) - gradient(f, beta + step, widths)) / (2 * h)
    }
    (4 * slope(widths[k] / 2) - slope(widths[k])) / 3
  }, numeric(length(beta))), length(beta))
}

fitResult <- function(evaluate) function(frame, case) {
  one <- evaluate(frame, case)
  f <- function(beta) one(beta)$logLikelihood
  top <- maximise(one, f, numeric(length(case$covariates[[1]])))
  profile <- profileOf(one, f, top)
  information <- curvature(f, top$beta, 0.2 * sqrt(diag(one(top$beta)$variance)))
  list(
    coefficients = column(top$beta), variance = rows(solve((information + t(information)) / 2)),
    logLikelihoodNull = f(0 * top$beta), logLikelihood = top$height,
    lower = column(vapply(profile, `[[`, 0, "lower")), upper = column(vapply(profile, `[[`, 0, "upper")))
}

result <- function(case) {
  frame <- data[[case$data]]
  discrete <- fitResult(discreteAt)(frame, case)
  # The variance is R's own, which is exact.
  discrete$variance <- rows(discreteAt(frame, case)(discrete$coefficients[[1]])$variance)
  c(case, list(discrete = discrete, exact = fitResult(marginalAt)(frame, case)))
}

one <- function(name, data, covariates, ...) list(name = name, data = data, covariates = column(covariates), ...)

tied <- tiedData[setdiff(names(tiedData), c("arm", "weight", "small"))]
data <- list(
  freireich = transform(freireich[c("time", "event", "placebo")], half = 1 * (freireich$pair > 10)), rats = pike, aml = amlData[c("time", "event", "nonmaintained")],
  some = tied[1:40, ],
  counting = bookCounting)

cases <- lapply(list(
  one("Freireich", "freireich", "placebo"), one("Pike's rats", "rats", "group"), one("aml", "aml", "nonmaintained"),
  one("Freireich in two strata", "freireich", "placebo", strata = "half"),
  one("some heavy ties", "some", c("armC", "biomarker")),
  one("some heavy ties, copies", "some", "biomarker", weights = "copies"),
  one("some heavy ties, delayed entry", "some", "biomarker", entry = "entry"),
  one("book data 2", "counting", "x", entry = "entry")), result)

writeGolden(
  "cox-joint-ties",
  call = paste(
    "coxexact.fit and agexact.fit at given coefficients (iter.max = 0) for the discrete likelihood;",
    "integrate(exp(v - exp(v)) prod(1 - exp(-ratio exp(v))), rel.tol = 1e-12) for the marginal one"),
  source = "survival package; Freireich 1963; Pike 1966 as in SAS/STAT; Therneau & Grambsch 2000; set.seed in datasets.R",
  relative = 1e-7,
  reason = "maxima by extrapolated differences, the marginal likelihood by quadrature to 1e-12",
  data = data, cases = cases)
