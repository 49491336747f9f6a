# Goldens of what checks a Cox model: residuals.coxph and cox.zph, of fits iterated until nothing moves.
# Run in this folder: Rscript cox-checks.R

source("golden.R")
source("datasets.R")

control <- coxph.control(eps = 1e-14, iter.max = 50, toler.chol = 1e-15)
residualLimit <- 150
transforms <- c("km", "rank", "identity", "log")

# A term of several columns enters as a matrix, which cox.zph tests as one.
fitted <- function(frame, case, ties) {
  time <- frame[[case$time]]
  event <- frame[[case$event]]
  response <- if (is.null(case$entry)) Surv(time, event) else Surv(frame[[case$entry]], time, event)
  terms <- lapply(case$terms[[1]], function(term) 1.0 * as.matrix(frame[term[[1]]]))
  names(terms) <- paste0("term", seq_along(terms))
  weights <- if (is.null(case$weights)) rep(1, nrow(frame)) else frame[[case$weights]]
  stratum <- if (is.null(case$strata)) NULL else frame[[case$strata]]
  text <- paste("response ~", paste(names(terms), collapse = " + "), if (!is.null(stratum)) "+ strata(stratum)")
  environment <- list2env(c(terms, list(response = response, stratum = stratum, weights = weights)), parent = globalenv())
  formula <- as.formula(text, env = environment)
  eval(bquote(coxph(.(formula), weights = weights, ties = .(ties), control = control, robust = FALSE, x = TRUE, model = TRUE)), environment)
}

columns <- function(matrix) items(lapply(seq_len(ncol(matrix)), function(k) column(unname(matrix[, k]))))

residualResult <- function(fit, frame, case) {
  weights <- if (is.null(case$weights)) rep(1, nrow(frame)) else frame[[case$weights]]
  event <- frame[[case$event]] == 1
  scaled <- as.matrix(residuals(fit, type = "scaledsch"))
  beta <- rep(unname(coef(fit)), each = nrow(scaled))
  # R scales by the number of events where their weights are meant: turned here into the scale that doubling weights keeps.
  scaled <- (scaled - beta) * sum(weights[event]) / sum(event) + beta
  stratum <- if (is.null(case$strata)) rep(0, nrow(frame)) else as.integer(strata(frame[[case$strata]]))
  ordered <- order(stratum, fit$y[, ncol(fit$y) - 1], -frame[[case$event]])
  list(
    martingale = column(unname(residuals(fit, type = "martingale"))), deviance = column(unname(residuals(fit, type = "deviance"))),
    score = columns(as.matrix(residuals(fit, type = "score"))), dfbeta = columns(as.matrix(residuals(fit, type = "dfbeta"))),
    dfbetas = columns(as.matrix(residuals(fit, type = "dfbetas"))),
    schoenfeldRows = column(ordered[event[ordered]] - 1),
    schoenfeld = columns(as.matrix(residuals(fit, type = "schoenfeld"))), scaledSchoenfeld = columns(scaled))
}

# The natural spline of four parameters through the scaled residuals of the first covariate, and its standard errors.
smoothResult <- function(fit, frame, case) {
  zph <- cox.zph(fit, transform = "km", terms = FALSE)
  event <- frame[[case$event]] == 1
  stratum <- if (is.null(case$strata)) rep(0, nrow(frame)) else as.integer(strata(frame[[case$strata]]))
  ordered <- order(stratum, fit$y[, ncol(fit$y) - 1], -frame[[case$event]])
  weights <- (if (is.null(case$weights)) rep(1, nrow(frame)) else frame[[case$weights]])[ordered[event[ordered]]]
  total <- sum(weights)
  beta <- unname(coef(fit))[1]
  y <- (as.matrix(residuals(fit, type = "scaledsch"))[, 1] - beta) * total / length(weights) + beta
  x <- zph$x
  stopifnot(length(x) == length(y), all(diff(x[order(zph$time)]) >= 0))
  knots <- unique(unname(quantile(x, (0:3) / 3)))
  if (length(knots) < 4 || length(x) <= 4) return(NULL)
  basis <- function(at) splines::ns(at, knots = knots[2:3], Boundary.knots = knots[c(1, 4)], intercept = TRUE)
  at <- seq(knots[1], knots[4], length.out = 41)
  line <- lm.wfit(basis(x), y, weights)
  inverse <- solve(crossprod(basis(x) * sqrt(weights)))
  list(
    x = column(at), estimate = column(drop(basis(at) %*% line$coefficients)),
    error = column(sqrt(rowSums((basis(at) %*% inverse) * basis(at)) * total * fit$var[1, 1])))
}

