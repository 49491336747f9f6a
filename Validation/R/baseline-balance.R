# Goldens of baseline balance: standardised differences by their formulas, logistic regression by glm, Firth's by glm on augmented data,
# weights of the propensity score and their effective sizes by their formulas, the concordance by wilcox.test.
# Run in this folder: Rscript baseline-balance.R

source("golden.R")

# Standardised differences: level 2 of the group less level 1.

weightedVariance <- function(x, w) { # Austin & Stuart 2015
  m <- sum(w * x) / sum(w)
  sum(w) / (sum(w)^2 - sum(w^2)) * sum(w * (x - m)^2)
}

smdNumber <- function(x, g, w, spread) {
  m <- tapply(seq_along(x), g, function(i) weighted.mean(x[i], w[i]))
  v <- tapply(seq_along(x), g, function(i) if (spread == "weighted") weightedVariance(x[i], w[i]) else var(x[i]))
  (m[2] - m[1]) / sqrt(mean(v))
}

smdLevels <- function(x, g, w, spread) { # Yang & Dalton 2012
  p <- prop.table(xtabs(w ~ g + x), 1)
  q <- if (spread == "weighted") p else prop.table(table(g, x), 1)
  if (ncol(p) == 2) return((p[2, 2] - p[1, 2]) / sqrt(sum(q[, 2] * (1 - q[, 2])) / 2))
  covariance <- function(r) diag(r) - r %o% r
  s <- (covariance(q[1, -1]) + covariance(q[2, -1])) / 2
  d <- p[2, -1] - p[1, -1]
  sqrt(drop(d %*% solve(s) %*% d))
}

smdCases <- function(data, name, covariate, group, weights = NULL) {
  frame <- data[[name]]
  x <- frame[[covariate]]
  g <- factor(frame[[group]])
  w <- if (is.null(weights)) rep(1, nrow(frame)) else frame[[weights]]
  lapply(c("unweighted", "weighted"), function(spread) {
    pairs <- combn(levels(g), 2)
    list(kind = "difference", name = paste(covariate, "by", group, spread), data = name, covariate = covariate, group = group,
      weights = weights, spread = spread, isNumber = is.numeric(x),
      differences = column(apply(pairs, 2, function(pair) {
        rows <- g %in% pair
        f <- if (is.numeric(x)) smdNumber else smdLevels
        f(if (is.numeric(x)) x[rows] else factor(x[rows]), droplevels(g[rows]), w[rows], spread)
      })))
  })
}

# Logistic regression.

fit <- function(frame, outcome, covariates)
  glm(reformulate(covariates, outcome), binomial, frame, control = list(epsilon = 1e-15, maxit = 100))

logistic <- function(data, name, outcome, covariates) {
  model <- fit(data[[name]], outcome, covariates)
  # vcov has the weights of the last step but one.
  root <- sqrt(fitted(model) * (1 - fitted(model))) * model.matrix(model)
  errors <- sqrt(diag(solve(crossprod(root))))
  stopifnot(all.equal(errors, sqrt(diag(vcov(model))), tolerance = 1e-6))
  list(kind = "logistic", name = paste(name, outcome), data = name, outcome = outcome, covariates = column(covariates), penalty = "none",
    coefficients = column(unname(coef(model))), errors = column(unname(errors)),
    deviance = deviance(model), nullDeviance = model$null.deviance, probabilities = column(unname(fitted(model))))
}

# Firth: each subject stands twice, with weight 1 + h/2 as it is and h/2 with the other outcome, h the leverage; again until h stands still.
firth <- function(data, name, outcome, covariates) {
  frame <- data[[name]]
  x <- cbind(1, as.matrix(frame[covariates]))
  y <- frame[[outcome]]
  h <- rep(ncol(x) / nrow(x), nrow(x))
  for (step in 1:5000) {
    model <- suppressWarnings(glm.fit(rbind(x, x), c(y, 1 - y), c(1 + h / 2, h / 2), family = binomial(),
      control = list(epsilon = 1e-15, maxit = 100)))
    p <- 1 / (1 + exp(-drop(x %*% model$coefficients)))
    root <- sqrt(p * (1 - p)) * x
    new <- rowSums((root %*% solve(crossprod(root))) * root)
    if (max(abs(new - h)) < 1e-14) break
    h <- new
  }
  list(kind = "logistic", name = paste("Firth:", name, outcome), data = name, outcome = outcome, covariates = column(covariates), penalty = "firth",
    coefficients = column(unname(model$coefficients)), errors = column(unname(sqrt(diag(solve(crossprod(root)))))),
    deviance = -2 * sum(log(ifelse(y == 1, p, 1 - p))), probabilities = column(unname(p)))
}

