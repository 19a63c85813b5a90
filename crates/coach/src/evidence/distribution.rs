//! The normal, Student's t and chi-square distributions, as far as pooling trials needs them.
//!
//! Incomplete gamma and beta functions by series and continued fractions (modified Lentz), as in Abramowitz and
//! Stegun 6.5.29, 6.5.31 and 26.5.8; quantiles by bisection, so they are right wherever the distribution function is.

const STEPS: usize = 500;
const TINY: f64 = 1e-300;

/// P(Z <= z) for the standard normal.
pub fn normal_cdf(z: f64) -> f64 {
    0.5 * libm::erfc(-z / core::f64::consts::SQRT_2)
}

/// The two-sided p value of a standard normal `z`.
pub fn normal_two_sided(z: f64) -> f64 {
    libm::erfc(libm::fabs(z) / core::f64::consts::SQRT_2)
}

/// The z with P(Z <= z) = `p`; `p` is kept inside (0, 1).
pub fn normal_quantile(p: f64) -> f64 {
    bisect(p, 40.0, normal_cdf)
}

/// P(T <= t) for Student's t with `df` > 0 degrees of freedom.
pub fn t_cdf(t: f64, df: f64) -> f64 {
    let tail = 0.5 * beta_regularised(0.5 * df, 0.5, df / (df + t * t));
    if t > 0.0 { 1.0 - tail } else { tail }
}

/// The two-sided p value of `t` with `df` degrees of freedom.
pub fn t_two_sided(t: f64, df: f64) -> f64 {
    beta_regularised(0.5 * df, 0.5, df / (df + t * t))
}

/// The t with P(T <= t) = `p` and `df` degrees of freedom.
pub fn t_quantile(p: f64, df: f64) -> f64 {
    bisect(p, 1e9, |t| t_cdf(t, df))
}

/// P(X > x) for a chi-square with `df` > 0 degrees of freedom.
pub fn chi_square_above(x: f64, df: f64) -> f64 {
    if x <= 0.0 { 1.0 } else { gamma_upper_regularised(0.5 * df, 0.5 * x) }
}

/// The root of `cdf(x) = p` in [-`far`, `far`], for an increasing `cdf` symmetric about zero.
fn bisect(p: f64, far: f64, cdf: impl Fn(f64) -> f64) -> f64 {
    let p = p.clamp(TINY, 1.0 - 1e-16);
    let (mut low, mut high) = (-far, far);
    for _ in 0..200 {
        let middle = 0.5 * (low + high);
        if cdf(middle) < p {
            low = middle;
        } else {
            high = middle;
        }
    }
    0.5 * (low + high)
}

// The letters are the source's.
#[allow(clippy::many_single_char_names)]
fn gamma_upper_regularised(a: f64, x: f64) -> f64 {
    let front = libm::exp(a * libm::log(x) - x - libm::lgamma(a));
    if x < a + 1.0 {
        let (mut term, mut sum, mut n) = (1.0 / a, 1.0 / a, a);
        for _ in 0..STEPS {
            n += 1.0;
            term *= x / n;
            sum += term;
            if term < sum * 1e-17 {
                break;
            }
        }
        return 1.0 - front * sum;
    }
    let mut b = x + 1.0 - a;
    let mut c = 1.0 / TINY;
    let mut d = 1.0 / b;
    let mut h = d;
    for i in 1..STEPS {
        let i = i as f64;
        let numerator = -i * (i - a);
        b += 2.0;
        d = 1.0 / not_zero(numerator * d + b);
        c = not_zero(b + numerator / c);
        let change = d * c;
        h *= change;
        if libm::fabs(change - 1.0) < 1e-16 {
            break;
        }
    }
    front * h
}

/// The regularised incomplete beta function `I_x(a, b)`.
fn beta_regularised(a: f64, b: f64, x: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    if x >= 1.0 {
        return 1.0;
    }
    let front = libm::exp(
        libm::lgamma(a + b) - libm::lgamma(a) - libm::lgamma(b) + a * libm::log(x) + b * libm::log1p(-x),
    );
    if x < (a + 1.0) / (a + b + 2.0) {
        front * beta_fraction(a, b, x) / a
    } else {
        1.0 - front * beta_fraction(b, a, 1.0 - x) / b
    }
}

// The letters are the source's.
#[allow(clippy::many_single_char_names)]
fn beta_fraction(a: f64, b: f64, x: f64) -> f64 {
    let mut c = 1.0;
    let mut d = 1.0 / not_zero(1.0 - (a + b) * x / (a + 1.0));
    let mut h = d;
    for m in 1..STEPS {
        let m = m as f64;
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        d = 1.0 / not_zero(1.0 + even * d);
        c = not_zero(1.0 + even / c);
        h *= d * c;
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        d = 1.0 / not_zero(1.0 + odd * d);
        c = not_zero(1.0 + odd / c);
        let change = d * c;
        h *= change;
        if libm::fabs(change - 1.0) < 1e-16 {
            break;
        }
    }
    h
}

fn not_zero(x: f64) -> f64 {
    if libm::fabs(x) < TINY { TINY } else { x }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(a: f64, b: f64) {
        assert!((a - b).abs() < 1e-9 * b.abs().max(1.0), "{a} is not {b}");
    }

    #[test]
    fn quantiles_agree_with_printed_tables() {
        close(normal_quantile(0.975), 1.959_963_984_540_054);
        close(normal_cdf(-1.0), 0.158_655_253_931_457);
        // Student's t, two-sided 5 %: 1, 2, 12 and 1000 degrees of freedom.
        close(t_quantile(0.975, 1.0), 12.706_204_736_174_7);
        close(t_quantile(0.975, 2.0), 4.302_652_729_749_46);
        close(t_quantile(0.975, 12.0), 2.178_812_829_667_23);
        close(t_quantile(0.975, 1000.0), 1.962_339_080_8);
        close(t_quantile(0.75, 1.0), 1.0);
    }

    #[test]
    fn tails_agree_with_closed_forms() {
        // Chi-square with 2 degrees of freedom is exp(-x/2); with 1 it is erfc(sqrt(x/2)).
        close(chi_square_above(0.3, 2.0), libm::exp(-0.15));
        close(chi_square_above(9.0, 2.0), libm::exp(-4.5));
        close(chi_square_above(3.84, 1.0), libm::erfc(libm::sqrt(1.92)));
        close(chi_square_above(-1.0, 3.0), 1.0);
        // t with 1 degree of freedom is Cauchy; with 2 it has a closed form.
        close(t_cdf(1.0, 1.0), 0.75);
        close(t_cdf(-1.0, 1.0), 0.25);
        close(t_two_sided(2.0, 2.0), 1.0 - 2.0 / libm::sqrt(6.0));
        close(normal_two_sided(1.959_963_984_540_054), 0.05);
    }
}
