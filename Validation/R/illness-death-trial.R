# Goldens of simulated trials with progression and death from an illness-death model: PFS, then OS in a fixed sequence by numbers of events, and
# PFS at calendar times with the level spent by the events that are there. Patient by patient in base R; critical values by mvtnorm.
# The tolerance of a comparison is the Monte Carlo error of both simulations.
# Run in this folder: Rscript illness-death-trial.R (Debian: r-cran-mvtnorm).

source("golden.R")
suppressMessages(library(mvtnorm))

# Lan and DeMets's spending of the O'Brien-Fleming shape.
spent <- function(t, alpha) ifelse(t >= 1, alpha, 2 - 2 * pnorm(qnorm(1 - alpha / 2) / sqrt(t)))

# The critical value of the latest look, given those before it.
critical <- function(information, before, due) {
  if (length(information) == 1) return(qnorm(1 - due))
  corr <- outer(information, information, function(a, b) sqrt(pmin(a, b) / pmax(a, b)))
  chance <- function(u) {
    pmvnorm(c(rep(-1000, length(before)), u), c(before, 1000), corr = corr, algorithm = Miwa(steps = 256))[1] - due
  }
  uniroot(chance, c(1, 12), tol = 1e-8)$root
}

boundary <- function(information, level, isFinal) {
  bounds <- numeric(0)
  used <- 0
  for (k in seq_along(information)) {
    now <- if (isFinal && k == length(information)) level else spent(min(1, information[k]), level)
    bounds[k] <- critical(information[1:k], bounds, now - used)
    used <- now
  }
  bounds
}

# The log-rank z of arm 1 against arm 0, above 0 where arm 1 has fewer events; no ties but those of visits.
logRank <- function(time, event, arm) {
  times <- sort(unique(time[event]))
  n <- vapply(times, function(t) sum(time >= t), 0)
  n1 <- vapply(times, function(t) sum(time >= t & arm == 1), 0)
  d <- vapply(times, function(t) sum(event & time == t), 0)
  d1 <- vapply(times, function(t) sum(event & time == t & arm == 1), 0)
  variance <- ifelse(n > 1, d * (n1 / n) * (1 - n1 / n) * (n - d) / pmax(n - 1, 1), 0)
  sum(d * n1 / n - d1) / sqrt(sum(variance))
}

# One trial: entries, arms in blocks of two, progression and death of everyone, what is known when.
patients <- function(one) {
  n <- one$subjects
  entry <- cumsum(rexp(n, one$rate))
  arm <- as.vector(replicate(n / 2, sample(0:1)))
  treated <- arm == 1
  progression <- rexp(n, one$progression * ifelse(treated, one$progressionRatio, 1))
  before <- rexp(n, one$death * ifelse(treated, one$deathRatio, 1))
  later <- progression + rexp(n, one$deathAfter * ifelse(treated, one$deathAfterRatio, 1))
  lost <- rexp(n, one$dropOut)
  death <- ifelse(progression < before, later, before)
  progression[progression >= before] <- Inf
  seen <- if (is.na(one$visits)) progression else one$visits * ceiling(progression / one$visits)
  pfs <- pmin(seen, death)
  # With visits, those lost are last seen free of progression at the visit before.
  lastSeen <- if (is.na(one$visits)) lost else one$visits * floor(lost / one$visits)
  list(
    entry = entry, arm = arm, lost = lost,
    pfs = list(event = pfs <= lost, exit = ifelse(pfs <= lost, pfs, lastSeen), known = entry + pmin(pfs, lost)),
    os = list(event = death <= lost, exit = pmin(death, lost), known = entry + pmin(death, lost)),
    visits = one$visits)
}

z <- function(trial, endpoint, at) {
  record <- trial[[endpoint]]
  there <- trial$entry <= at
  followUp <- at - trial$entry
  if (endpoint == "pfs" && !is.na(trial$visits)) followUp <- trial$visits * floor(followUp / trial$visits)
  known <- record$known <= at
  logRank(
    ifelse(known, record$exit, followUp)[there], (known & record$event)[there], trial$arm[there])
}

eventDate <- function(trial, endpoint, number) sort(trial[[endpoint]]$known[trial[[endpoint]]$event])[number]

# PFS at its only look, OS at two; OS waits for PFS and is then tested with its latest look, and with those to come.
closed <- function(one) {
  osBounds <- boundary(one$deaths / max(one$deaths), 0.025, TRUE)
  result <- replicate(one$iterations, {
    trial <- patients(one)
    pfsTime <- eventDate(trial, "pfs", one$events)
    osTimes <- vapply(one$deaths, function(d) eventDate(trial, "os", d), 0)
    pfs <- z(trial, "pfs", pfsTime) >= qnorm(0.975)
    os <- FALSE
    if (pfs) {
      latest <- max(0, which(osTimes <= pfsTime))
      for (k in max(1, latest):2) os <- os || z(trial, "os", osTimes[k]) >= osBounds[k]
    }
    c(pfs, os, pfsTime)
  })
  c(one, list(
    osCriticalValues = column(osBounds), rejectPFS = mean(result[1, ]), rejectOS = mean(result[2, ]),
    pfsTime = mean(result[3, ])))
}

# PFS at calendar times.
calendar <- function(one) {
  result <- replicate(one$iterations, {
    trial <- patients(one)
    seen <- integer(0)
    rejected <- 0
    for (k in seq_along(one$times)) {
      seen <- c(seen, sum(trial$pfs$event & trial$pfs$known <= one$times[k]))
      isFinal <- k == length(one$times) || seen[k] >= one$events
      bounds <- boundary(seen / one$events, 0.025, isFinal)
      if (z(trial, "pfs", one$times[k]) >= bounds[k]) rejected <- k
      if (rejected > 0 || isFinal) break
    }
    c(rejected, seen[length(seen)])
  })
  c(one, list(
    rejectByLook = column(vapply(seq_along(one$times), function(k) mean(result[1, ] == k), 0)),
    rejectPFS = mean(result[1, ] > 0), meanEvents = mean(result[2, ])))
}

plan <- function(name, progressionRatio, deathRatio, deathAfterRatio, visits = NA, iterations = 8000) {
  list(
    name = name, subjects = 160, rate = 10, progression = 0.06, progressionRatio = progressionRatio, death = 0.008,
    deathRatio = deathRatio, deathAfter = 0.05, deathAfterRatio = deathAfterRatio, dropOut = 0.004, visits = visits,
    iterations = iterations)
}

shown <- function(one) {
  for (name in c("deaths", "times")) if (!is.null(one[[name]])) one[[name]] <- column(one[[name]])
  one
}

set.seed(20251)
byEvents <- lapply(
  list(
    plan("no effect", 1, 1, 1), plan("effect on progression and death", 0.6, 1, 0.8),
    plan("the same with visits", 0.6, 1, 0.8, visits = 3)),
  function(one) closed(c(one, list(events = 110, deaths = c(50, 90)))))
byCalendar <- lapply(
  list(plan("no effect, calendar looks", 1, 1, 1, iterations = 3000),
    plan("effect, calendar looks", 0.6, 1, 0.8, iterations = 3000)),
  function(one) calendar(c(one, list(events = 110, times = c(9, 18, 30)))))

writeGolden(
  "illness-death-trial", paste("base R, one trial after the other; mvtnorm", packageDescription("mvtnorm")$Version, "for critical values"),
  "no data; exponential illness-death times, Poisson accrual", 0,
  "held to the Monte Carlo error of both simulations, which the test computes",
  list(levels = data.frame(oneSided = 0.025)), lapply(c(byEvents, byCalendar), shown))
