# Goldens of natural cubic splines: the columns of splines::ns, and Cox models with them.
# Run in this folder: Rscript natural-spline.R

source("golden.R")
source("datasets.R")

control <- coxph.control(eps = 1e-14, iter.max = 50, toler.chol = 1e-15)

basis <- function(name, values, degrees) {
  spline <- splines::ns(values, df = degrees)
  range <- range(values)
  places <- c(range[1] - diff(range) / 3, seq(range[1], range[2], length.out = 9), range[2] + 2 * diff(range))
  columns <- predict(spline, places)
  list(
    name = name, values = column(values), degreesOfFreedom = degrees,
    knots = if (degrees > 1) column(unname(attr(spline, "knots"))), boundary = column(unname(attr(spline, "Boundary.knots"))),
    places = column(places), columns = items(lapply(seq_len(ncol(columns)), function(k) column(unname(columns[, k])))))
}

# A spline of one covariate beside another covariate, and the test against a line.
model <- function(name, frame, spline, other, degrees) {
  x <- frame[[spline]]
  columns <- splines::ns(x, df = degrees)
  curved <- coxph(Surv(frame$time, frame$event) ~ columns + frame[[other]], control = control)
  straight <- coxph(Surv(frame$time, frame$event) ~ x + frame[[other]], control = control)
  test <- 2 * (curved$loglik[2] - straight$loglik[2])
  reference <- median(x)
  places <- seq(min(x), max(x), length.out = 7)
  difference <- predict(columns, places) - matrix(predict(columns, reference), 7, degrees, byrow = TRUE)
  V <- vcov(curved)[seq_len(degrees), seq_len(degrees)]
  list(
    name = name, time = column(frame$time), event = column(frame$event), spline = column(x), other = column(frame[[other]]),
    degreesOfFreedom = degrees, coefficients = column(unname(coef(curved))), logLikelihood = curved$loglik[2],
    logLikelihoodLine = straight$loglik[2], nonlinearity = test, nonlinearityP = pchisq(test, degrees - 1, lower.tail = FALSE),
    reference = reference, places = column(places), logRatio = column(drop(difference %*% coef(curved)[seq_len(degrees)])),
    standardError = column(sqrt(rowSums((difference %*% V) * difference))))
}

cases <- c(
  lapply(1:5, function(degrees) basis(sprintf("age of lung, %d df", degrees), lungEcog$age, degrees)),
  list(
    basis("skewed, 4 df", round(exp(seq(0, 6, length.out = 40)), 3), 4),
    basis("around zero, 3 df", (-12:17)^3 / 100, 3)))
models <- list(
  model("lung: age with 3 df, sex", lungEcog, "age", "sex", 3),
  model("veteran: Karnofsky with 4 df, age", veteranData, "karnofsky", "age", 4))

writeGolden(
  "natural-spline", call = "splines::ns(x, df); predict; coxph(Surv(time, event) ~ ns(x, df) + z)",
  source = "survival package; generated here", relative = 1e-8,
  reason = "closed form for the columns; the models are iterated to a relative change of log L below 1e-14",
  data = list(lung = lungEcog["age"]), cases = c(cases, models))
