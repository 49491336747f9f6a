# The Weibull of an ongoing trial, its information, by survreg.

source("golden.R")

fit <- survreg(Surv(time, status == 2) ~ 1, data = lung)
cases <- list(list(
  name = "lung", shape = 1 / fit$scale, scale = exp(unname(coef(fit))), varianceLogScale = fit$var[1, 1],
  varianceLogShape = fit$var[2, 2], covariance = -fit$var[1, 2]))

writeGolden(
  "event-prediction", "survreg(Surv(time, status == 2) ~ 1)", "survival::lung", 1e-6,
  "survreg stops at a relative change of the likelihood of 1e-9", list(lung = lung[c("time", "status")]), cases)
