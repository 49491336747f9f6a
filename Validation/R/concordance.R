# Goldens of concordance: counts of pairs, C and its error by survival::concordance, with all weights of time, and by a count
# of all pairs that is held against it. With delayed entry survival 3.5-3 reads beyond its memory for any weight of time
# but the first; the count of all pairs alone answers there.
# Run in this folder: Rscript concordance.R

source("golden.R")
source("datasets.R")

weightings <- c(harrell = "n", uno = "n/G2", peto = "S", schemper = "S/G", "log-rank" = "I")

response <- function(frame, case) {
  if (is.null(case$entry)) Surv(frame$time, frame$event) else Surv(frame[[case$entry]], frame$time, frame$event)
}

fitted <- function(frame, case, weighting, score = case$score) {
  concordancefit(
    response(frame, case), frame[[score]], strata = if (!is.null(case$strata)) frame[[case$strata]],
    weights = if (!is.null(case$weights)) frame[[case$weights]], ymax = case$end, timewt = weightings[[weighting]],
    cluster = if (!is.null(case$cluster)) frame[[case$cluster]], influence = 1, reverse = TRUE, keepstrata = FALSE)
}

# The weight of each event time, as survival has it: S and G just before, events before censorings of the same time.
timeWeights <- function(frame, entry, weight, weighting) {
  times <- sort(unique(frame$time))
  before <- c(S = 1, G = 1)
  rows <- t(vapply(times, function(at) {
    n <- sum(weight[frame$time >= at & entry < at])
    d <- sum(weight[frame$time == at & frame$event == 1])
    c <- sum(weight[frame$time == at & frame$event == 0])
    row <- c(before, n = n)
    before <<- before * c(1 - d / n, if (n > d) 1 - c / (n - d) else 1)
    row
  }, c(S = 1, G = 1, n = 1)))
  value <- switch(
    weightings[[weighting]], n = rep(1, length(times)), S = sum(weight) * rows[, "S"] / rows[, "n"], I = 1 / rows[, "n"],
    "S/G" = sum(weight) * rows[, "S"] / (rows[, "G"] * rows[, "n"]), "n/G2" = 1 / rows[, "G"]^2)
  value[match(frame$time, times)]
}

direct <- function(frame, case, weighting) {
  n <- nrow(frame)
  use <- function(name, otherwise) if (is.null(case[[name]])) rep(otherwise, n) else frame[[case[[name]]]]
  entry <- use("entry", -1)
  if (is.null(case$entry)) frame$time <- aeqSurv(Surv(frame$time, frame$event))[, "time"]
  weight <- use("weights", 1)
  stratum <- use("strata", 1)
  score <- frame[[case$score]]
  # i first, j at risk then and longer.
  factor <- numeric(n)
  for (one in unique(stratum)) {
    part <- stratum == one
    factor[part] <- timeWeights(frame[part, ], entry[part], weight[part], weighting)
  }
  if (!is.null(case$end)) factor[frame$time > case$end] <- 0
  later <- outer(seq_len(n), seq_len(n), function(i, j) {
    stratum[i] == stratum[j] & frame$event[i] == 1 & entry[j] < frame$time[i] &
      (frame$time[j] > frame$time[i] | (frame$time[j] == frame$time[i] & frame$event[j] == 0))
  })
  pair <- later * factor
  sign <- outer(score, score, function(i, j) sign(i - j))
  weighted <- pair * outer(weight, weight)
  total <- sum(weighted)
  somers <- sum(weighted * sign) / total
  both <- pair + t(pair)
  signs <- pair * sign + t(pair * sign)
  influence <- weight * drop(signs %*% weight - somers * both %*% weight) / (2 * total)
  grouped <- if (is.null(case$cluster)) influence else rowsum(influence, frame[[case$cluster]])
  tied <- outer(seq_len(n), seq_len(n), function(i, j) {
    i < j & stratum[i] == stratum[j] & frame$event[i] == 1 & frame$event[j] == 1 & frame$time[i] == frame$time[j]
  }) * factor * outer(weight, weight)
  list(
    concordance = (somers + 1) / 2, var = sum(grouped^2), dfbeta = influence,
    count = c(sum(weighted[sign > 0]), sum(weighted[sign < 0]), sum(weighted[sign == 0]), sum(tied[sign != 0]), sum(tied[sign == 0])))
}

