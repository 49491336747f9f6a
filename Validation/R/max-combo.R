# Goldens of the MaxCombo test: the four Fleming-Harrington statistics and their covariance by a direct O(n^2) computation,
# their variances held against survdiff where it has the weight, the probability from mvtnorm; and chosen combinations.
# Run in this folder: Rscript max-combo.R (Debian: r-base-core, r-cran-survival, r-cran-mvtnorm).

source("golden.R")
source("datasets.R")

standard <- list(c(0, 0), c(0, 1), c(1, 0), c(1, 1))

# u = d_1 - d n_1 / n and v = d (n - d) / (n - 1) n_1 n_2 / n^2 at each event time; U_a = sum w_a u, V_ab = sum w_a w_b v.
sums <- function(frame, case) {
  use <- function(name, otherwise) if (is.null(case[[name]])) rep(otherwise, nrow(frame)) else frame[[case[[name]]]]
  stratum <- use("strata", 1)
  entry <- use("entry", -1)
  weight <- use("weights", 1)
  whole <- all(weight == round(weight))  # else the observations stand for the persons that n - 1 counts
  first <- frame[[case$group]] == sort(unique(frame[[case$group]]))[1]
  weightings <- if (is.null(case$powers)) standard else case$powers
  score <- numeric(length(weightings))
  variance <- matrix(0, length(weightings), length(weightings))
  for (one in unique(stratum)) {
    before <- 1
    for (at in sort(unique(frame$time[frame$event == 1 & stratum == one]))) {
      risk <- stratum == one & entry < at & frame$time >= at
      dies <- risk & frame$event == 1 & frame$time == at
      n <- sum(weight[risk])
      d <- sum(weight[dies])
      share <- sum(weight[risk & first]) / n
      w <- vapply(weightings, function(power) before^power[1] * (1 - before)^power[2], 0)
      score <- score + w * (sum(weight[dies & first]) - d * share)
      size <- if (whole) n else sum(risk & weight > 0)
      if (size > 1) variance <- variance + outer(w, w) * d * (n - d) / n * size / (size - 1) * share * (1 - share)
      before <- before * (1 - d / n)
    }
  }
  list(score = score, variance = variance)
}

# The four depend on one another, (0, 1) being (0, 0) less (1, 0): integrate over three of them by one-dimensional
# quadrature within quadrature, and hold mvtnorm against that: GenzBretz converges slowly on a singular matrix and understates
# its own error in small tails (Freireich: 8.4e-05 for 1.10e-04, which 4e7 random draws confirm).
# One-sided bounds leave an end open, which is cut where nothing is left.
outside <- function(rows, z, least = -z) {
  leaves <- function(place, y) {
    here <- rows[[place]]
    middle <- if (place > 1) drop(here[, seq_len(place - 1), drop = FALSE] %*% y) else rep(0, nrow(here))
    ends <- cbind((least - middle) / here[, place], (z - middle) / here[, place])
    low <- max(pmin(ends[, 1], ends[, 2]))
    high <- min(pmax(ends[, 1], ends[, 2]))
    if (low >= high) return(1)
    tails <- pnorm(low) + pnorm(high, lower.tail = FALSE)
    if (place == length(rows)) return(tails)
    low <- max(low, -abs(z) - 9)
    high <- min(high, abs(z) + 9)
    if (low >= high) return(tails)
    inside <- function(x) vapply(x, function(value) dnorm(value) * leaves(place + 1, c(y, value)), 0)
    cuts <- seq(low, high, length.out = 9)
    tails + sum(vapply(1:8, function(k) integrate(inside, cuts[k], cuts[k + 1], rel.tol = 1e-8, abs.tol = 1e-11, subdivisions = 500)$value, 0))
  }
  leaves(1, numeric())
}

factorRows <- function(correlation) {
  kept <- c(1, 2, 4)
  factor <- t(chol(correlation[kept, kept]))
  third <- drop(correlation[3, kept] %*% solve(t(factor)))
  stopifnot(abs(sum(third^2) - 1) < 1e-8)
  list(factor[1, , drop = FALSE], rbind(factor[2, ], if (abs(third[3]) < 1e-9) third), rbind(factor[3, ], if (abs(third[3]) >= 1e-9) third))
}

# Of combinations that determine no member by the others, by the method of Miwa, Hayter and Kuriki (2003), which draws nothing.
chosen <- function(correlation, least, z) {
  if (nrow(correlation) == 1) return(pnorm(least) + pnorm(z, lower.tail = FALSE))
  1 - as.numeric(mvtnorm::pmvnorm(
    rep(least, nrow(correlation)), rep(z, nrow(correlation)), corr = correlation, algorithm = mvtnorm::Miwa(steps = 4096)))
}

