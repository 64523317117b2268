"""
description: A small automatic differentiation of one's own; a tape records the forward pass.
"""

import numpy as np


class Tape:
    def __init__(self):
        self.backward_steps = []

    def variable(self, value):
        return Variable(np.array(value, dtype=float))

    def record(self, value, *parents):
        """parents: pairs of a variable and a function from the result's gradient to its own."""
        result = Variable(value)
        self.backward_steps.append((result, parents))
        return result

    def matmul(self, a, b):
        value = a.value @ b.value
        return self.record(
            value, (a, lambda g: g @ b.value.T), (b, lambda g: a.value.T @ g)
        )

    def add(self, *terms):
        value = sum(term.value for term in terms)
        return self.record(value, *((term, lambda g, v=term: fit(g, v)) for term in terms))

    def known_tanh(self, a, h):
        return self.record(h, (a, lambda g: g * (1 - h**2)))

    def run(self):
        for result, parents in reversed(self.backward_steps):
            for parent, pull in parents:
                parent.grad = parent.grad + pull(result.grad)


class Variable:
    def __init__(self, value):
        self.value = value
        self.grad = np.zeros_like(value)


def fit(gradient, variable):
    """Sum over the samples if the variable was broadcast over them."""
    return gradient.sum(axis=0) if gradient.ndim > variable.value.ndim else gradient


def backward_gradient(X, S, grad_out, w_rec):
    n, T = X.shape
    tape = Tape()
    wx, w = tape.variable([[0.0]]), tape.variable([[w_rec]])
    states = [Variable(S[:, [0]])]
    for k in range(T):
        fed = tape.matmul(Variable(X[:, [k]]), wx)
        carried = tape.matmul(states[-1], w)
        states.append(tape.add(fed, carried))
        states[-1].value = S[:, [k + 1]]
    states[-1].grad = grad_out.reshape(n, 1)
    tape.run()
    over_time = np.hstack([state.grad for state in states])
    return (wx.grad.item() / n, w.grad.item() / n), over_time


def rnn_backward(X, H, Wx, Wrec, dH):
    tape = Tape()
    wx, w, b = tape.variable(Wx), tape.variable(Wrec), tape.variable(np.zeros(len(Wrec)))
    states = [Variable(H[:, 0])]
    for k in range(X.shape[1]):
        a = tape.add(tape.matmul(Variable(X[:, k]), wx), tape.matmul(states[-1], w), b)
        states.append(tape.known_tanh(a, H[:, k + 1]))
    for k, state in enumerate(states):
        state.grad = dH[:, k].copy()
    tape.run()
    return wx.grad, w.grad, b.grad, states[0].grad