one <- function(frame, case, weighting) {
  fit <- direct(frame, case, weighting)
  if (is.null(case$entry) || weighting == "harrell") {
    theirs <- fitted(frame, case, weighting)
    agrees <- function(part) isTRUE(all.equal(unname(fit[[part]]), unname(theirs[[part]]), tolerance = 1e-10))
    stopifnot(agrees("concordance"), agrees("var"), agrees("count"), !is.null(case$cluster) || agrees("dfbeta"))
    fit <- theirs
  }
  list(
    weighting = weighting, concordance = unname(fit$concordance), error = sqrt(fit$var), counts = column(unname(fit$count)),
    influence = if (is.null(case$cluster) && nrow(frame) <= 150) column(unname(fit$dfbeta)))
}

# The difference of two scores by their influences; concordance(fit1, fit2) of R weights these twice where there are case weights.
difference <- function(frame, case) {
  if (is.null(case$other)) return(NULL)
  one <- fitted(frame, case, "harrell")
  two <- fitted(frame, case, "harrell", case$other)
  list(estimate = unname(one$concordance - two$concordance), error = sqrt(sum((one$dfbeta - two$dfbeta)^2)))
}

result <- function(case) {
  frame <- data[[case$data]]
  allowed <- if (is.null(case$entry)) names(weightings) else c("harrell", "peto", "log-rank")
  c(case, list(
    fits = items(lapply(allowed, function(weighting) one(frame, case, weighting))), difference = difference(frame, case)))
}

linear <- function(frame, names) {
  fit <- coxph(as.formula(paste("Surv(time, event) ~", paste(names, collapse = " + "))), frame)
  drop(as.matrix(frame[names]) %*% coef(fit))
}
lungScored <- transform(lungEcog, risk = linear(lungEcog, c("age", "sex", "ecog")))
lungTwo <- transform(lungData, risk = linear(lungData, c("age", "sex")))
veteranScored <- transform(veteranData, risk = linear(veteranData, c("treatment", "karnofsky", "age")))

data <- list(
  lung = lungScored, lungTwo = lungTwo, veteran = veteranScored, ovarian = ovarianData, aml = amlData[c("time", "event", "nonmaintained")],
  heart = heartData, tied = tiedData[setdiff(names(tiedData), "arm")], nearTied = nearTiedData[c("time", "event", "x")],
  perfect = data.frame(time = c(2, 3, 4, 5, 7), event = c(1, 1, 0, 1, 0), risk = c(9, 7, 6, 5, 1)))

on <- function(name, data, score, ...) list(name = name, data = data, score = score, ...)
cases <- lapply(list(
  on("lung, three covariates", "lung", "risk", other = "ecog"), on("lung, age and sex", "lungTwo", "risk"),
  on("lung, age alone", "lung", "age", other = "ecog"), on("lung up to a year", "lung", "risk", end = 365),
  on("lung, strata sex", "lung", "age", strata = "sex"), on("veteran", "veteran", "risk", other = "karnofsky"),
  on("veteran, strata cell", "veteran", "karnofsky", strata = "cell"), on("ovarian", "ovarian", "age"),
  on("ovarian up to 400 days", "ovarian", "age", end = 400), on("aml, two groups", "aml", "nonmaintained"),
  on("heart, delayed entry", "heart", "age", entry = "entry"), on("heart, delayed entry, by patient", "heart", "age", entry = "entry", cluster = "id"),
  on("heart, delayed entry, strata surgery", "heart", "age", entry = "entry", strata = "surgery"),
  on("heavy ties", "tied", "biomarker", other = "armB"), on("heavy ties, replication weights", "tied", "biomarker", weights = "copies", other = "armB"),
  on("heavy ties, fractional weights", "tied", "biomarker", weights = "small", other = "armB"),
  on("heavy ties, fractional weights, up to 7", "tied", "biomarker", weights = "small", end = 7),
  on("heavy ties, delayed entry", "tied", "biomarker", entry = "entry"),
  on("heavy ties, delayed entry, fractional weights", "tied", "biomarker", entry = "entry", weights = "small"),
  on("heavy ties, weights, strata", "tied", "biomarker", weights = "small", strata = "armB"),
  on("near-tied years", "nearTied", "x"), on("a perfect score", "perfect", "risk")), result)

writeGolden(
  "concordance",
  call = paste(
    "concordancefit(Surv(entry, time, event), score, strata, weights, ymax = , timewt = , cluster = , influence = 1, reverse = TRUE),",
    "held against direct of this script, O(n^2), which stands alone for delayed entry with weights of time"),
  source = "survival package; generated with set.seed in datasets.R",
  relative = 1e-11,
  reason = "sums of weights in closed form, in another order",
  data = data, cases = cases)
