# Writes trial.csv: a virtual placebo-controlled trial of maintenance therapy. No patient stands behind any row.
# Run in this folder: Rscript simulate.R

set.seed(320400)
count <- 400
accrual <- 24
cutOff <- 60

arm <- sample(rep(c("maintenance", "placebo"), c(0.6, 0.4) * count))
iss <- sample(c("I", "II", "III"), count, replace = TRUE, prob = c(0.38, 0.36, 0.26))
age <- pmin(pmax(round(rnorm(count, 60, 8)), 33), 75)
sex <- sample(c("F", "M"), count, replace = TRUE, prob = c(0.43, 0.57))
cytogenetics <- sample(c("standard", "high"), count, replace = TRUE, prob = c(0.78, 0.22))
ldh <- round(exp(rnorm(count, log(180) + 0.15 * (iss == "III"), 0.25)))

# The truth: hazard ratio 0.62 for maintenance, constant hazards within each stratum, medians near 30 and 20 months.
hazard <- log(2) / c(I = 27, II = 21, III = 15)[iss] *
  exp(log(0.62) * (arm == "maintenance") + log(1.7) * (cytogenetics == "high") + 0.01 * (age - 60) + 0.002 * (ldh - 180))
progression <- rexp(count, hazard)
observed <- pmin(cutOff - runif(count, 0, accrual), rexp(count, 0.004))

# Days are whole; months are days over 30.4375, printed to two places.
days <- pmax(1, round(30.4375 * pmin(progression, observed)))
trial <- data.frame(
  subject = sprintf("V%03d", seq_len(count)), arm, iss, age, sex, cytogenetics,
  ldh = ifelse(seq_len(count) %in% sample(count, 0.1 * count), NA, ldh),
  pfs = sprintf("%.2f", days / 30.4375), event = as.numeric(progression <= observed))
write.csv(trial, "trial.csv", row.names = FALSE, quote = FALSE, na = "")
