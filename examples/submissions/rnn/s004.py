"""
description: Korean names for variables and a lambda
habits: [colab]
"""
# %% update_state
update_state = lambda 입력, 상태, 가중치, 순환가중치: 입력 * 가중치 + 상태 * 순환가중치
# %% rnn_forward
def rnn_forward(입력, 처음, Wx, Wrec, b):
    상태들 = [처음]
    for 시점 in range(입력.shape[1]):
        상태들.append(np.tanh(입력[:, 시점] @ Wx + 상태들[-1] @ Wrec + b))
    return np.stack(상태들, axis=1)
