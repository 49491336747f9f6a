# Times data.table::fread on one thread: best of five, on a file of 12 columns as a trial's flat file has them.
#
#   Rscript csv.R FILE [ROWS]
#
# Writes FILE if it is not there (seed 1), then prints one line of JSON: {"rows": …, "columns": …, "bytes": …,
# "seconds": …}.
suppressMessages(library(data.table))
setDTthreads(1)

arguments <- commandArgs(trailingOnly = TRUE)
if (length(arguments) < 1) stop("usage: Rscript csv.R FILE [ROWS]")
file <- arguments[1]
rows <- if (length(arguments) > 1) as.integer(arguments[2]) else 1000000L

decimals <- function(values, places) {
  text <- sprintf(paste0("%.", places, "f"), values)
  text[sample(length(text), length(text) %/% 50)] <- "NA"
  text
}

if (!file.exists(file)) {
  set.seed(1)
  written <- data.table(
    subject = sprintf("MM-%07d", seq_len(rows)),
    site = sample(1:120, rows, TRUE),
    arm = sample(c("placebo", "ixazomib", "lenalidomide"), rows, TRUE),
    sex = sample(c("F", "M"), rows, TRUE),
    age = sample(18:90, rows, TRUE),
    randomised = as.character(as.Date("2012-01-01") + sample(0:2000, rows, TRUE)),
    weight = decimals(rnorm(rows, 75, 12), 1),
    creatinine = decimals(rexp(rows, 1), 2),
    mprotein = decimals(rexp(rows, 0.05), 3),
    lightchain = decimals(rexp(rows, 0.01), 4),
    time = decimals(rexp(rows, 0.03), 6),
    event = sample(0:1, rows, TRUE)
  )
  fwrite(written, file, quote = FALSE)
  rm(written)
}

seconds <- min(vapply(1:5, function(run) system.time(fread(file, nThread = 1))[["elapsed"]], 0))
columns <- ncol(fread(file, nrows = 1))
cat(sprintf(
  '{"rows": %d, "columns": %d, "bytes": %.0f, "seconds": %.4f}\n',
  nrow(fread(file, select = 1L)), columns, file.size(file), seconds
))
