# Goldens of subgroup analyses: the effect of a group in each level, interaction, heterogeneity, Firth's estimate where a
# cell is thin, and sliding windows over a marker. Run in this folder: Rscript subgroups.R
#
# Firth's penalised likelihood is maximised directly: coxph with no iteration gives log L and the information at any beta.

source("golden.R")
source("datasets.R")

control <- coxph.control(eps = 1e-14, iter.max = 50, toler.chol = 1e-15)

response <- function(frame, case) {
  if (is.null(case$entry)) Surv(frame$time, frame$event) else Surv(frame$entry, frame$time, frame$event)
}
part <- function(frame, name) if (is.null(name)) NULL else frame[[name]]

# A Cox model of the columns x, from `init` with `iterations` steps.
cox <- function(frame, case, x, init = NULL, iterations = 50, robust = FALSE) {
  y <- response(frame, case)
  w <- if (is.null(case$weights)) rep(1, nrow(frame)) else frame[[case$weights]]
  s <- if (is.null(case$strata)) NULL else frame[[case$strata]]
  formula <- if (is.null(s)) y ~ x else y ~ x + strata(s)
  environment(formula) <- environment()
  arguments <- list(
    formula = formula, weights = w, ties = case$ties, robust = robust,
    control = coxph.control(eps = 1e-14, iter.max = iterations, toler.chol = 1e-15))
  if (!is.null(init)) arguments$init <- init
  if (robust) arguments$cluster <- seq_len(nrow(frame))
  suppressWarnings(do.call(coxph, arguments))
}

# log L, score and information of one coefficient at beta.
at <- function(frame, case, beta) {
  fit <- cox(frame, case, cbind(frame$group), init = beta, iterations = 0)
  w <- if (is.null(case$weights)) 1 else frame[[case$weights]]
  c(fit$loglik[length(fit$loglik)], sum(residuals(fit, type = "score") * w), 1 / fit$var[1])
}

firth <- function(frame, case) {
  penalised <- function(beta) { v <- at(frame, case, beta); v[1] + log(v[3]) / 2 }
  logInformation <- function(beta) log(at(frame, case, beta)[3])
  gradient <- function(beta) {
    slope <- function(h) (logInformation(beta + h) - logInformation(beta - h)) / (2 * h)
    at(frame, case, beta)[2] + (4 * slope(5e-4) - slope(1e-3)) / 3 / 2
  }
  beta <- uniroot(gradient, c(-8, 8), tol = 1e-13)$root
  height <- penalised(beta) - qchisq(0.95, 1) / 2
  limit <- function(range) exp(uniroot(function(b) penalised(b) - height, range, tol = 1e-13)$root)
  statistic <- 2 * (penalised(beta) - penalised(0))
  list(
    method = "firth", coefficient = beta, standardError = 1 / sqrt(at(frame, case, beta)[3]),
    lower = limit(c(-20, beta)), upper = limit(c(beta, 20)), chiSquare = statistic)
}

wald <- function(frame, case) {
  fit <- cox(frame, case, cbind(frame$group), robust = isTRUE(case$robust))
  beta <- unname(coef(fit))
  error <- sqrt(fit$var[1])
  z <- qnorm(0.975)
  list(
    method = "maximum-likelihood", coefficient = beta, standardError = error, lower = exp(beta - z * error),
    upper = exp(beta + z * error), chiSquare = (beta / error)^2)
}

# The effect in one level, by the rule: Firth where a group has fewer than `least` events.
effect <- function(frame, case) {
  events <- sapply(0:1, function(g) sum(frame$event[frame$group == g]))
  counts <- list(n = column(sapply(0:1, function(g) sum(frame$group == g))), events = column(events))
  if (sum(events) == 0 || length(unique(frame$group)) < 2) return(c(counts, list(method = "none")))
  c(counts, if (min(events) < max(case$least, 1)) firth(frame, case) else wald(frame, case))
}

