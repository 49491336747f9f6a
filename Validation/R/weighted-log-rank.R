# Goldens of the weighted log-rank family. survival::survdiff answers for S(t-)^rho; everything else is a direct
# O(n^2) computation from the formulas below, whose weights are held against coin::logrank_weight and whose tests
# against survdiff wherever they meet.
# Run in this folder: Rscript weighted-log-rank.R (Debian: r-base-core, r-cran-survival, r-cran-coin).

source("golden.R")
source("datasets.R")

# With n at risk and d events at each event time t of one stratum, all groups together:
#   S(t-) = product over earlier event times of 1 - d/n,   P(t) = product up to t of 1 - d/(n + 1).
eventTimes <- function(time, event, entry, weight) {
  at <- sort(unique(time[event == 1]))
  n <- vapply(at, function(t) sum(weight[entry < t & time >= t]), 0)
  d <- vapply(at, function(t) sum(weight[event == 1 & time == t]), 0)
  after <- cumprod(1 - d / n)
  list(time = at, n = n, d = d, before = c(1, after)[seq_along(at)], after = after)
}

weightsOf <- function(times, case) with(times, switch(case$weighting,
  "log-rank" = rep(1, length(n)),
  "gehan" = n,
  "tarone-ware" = sqrt(n),
  "peto" = cumprod(1 - d / (n + 1)),
  "modified-peto" = cumprod(1 - d / (n + 1)) * n / (n + 1),
  "fh" = before^case$rho * (1 - before)^case$gamma,
  "mwlr-survival" = 1 / pmax(before, case$bound),
  "mwlr-time" = 1 / pmax(before, min(1, after[time <= case$bound]))))

# O_j = w d_j, E_j = w d n_j / n, V_jk = w^2 d (n - d) / (n - 1) n_j / n ([j = k] - n_k / n), over times and strata.
direct <- function(frame, case) {
  use <- function(name, otherwise) if (is.null(case[[name]])) rep(otherwise, nrow(frame)) else frame[[case[[name]]]]
  group <- as.character(frame[[case$group]])
  groups <- sort(unique(group))
  stratum <- use("strata", 1)
  entry <- use("entry", -1)
  weight <- use("weights", 1)
  whole <- all(weight == round(weight))  # else the observations stand for the persons that n - 1 counts
  observed <- expected <- numeric(length(groups))
  variance <- matrix(0, length(groups), length(groups))
  for (one in unique(stratum)) {
    here <- stratum == one
    if (!any(frame$event[here] == 1)) next
    times <- eventTimes(frame$time[here], frame$event[here], entry[here], weight[here])
    w <- weightsOf(times, case)
    for (index in seq_along(w)) {
      at <- times$time[index]
      risk <- here & entry < at & frame$time >= at
      sums <- function(who) vapply(groups, function(j) sum(weight[who & group == j]), 0)
      n <- times$n[index]
      d <- times$d[index]
      share <- sums(risk) / n
      observed <- observed + w[index] * sums(risk & frame$event == 1 & frame$time == at)
      expected <- expected + w[index] * d * share
      size <- if (whole) n else sum(risk & weight > 0)
      if (size > 1) variance <- variance + w[index]^2 * d * (n - d) / n * size / (size - 1) * (diag(share, length(share)) - outer(share, share))
    }
  }
  used <- which(diag(variance) > 0)[-1]
  stopifnot(kappa(variance[used, used, drop = FALSE], exact = TRUE) < 1000)
  difference <- (observed - expected)[used]
  list(
    observed = observed, expected = expected, variance = variance,
    chiSquare = drop(difference %*% solve(variance[used, used, drop = FALSE], difference)), df = length(used))
}

agree <- function(one, other) stopifnot(isTRUE(all.equal(as.vector(one), as.vector(other), tolerance = 1e-10)))

fromSurvdiff <- function(frame, case) {
  response <- Surv(frame$time, frame$event)
  group <- as.character(frame[[case$group]])
  test <- if (is.null(case$strata)) survdiff(response ~ group, rho = case$rho) else {
    stratum <- frame[[case$strata]]
    survdiff(response ~ group + strata(stratum), rho = case$rho)
  }
  total <- function(value) if (is.matrix(value)) rowSums(value) else value
  list(
    observed = total(test$obs), expected = total(test$exp), variance = test$var, chiSquare = test$chisq,
    df = length(test$n) - 1)
}

# coin names SAS's Peto weight by Prentice and Marek. The weight that it names by Andersen, Borgan, Gill and Keiding takes
# the curve P just before t, where SAS takes it at t.
coinTypes <- c(
  "log-rank" = "logrank", "gehan" = "Gehan-Breslow", "tarone-ware" = "Tarone-Ware", "peto" = "Prentice-Marek",
  "fh" = "Fleming-Harrington")

checkWeights <- function(frame, case) {
  if (!case$weighting %in% names(coinTypes) || !is.null(case$strata)) return()
  times <- eventTimes(frame$time, frame$event, rep(-1, nrow(frame)), rep(1, nrow(frame)))
  rho <- if (case$weighting == "tarone-ware") 0.5 else if (is.null(case$rho)) 0 else case$rho
  gamma <- if (is.null(case$gamma)) 0 else case$gamma
  agree(weightsOf(times, case), coin::logrank_weight(
    times$time, times$n, times$d, type = coinTypes[[case$weighting]], rho = rho, gamma = gamma))
}

