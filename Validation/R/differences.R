# Maxima and profile limits of a function of few coefficients, without derivatives of its own. Sourced by scripts here.
#
# `evaluate(beta)$variance` need only be near the inverse of the curvature: it makes the steps and says when they are small.

# Gradient by differences of three widths, extrapolated to width 0: the error is of sixth order.
gradient <- function(f, beta, widths) {
  vapply(seq_along(beta), function(k) {
    slope <- function(h) {
      step <- replace(numeric(length(beta)), k, h)
      (f(beta + step) - f(beta - step)) / (2 * h)
    }
    one <- slope(widths[k])
    half <- slope(widths[k] / 2)
    quarter <- slope(widths[k] / 4)
    first <- (4 * half - one) / 3
    second <- (4 * quarter - half) / 3
    (16 * second - first) / 15
  }, 0)
}

# The maximum of f over the coefficients that are not held.
maximise <- function(evaluate, f, start, held = integer()) {
  free <- setdiff(seq_along(start), held)
  beta <- start
  if (length(free) == 0) return(list(beta = beta, height = f(beta)))
  part <- function(values) f(replace(beta, free, values))
  for (iteration in 1:200) {
    variance <- evaluate(beta)$variance
    information <- solve(variance)[free, free, drop = FALSE]
    widths <- 0.2 / sqrt(diag(information))
    slope <- gradient(part, beta[free], widths)
    step <- drop(solve(information, slope))
    decrement <- sum(step * slope)
    if (decrement < 1e-20) break
    length <- 1
    here <- part(beta[free])
    while (length > 1e-6 && !(part(beta[free] + length * step) >= here - 1e-12)) length <- length / 2
    beta[free] <- beta[free] + length * step
    if (iteration > 60 && decrement < 1e-15) break
  }
  stopifnot(decrement < 1e-15)
  list(beta = beta, height = f(beta))
}

profileOf <- function(evaluate, f, top, level = 0.95) {
  z <- sqrt(qchisq(level, 1))
  error <- sqrt(diag(evaluate(top$beta)$variance))
  lapply(seq_along(top$beta), function(k) {
    depth <- function(b) {
      drop <- 2 * (top$height - maximise(evaluate, f, replace(top$beta, k, b), k)$height)
      sqrt(max(0, drop)) - z
    }
    side <- function(sign) {
      reach <- 0.5
      while (depth(top$beta[k] + sign * reach * error[k]) < 0) reach <- reach * 1.5
      # From half a standard error on, where the root of the drop is smooth.
      uniroot(depth, sort(top$beta[k] + sign * c(reach / 3, reach) * error[k]), tol = 1e-11 * error[k])$root
    }
    atZero <- maximise(evaluate, f, replace(top$beta, k, 0), k)$height
    list(lower = side(-1), upper = side(1), chiSquare = 2 * (top$height - atZero))
  })
}
