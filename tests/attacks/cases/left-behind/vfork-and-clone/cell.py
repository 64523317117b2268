import os
import subprocess


def square(x):
    return x**2


def square_gradient(x):
    return 2 * x


problems = []
try:
    os.posix_spawn("/bin/sleep", ["sleep", "20"], os.environ)
except OSError as error:
    problems.append(error)
try:
    subprocess.Popen(["/bin/sleep", "20"], start_new_session=True)
except OSError as error:
    problems.append(error)
if problems:
    raise problems[0]
