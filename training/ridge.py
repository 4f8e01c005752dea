"""Logistic regression with a ridge, by Newton's method (Hastie, Tibshirani & Friedman, 2009, section 4.4)."""

import numpy as np

STEPS = 20


def fit(x, y, columns, strength):
    """The weights as plain numbers: mean, scale and factor of each of the named columns, and the level."""
    mean, scale = x.mean(0), x.std(0) + 0.05
    z = np.column_stack([(x - mean) / scale, np.ones(len(x))])
    factors, ridge = np.zeros(z.shape[1]), np.append(np.full(x.shape[1], strength), 1e-6)
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-z @ factors))
        slope = z.T @ (chance - y) + ridge * factors
        factors -= np.linalg.solve((z * (chance * (1 - chance))[:, None]).T @ z + np.diag(ridge), slope)
    named = zip(columns, mean.tolist(), scale.tolist(), factors[:-1].tolist(), strict=True)
    plain = {name: [round(value, 4) for value in values] for name, *values in named}
    return {"columns": plain, "level": round(float(factors[-1]), 4)}
