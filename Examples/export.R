# Writes the example data from R's survival package (Debian: r-cran-survival), as published and with R's column names.
# Run in this folder: Rscript export.R

library(survival)

write <- function(frame, path) write.csv(frame, path, row.names = FALSE, quote = FALSE, na = "")

write(mgus2, "mgus2/mgus2.csv")

# The era of entry is the only column that is not in the package.
era <- cut(myeloma$year, c(46, 69, 84, 96), c("1947-1969", "1970-1984", "1985-1996"))
write(cbind(myeloma, era), "myeloma/myeloma.csv")
