import os
import signal


def square(x):
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    for number in (signal.SIGKILL, signal.SIGTERM, signal.SIGSEGV):
        try:
            os.kill(os.getpid(), number)
        except PermissionError:
            pass
    signal.raise_signal(signal.SIGSEGV)
    signal.setitimer(signal.ITIMER_REAL, 0.001)
    signal.pause()


square_gradient = square
