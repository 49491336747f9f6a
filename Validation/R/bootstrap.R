# Goldens of the bootstrap: coxph on resamples drawn by R and laid out as files; limits of given replicates by boot.ci; the
# spread of many replicates by boot, which ours meets within its Monte Carlo error.
# Run in this folder: Rscript bootstrap.R (Debian: r-base-core, r-cran-survival, r-cran-boot).

source("golden.R")
source("datasets.R")
library(boot)

fit <- function(frame, case) {
  strata <- if (is.null(case$strata)) "" else paste0(" + strata(", case$strata, ")")
  response <- if (is.null(case$entry)) "Surv(time, event)" else "Surv(entry, time, event)"
  model <- as.formula(paste(response, "~", paste(unlist(case$covariates), collapse = " + "), strata))
  coxph(model, frame, ties = case$ties, control = coxph.control(eps = 1e-14, iter.max = 100))
}

# How often each row is drawn, and the fit to a file that holds the copies.
resamples <- function(case) {
  frame <- data[[case$data]]
  set.seed(case$seed)
  drawn <- lapply(1:5, function(index) {
    if (is.null(case$within)) return(sample(nrow(frame), replace = TRUE))
    parts <- lapply(split(seq_len(nrow(frame)), frame[[case$within]]), function(rows) rows[sample(length(rows), replace = TRUE)])
    unlist(parts, use.names = FALSE)
  })
  coefficients <- lapply(drawn, function(rows) column(unname(coef(fit(frame[rows, ], case)))))
  case$covariates <- column(unlist(case$covariates))
  c(kind = "resamples", case, list(
    counts = items(lapply(drawn, function(rows) column(tabulate(rows, nrow(frame))))), coefficients = items(coefficients)))
}

# boot.ci of given replicates: percentile, basic, BCa with given influences.
limits <- function(case) {
  set.seed(case$seed)
  replicates <- case$estimate + case$bias + case$spread * (rexp(case$count)^1.5 - 0.9)
  influences <- rexp(80) - 1
  object <- structure(list(
    t0 = case$estimate, t = matrix(replicates), R = case$count, data = 1:80, statistic = function(data, index) 0, sim = "ordinary",
    call = quote(boot(data = 1:80, statistic = s, R = 1)), stype = "i", strata = rep(1, 80), weights = rep(1 / 80, 80)), class = "boot")
  answer <- boot.ci(object, conf = case$level, type = c("basic", "perc", "bca"), L = influences)
  c(kind = "limits", case, list(
    replicates = column(replicates), influences = column(influences), basic = column(answer$basic[4:5]),
    percentile = column(answer$percent[4:5]), bca = column(answer$bca[4:5]), standardError = sd(replicates),
    meanBias = mean(replicates) - case$estimate))
}

# The spread of boot's replicates of a stratified model, for a comparison within Monte Carlo error.
spreadOf <- function(case) {
  frame <- data[[case$data]]
  set.seed(case$seed)
  model <- Surv(time, event) ~ treatment + strata(cell)
  statistic <- function(rows, index) unname(coef(coxph(model, rows[index, ])))
  answer <- boot(frame, statistic, R = case$count, strata = if (is.null(case$within)) rep(1, nrow(frame)) else factor(frame[[case$within]]))
  c(kind = "spread", case, list(
    estimate = unname(coef(coxph(model, frame))), standardError = sd(answer$t), quantiles = column(quantile(answer$t, c(0.025, 0.5, 0.975), type = 6)),
    influences = column(unname(residuals(coxph(model, frame), "dfbeta")))))
}

data <- list(
  veteran = veteranData[c("time", "event", "treatment", "cell", "karnofsky", "age")],
  lung = lungEcog[c("time", "event", "sex", "age", "ecog")], tied = tiedData[c("entry", "time", "event", "armB", "biomarker", "weight")])

drawn <- function(name, data, covariates, ...) list(name = name, data = data, covariates = as.list(covariates), ...)
cases <- c(
  lapply(list(
    drawn("veteran, two arms, strata", "veteran", "treatment", strata = "cell", ties = "efron", seed = 1),
    drawn("veteran, within strata, Breslow", "veteran", "treatment", strata = "cell", within = "cell", ties = "breslow", seed = 2),
    drawn("lung, sex alone", "lung", "sex", ties = "efron", seed = 3),
    drawn("lung, three covariates", "lung", c("sex", "age", "ecog"), ties = "efron", seed = 4),
    drawn("heavy ties, delayed entry", "tied", c("armB", "biomarker"), entry = "entry", ties = "efron", seed = 5),
    drawn("heavy ties, two arms", "tied", "armB", ties = "efron", seed = 6)), resamples),
  lapply(list(
    list(name = "skewed, 95%", seed = 7, estimate = 0.4, bias = 0.05, spread = 0.3, count = 999, level = 0.95),
    list(name = "skewed, 90%", seed = 8, estimate = -0.2, bias = -0.1, spread = 0.2, count = 2000, level = 0.9),
    list(name = "few, 80%", seed = 9, estimate = 0, bias = 0, spread = 1, count = 150, level = 0.8)), limits),
  lapply(list(
    list(name = "veteran, rows", data = "veteran", seed = 10, count = 4000),
    list(name = "veteran, within strata", data = "veteran", seed = 11, count = 4000, within = "cell")), spreadOf))

writeGolden(
  "bootstrap",
  call = "coxph on data[rows, ]; boot.ci(type = c(\"basic\", \"perc\", \"bca\"), L = influences); boot(R = 4000)",
  source = "survival package; generated with set.seed in datasets.R and in the script",
  relative = 1e-8,
  reason = "iterated to the end; limits in closed form; the spread by its Monte Carlo error",
  data = data, cases = cases)
