# Goldens of linear combinations of Cox coefficients and of comparisons of nested models.
# Run in this folder: Rscript cox-contrast.R (Debian: r-cran-multcomp)

source("golden.R")
source("datasets.R")
suppressMessages(library(multcomp))

control <- coxph.control(eps = 1e-14, iter.max = 50, toler.chol = 1e-15)

fitted <- function(frame, case, covariates) {
  right <- c(covariates, if (!is.null(case$strata)) sprintf("strata(%s)", case$strata))
  left <- if (is.null(case$entry)) "Surv(time, event)" else "Surv(entry, time, event)"
  arguments <- list(
    formula = as.formula(paste(left, "~", if (length(right) == 0) "1" else paste(right, collapse = " + "))), data = frame,
    ties = case$ties, control = control, robust = isTRUE(case$robust))
  if (isTRUE(case$robust)) arguments$cluster <- seq_len(nrow(frame))
  do.call(coxph, arguments)
}

contrasts <- function(fit, case) {
  L <- do.call(rbind, lapply(case$combinations[[1]], function(row) row[[1]]))
  colnames(L) <- names(coef(fit))
  general <- glht(fit, linfct = L)
  single <- summary(general, test = adjusted("none"))$test
  limits <- confint(general, calpha = univariate_calpha())$confint
  joint <- summary(general, test = Chisqtest())$test
  list(
    estimate = column(unname(single$coefficients)), standardError = column(unname(single$sigma)),
    z = column(unname(single$tstat)), p = column(as.vector(single$pvalues)),
    lower = column(unname(limits[, "lwr"])), upper = column(unname(limits[, "upr"])),
    holm = column(as.vector(summary(general, test = adjusted("holm"))$test$pvalues)),
    jointStatistic = unname(drop(joint$SSH)), jointDegrees = joint$df[[1]], jointP = unname(drop(joint$pvalue)))
}

# anova of the model without some covariates, and drop1's tests of each covariate by itself.
comparison <- function(frame, fit, case) {
  without <- case$without[[1]]
  rest <- setdiff(case$covariates[[1]], without)
  if (isTRUE(case$robust)) return(NULL)
  table <- if (length(rest) > 0) as.data.frame(anova(fitted(frame, case, rest), fit)) else NULL
  each <- drop1(fit, test = "Chisq")
  each <- each[rownames(each) %in% case$covariates[[1]], ]
  list(
    chiSquare = if (!is.null(table)) table$Chisq[2] else 2 * diff(fit$loglik),
    degrees = if (!is.null(table)) table$Df[2] else length(without),
    p = if (!is.null(table)) table[2, ncol(table)] else pchisq(2 * diff(fit$loglik), length(without), lower.tail = FALSE),
    dropped = column(rownames(each)), droppedChiSquare = column(each$LRT), droppedP = column(each[["Pr(>Chi)"]]))
}

result <- function(case) {
  frame <- data[[case$data]]
  fit <- fitted(frame, case, case$covariates[[1]])
  c(case, list(contrasts = contrasts(fit, case), comparison = comparison(frame, fit, case)))
}

case <- function(name, data, covariates, combinations, without, ties = "efron", ...) list(
  name = name, data = data, covariates = column(covariates), combinations = items(lapply(combinations, column)),
  without = column(without), ties = ties, ...)

data <- list(
  veteran = veteranData, colon = colonData[setdiff(names(colonData), "rx")], heart = heartData,
  tied = tiedData[setdiff(names(tiedData), "arm")])
cells <- c("smallcell", "adeno", "large")
cases <- lapply(list(
  case("veteran: cells against each other", "veteran", c("treatment", cells, "karnofsky"),
    list(c(0, 1, -1, 0, 0), c(0, 1, 0, -1, 0), c(0, 0, 1, -1, -10)), cells),
  case("veteran, Breslow", "veteran", c("treatment", cells, "karnofsky"),
    list(c(1, 0, 0, 0, 0), c(0, 0.5, 0.5, -1, 0)), c("treatment", "karnofsky"), ties = "breslow"),
  case("veteran, robust", "veteran", c("treatment", cells, "karnofsky"),
    list(c(0, 1, -1, 0, 0), c(0, 0, 0, 1, 0)), "karnofsky", robust = TRUE),
  case("colon, strata", "colon", c("levamisole", "fluorouracil", "nodes"),
    list(c(1, -1, 0), c(0, 1, 3)), "nodes", strata = "differentiation"),
  case("heart, delayed entry", "heart", c("age", "year", "transplant"), list(c(10, 0, 0), c(0, 1, -1)), c("age", "year"), entry = "entry"),
  case("heavy ties, against no covariates", "tied", c("armB", "armC"), list(c(1, -1), c(1, 0)), c("armB", "armC"))), result)

writeGolden(
  "cox-contrast",
  call = paste(
    "multcomp::glht(fit, linfct) with adjusted(\"none\"), adjusted(\"holm\"), Chisqtest() and univariate_calpha();",
    "anova(reduced, fit); drop1(fit, test = \"Chisq\")"),
  source = "survival package; generated with set.seed in datasets.R", relative = 1e-8,
  reason = "the fits are iterated to a relative change of log L below 1e-14",
  data = data, cases = cases)
