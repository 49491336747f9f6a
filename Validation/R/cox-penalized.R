# Goldens of Cox regression under Firth's penalty, under a ridge and with an offset, and of profile-likelihood limits.
# Run in this folder: Rscript cox-penalized.R
#
# R's coxph knows neither Firth's penalty nor profile limits (coxphf is no Debian package). Both are computed here from
# what coxph says at given coefficients (iter.max = 0: the log partial likelihood and the information), maximised by
# Newton's method on Richardson-extrapolated differences of the penalised likelihood, with uniroot for the limits. The
# ridge is survival::ridge.

source("golden.R")
source("datasets.R")
source("differences.R")

control <- coxph.control(iter.max = 0, timefix = TRUE)

at <- function(frame, case, ties) {
  response <- if (is.null(case$entry)) Surv(frame$time, frame$event) else Surv(frame[[case$entry]], frame$time, frame$event)
  x <- as.matrix(frame[case$covariates[[1]]])
  weights <- if (is.null(case$weights)) rep(1, nrow(frame)) else as.double(frame[[case$weights]])
  stratum <- if (is.null(case$strata)) NULL else as.integer(factor(frame[[case$strata]]))
  offset <- if (is.null(case$offset)) NULL else frame[[case$offset]]
  fitter <- if (is.null(case$entry)) coxph.fit else agreg.fit
  function(beta) {
    fit <- suppressWarnings(fitter(
      x, response, stratum, offset, beta, control, weights, ties, rownames = as.character(seq_len(nrow(frame)))))
    list(logLikelihood = fit$loglik[length(fit$loglik)], variance = as.matrix(fit$var))
  }
}

# The function that is maximised, at beta.
heightOf <- function(evaluate, penalty) function(beta) {
  one <- evaluate(beta)
  if (penalty == "firth") one$logLikelihood - as.numeric(determinant(one$variance)$modulus) / 2 else one$logLikelihood
}

result <- function(case) {
  frame <- data[[case$data]]
  fits <- lapply(c(efron = "efron", breslow = "breslow"), function(ties) {
    evaluate <- at(frame, case, ties)
    f <- heightOf(evaluate, case$penalty)
    top <- maximise(evaluate, f, numeric(length(case$covariates[[1]])))
    profile <- profileOf(evaluate, f, top)
    list(
      coefficients = column(top$beta), variance = rows(evaluate(top$beta)$variance), height = top$height,
      heightNull = f(0 * top$beta), logLikelihood = evaluate(top$beta)$logLikelihood,
      lower = column(vapply(profile, `[[`, 0, "lower")), upper = column(vapply(profile, `[[`, 0, "upper")),
      chiSquare = column(vapply(profile, `[[`, 0, "chiSquare")))
  })
  c(case, fits)
}

ridgeResult <- function(case) {
  frame <- data[[case$data]]
  frame$known <- if (is.null(case$offset)) 0 else frame[[case$offset]]
  terms <- paste0(
    "ridge(", paste(case$covariates[[1]], collapse = ", "), ", theta = ", case$theta, ", scale = ", case$scaled, ")")
  fits <- lapply(c(efron = "efron", breslow = "breslow"), function(ties) {
    fit <- coxph(
      as.formula(paste("Surv(time, event) ~", terms, "+ offset(known)")), frame, ties = ties,
      control = coxph.control(eps = 1e-14, iter.max = 50))
    list(
      coefficients = column(unname(coef(fit))), variance = rows(fit$var), sandwich = rows(fit$var2),
      logLikelihoodNull = fit$loglik[1], logLikelihood = fit$loglik[2], effectiveDegreesOfFreedom = sum(fit$df))
  })
  c(case, fits)
}

one <- function(name, data, covariates, penalty = "firth", ...) {
  list(name = name, data = data, covariates = column(covariates), penalty = penalty, ...)
}
drawn <- function(name, data, covariates, theta, scaled = TRUE, ...) {
  list(name = name, data = data, covariates = column(covariates), penalty = "ridge", theta = theta, scaled = scaled, ...)
}

data <- list(
  freireich = freireich[c("time", "event", "placebo", "pair")], lung = lungEcog, ovarian = transform(ovarianData, died = event),
  veteran = transform(veteranData[setdiff(names(veteranData), "cell")], known = 0.03 * (50 - karnofsky)),
  heart = heartData, rats = ratsData[c("time", "event", "treated", "litter", "sex")], tied = tiedData[setdiff(names(tiedData), "arm")],
  book = bookRight,
  separated = data.frame(time = c(1, 2, 3, 4, 5, 6, 7, 8), event = c(1, 1, 1, 0, 0, 1, 0, 0), x = c(1, 1, 1, 1, 0, 1, 0, 0)))

cases <- c(
  lapply(list(
    one("separated", "separated", "x"), one("book data 1", "book", "x"), one("Freireich", "freireich", "placebo"),
    one("Freireich in pairs", "freireich", "placebo", strata = "pair"),
    one("ovarian, a covariate that separates", "ovarian", c("rx", "died")), one("ovarian", "ovarian", c("rx", "age")),
    one("lung", "lung", c("age", "sex", "ecog")),
    one("heart, start-stop", "heart", c("age", "transplant"), entry = "entry"),
    one("heavy ties", "tied", c("armB", "biomarker")),
    one("heavy ties, fractional weights", "tied", c("armB", "biomarker"), weights = "small"),
    one("heavy ties, delayed entry, copies", "tied", c("armB", "biomarker"), weights = "copies", entry = "entry"),
    one("heavy ties in strata", "tied", "biomarker", strata = "armB"),
    one("veteran with an offset", "veteran", c("treatment", "age"), offset = "known"),
    one("Freireich, no penalty", "freireich", "placebo", penalty = "none"),
    one("lung, no penalty", "lung", c("age", "sex", "ecog"), penalty = "none"),
    one("heavy ties, no penalty", "tied", c("armB", "biomarker"), penalty = "none"),
    one("veteran with an offset, no penalty", "veteran", c("treatment", "age"), penalty = "none", offset = "known")), result),
  lapply(list(
    drawn("ridge, lung", "lung", c("age", "sex", "ecog"), 5), drawn("ridge, lung, own units", "lung", c("age", "sex", "ecog"), 20, FALSE),
    drawn("ridge, heavy ties", "tied", c("armB", "armC", "biomarker"), 3),
    drawn("ridge, separated", "separated", "x", 1),
    drawn("ridge with an offset", "veteran", c("treatment", "age"), 10, offset = "known")), ridgeResult))

writeGolden(
  "cox-penalized",
  call = paste(
    "coxph(Surv(entry, time, event) ~ x + strata(stratum) + offset(offset), weights, init = beta, iter.max = 0) for the",
    "likelihood and the information; coxph(~ ridge(x, theta, scale)) for the ridge"),
  source = "survival package; Freireich 1963; Therneau & Grambsch 2000; generated with set.seed in datasets.R",
  relative = 1e-7,
  reason = "maxima by extrapolated differences: the squared distance to them is below 1e-15 standard errors",
  data = data, cases = cases)
