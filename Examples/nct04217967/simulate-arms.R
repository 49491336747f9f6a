# Writes virtual-arms.csv: virtual subjects whose arm was chosen by patient and doctor. No patient stands behind any row.
# Run in this folder: Rscript simulate-arms.R

set.seed(4217967)
count <- 300

age <- pmin(pmax(round(rnorm(count, 61, 9)), 34), 84)
sex <- sample(c("F", "M"), count, replace = TRUE)
iss <- sample(c("I", "II", "III"), count, replace = TRUE, prob = c(0.35, 0.38, 0.27))
creatinine <- round(exp(rnorm(count, log(78) + 0.25 * (iss == "III"), 0.3)))

# The choice: ixazomib more often for the older, for late stages and for weak kidneys.
odds <- exp(-0.3 + 0.06 * (age - 61) + 0.5 * (iss == "III") + 0.9 * log(creatinine / 80))
arm <- ifelse(runif(count) < odds / (1 + odds), "ixazomib", "lenalidomide")

# The truth: no difference between the arms; age, stage and kidneys decide.
hazard <- log(2) / 30 * exp(0.045 * (age - 61) + 0.6 * (iss == "III") + 0.5 * log(creatinine / 80))
progression <- rexp(count, hazard)
observed <- runif(count, 18, 48)
days <- pmax(1, round(30.4375 * pmin(progression, observed)))
write.csv(
  data.frame(
    subject = sprintf("C%03d", seq_len(count)), arm, age, sex, iss,
    creatinine = ifelse(seq_len(count) %in% sample(count, 12), NA, creatinine),
    pfs = sprintf("%.2f", days / 30.4375), event = as.numeric(progression <= observed)),
  "virtual-arms.csv", row.names = FALSE, quote = FALSE, na = "")
