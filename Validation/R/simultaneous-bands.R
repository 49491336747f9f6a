# Goldens of simultaneous bands. The critical values are computed here by series; the form of the bands follows Klein and
# Moeschberger (2003), section 4.4. Both are held against km.ci, whose critical values are read off published tables, and
# whose tables are written out as published values.
# Run in this folder: Rscript simultaneous-bands.R (Debian: r-base-core, r-cran-survival, r-cran-km.ci).

library(km.ci)
source("golden.R")
source("datasets.R")

# P(max |B| <= c) of a Brownian bridge between a and b, by the eigenfunctions of a Brownian motion between -c and c.
bridgeStays <- function(c, a, b) {
  overlap <- function(wave, variance) {
    if (variance == 0) return(1)
    2 * integrate(function(x) dnorm(x, sd = sqrt(variance)) * cos(wave * x), 0, c, rel.tol = 1e-11, subdivisions = 1000)$value
  }
  waves <- (seq(1, 399, 2) * pi / (2 * c))
  waves <- waves[waves^2 * (b - a) / 2 < 50]
  terms <- vapply(waves, function(w) exp(-w^2 * (b - a) / 2) * overlap(w, a) * overlap(w, 1 - b), 0)
  sqrt(2 * pi) / c * sum(terms)
}

# The same for |B(u)|/sqrt(u(1 - u)): an Ornstein-Uhlenbeck process in stationarity over a time tau, whose generator is
# taken in the sines of k pi (x + c)/(2c) by quadrature.
standardStays <- function(c, tau, size = 90) {
  points <- seq(-c, c, length.out = 4001)
  step <- points[2] - points[1]
  simpson <- step / 3 * c(1, rep(c(4, 2), length.out = 3999), 1)
  k <- seq(1, 2 * size, 2)
  basis <- outer(points, k, function(x, k) sin(k * pi * (x + c) / (2 * c)) / sqrt(c))
  energy <- diag((k * pi / (2 * c))^2) + t(basis) %*% (basis * (simpson * (points^2 / 4 - 1 / 2)))
  system <- eigen((energy + t(energy)) / 2, symmetric = TRUE)
  start <- t(system$vectors) %*% (t(basis) %*% (simpson * sqrt(dnorm(points))))
  sum(exp(-system$values * tau) * start^2)
}

root <- function(stays, level, lower, upper) uniroot(function(c) stays(c) - level, c(lower, upper), tol = 1e-12)$root

band <- function(survival, width, scale) {
  limit <- function(sign) switch(scale,
    plain = survival + sign * width * survival,
    log = survival * exp(sign * width),
    logLog = survival^exp(-sign * width / abs(log(survival))),
    arcsine = sin(pmin(pi / 2, pmax(0, asin(sqrt(survival)) + sign * width / 2 * sqrt(survival / (1 - survival)))))^2)
  list(lower = column(pmax(0, limit(-1))), upper = column(pmin(1, limit(1))))
}

fit <- function(frame, case) {
  response <- if (is.null(case$entry)) Surv(frame$time, frame$event) else Surv(frame$entry, frame$time, frame$event)
  survfit(response ~ 1, conf.type = "log")
}

# km.ci's critical value, from its limits on the plain scale.
critical <- function(curve, method, case, n, width) {
  answer <- km.ci(curve, conf.level = case$level, tl = case$from, tu = case$to, method = method)
  at <- which.min(abs(answer$time - (case$from + case$to) / 2))
  (answer$upper[at] - answer$surv[at]) / answer$surv[at] / width[match(answer$time[at], curve$time)]
}

result <- function(case) {
  frame <- data[[case$data]]
  curve <- fit(frame, case)
  n <- nrow(frame)
  at <- function(time) max(0, curve$std.err[curve$time <= time])^2 * n
  begin <- at(case$from)
  end <- at(case$to)
  inside <- which(curve$time >= case$from & curve$time <= case$to & curve$n.event > 0)
  keep <- inside[spread(length(inside), 12)]
  hall <- root(function(c) bridgeStays(c, begin / (1 + begin), end / (1 + end)), case$level, 0.2, 2.5)
  hallWidth <- (1 + n * curve$std.err^2) / sqrt(n)
  equal <- if (begin > 0) root(function(c) standardStays(c, log(end / begin) / 2), case$level, 1, 6)
  # The tables for equal precision begin at a = 0.02.
  if (is.null(case$entry) && case$level == 0.95 && begin / (1 + begin) > 0.02) {
    stopifnot(
      abs(critical(curve, "hall-wellner", case, n, hallWidth) - hall) < 0.003,
      abs(critical(curve, "epband", case, n, curve$std.err) - equal) < 0.03)
  }
  bands <- function(critical, width) sapply(c("plain", "log", "logLog", "arcsine"), function(scale) {
    band(curve$surv[keep], critical * width[keep], scale)
  }, simplify = FALSE)
  c(case, list(
    time = column(curve$time[keep]),
    hallWellner = list(critical = hall, limits = bands(hall, hallWidth)),
    equalPrecision = if (begin > 0) list(critical = equal, limits = bands(equal, curve$std.err))))
}

data <- list(
  lung = lungData[c("time", "event")], veteran = veteranData[c("time", "event")],
  freireich = freireich[freireich$arm == "6-MP", c("time", "event")], myeloma = myelomaData[c("entry", "time", "event")])

cases <- lapply(list(
  list(name = "lung", data = "lung", from = 100, to = 600, level = 0.95),
  list(name = "lung, whole", data = "lung", from = 5, to = 883, level = 0.95),
  list(name = "lung, from 0", data = "lung", from = 0, to = 500, level = 0.95),
  list(name = "lung, 90%", data = "lung", from = 60, to = 800, level = 0.9),
  list(name = "veteran", data = "veteran", from = 10, to = 200, level = 0.95),
  list(name = "Freireich, 6-MP", data = "freireich", from = 6, to = 23, level = 0.95),
  list(name = "myeloma with delayed entry", data = "myeloma", entry = "entry", from = 1000, to = 4000, level = 0.99)), result)

# The published tables as km.ci holds them: columns by a from 0 (or 0.02), rows by b from 0.1, both in steps of 0.02.
published <- function(table, first) {
  cells <- expand.grid(row = seq(1, nrow(table), 9), column = seq(1, ncol(table), 5))
  cells$value <- table[as.matrix(cells[c("row", "column")])]
  cells <- cells[!is.na(cells$value), ]
  data.frame(
    from = round(first + 0.02 * (cells$column - 1), 2), to = round(0.1 + 0.02 * (cells$row - 1), 2), value = cells$value)
}

tables <- list(
  hall90 = published(critical.value.hall.90, 0), hall95 = published(critical.value.hall.95, 0),
  hall99 = published(critical.value.hall.99, 0), nair90 = published(critical.value.nair.90, 0.02),
  nair95 = published(critical.value.nair.95, 0.02))

writeGolden(
  "simultaneous-bands",
  call = paste(
    "survfit(Surv(time, event) ~ 1); critical values by series in the script, within 0.003 (Hall-Wellner) and 0.03 (equal",
    "precision) of km.ci's; the tables of km.ci, which are those of Klein & Moeschberger, C.3 and C.4"),
  source = "survival package; Freireich 1963; km.ci", relative = 2e-8,
  reason = "two different series for one distribution, each cut off; roots to 1e-12", data = c(data, tables), cases = cases)
