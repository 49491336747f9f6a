# Goldens of case-cohort analyses, from survival::cch on Wilms' tumour data (Breslow & Chatterjee 1999).
# Run in this folder: Rscript case-cohort.R

source("golden.R")

sample <- local({
  columns <- with(survival::nwtco, data.frame(
    id = seqno, time = edrel, event = rel, drawn = 1 * in.subcohort, stageII = 1 * (stage == 2), stageIII = 1 * (stage == 3),
    stageIV = 1 * (stage == 4), unfavourable = 1 * (histol == 2), age = age / 12))
  columns[columns$event == 1 | columns$drawn == 1, ]
})
# A third of it, every third row, as if drawn from a cohort of 1343: fewer rows, the same ties.
third <- sample[seq(1, nrow(sample), by = 3), ]

result <- function(case) {
  frame <- data[[case$data]]
  names <- c("Prentice", "SelfPrentice", "LinYing")
  fits <- lapply(setNames(names, c("prentice", "selfPrentice", "linYing")), function(method) {
    fit <- cch(
      as.formula(paste("Surv(time, event) ~", paste(case$covariates[[1]], collapse = " + "))), data = frame,
      subcoh = frame$drawn == 1, id = frame$id, cohort.size = case$cohort, method = method)
    list(coefficients = column(unname(coef(fit))), variance = rows(unname(fit$var)))
  })
  c(case, fits)
}

data <- list(wilms = sample, third = third)
cases <- lapply(list(
  list(name = "Wilms' tumour", data = "wilms", covariates = column(c("stageII", "stageIII", "stageIV", "unfavourable", "age")), cohort = 4028),
  list(name = "a third of it", data = "third", covariates = column(c("unfavourable", "age")), cohort = 1343)), result)

writeGolden(
  "case-cohort", call = "cch(Surv(time, event) ~ ..., subcoh, id, cohort.size, method)",
  source = "survival::nwtco: National Wilms Tumor Study, Breslow & Chatterjee, Applied Statistics 48:457 (1999)",
  relative = 1e-6, reason = "coxph inside cch stops when the likelihood changes by less than 1e-9 of itself",
  data = data, cases = cases)
