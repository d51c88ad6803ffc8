// A transformation of the plane as a PDF writes it: x' = a x + c y + e, y' = b x + d y + f.
#pragma once

#include <cmath>

namespace tdkt::server {

struct Matrix {
    double a = 1, b = 0, c = 0, d = 1, e = 0, f = 0;

    // First this, then `next`.
    Matrix then(const Matrix& next) const {
        return {a * next.a + b * next.c,          a * next.b + b * next.d,
                c * next.a + d * next.c,          c * next.b + d * next.d,
                e * next.a + f * next.c + next.e, e * next.b + f * next.d + next.f};
    }

    double x(double px, double py) const { return a * px + c * py + e; }
    double y(double px, double py) const { return b * px + d * py + f; }

    // Neither turned nor leaning.
    bool upright() const {
        return std::abs(b) + std::abs(c) < 0.05 * (std::abs(a) + std::abs(d)) && a > 0 && d > 0;
    }
};

}  // namespace tdkt::server