interaction <- function(frame, case) {
  # Levels without events say nothing; anova would count a degree of freedom for each.
  frame <- frame[ave(frame$event, frame$level, FUN = sum) > 0, ]
  level <- model.matrix(~ factor(level), frame)[, -1, drop = FALSE]
  main <- cox(frame, case, cbind(frame$group, level), robust = isTRUE(case$robust))
  full <- cox(frame, case, cbind(frame$group, level, frame$group * level), robust = isTRUE(case$robust))
  products <- 1 + ncol(level) + seq_len(ncol(level))
  kept <- products[!is.na(coef(full)[products])]
  separated <- any(abs(coef(full)[kept]) > 12)
  # vcov keeps rows of NA for coefficients that are not estimated.
  v <- vcov(full)[kept, kept, drop = FALSE]
  b <- coef(full)[kept]
  list(
    df = length(kept), likelihoodRatio = 2 * (full$loglik[2] - main$loglik[2]),
    wald = if (separated) NA else drop(b %*% solve(v, b)), stratifiedByLevel = all(is.na(coef(main)[-1])))
}

heterogeneity <- function(effects) {
  found <- Filter(function(e) e$method != "none", effects)
  b <- sapply(found, `[[`, "coefficient")
  w <- sapply(found, `[[`, "standardError")^-2
  pooled <- sum(w * b) / sum(w)
  q <- sum(w * (b - pooled)^2)
  list(df = length(b) - 1, statistic = q, pooled = pooled, standardError = sqrt(1 / sum(w)), share = max(0, 1 - (length(b) - 1) / q))
}

subgroup <- function(case) {
  frame <- data[[case$data]]
  frame$group <- frame[[case$group]]
  frame$level <- as.character(frame[[case$by]])
  levels <- sort(unique(frame$level), method = "radix")
  effects <- lapply(levels, function(l) effect(frame[frame$level == l, ], case))
  c(case, list(
    levels = column(levels), effects = items(effects), interaction = interaction(frame, case),
    heterogeneity = heterogeneity(effects)))
}

# Windows of at least `size` subjects with at most `overlap` in common, subjects of one value together.
windows <- function(marker, size, overlap) {
  values <- sort(unique(marker))
  found <- list()
  low <- values[1]
  repeat {
    high <- values[values >= low & sapply(values, function(v) sum(marker >= low & marker <= v)) >= size]
    if (length(high) == 0) {
      low <- max(values[sapply(values, function(v) sum(marker >= v)) >= size])
      while (length(found) > 0 && low <= found[[length(found)]][1]) found <- found[-length(found)]
      return(c(found, list(c(low, max(values)))))
    }
    found <- c(found, list(c(low, high[1])))
    if (high[1] == max(values)) return(found)
    low <- min(values[values > low & sapply(values, function(v) sum(marker >= v & marker <= high[1])) <= overlap])
  }
}

difference <- function(frame, time) {
  curves <- lapply(0:1, function(g) {
    summary(survfit(Surv(time, event) ~ 1, frame[frame$group == g, ]), times = time, extend = FALSE)
  })
  if (any(sapply(curves, function(s) length(s$surv)) == 0)) return(list(estimate = NA, standardError = NA))
  list(
    estimate = curves[[2]]$surv - curves[[1]]$surv, standardError = sqrt(curves[[1]]$std.err^2 + curves[[2]]$std.err^2))
}

pattern <- function(case) {
  frame <- data[[case$data]]
  frame$group <- frame[[case$group]]
  bounds <- windows(frame[[case$marker]], case$size, case$overlap)
  overall <- unname(coef(cox(frame, case, cbind(frame$group))))
  parts <- lapply(bounds, function(b) {
    inside <- frame[frame[[case$marker]] >= b[1] & frame[[case$marker]] <= b[2], ]
    moment <- at(inside, case, overall)
    list(
      lower = b[1], upper = b[2], median = median(inside[[case$marker]]), count = nrow(inside),
      effect = effect(inside, case), distance = moment[2] / sqrt(moment[3]),
      difference = if (is.null(case$entry) && is.null(case$weights)) difference(inside, case$horizon))
  })
  c(case, list(overall = overall, windows = items(parts)))
}

