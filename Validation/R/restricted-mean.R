# Goldens of restricted mean survival times. Means from 0 and their standard errors are survival's own (print with rmean);
# windows, weights with strata and contrasts are computed from survfit's steps, the variance as the double integral of
# S(u) S(v) sigma^2(min(u, v)), which meets survival's wherever both answer.
# Run in this folder: Rscript restricted-mean.R

source("golden.R")
source("datasets.R")

fit <- function(frame, case) {
  weights <- if (is.null(case$weights)) rep(1, nrow(frame)) else frame[[case$weights]]
  response <- if (is.null(case$entry)) Surv(frame$time, frame$event) else Surv(frame[[case$entry]], frame$time, frame$event)
  survfit(response ~ 1, weights = weights, robust = FALSE)
}

# Over the pieces between event times: the mean, and sum over pairs of pieces of length S sigma^2(the earlier) S length.
direct <- function(curve, from, to) {
  drops <- curve$time[curve$n.event > 0 & curve$time > from & curve$time < to]
  left <- c(from, drops)
  length <- diff(c(left, to))
  index <- findInterval(left, curve$time)
  survival <- c(1, curve$surv)[index + 1]
  sigma2 <- c(0, curve$std.err^2)[index + 1]
  sigma2[survival == 0] <- 0
  area <- survival * length
  earlier <- outer(seq_along(left), seq_along(left), pmin)
  list(mean = sum(area), error = sqrt(sum(outer(area, area) * sigma2[earlier])))
}

mean0 <- function(frame, case) {
  curve <- fit(frame, case)
  answer <- direct(curve, case$from, case$to)
  if (case$from == 0 && is.null(case$weights)) {
    table <- summary(curve, rmean = case$to)$table
    stopifnot(
      abs(table[["rmean"]] / answer$mean - 1) < 1e-12, abs(table[["se(rmean)"]] - answer$error) < 1e-10 * case$to)
    answer <- list(mean = table[["rmean"]], error = table[["se(rmean)"]])
  }
  events <- sum((if (is.null(case$weights)) 1 else frame[[case$weights]]) * (frame$event == 1 & frame$time <= case$to))
  c(answer, list(corrected = answer$error * sqrt(events / (events - 1))))
}

wald <- function(estimate, error, back = identity) list(
  estimate = back(estimate), standardError = error, lower = back(estimate - qnorm(0.975) * error),
  upper = back(estimate + qnorm(0.975) * error), p = 2 * pnorm(-abs(estimate / error)))

compare <- function(mean, error, length) {
  lost <- length - mean
  lapply(seq_along(mean)[-1], function(k) list(
    difference = wald(mean[k] - mean[1], sqrt(error[k]^2 + error[1]^2)),
    ratio = wald(log(mean[k] / mean[1]), sqrt((error[k] / mean[k])^2 + (error[1] / mean[1])^2), exp),
    timeLostRatio = wald(log(lost[k] / lost[1]), sqrt((error[k] / lost[k])^2 + (error[1] / lost[1])^2), exp)))
}

test <- function(mean, error) {
  contrast <- cbind(-1, diag(length(mean) - 1))
  difference <- contrast %*% mean
  chiSquare <- drop(t(difference) %*% solve(contrast %*% diag(error^2) %*% t(contrast)) %*% difference)
  list(chiSquare = chiSquare, df = length(mean) - 1, p = pchisq(chiSquare, length(mean) - 1, lower.tail = FALSE))
}

result <- function(case) {
  frame <- data[[case$data]]
  group <- as.character(frame[[case$group]])
  labels <- sort(unique(group))
  own <- lapply(labels, function(label) mean0(frame[group == label, ], case))
  pick <- function(list, name) vapply(list, function(one) one[[name]], 0)
  mean <- pick(own, "mean")
  error <- pick(own, "error")
  if (!is.null(case$strata)) {
    stratum <- as.character(frame[[case$strata]])
    size <- tapply(if (is.null(case$weights)) rep(1, nrow(frame)) else frame[[case$weights]], stratum, sum)
    share <- size / sum(size)
    cells <- lapply(labels, function(label) lapply(names(share), function(s) {
      answer <- direct(fit(frame[group == label & stratum == s, ], case), case$from, case$to)
      c(answer$mean, answer$error)
    }))
    mean <- vapply(cells, function(cell) sum(share * vapply(cell, `[`, 0, 1)), 0)
    error <- vapply(cells, function(cell) sqrt(sum(share^2 * vapply(cell, `[`, 0, 2)^2)), 0)
  }
  c(case, list(
    levels = column(labels), means = column(pick(own, "mean")), errors = column(pick(own, "error")),
    corrected = column(pick(own, "corrected")), standardized = column(mean), standardizedErrors = column(error),
    contrasts = items(compare(mean, error, case$to - case$from)), test = test(mean, error)))
}

data <- list(
  freireich = freireich[c("time", "event", "arm")], lung = lungEcog[lungEcog$ecog < 3, c("time", "event", "sex", "ecog")],
  veteran = veteranData[c("time", "event", "treatment", "cell")], colon = colonData[c("time", "event", "rx", "sex")],
  myeloma = with(myelomaData, data.frame(entry, time, event, late = 1 * (year > 82))),
  tied = tiedData[c("entry", "time", "event", "arm", "copies", "small")], nearTied = nearTiedData[c("time", "event", "group")])

window <- function(name, data, group, from, to, ...) list(name = name, data = data, group = group, from = from, to = to, ...)
cases <- lapply(list(
  window("veteran, 90 days", "veteran", "treatment", 0, 90),
  window("veteran, the whole follow-up of both", "veteran", "treatment", 0, 553),
  window("veteran, 30 to 120 days", "veteran", "treatment", 30, 120),
  window("veteran, 90 days, by cell type", "veteran", "treatment", 0, 90, strata = "cell"),
  window("veteran, cell types", "veteran", "cell", 0, 150),
  window("Freireich, 20 weeks", "freireich", "arm", 0, 20), window("Freireich, 5 to 20 weeks", "freireich", "arm", 5, 20),
  window("lung by sex, two years", "lung", "sex", 0, 730.5), window("lung by sex and stage", "lung", "sex", 0, 400, strata = "ecog"),
  window("colon, five years", "colon", "rx", 0, 1826), window("colon by sex, 1 to 5 years", "colon", "rx", 365, 1826, strata = "sex"),
  window("myeloma with delayed entry", "myeloma", "late", 0, 3000, entry = "entry"),
  window("heavy ties, whole weights", "tied", "arm", 0, 8, weights = "copies"),
  window("heavy ties, fractional weights", "tied", "arm", 2, 7, weights = "small"),
  window("near-tied years", "nearTied", "group", 0, 3)), result)

writeGolden(
  "restricted-mean",
  call = paste(
    "summary(survfit(Surv(time, event) ~ 1), rmean = )$table in each group; windows, weights, strata and contrasts by",
    "formulas in the script"),
  source = "survival package; Freireich 1963; generated with set.seed in datasets.R", relative = 1e-10,
  reason = "closed form; the variance is a sum over events here and a double sum over pieces there", data = data,
  cases = cases)
