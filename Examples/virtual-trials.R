# Writes virtual.csv beside the design files of the founding trials. No patient stands behind any row: they show how rules are read on
# data. Run in this folder: Rscript virtual-trials.R

months <- function(days) sprintf("%.2f", days / 30.4375)

# Whole days from entry to event or last contact, and whether the event came first.
observe <- function(event, last) {
  days <- pmax(1, round(30.4375 * pmin(event, last)))
  list(time = months(days), event = as.numeric(event <= last))
}

# Two arms, 3:2. Death after progression or without; both with the hazard ratios that were published, the medians under placebo too.
maintenance <- function(folder, seed, counts, median, ratio, deathMedian, deathRatio, start, end) {
  set.seed(seed)
  count <- sum(counts)
  arm <- sample(rep(c("ixazomib", "placebo"), counts))
  iss <- sample(c("I", "II", "III"), count, replace = TRUE, prob = c(0.40, 0.33, 0.27))
  treated <- arm == "ixazomib"
  frailty <- c(I = 0.8, II = 1, III = 1.4)[iss]
  death <- rexp(count, log(2) / deathMedian * deathRatio^treated * frailty)
  progression <- pmin(rexp(count, log(2) / median * ratio^treated * frailty), death)
  randomised <- as.Date(start) + sort(sample(0:600, count, replace = TRUE))
  last <- pmin(as.numeric(as.Date(end) - randomised) / 30.4375, rexp(count, 0.003))
  pfs <- observe(progression, last)
  os <- observe(death, last)
  write.csv(
    data.frame(
      subject = sprintf("V%03d", seq_len(count)), randomised, arm, iss,
      pfs = pfs$time, progressed = pfs$event, os = os$time, died = os$event),
    file.path(folder, "virtual.csv"), row.names = FALSE, quote = FALSE)
}

# One arm: toxicity of the first cycle and progression-free survival.
single <- function(folder, seed) {
  set.seed(seed)
  count <- 64
  entry <- as.Date("2012-12-04") + sort(sample(0:889, count))
  progression <- rexp(count, log(2) / 52)
  last <- pmin(as.numeric(as.Date("2020-10-01") - entry) / 30.4375, rexp(count, 0.004))
  pfs <- observe(progression, last)
  write.csv(
    data.frame(
      subject = sprintf("V%02d", seq_len(count)), entry, toxicity = rbinom(count, 1, 0.15),
      pfs = pfs$time, progressed = pfs$event),
    file.path(folder, "virtual.csv"), row.names = FALSE, quote = FALSE)
}

maintenance("tourmaline-mm3", 2181413, c(395, 261), 21.3, 0.72, 90, 0.95, "2014-07-31", "2018-04-16")
maintenance("tourmaline-mm4", 2312258, c(425, 281), 9.4, 0.66, 60, 0.98, "2015-04-28", "2019-08-12")
single("nct01718743", 1718743)
