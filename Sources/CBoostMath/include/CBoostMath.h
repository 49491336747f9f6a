#pragma once
// The C face of Boost.Math: the special functions from which TrialNumerics makes its distributions.
//
// Every function is total: it never throws, never sets errno, and answers a failure with NaN, which TrialNumerics
// precludes by validating its arguments. Arguments are in the order of the Boost.Math manual.
#ifdef __cplusplus
#define EQ_NOEXCEPT noexcept
extern "C" {
#else
#define EQ_NOEXCEPT
#endif

/// erfc(x), the complementary error function.
double eq_erfc(double x) EQ_NOEXCEPT;
/// The x with erfc(x) = q, 0 < q < 2.
double eq_erfc_inv(double q) EQ_NOEXCEPT;

/// log |Γ(a)|.
double eq_lgamma(double a) EQ_NOEXCEPT;
/// log(1 + x) − x, exact near 0.
double eq_log1pmx(double x) EQ_NOEXCEPT;

/// P(a, x), the regularised lower incomplete gamma function.
double eq_gamma_p(double a, double x) EQ_NOEXCEPT;
/// Q(a, x) = 1 − P(a, x).
double eq_gamma_q(double a, double x) EQ_NOEXCEPT;
/// The x with P(a, x) = p.
double eq_gamma_p_inv(double a, double p) EQ_NOEXCEPT;
/// The x with Q(a, x) = q.
double eq_gamma_q_inv(double a, double q) EQ_NOEXCEPT;

/// I_x(a, b), the regularised incomplete beta function.
double eq_ibeta(double a, double b, double x) EQ_NOEXCEPT;
/// 1 − I_x(a, b).
double eq_ibetac(double a, double b, double x) EQ_NOEXCEPT;
/// The x with I_x(a, b) = p; `*complement` becomes 1 − x, exact where x is near 1.
double eq_ibeta_inv(double a, double b, double p, double *complement) EQ_NOEXCEPT;

/// Γ(a) / Γ(a + delta), exact where both are large.
double eq_gamma_delta_ratio(double a, double delta) EQ_NOEXCEPT;

/// P(T ≤ t) of the noncentral t distribution.
double eq_noncentral_t(double degrees, double noncentrality, double t) EQ_NOEXCEPT;
/// P(T > t) of the noncentral t distribution.
double eq_noncentral_t_complement(double degrees, double noncentrality, double t) EQ_NOEXCEPT;

#ifdef __cplusplus
}
#endif
