"""
description: gives back lists of Python numbers
"""
# %% loss
def loss(y, t):
    return float(sum((a - b) ** 2 for a, b in zip(y, t)) / len(y))
# %% output_gradient
def output_gradient(y, t):
    return [2 * (float(a) - float(b)) for a, b in zip(y, t)]
# %% backward_gradient
def backward_gradient(X, S, grad_out, w_rec):
    n, T = len(X), len(X[0])
    rows = []
    for g in grad_out:
        row = [float(g)]
        while len(row) < T + 1:
            row.insert(0, row[0] * w_rec)
        rows.append(row)
    wx = sum(rows[i][k + 1] * X[i][k] for i in range(n) for k in range(T)) / n
    wr = sum(rows[i][k + 1] * S[i][k] for i in range(n) for k in range(T)) / n
    return [[float(wx), float(wr)], rows]
# %% jacobian_norms
def jacobian_norms(H, Wrec):
    n, T1, m = H.shape
    per_sample = []
    for i in range(n):
        J, norms = np.eye(m), []
        for k in range(T1 - 1, 0, -1):
            J = J @ np.diag(1 - H[i, k] ** 2) @ Wrec.T
            norms.append(float(np.linalg.svd(J, compute_uv=False)[0]))
        per_sample.append(norms)
    return [sum(column) / n for column in zip(*per_sample)]
