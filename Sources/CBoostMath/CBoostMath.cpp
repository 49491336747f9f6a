#include "CBoostMath.h"
#include <cmath>
double eq_normal_cdf(double x) { return 0.5 * std::erfc(-x / 1.4142135623730951); }
