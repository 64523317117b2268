"""
description: the Frobenius norm for the spectral one
loses: [jacobian_norms]
"""
# %% jacobian_norms
def jacobian_norms(H, Wrec):
    n, T1, m = H.shape
    norms = []
    J = np.array([np.eye(m)] * n)
    for k in range(T1 - 1, 0, -1):
        J = (Wrec[None, :, :] * (1 - H[:, k, :] ** 2)[:, None, :]) @ J
        norms.append(np.mean(np.linalg.norm(J, axis=(1, 2))))
    return np.array(norms)
