# Times rpact's group sequential designs, best of three, on one thread.
#
#   Rscript designs.R FOLDER
#
# Writes FOLDER/designs.tsv: task, seconds, and the numbers that our answers must equal.

suppressMessages(library(rpact))

folder <- commandArgs(trailingOnly = TRUE)[1]
report <- file(file.path(folder, "designs.tsv"), "w")
measure <- function(task, run, answer, scale) {
  seconds <- min(vapply(1:3, function(turn) {
    gc()
    system.time(result <<- run())[["elapsed"]]
  }, 0))
  line <- c(task, sprintf("%.6f", seconds * scale), sprintf("%.17g", answer(result)))
  writeLines(paste(line, collapse = "\t"), report)
  message(task, ": ", signif(seconds * scale, 4), " s")
}

# Two hundred levels, so that nothing can be kept from one design to the next; times 50 makes 10,000 designs.
levels <- seq(0.02, 0.03, length.out = 200)
fractions <- c(0.5, 0.75, 1)
last <- function(values) values[3]
measure(
  "three-looks", function() {
    vapply(levels, function(level) {
      last(getDesignGroupSequential(kMax = 3, alpha = level, informationRates = fractions, typeOfDesign = "asOF")$criticalValues)
    }, 0)
  }, identity, scale = 50)
measure(
  "beta-spending", function() {
    vapply(levels[1:40], function(level) {
      getDesignGroupSequential(
        kMax = 3, alpha = level, beta = 0.1, informationRates = fractions, typeOfDesign = "asOF",
        typeBetaSpending = "bsHSD", gammaB = -2, bindingFutility = TRUE, tolerance = 1e-10)$futilityBounds[2]
    }, 0)
  }, identity, scale = 25)
close(report)