testResult <- function(fit, transform) {
  table <- cox.zph(fit, transform = transform)$table
  single <- cox.zph(fit, transform = transform, terms = FALSE)$table
  last <- nrow(table)
  list(
    transform = transform, chiSquare = column(unname(table[-last, "chisq"])), df = column(unname(table[-last, "df"])),
    global = unname(table[last, "chisq"]), columns = column(unname(single[-nrow(single), "chisq"])))
}

fitResult <- function(frame, case, ties) {
  fit <- fitted(frame, case, ties)
  list(
    residuals = if (nrow(frame) <= residualLimit) residualResult(fit, frame, case), smooth = smoothResult(fit, frame, case),
    tests = items(lapply(transforms, function(transform) testResult(fit, transform))))
}

result <- function(case) {
  # cox.zph takes no integers.
  frame <- as.data.frame(lapply(data[[case$data]], function(values) if (is.integer(values)) 1.0 * values else values))
  c(case, list(efron = fitResult(frame, case, "efron"), breslow = fitResult(frame, case, "breslow")))
}

right <- function(name, data, terms, ...) {
  list(name = name, data = data, time = "time", event = "event", terms = items(lapply(terms, column)), ...)
}
counting <- function(name, data, terms, ...) right(name, data, terms, entry = "entry", ...)

data <- list(
  freireich = freireich[c("time", "event", "placebo", "pair")], lung = lungEcog, ovarian = ovarianData, veteran = cbind(veteranData, months = survival::veteran$diagtime),
  aml = amlData[c("time", "event", "nonmaintained")], heart = heartData, colon = colonData[setdiff(names(colonData), "rx")],
  bookRight = bookRight, bookCounting = bookCounting, bookWeighted = bookWeighted,
  tied = tiedData[setdiff(names(tiedData), "arm")], strata = strataData, nearTied = nearTiedData[c("days", "time", "event", "x")])

cells <- c("smallcell", "adeno", "large")
cases <- lapply(list(
  right("Freireich by arm", "freireich", "placebo"), right("lung, three covariates", "lung", c("age", "sex", "ecog")),
  right("lung, strata sex", "lung", c("age", "ecog"), strata = "sex"), right("ovarian", "ovarian", c("rx", "age")),
  right("veteran, a factor and numbers", "veteran", list("treatment", cells, "karnofsky", "age", "prior")),
  right("veteran, six terms", "veteran", list("treatment", cells, "karnofsky", "months", "age", "prior")),
  right("veteran, strata cell", "veteran", c("treatment", "karnofsky"), strata = "cell"),
  right("aml", "aml", "nonmaintained"), counting("heart, time-dependent transplant", "heart", c("age", "year", "surgery", "transplant")),
  counting("heart, strata surgery", "heart", c("age", "year", "transplant"), strata = "surgery"),
  right("colon", "colon", list(c("levamisole", "fluorouracil"), "nodes", "extent")),
  right("book data 1", "bookRight", "x"), counting("book data 2, delayed entry", "bookCounting", "x"),
  right("book data 3, weighted", "bookWeighted", "x", weights = "weight"),
  right("heavy ties", "tied", list(c("armB", "armC"), "biomarker")),
  right("heavy ties, replication weights", "tied", list(c("armB", "armC"), "biomarker"), weights = "copies"),
  right("heavy ties, fractional weights", "tied", c("armB", "biomarker"), weights = "small"),
  counting("heavy ties, delayed entry", "tied", list(c("armB", "armC"), "biomarker")),
  counting("heavy ties, delayed entry, fractional weights", "tied", c("armB", "biomarker"), weights = "small"),
  counting("heavy ties, delayed entry, weights, strata", "tied", "biomarker", weights = "copies", strata = "armB"),
  right("many strata", "strata", c("arm", "age"), strata = "stratum"), right("near-tied years", "nearTied", "x")), result)

writeGolden(
  "cox-checks",
  call = paste(
    "fit <- coxph(Surv(entry, time, event) ~ x + strata(stratum), weights, robust = FALSE, ties = , control =",
    "coxph.control(eps = 1e-14, iter.max = 50, toler.chol = 1e-15)); residuals(fit, type = ); cox.zph(fit, transform = , terms = )"),
  source = "survival package; Freireich 1963; Therneau & Grambsch 2000; generated with set.seed in datasets.R",
  relative = 1e-8,
  reason = "of fits that are iterative; residuals are differences of numbers near 1",
  data = data, cases = cases)
