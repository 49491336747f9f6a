# Goldens of Cox regression, from survival::coxph iterated until nothing moves.
# Run in this folder: Rscript cox.R

source("golden.R")
source("datasets.R")

control <- coxph.control(eps = 1e-14, iter.max = 50, toler.chol = 1e-15)
residualLimit <- 150
hazardRows <- 40

regression <- function(frame, case, ties) {
  time <- frame[[case$time]]
  event <- frame[[case$event]]
  response <- if (is.null(case$entry)) Surv(time, event) else Surv(frame[[case$entry]], time, event)
  x <- as.matrix(frame[case$covariates[[1]]])
  weights <- if (is.null(case$weights)) rep(1, nrow(frame)) else frame[[case$weights]]
  stratum <- if (is.null(case$strata)) NULL else frame[[case$strata]]
  cluster <- if (!is.null(case$cluster)) frame[[case$cluster]] else if (isTRUE(case$robust)) seq_len(nrow(frame))
  arguments <- list(
    formula = if (is.null(stratum)) response ~ x else response ~ x + strata(stratum), weights = weights, ties = ties,
    control = control)
  # Said explicitly: coxph takes fractional weights alone for a wish for the robust variance.
  arguments$robust <- !is.null(cluster)
  if (!is.null(cluster)) arguments$cluster <- cluster
  environment(arguments$formula) <- environment()
  do.call(coxph, arguments)
}

# The Newton decrement: the squared distance to the maximum in standard errors.
decrement <- function(fit, naive, weights) {
  score <- colSums(as.matrix(residuals(fit, type = "score")) * weights)
  drop(score %*% naive %*% score)
}

baseline <- function(fit, case) {
  hazard <- basehaz(fit, centered = FALSE)
  keep <- spread(nrow(hazard), hazardRows)
  list(
    time = column(hazard$time[keep]), hazard = column(hazard$hazard[keep]),
    stratum = if (!is.null(case$strata)) column(as.character(hazard$strata[keep])))
}

fitResult <- function(frame, case, ties) {
  fit <- regression(frame, case, ties)
  robust <- !is.null(fit$naive.var)
  naive <- if (robust) fit$naive.var else fit$var
  weights <- if (is.null(case$weights)) rep(1, nrow(frame)) else frame[[case$weights]]
  stopifnot(decrement(fit, naive, weights) < 1e-20)
  summary <- summary(fit)
  small <- nrow(frame) <= residualLimit
  list(
    n = fit$n, events = fit$nevent, coefficients = column(unname(coef(fit))),
    standardErrors = column(unname(sqrt(diag(naive)))), variance = rows(naive),
    robustVariance = if (robust) rows(fit$var), logLikelihoodNull = fit$loglik[1], logLikelihood = fit$loglik[2],
    likelihoodRatio = unname(summary$logtest["test"]), score = unname(fit$score),
    wald = drop(coef(fit) %*% solve(naive, coef(fit))), robustWald = if (robust) fit$wald.test,
    robustScore = if (robust) unname(fit$rscore),
    martingaleResiduals = if (small) column(unname(residuals(fit, type = "martingale"))),
    scoreResiduals = if (small) rows(as.matrix(residuals(fit, type = "score"))), baseline = baseline(fit, case))
}

# What coxph says of data whose likelihood has no maximum: kept as documentation, nothing to agree with.
separated <- function(frame, case, ties) {
  said <- character()
  fit <- withCallingHandlers(
    coxph(Surv(time, event) ~ x, frame, ties = ties),
    warning = function(warning) {
      said <<- c(said, conditionMessage(warning))
      invokeRestart("muffleWarning")
    })
  list(
    coefficients = column(unname(coef(fit))), standardErrors = column(unname(sqrt(diag(fit$var)))),
    logLikelihoodNull = fit$loglik[1], logLikelihood = fit$loglik[2],
    likelihoodRatio = 2 * diff(fit$loglik), score = unname(fit$score), wald = unname(fit$wald.test),
    warnings = column(said))
}

result <- function(case) {
  frame <- data[[case$data]]
  one <- if (isTRUE(case$separated)) separated else fitResult
  c(case, list(efron = one(frame, case, "efron"), breslow = one(frame, case, "breslow")))
}

right <- function(name, data, covariates, ...) {
  list(name = name, data = data, time = "time", event = "event", covariates = column(covariates), ...)
}
counting <- function(name, data, covariates, ...) right(name, data, covariates, entry = "entry", ...)

