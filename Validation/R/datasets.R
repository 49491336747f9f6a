# The data sets of the goldens, each a data frame without missing values and with the event as 0 or 1.

complete <- function(frame) frame[complete.cases(frame), , drop = FALSE]

# Freireich et al., Blood 21:699 (1963): weeks of remission, 6-mercaptopurine against placebo, in 21 matched pairs.
freireich <- data.frame(
  time = c(
    1, 10, 22, 7, 3, 32, 12, 23, 8, 22, 17, 6, 2, 16, 11, 34, 8, 32, 12, 25, 2, 11, 5, 20, 4, 19, 15, 6, 8, 17, 23,
    35, 5, 6, 11, 13, 4, 9, 1, 6, 8, 10),
  event = c(
    1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 1, 1, 0, 1, 0, 1, 1, 1, 1, 1,
    0, 1, 0, 1, 0),
  arm = rep(c("placebo", "6-MP"), 21),
  placebo = rep(c(1, 0), 21),
  pair = rep(1:21, each = 2))
stopifnot(identical(as.vector(tapply(freireich$event, freireich$arm, sum)), c(9, 21)))

# Therneau and Grambsch, Modeling Survival Data (2000), appendix E: the three test data sets solved by hand.
bookRight <- data.frame(time = c(1, 1, 6, 6, 8, 9), event = c(1, 0, 1, 1, 0, 1), x = c(1, 1, 1, 0, 0, 0))
bookCounting <- data.frame(
  entry = c(1, 2, 5, 2, 1, 7, 3, 4, 8, 8), time = c(2, 3, 6, 7, 8, 9, 9, 9, 14, 17),
  event = c(1, 1, 1, 1, 1, 1, 1, 0, 0, 0), x = c(1, 0, 0, 1, 0, 1, 1, 1, 0, 0))
bookWeighted <- data.frame(
  time = c(1, 1, 2, 2, 2, 2, 3, 4, 5), event = c(1, 0, 1, 1, 1, 0, 0, 1, 0), x = c(2, 0, 1, 1, 0, 1, 0, 1, 0),
  weight = c(1, 2, 3, 4, 3, 2, 1, 2, 1))

lungColumns <- with(survival::lung, data.frame(time, event = status - 1, sex, age, ecog = ph.ecog, institution = inst))
lungData <- lungColumns[c("time", "event", "sex", "age")]
lungEcog <- complete(lungColumns[c("time", "event", "sex", "age", "ecog")])
lungInstitution <- complete(lungColumns[c("time", "event", "sex", "age", "institution")])
ovarianData <- with(survival::ovarian, data.frame(time = futime, event = fustat, rx, age, residual = resid.ds, ecog = ecog.ps))
veteranData <- with(survival::veteran, data.frame(
  time, event = status, treatment = trt, cell = as.character(celltype), smallcell = 1 * (celltype == "smallcell"),
  adeno = 1 * (celltype == "adeno"), large = 1 * (celltype == "large"), karnofsky = karno, age, prior = prior / 10))
amlData <- with(survival::aml, data.frame(
  time, event = status, maintenance = as.character(x), nonmaintained = 1 * (x == "Nonmaintained")))
heartData <- with(survival::heart, data.frame(
  entry = start, time = stop, event, transplant = as.numeric(as.character(transplant)), age, year, surgery, id))
mgusData <- with(survival::mgus2, data.frame(
  time = futime, event = death, sex = as.character(sex), male = 1 * (sex == "M"), age, progression = pstat,
  progressionTime = ptime))
myelomaData <- with(survival::myeloma, data.frame(entry, time = futime, event = death, year))
colonData <- complete(with(survival::colon[survival::colon$etype == 2, ], data.frame(
  time, event = status, rx = as.character(rx), levamisole = 1 * (rx == "Lev"), fluorouracil = 1 * (rx == "Lev+5FU"),
  nodes, differentiation = differ, extent, age, sex)))
ratsData <- with(survival::rats, data.frame(time, event = status, treated = rx, litter, sex))
females <- ratsData[ratsData$sex == "f", c("time", "event", "treated", "litter")]

# 120 subjects with at most 12 distinct times, three arms, delayed entry, and weights of two kinds.
tiedData <- local({
  set.seed(20130109)
  count <- 120
  biomarker <- round(rnorm(count), 2)
  arm <- sample(c("A", "B", "C"), count, replace = TRUE)
  time <- pmin(12, 1 + floor(rexp(count, exp(-2 + 0.4 * biomarker + 0.5 * (arm == "B")))))
  entry <- pmax(0, time - sample(1:12, count, replace = TRUE))
  data.frame(
    entry, time, event = rbinom(count, 1, 0.75), arm, armB = 1 * (arm == "B"), armC = 1 * (arm == "C"), biomarker,
    copies = sample(1:4, count, replace = TRUE), weight = round(runif(count, 1, 3), 3),
    small = round(runif(count, 0.2, 1.4), 3))
})

# 300 subjects in 60 small strata; some strata have one arm only, some have no events.
strataData <- local({
  set.seed(1718743)
  count <- 300
  stratum <- sample(1:60, count, replace = TRUE)
  arm <- rbinom(count, 1, 0.6)
  age <- round(rnorm(count, 62, 9))
  event <- rbinom(count, 1, 0.6) * (stratum %% 10 != 0)
  time <- 1 + floor(rexp(count, exp(-3 - 0.5 * arm + 0.02 * (age - 62) + 0.05 * (stratum %% 7))))
  data.frame(time, event, arm, age, stratum)
})

# Whole days turned into years on two routes that differ in the last bits: times that are equal in days are not in years.
nearTiedData <- local({
  set.seed(36525)
  count <- 120
  days <- sample(seq(30, 1500, by = 35), count, replace = TRUE)
  route <- rep(c(0, 1), length.out = count)
  years <- ifelse(route == 0, days / 365.25, days / 30.4375 / 12)
  stopifnot(length(unique(years)) > length(unique(days)))
  data.frame(days, time = years, event = rbinom(count, 1, 0.7), group = rbinom(count, 1, 0.5), x = round(rnorm(count), 1))
})
