#include "CBoostMath.h"

#include <limits>

// Boost.Math asserts where an argument at the end of the numbers gives NaN on the way; the caller sees the NaN instead.
#define BOOST_DISABLE_ASSERTS
#include <boost/math/distributions/non_central_t.hpp>
#include <boost/math/policies/policy.hpp>
#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/erf.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <boost/math/special_functions/log1p.hpp>

namespace {

namespace policies = boost::math::policies;

// Double stays double: long double differs between platforms and would double the instantiations. Errors are ignored,
// which makes Boost.Math return NaN, an infinity or its best value in place of an exception.
using Policy = policies::policy<
    policies::promote_float<false>, policies::promote_double<false>,
    policies::domain_error<policies::ignore_error>, policies::pole_error<policies::ignore_error>,
    policies::overflow_error<policies::ignore_error>, policies::underflow_error<policies::ignore_error>,
    policies::denorm_error<policies::ignore_error>, policies::evaluation_error<policies::ignore_error>,
    policies::rounding_error<policies::ignore_error>, policies::indeterminate_result_error<policies::ignore_error>>;

const Policy policy{};

// Some paths of Boost.Math throw whatever the policy (an exhausted root search); nothing may cross the C boundary.
template <class Body> double guarded(Body body) noexcept {
    try {
        return body();
    } catch (...) {
        return std::numeric_limits<double>::quiet_NaN();
    }
}

}  // namespace

double eq_erfc(double x) noexcept { return guarded([=] { return boost::math::erfc(x, policy); }); }
double eq_erfc_inv(double q) noexcept { return guarded([=] { return boost::math::erfc_inv(q, policy); }); }

double eq_lgamma(double a) noexcept { return guarded([=] { return boost::math::lgamma(a, policy); }); }
double eq_log1pmx(double x) noexcept { return guarded([=] { return boost::math::log1pmx(x, policy); }); }

double eq_gamma_p(double a, double x) noexcept { return guarded([=] { return boost::math::gamma_p(a, x, policy); }); }
double eq_gamma_q(double a, double x) noexcept { return guarded([=] { return boost::math::gamma_q(a, x, policy); }); }
double eq_gamma_p_inv(double a, double p) noexcept {
    return guarded([=] { return boost::math::gamma_p_inv(a, p, policy); });
}
double eq_gamma_q_inv(double a, double q) noexcept {
    return guarded([=] { return boost::math::gamma_q_inv(a, q, policy); });
}

double eq_ibeta(double a, double b, double x) noexcept {
    return guarded([=] { return boost::math::ibeta(a, b, x, policy); });
}
double eq_ibetac(double a, double b, double x) noexcept {
    return guarded([=] { return boost::math::ibetac(a, b, x, policy); });
}
double eq_ibeta_inv(double a, double b, double p, double *complement) noexcept {
    return guarded([=] { return boost::math::ibeta_inv(a, b, p, complement, policy); });
}

double eq_gamma_delta_ratio(double a, double delta) noexcept {
    return guarded([=] { return boost::math::tgamma_delta_ratio(a, delta, policy); });
}

double eq_noncentral_t(double degrees, double noncentrality, double t) noexcept {
    return guarded([=] {
        return boost::math::cdf(boost::math::non_central_t_distribution<double, Policy>(degrees, noncentrality), t);
    });
}
double eq_noncentral_t_complement(double degrees, double noncentrality, double t) noexcept {
    return guarded([=] {
        return boost::math::cdf(boost::math::complement(
            boost::math::non_central_t_distribution<double, Policy>(degrees, noncentrality), t));
    });
}
