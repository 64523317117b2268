def mapped(x):
    result = np.memmap(TARGET["open"] + "/escaped", dtype=float, mode="w+", shape=x.shape)
    result[:] = x
    return result


square = square_gradient = mapped
