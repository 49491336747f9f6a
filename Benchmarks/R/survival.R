# Times R's survival package on the benchmark data, best of three, on one thread.
#
#   Rscript survival.R FOLDER
#
# Writes FOLDER/peer.tsv: task, seconds, and the numbers that our answers must equal.

library(survival)

folder <- commandArgs(trailingOnly = TRUE)[1]
readDoubles <- function(name) readBin(file.path(folder, name), "double", file.size(file.path(folder, name)) / 8, endian = "little")
readBytes <- function(name) as.integer(readBin(file.path(folder, name), "raw", file.size(file.path(folder, name))))

report <- file(file.path(folder, "peer.tsv"), "w")
measure <- function(task, run, answer, scale = 1) {
  seconds <- min(vapply(1:3, function(turn) {
    gc()
    system.time(result <<- run())[["elapsed"]]
  }, 0))
  line <- c(task, sprintf("%.6f", seconds * scale), sprintf("%.17g", answer(result)))
  writeLines(paste(line, collapse = "\t"), report)
  message(task, ": ", signif(seconds * scale, 4), " s")
}

time <- readDoubles("time.f64")
event <- readBytes("event.u8")
arm <- factor(readBytes("arm.u8"))
measure(
  "kaplan-meier", function() survfit(Surv(time, event) ~ arm),
  function(fit) c(summary(fit)$table[, "median"], summary(fit)$table[, "0.95LCL"], quantile(fit, 0.1)$quantile))
measure("log-rank", function() survdiff(Surv(time, event) ~ arm), function(test) test$chisq)

x <- matrix(readDoubles("covariates.f64"), length(time))
colnames(x) <- paste0("x", 1:10)
frame <- data.frame(time, event, x)
model <- Surv(time, event) ~ x1 + x2 + x3 + x4 + x5 + x6 + x7 + x8 + x9 + x10
measure("cox", function() coxph(model, frame), coef)
response <- Surv(time, event)
measure(
  "cox-core", function() {
    coxph.fit(
      x, response, strata = NULL, offset = NULL, init = NULL, control = coxph.control(), weights = NULL,
      method = "efron", rownames = NULL, resid = FALSE)
  }, function(fit) fit$coefficients)
rm(x, response)
part <- frame[1:1e5, ]
fit <- coxph(model, part)
measure("ph-test", function() cox.zph(fit), function(test) test$table[, "chisq"])
measure(
  "concordance", function() concordance(Surv(time, event) ~ x2, frame, reverse = TRUE),
  function(fit) c(fit$concordance, sqrt(fit$var)))
rm(frame, part, fit)

size <- 400
small <- data.frame(
  trial = rep(1:200, each = size), time = readDoubles("small-time.f64"), event = readBytes("small-event.u8"),
  arm = readBytes("small-arm.u8"), stratum = readBytes("small-stratum.u8"))
trials <- split(small, small$trial)
measure(
  "cox-small", function() vapply(trials, function(trial) coef(coxph(Surv(time, event) ~ arm + strata(stratum), trial)), 0),
  function(coefficients) coefficients, scale = 50)

trial <- data.frame(
  time = readDoubles("boot-time.f64"), event = readBytes("boot-event.u8"), arm = readBytes("boot-arm.u8"),
  stratum = readBytes("boot-stratum.u8"))
hazardRatio <- function(rows, index) coef(coxph(Surv(time, event) ~ arm + strata(stratum), rows[index, ]))
set.seed(1)
measure("bootstrap-20", function() boot::boot(trial, hazardRatio, R = 20), function(answer) answer$t0)
close(report)