set.seed(11)
data <- list(
  freireich = freireich[c("time", "event", "placebo", "pair")], lungEcog = lungEcog,
  lungInstitution = lungInstitution,
  ovarian = ovarianData, veteran = veteranData, aml = amlData[c("time", "event", "nonmaintained")],
  heart = heartData, mgus2 = mgusData[c("time", "event", "male", "age")],
  myeloma = transform(myelomaData, decade = (year - 70) / 10)[sort(sample(nrow(myelomaData), 1000)), c("entry", "time", "event", "decade")],
  colon = colonData[setdiff(names(colonData), "rx")], rats = ratsData[c("time", "event", "treated", "litter", "sex")],
  females = females, bookRight = bookRight, bookCounting = bookCounting, bookWeighted = bookWeighted,
  tied = tiedData[setdiff(names(tiedData), "arm")], strata = strataData, nearTied = nearTiedData[c("days", "time", "event", "x")],
  separated = data.frame(time = c(1, 2, 3, 4, 5, 6, 7, 8), event = c(1, 1, 1, 0, 0, 1, 0, 0), x = c(1, 1, 1, 1, 0, 1, 0, 0)))

cells <- c("smallcell", "adeno", "large")
cases <- lapply(list(
  right("Freireich by arm", "freireich", "placebo"), right("Freireich in pairs", "freireich", "placebo", strata = "pair"),
  right("lung, three covariates", "lungEcog", c("age", "sex", "ecog")),
  right("lung, strata sex", "lungEcog", c("age", "ecog"), strata = "sex"),
  right("lung, clustered by institution", "lungInstitution", c("age", "sex"), cluster = "institution"),
  right("ovarian", "ovarian", c("rx", "age")), right("ovarian, strata ecog", "ovarian", c("rx", "age", "residual"), strata = "ecog"),
  right("ovarian, robust", "ovarian", c("rx", "age"), robust = TRUE),
  right("veteran, a factor and numbers", "veteran", c("treatment", cells, "karnofsky", "age", "prior")),
  right("veteran, strata cell", "veteran", c("treatment", "karnofsky"), strata = "cell"),
  right("aml", "aml", "nonmaintained"),
  counting("heart, time-dependent transplant", "heart", c("age", "year", "surgery", "transplant")),
  counting("heart, clustered by patient", "heart", c("age", "surgery", "transplant"), cluster = "id"),
  counting("heart, strata surgery", "heart", c("age", "year", "transplant"), strata = "surgery"),
  right("mgus2", "mgus2", c("male", "age")), counting("myeloma with delayed entry", "myeloma", "decade"),
  right("colon", "colon", c("levamisole", "fluorouracil", "nodes", "extent")),
  right("colon, strata differentiation", "colon", c("levamisole", "fluorouracil", "nodes"), strata = "differentiation"),
  right("rats, litters as strata", "rats", "treated", strata = "litter"),
  right("female rats, clustered by litter", "females", "treated", cluster = "litter"),
  right("book data 1", "bookRight", "x"), counting("book data 2, delayed entry", "bookCounting", "x"),
  right("book data 3, weighted", "bookWeighted", "x", weights = "weight"),
  right("book data 3, weighted, robust", "bookWeighted", "x", weights = "weight", robust = TRUE),
  right("heavy ties", "tied", c("armB", "armC", "biomarker")),
  right("heavy ties, replication weights", "tied", c("armB", "armC", "biomarker"), weights = "copies"),
  right("heavy ties, fractional weights", "tied", c("armB", "biomarker"), weights = "small"),
  right("heavy ties, fractional weights, robust", "tied", c("armB", "biomarker"), weights = "small", robust = TRUE),
  counting("heavy ties, delayed entry", "tied", c("armB", "armC", "biomarker")),
  counting("heavy ties, delayed entry, fractional weights", "tied", c("armB", "biomarker"), weights = "small"),
  counting("heavy ties, delayed entry, weights, strata", "tied", "biomarker", weights = "copies", strata = "armB"),
  right("many strata", "strata", c("arm", "age"), strata = "stratum"),
  right("many strata, clustered by them", "strata", c("arm", "age"), cluster = "stratum"),
  right("near-tied years", "nearTied", "x"),
  list(name = "the same in days", data = "nearTied", time = "days", event = "event", covariates = column("x")),
  right("separated", "separated", "x", separated = TRUE)), result)

writeGolden(
  "cox",
  call = paste(
    "coxph(Surv(entry, time, event) ~ x + strata(stratum), weights, cluster, robust, ties = ,",
    "control = coxph.control(eps = 1e-14, iter.max = 50, toler.chol = 1e-15)); residuals(type = \"martingale\" and \"score\");",
    "basehaz(centered = FALSE)"),
  source = "survival package; Freireich 1963; Therneau & Grambsch 2000; generated with set.seed in datasets.R",
  relative = 1e-8,
  reason = "iterative; the script checks that the squared Newton decrement of every fit is below 1e-20",
  data = data, cases = cases)
