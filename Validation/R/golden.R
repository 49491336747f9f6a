# Writes golden files: one JSON file beside the script that computed it.
#
# A golden holds provenance, its tolerance with the reason, the data sets in columns, and the cases. Numbers are
# written with 17 significant digits, so that they read back as the same doubles; NA, NaN and the infinities are null.

library(survival)

# An array of numbers or texts; whatever is not a column must be a single value.
column <- function(values) structure(list(as.vector(values)), class = "column")

# An array of objects, or of columns (the rows of a matrix).
items <- function(values) structure(list(unname(values)), class = "items")

rows <- function(matrix) items(lapply(seq_len(nrow(matrix)), function(row) column(matrix[row, ])))

# The columns of a data frame without missing values, factors as texts.
dataset <- function(frame) {
  stopifnot(!anyNA(frame))
  lapply(frame, function(values) column(if (is.factor(values)) as.character(values) else values))
}

scalarText <- function(value) {
  if (length(value) != 1) stop("not a single value: ", deparse(value))
  if (is.na(value) || (is.numeric(value) && !is.finite(value))) return("null")
  if (is.logical(value)) return(tolower(as.character(value)))
  if (is.numeric(value)) return(sprintf("%.17g", value))
  encodeString(value, quote = "\"")
}

jsonText <- function(value, depth = 0) {
  indent <- strrep(" ", depth + 1)
  if (inherits(value, "column")) {
    return(paste0("[", paste(vapply(value[[1]], scalarText, ""), collapse = ","), "]"))
  }
  if (inherits(value, "items")) {
    parts <- vapply(value[[1]], jsonText, "", depth = depth + 1)
    return(paste0("[", paste0("\n", indent, parts, collapse = ","), "]"))
  }
  if (!is.list(value)) return(scalarText(value))
  value <- value[!vapply(value, is.null, TRUE)]
  stopifnot(length(value) > 0, !is.null(names(value)), all(names(value) != ""))
  parts <- vapply(value, jsonText, "", depth = depth + 1)
  paste0("{", paste0("\n", indent, "\"", names(value), "\": ", parts, collapse = ","), "}")
}

# The folder that goldens go to: beside the scripts, or where check.R says.
goldenFolder <- function() Sys.getenv("GOLDEN_FOLDER", unset = ".")

writeGolden <- function(name, call, source, relative, reason, data, cases) {
  golden <- list(
    provenance = list(
      software = "R", version = paste(R.version$major, R.version$minor, sep = "."),
      packages = paste("survival", packageDescription("survival")$Version),
      script = paste0("Validation/R/", name, ".R"), call = call, data = source, date = format(Sys.Date())),
    tolerance = list(relative = relative, reason = reason),
    data = lapply(data, dataset),
    cases = items(cases))
  path <- file.path(goldenFolder(), paste0(name, ".json"))
  writeLines(jsonText(golden), path)
  cat(path, ":", length(cases), "cases,", file.size(path), "bytes\n")
}

# Indices of at most `limit` of `count` rows, evenly spread, the first and last among them.
spread <- function(count, limit) unique(round(seq(1, count, length.out = min(count, limit))))