result <- function(case) {
  frame <- data[[case$data]]
  frame[[case$group]] <- as.character(frame[[case$group]])
  answer <- direct(frame, case)
  plain <- is.null(case$entry) && is.null(case$weights)
  if (plain) checkWeights(frame, case)
  isRho <- plain && case$weighting == "fh" && case$gamma == 0
  if (isRho) {
    theirs <- fromSurvdiff(frame, case)
    for (part in names(theirs)) agree(answer[[part]], theirs[[part]])
    answer <- theirs
  }
  whole <- !is.null(case$weights) && all(frame[[case$weights]] == round(frame[[case$weights]]))
  if (whole) {
    copies <- direct(frame[rep(seq_len(nrow(frame)), frame[[case$weights]]), ], case[names(case) != "weights"])
    agree(copies$chiSquare, answer$chiSquare)
  }
  c(case, list(
    method = if (isRho) "survdiff" else "direct", groups = column(sort(unique(frame[[case$group]]))),
    observed = column(answer$observed), expected = column(answer$expected), variance = rows(answer$variance),
    chiSquare = answer$chiSquare, df = answer$df, p = pchisq(answer$chiSquare, answer$df, lower.tail = FALSE)))
}

myeloidData <- with(survival::myeloid, data.frame(time = futime, event = death, arm = as.character(trt), sex = as.character(sex)))
data <- list(
  freireich = freireich[c("time", "event", "arm", "pair")], lung = lungData[c("time", "event", "sex")],
  lungEcog = lungEcog[c("time", "event", "sex", "ecog")], ovarian = ovarianData[c("time", "event", "rx", "ecog")],
  veteran = veteranData[c("time", "event", "treatment", "cell")], aml = amlData[c("time", "event", "maintenance")],
  colon = colonData[c("time", "event", "rx", "differentiation")], myeloid = myeloidData,
  heart = heartData[c("entry", "time", "event", "transplant", "surgery")],
  tied = tiedData[c("entry", "time", "event", "arm", "copies", "weight")],
  strata = strataData[c("time", "event", "arm", "stratum")])

on <- function(name, data, group, ...) list(name = name, data = data, group = group, ...)
sets <- list(
  on("Freireich", "freireich", "arm"), on("Freireich in pairs", "freireich", "arm", strata = "pair"),
  on("lung by sex", "lung", "sex"), on("lung by sex, strata ecog", "lungEcog", "sex", strata = "ecog"),
  on("ovarian", "ovarian", "rx"), on("ovarian, strata ecog", "ovarian", "rx", strata = "ecog"),
  on("veteran", "veteran", "treatment"), on("veteran, strata cell", "veteran", "treatment", strata = "cell"),
  on("veteran by cell", "veteran", "cell"), on("aml", "aml", "maintenance"), on("colon", "colon", "rx"),
  on("colon, strata differentiation", "colon", "rx", strata = "differentiation"), on("myeloid", "myeloid", "arm"),
  on("myeloid, strata sex", "myeloid", "arm", strata = "sex"), on("heavy ties, three arms", "tied", "arm"),
  on("heavy ties, replication weights", "tied", "arm", weights = "copies"),
  on("heavy ties, fractional weights", "tied", "arm", weights = "weight"),
  on("heavy ties, delayed entry", "tied", "arm", entry = "entry"),
  on("heavy ties, delayed entry, fractional weights", "tied", "arm", entry = "entry", weights = "weight"),
  on("many strata, some with one arm or no events", "strata", "arm", strata = "stratum"),
  on("heart", "heart", "transplant", entry = "entry"),
  on("heart, strata surgery", "heart", "transplant", entry = "entry", strata = "surgery"))
weightings <- list(
  list(weighting = "gehan"), list(weighting = "tarone-ware"), list(weighting = "peto"), list(weighting = "modified-peto"),
  list(weighting = "fh", rho = 0, gamma = 0), list(weighting = "fh", rho = 0.5, gamma = 0),
  list(weighting = "fh", rho = 1, gamma = 0), list(weighting = "fh", rho = 0, gamma = 1),
  list(weighting = "fh", rho = 0.5, gamma = 0.5), list(weighting = "fh", rho = 1, gamma = 1),
  list(weighting = "mwlr-survival", bound = 0.5))
# t* is in the data's own unit: within follow-up for each of these.
untilTime <- list(
  c(on("lung by sex", "lung", "sex"), list(weighting = "mwlr-time", bound = 300)),
  c(on("veteran, strata cell", "veteran", "treatment", strata = "cell"), list(weighting = "mwlr-time", bound = 60)),
  c(on("heavy ties, delayed entry", "tied", "arm", entry = "entry"), list(weighting = "mwlr-time", bound = 4)),
  c(on("Freireich", "freireich", "arm"), list(weighting = "mwlr-time", bound = 0)))

# A pair has at most one time at which both are at risk: late weights are 0 or the same there.
tests <- c(unlist(lapply(sets, function(set) {
  keep <- if (set$name == "Freireich in pairs") weightings[c(1, 3, 7, 11)] else weightings
  lapply(keep, function(weighting) c(set, weighting))
}), recursive = FALSE), untilTime)
cases <- lapply(tests, result)

writeGolden(
  "weighted-log-rank",
  call = paste(
    "survdiff(Surv(time, event) ~ group + strata(stratum), rho) where method is survdiff; direct of this script, O(n^2),",
    "its weights held against coin::logrank_weight, where it is direct"),
  source = "survival package; Freireich 1963; generated with set.seed in datasets.R",
  relative = 1e-12,
  reason = "closed form; the chi-square solves a small system, whose condition is checked to stay below 1000",
  data = data, cases = cases)