trial <- read.csv("../../Examples/virtual-maintenance/trial.csv", stringsAsFactors = FALSE)
trial <- with(trial, data.frame(
  time = pfs, event, maintenance = 1 * (arm == "maintenance"), iss, sex, cytogenetics, age,
  ageClass = as.character(cut(age, c(-Inf, 60, 70, Inf), right = FALSE, labels = c("1", "2", "3")))))
two <- tiedData[tiedData$arm != "C", ]
two$size <- ifelse(two$biomarker < -0.5, "1", ifelse(two$biomarker < 0.5, "2", "3"))

# Levels from ordinary to hopeless: enough events, thin, no event in one group, one group only, no event at all.
thinData <- local({
  set.seed(65275)
  count <- 150
  level <- rep(c("1 plain", "2 thin", "3 separated", "4 one group", "5 no event"), c(60, 30, 30, 15, 15))
  group <- rbinom(count, 1, 0.5)
  group[level == "4 one group"] <- 1
  time <- 1 + floor(rexp(count, 0.08))
  event <- rbinom(count, 1, ifelse(level == "2 thin", 0.15, 0.7))
  event[level == "3 separated" & group == 1] <- 0
  event[level == "5 no event"] <- 0
  data.frame(time, event, group, level, stratum = rep(1:3, length.out = count))
})

data <- list(
  trial = trial, colon = colonData[setdiff(names(colonData), "rx")],
  tied = two[c("entry", "time", "event", "armB", "biomarker", "size", "copies", "small")], thin = thinData)

one <- function(name, data, group, by, ..., ties = "efron", least = 5) {
  list(kind = "levels", name = name, data = data, group = group, by = by, ties = ties, least = least, ...)
}
moving <- function(name, data, group, marker, size, overlap, horizon, ..., ties = "efron", least = 5) {
  list(
    kind = "windows", name = name, data = data, group = group, marker = marker, size = size, overlap = overlap,
    horizon = horizon, ties = ties, least = least, ...)
}

cases <- c(
  lapply(list(
    one("trial by stage", "trial", "maintenance", "iss"),
    one("trial by stage, stratified by it", "trial", "maintenance", "iss", strata = "iss"),
    one("trial by sex, stratified by stage", "trial", "maintenance", "sex", strata = "iss"),
    one("trial by age, Breslow", "trial", "maintenance", "ageClass", ties = "breslow"),
    one("colon by differentiation, stratified by extent", "colon", "fluorouracil", "differentiation", strata = "extent"),
    one("heavy ties, delayed entry", "tied", "armB", "size", entry = "entry", least = 0),
    one("heavy ties, replication weights", "tied", "armB", "size", weights = "copies", least = 0),
    one("heavy ties, fractional weights, robust", "tied", "armB", "size", weights = "small", robust = TRUE, least = 0),
    one("thin and separated", "thin", "group", "level"),
    one("thin and separated, Firth for the separated alone", "thin", "group", "level", least = 0),
    one("thin and separated, Breslow, strata", "thin", "group", "level", strata = "stratum", ties = "breslow")), subgroup),
  lapply(list(
    moving("trial by age", "trial", "maintenance", "age", 100, 50, 24),
    moving("trial by age, stratified, no overlap", "trial", "maintenance", "age", 60, 0, 36, strata = "iss"),
    moving("colon by nodes, few values", "colon", "fluorouracil", "nodes", 300, 200, 1000),
    moving("heavy ties, delayed entry", "tied", "armB", "biomarker", 25, 10, 4, entry = "entry", ties = "breslow"),
    moving("heavy ties, weights", "tied", "armB", "biomarker", 25, 10, 4, weights = "small")), pattern))

writeGolden(
  "subgroups",
  call = paste(
    "coxph in each level; anova of coxph with and without products; coxph(init, iter.max = 0) for the penalised likelihood,",
    "its root and profile by uniroot, and for score and information in windows; survfit for differences"),
  source = "datasets.R; Examples/virtual-maintenance; a drawn data set of thin cells",
  relative = 1e-8, reason = "fits iterated to the end; Firth's root by uniroot with a numerical derivative",
  data = data, cases = cases)
