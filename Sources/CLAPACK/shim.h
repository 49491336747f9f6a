#pragma once
#include <lapacke.h>

/// LAPACK's integer, which lapacke.h has as a macro that Swift cannot see.
typedef lapack_int eq_lapack_int;

/// Sets the number of threads of OpenBLAS: for the process in its pthread build, for the calling thread in its OpenMP
/// build, to no effect in its serial build. All three builds export it.
void openblas_set_num_threads(int count);

/// Makes BLAS work on the calling thread alone; to be called before every entry into LAPACK, at the cost of reading a flag.
///
/// The flag belongs to the thread because an OpenMP build of OpenBLAS keeps the number of threads per thread.
static inline void eq_blas_single_threaded(void) {
    static _Thread_local int done = 0;
    if (!done) {
        openblas_set_num_threads(1);
        done = 1;
    }
}