# Weights.

ess <- function(w) sum(w)^2 / sum(w^2)

weightsCase <- function(scores, z, target, trim = 0, stabilized = FALSE) {
  e <- scores
  w <- switch(target, average = ifelse(z == 1, 1 / e, 1 / (1 - e)), treated = ifelse(z == 1, 1, e / (1 - e)),
    overlap = ifelse(z == 1, 1 - e, e), matching = pmin(e, 1 - e) / ifelse(z == 1, e, 1 - e))
  kept <- e >= trim & e <= 1 - trim
  if (stabilized) w <- w * ifelse(z == 1, mean(z[kept]), 1 - mean(z[kept]))
  w[!kept] <- 0
  list(kind = "weights", name = paste(target, trim), target = target, trim = trim, stabilized = stabilized, scores = column(scores), treated = column(z),
    weights = column(w), effective = column(c(ess(w[z == 0]), ess(w[z == 1]))),
    concordance = unname(wilcox.test(e[z == 1], e[z == 0], exact = FALSE)$statistic) / (sum(z) * sum(1 - z)))
}

pbcComplete <- na.omit(pbc[c("trt", "age", "sex", "bili", "albumin", "protime", "stage", "edema")])
pbcComplete$placebo <- pbcComplete$trt - 1
pbcComplete$female <- as.numeric(pbcComplete$sex == "f")
pbcComplete$advanced <- as.numeric(pbcComplete$stage == 4)
pbcComplete$stage <- paste0("s", pbcComplete$stage)
pbcComplete$edema <- paste0("e", pbcComplete$edema)
pbcComplete$sex <- as.character(pbcComplete$sex)
score <- fitted(fit(pbcComplete, "advanced", c("age", "female", "bili", "albumin", "protime")))
pbcComplete$iptw <- ifelse(pbcComplete$advanced == 1, 1 / score, 1 / (1 - score))
cars <- data.frame(am = mtcars$am, wt = mtcars$wt, hp = mtcars$hp, qsec = mtcars$qsec, gear = paste0("g", mtcars$gear), cyl = paste0("c", mtcars$cyl))
births <- infert[c("case", "age", "parity", "induced", "spontaneous")]
separated <- data.frame(y = c(0, 0, 0, 0, 0, 1, 1, 1, 1, 1), x = c(1.5, 2, 3, 3.5, 4, 5, 6, 6.5, 8, 9), z = c(0, 1, 0, 1, 1, 0, 1, 1, 0, 1))
quasi <- data.frame(y = c(0, 0, 0, 1, 1, 0, 1, 1), x = c(0, 0, 0, 0, 0, 0, 1, 1), age = c(41, 52, 47, 66, 58, 70, 49, 61))
data <- list(pbc = pbcComplete, cars = cars, infert = births, separated = separated, quasi = quasi)
z <- pbcComplete$advanced
few <- c(1:40, nrow(pbcComplete) - 0:39)

writeGolden(
  "baseline-balance", call = "glm(family = binomial), glm on augmented data, var, solve, wilcox.test",
  source = "survival::pbc, datasets::mtcars, datasets::infert, made up", relative = 1e-8,
  reason = "fits are iterative; closed forms agree to 1e-12", data = data,
  cases = c(
    smdCases(data, "pbc", "age", "trt"), smdCases(data, "pbc", "bili", "advanced", "iptw"), smdCases(data, "pbc", "sex", "advanced", "iptw"),
    smdCases(data, "pbc", "stage", "trt"), smdCases(data, "pbc", "edema", "advanced", "iptw"), smdCases(data, "cars", "wt", "cyl"),
    smdCases(data, "cars", "qsec", "gear", "wt"),
    list(
      logistic(data, "pbc", "advanced", c("age", "female", "bili", "albumin", "protime")), logistic(data, "pbc", "placebo", "age"),
      logistic(data, "cars", "am", c("wt", "hp")), logistic(data, "infert", "case", c("age", "parity", "induced", "spontaneous")),
      firth(data, "infert", "case", c("age", "parity", "spontaneous")), firth(data, "separated", "y", c("x", "z")),
      firth(data, "quasi", "y", c("x", "age")),
      weightsCase(unname(score)[few], z[few], "average"), weightsCase(unname(score)[few], z[few], "average", 0.1, TRUE),
      weightsCase(unname(score)[few], z[few], "treated"), weightsCase(unname(score)[few], z[few], "overlap", 0.05),
      weightsCase(round(unname(score)[few], 1) * 0.98 + 0.01, z[few], "matching"))))