probability <- function(correlation, z, powers) {
  if (!is.null(powers)) return(chosen(correlation, -z, z))
  direct <- outside(factorRows(correlation), z)
  set.seed(1)
  random <- 1 - mvtnorm::pmvnorm(
    rep(-z, 4), rep(z, 4), corr = correlation, algorithm = mvtnorm::GenzBretz(maxpts = 2e6, abseps = 1e-7, releps = 0))
  stopifnot(abs(random - direct) < if (direct > 0.01) 1e-6 else 3e-5)
  direct
}

# In one direction: P(max Z > z).
oneSided <- function(correlation, z, powers) {
  if (!is.null(powers)) return(chosen(correlation, -Inf, z))
  direct <- outside(factorRows(correlation), z, least = -Inf)
  set.seed(1)
  random <- 1 - mvtnorm::pmvnorm(
    rep(-Inf, 4), rep(z, 4), corr = correlation, algorithm = mvtnorm::GenzBretz(maxpts = 2e6, abseps = 1e-7, releps = 0))
  stopifnot(abs(random - direct) < if (direct > 0.01) 1e-6 else 3e-5)
  direct
}

result <- function(case) {
  frame <- data[[case$data]]
  frame[[case$group]] <- as.character(frame[[case$group]])
  all <- sums(frame, case)
  z <- all$score / sqrt(diag(all$variance))
  if (is.null(case$powers) && is.null(case$strata) && is.null(case$entry) && is.null(case$weights)) for (rho in 0:1) {
    theirs <- survdiff(Surv(frame$time, frame$event) ~ frame[[case$group]], rho = rho)$chisq
    stopifnot(isTRUE(all.equal(z[c(1, 3)[rho + 1]]^2, theirs, tolerance = 1e-10)))
  }
  correlation <- cov2cor(all$variance)
  powers <- case$powers
  case$powers <- if (!is.null(powers)) items(lapply(powers, column))
  c(case, list(
    groups = column(sort(unique(frame[[case$group]]))), z = column(z), correlation = rows(correlation),
    statistic = max(abs(z)), p = probability(correlation, max(abs(z)), powers),
    pLower = oneSided(correlation, max(z), powers), pHigher = oneSided(correlation, max(-z), powers)))
}

myeloidData <- with(survival::myeloid, data.frame(time = futime, event = death, arm = as.character(trt), sex = as.character(sex)))
data <- list(
  freireich = freireich[c("time", "event", "arm")], lung = lungData[c("time", "event", "sex")],
  lungEcog = lungEcog[c("time", "event", "sex", "ecog")], ovarian = ovarianData[c("time", "event", "rx", "ecog")],
  veteran = veteranData[c("time", "event", "treatment", "cell")], aml = amlData[c("time", "event", "maintenance")],
  myeloid = myeloidData, heart = heartData[c("entry", "time", "event", "transplant", "surgery")],
  tied = tiedData[c("entry", "time", "event", "armB", "weight")])

on <- function(name, data, group, ...) list(name = name, data = data, group = group, ...)
cases <- lapply(list(
  on("Freireich", "freireich", "arm"), on("lung by sex", "lung", "sex"),
  on("lung by sex, strata ecog", "lungEcog", "sex", strata = "ecog"), on("ovarian", "ovarian", "rx"),
  on("ovarian, strata ecog", "ovarian", "rx", strata = "ecog"), on("veteran", "veteran", "treatment"),
  on("veteran, strata cell", "veteran", "treatment", strata = "cell"), on("aml", "aml", "maintenance"),
  on("myeloid", "myeloid", "arm"), on("myeloid, strata sex", "myeloid", "arm", strata = "sex"),
  on("heart", "heart", "transplant", entry = "entry"),
  on("heart, strata surgery", "heart", "transplant", entry = "entry", strata = "surgery"),
  on("heavy ties, delayed entry, fractional weights", "tied", "armB", entry = "entry", weights = "weight"),
  on("lung, one", "lung", "sex", powers = list(c(0, 1))),
  on("lung, two", "lung", "sex", powers = list(c(0, 0), c(0, 1))),
  on("lung, three, strata ecog", "lungEcog", "sex", strata = "ecog", powers = list(c(0, 0), c(0, 0.5), c(1, 1))),
  on("myeloid, four that determine none of them", "myeloid", "arm", powers = list(c(0, 0), c(0, 0.5), c(0.5, 0), c(0.5, 0.5))),
  on("heart, two, strata surgery", "heart", "transplant", entry = "entry", strata = "surgery", powers = list(c(0, 0), c(1, 0)))), result)

writeGolden(
  "max-combo",
  call = paste(
    "sums and outside of this script, O(n^2) and nested integrate(); the probability held against",
    "mvtnorm::pmvnorm(algorithm = GenzBretz(maxpts = 2e6)), the statistics against survdiff(rho = 0, 1); the probability of",
    "chosen combinations is pmvnorm(algorithm = Miwa(steps = 4096))"),
  source = "survival package; Freireich 1963; generated with set.seed in datasets.R",
  relative = 1e-10,
  reason = "statistics in closed form, less what 1 - S(t-) cancels; the probability is integrated to a relative 1e-7",
  data = data, cases = cases)
