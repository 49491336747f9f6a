# Goldens of the log-rank test: survival::survdiff, and where that has no answer (delayed entry, weights) a direct
# O(n^2) computation from the hypergeometric moments, written here and held against survdiff by way of replicated rows
# and of one stratum for each risk set.
# Run in this folder: Rscript log-rank.R

source("golden.R")
source("datasets.R")

# At each distinct event time t of a stratum, with n at risk (entry < t <= time), d events and n_j of group j:
#   E_j = d n_j / n,   V_jk = d (n - d) / (n - 1) * n_j / n * ([j = k] - n_k / n).
# A case weight counts its subject that many times.
directLogRank <- function(time, event, group, entry, weight, stratum) {
  whole <- all(weight == round(weight))  # else the observations stand for the persons that n - 1 counts
  groups <- sort(unique(group))
  observed <- expected <- numeric(length(groups))
  variance <- matrix(0, length(groups), length(groups))
  for (one in unique(stratum)) {
    for (at in unique(time[event == 1 & stratum == one])) {
      risk <- stratum == one & entry < at & time >= at
      dies <- risk & event == 1 & time == at
      sums <- function(who) vapply(groups, function(j) sum(weight[who & group == j]), 0)
      share <- sums(risk) / sum(weight[risk])
      n <- sum(weight[risk])
      d <- sum(weight[dies])
      observed <- observed + sums(dies)
      expected <- expected + d * share
      size <- if (whole) n else sum(risk & weight > 0)
      if (size > 1) variance <- variance + d * (n - d) / n * size / (size - 1) * (diag(share, length(share)) - outer(share, share))
    }
  }
  list(observed = observed, expected = expected, variance = variance, chiSquare = quadraticForm(observed - expected, expected, variance))
}

# (O - E)' V^-1 (O - E) over the groups that ever expect an event, without the first of them.
quadraticForm <- function(difference, expected, variance) {
  used <- which(expected > 0)[-1]
  if (length(used) == 0) return(0)
  stopifnot(kappa(variance[used, used, drop = FALSE], exact = TRUE) < 1000)
  drop(difference[used] %*% solve(variance[used, used, drop = FALSE], difference[used]))
}

agree <- function(one, other) stopifnot(isTRUE(all.equal(as.vector(one), as.vector(other), tolerance = 1e-10)))

fromSurvdiff <- function(frame, case) {
  response <- Surv(frame[[case$time]], frame[[case$event]])
  group <- frame[[case$group]]
  test <- if (is.null(case$strata)) survdiff(response ~ group) else {
    stratum <- frame[[case$strata]]
    survdiff(response ~ group + strata(stratum))
  }
  total <- function(value) if (is.matrix(value)) rowSums(value) else value
  list(observed = total(test$obs), expected = total(test$exp), variance = test$var, chiSquare = test$chisq)
}

copies <- function(frame, case) frame[rep(seq_len(nrow(frame)), frame[[case$weights]]), , drop = FALSE]

# One stratum of right-censored rows for each event time, holding those then at risk: survdiff can take delayed entry so.
riskSets <- function(frame, case) {
  stratum <- if (is.null(case$strata)) rep(1, nrow(frame)) else frame[[case$strata]]
  time <- frame[[case$time]]
  sets <- unique(data.frame(stratum, time)[frame[[case$event]] == 1, ])
  do.call(rbind, lapply(seq_len(nrow(sets)), function(set) {
    at <- sets$time[set]
    members <- which(stratum == sets$stratum[set] & frame[[case$entry]] < at & time >= at)
    event <- as.numeric(frame[[case$event]][members] == 1 & time[members] == at)
    data.frame(time = 1, event, group = frame[[case$group]][members], set)
  }))
}

# Holds the direct computation against survdiff: of replicated rows for whole weights, of risk sets for delayed entry.
checkDirect <- function(frame, case, answer) {
  weighted <- !is.null(case$weights)
  if (weighted && any(frame[[case$weights]] != round(frame[[case$weights]]))) return()
  if (weighted) frame <- copies(frame, case)
  other <- if (is.null(case$entry)) fromSurvdiff(frame, case) else fromSurvdiff(
    riskSets(frame, case), list(time = "time", event = "event", group = "group", strata = "set"))
  for (part in names(other)) agree(answer[[part]], other[[part]])
}

result <- function(case) {
  frame <- data[[case$data]]
  count <- nrow(frame)
  stratum <- if (is.null(case$strata)) rep(1, count) else frame[[case$strata]]
  weight <- if (is.null(case$weights)) rep(1, count) else frame[[case$weights]]
  entry <- if (is.null(case$entry)) rep(-1, count) else frame[[case$entry]]
  frame[[case$group]] <- as.character(frame[[case$group]])
  direct <- directLogRank(frame[[case$time]], frame[[case$event]], frame[[case$group]], entry, weight, stratum)
  plain <- is.null(case$entry) && is.null(case$weights)
  answer <- if (plain) fromSurvdiff(frame, case) else direct
  if (!plain) checkDirect(frame, case, answer) else if (case$name != "near-tied years") {
    for (part in names(answer)) agree(answer[[part]], direct[[part]])
  }
  df <- sum(answer$expected > 0) - 1
  c(case, list(
    method = if (plain) "survdiff" else "direct", groups = column(sort(unique(frame[[case$group]]))),
    n = column(as.vector(table(frame[[case$group]]))), observed = column(answer$observed),
    expected = column(answer$expected), variance = rows(answer$variance), chiSquare = answer$chiSquare,
    df = df, p = pchisq(answer$chiSquare, df, lower.tail = FALSE)))
}

