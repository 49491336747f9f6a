# Writes the data of the survival benchmarks as raw little-endian columns, so that both sides read the same numbers.
#
#   Rscript data.R FOLDER
#
# Times are doubles, events and codes are bytes. No two times are equal, nor near enough to count as equal: they are
# the exponential quantiles of the ranks of simulated times.

folder <- commandArgs(trailingOnly = TRUE)[1]

writeDoubles <- function(values, name) writeBin(as.double(values), file.path(folder, name), endian = "little")
writeBytes <- function(values, name) writeBin(as.raw(values), file.path(folder, name))

spreadTimes <- function(simulated) qexp((rank(simulated, ties.method = "first") - 0.5) / length(simulated), 0.03)

set.seed(1)
count <- 1e6
arm <- rbinom(count, 1, 0.5)
covariates <- matrix(rnorm(10 * count), count)
covariates[, 1] <- arm
hazard <- exp(drop(covariates %*% c(-0.4, seq(-0.25, 0.25, length.out = 9))))
writeDoubles(spreadTimes(rexp(count) / hazard), "time.f64")
writeBytes(rbinom(count, 1, 0.6), "event.u8")
writeBytes(arm, "arm.u8")
writeDoubles(covariates, "covariates.f64")
rm(arm, covariates, hazard)

large <- 1e7
writeDoubles(spreadTimes(runif(large)), "large-time.f64")
writeBytes(rbinom(large, 1, 0.6), "large-event.u8")

# 200 trials of 400 subjects in 8 strata, one after another; times in whole days, so with ties.
trials <- 200
size <- 400
rows <- trials * size
arm <- rbinom(rows, 1, 0.5)
stratum <- sample(0:7, rows, replace = TRUE)
time <- ceiling(rexp(rows, 0.002 * exp(-0.4 * arm + 0.1 * stratum)))
censoring <- ceiling(runif(rows, 200, 1200))
writeDoubles(pmin(time, censoring), "small-time.f64")
writeBytes(time <= censoring, "small-event.u8")
writeBytes(arm, "small-arm.u8")
writeBytes(stratum, "small-stratum.u8")

# One trial of 656 subjects in 8 strata of unequal size, an arm to three of another, times in months, about 400 events.
size <- 656
arm <- rep(c(1, 1, 1, 0, 0), length.out = size)
stratum <- sample(0:7, size, replace = TRUE, prob = c(5, 4, 4, 3, 3, 2, 2, 1))
time <- rexp(size, 0.035 * exp(-0.33 * arm + 0.1 * stratum))
censoring <- runif(size, 12, 48)
writeDoubles(round(pmin(time, censoring), 3), "boot-time.f64")
writeBytes(time <= censoring, "boot-event.u8")
writeBytes(arm, "boot-arm.u8")
writeBytes(stratum, "boot-stratum.u8")
