#pragma once
// The C face of Boost.Math: plain functions of doubles. Failures come back as NaN and are handled by TrialNumerics.
#ifdef __cplusplus
extern "C" {
#endif
double eq_normal_cdf(double x);
#ifdef __cplusplus
}
#endif