right <- function(name, data, group, ...) list(name = name, data = data, time = "time", event = "event", group = group, ...)
counting <- function(name, data, group, ...) right(name, data, group, entry = "entry", ...)

myelomaEras <- transform(myelomaData, era = ifelse(year < 70, "1947-69", ifelse(year < 85, "1970-84", "1985-96")))
set.seed(7)
data <- list(
  freireich = freireich[c("time", "event", "arm", "pair")], lung = lungData[c("time", "event", "sex")],
  lungEcog = lungEcog[c("time", "event", "sex", "ecog")], lungInstitution = lungInstitution[c("time", "event", "institution")],
  ovarian = ovarianData[c("time", "event", "rx", "ecog")], veteran = veteranData[c("time", "event", "treatment", "cell")],
  aml = amlData[c("time", "event", "maintenance")], mgus2 = mgusData[c("time", "event", "sex")],
  colon = colonData[c("time", "event", "rx", "differentiation")], rats = ratsData[c("time", "event", "treated", "litter", "sex")],
  myeloma = myelomaEras[sort(sample(nrow(myelomaEras), 600)), c("entry", "time", "event", "era")],
  heart = heartData[c("entry", "time", "event", "transplant", "surgery")],
  bookRight = bookRight, bookCounting = bookCounting, bookWeighted = bookWeighted,
  tied = tiedData[c("entry", "time", "event", "arm", "copies", "weight")],
  strata = strataData[c("time", "event", "arm", "stratum")], nearTied = nearTiedData[c("days", "time", "event", "group")],
  # The third group leaves before the first event, so it expects none and takes no degree of freedom.
  earlyLeavers = data.frame(
    time = c(1, 2, 3, 4, 5, 6, 7, 8, 0.5, 0.6), event = c(1, 1, 0, 1, 1, 1, 0, 1, 0, 0), arm = c(rep(c("A", "B"), 4), "C", "C")))

cases <- lapply(list(
  right("Freireich by arm", "freireich", "arm"), right("Freireich in pairs", "freireich", "arm", strata = "pair"),
  right("lung by sex", "lung", "sex"), right("lung by sex, strata ecog", "lungEcog", "sex", strata = "ecog"),
  right("lung, many groups", "lungInstitution", "institution"), right("lung by ecog", "lungEcog", "ecog"),
  right("ovarian by treatment", "ovarian", "rx"), right("ovarian, strata ecog", "ovarian", "rx", strata = "ecog"),
  right("veteran by treatment", "veteran", "treatment"), right("veteran, strata cell", "veteran", "treatment", strata = "cell"),
  right("veteran by cell", "veteran", "cell"), right("aml by maintenance", "aml", "maintenance"),
  right("mgus2 by sex", "mgus2", "sex"), right("colon by treatment", "colon", "rx"),
  right("colon by treatment, strata differentiation", "colon", "rx", strata = "differentiation"),
  right("rats, litters as strata", "rats", "treated", strata = "litter"), right("rats, strata sex", "rats", "treated", strata = "sex"),
  right("heavy ties, three arms", "tied", "arm"), right("heavy ties, replication weights", "tied", "arm", weights = "copies"),
  right("heavy ties, fractional weights", "tied", "arm", weights = "weight"), counting("heavy ties, delayed entry", "tied", "arm"),
  counting("heavy ties, delayed entry, fractional weights", "tied", "arm", weights = "weight"),
  right("many strata, some with one arm or no events", "strata", "arm", strata = "stratum"),
  right("near-tied years", "nearTied", "group"),
  list(name = "the same in days", data = "nearTied", time = "days", event = "event", group = "group"),
  right("a group that leaves before the first event", "earlyLeavers", "arm"),
  right("book data 1", "bookRight", "x"), counting("book data 2, delayed entry", "bookCounting", "x"),
  right("book data 3, weighted", "bookWeighted", "x", weights = "weight"),
  counting("heart by transplant", "heart", "transplant"),
  counting("heart by transplant, strata surgery", "heart", "transplant", strata = "surgery"),
  counting("myeloma by era", "myeloma", "era")), result)

writeGolden(
  "log-rank",
  call = paste(
    "survdiff(Surv(time, event) ~ group + strata(stratum)) where method is survdiff; directLogRank of this script,",
    "O(n^2) from the hypergeometric mean and variance, where it is direct (survdiff has neither entry times nor weights)"),
  source = "survival package; Freireich 1963; Therneau & Grambsch 2000; generated with set.seed in datasets.R",
  relative = 1e-12,
  reason = "closed form; the chi-square solves a small system, whose condition is checked to stay below 1000",
  data = data, cases = cases)
