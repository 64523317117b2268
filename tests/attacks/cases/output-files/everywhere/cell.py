import os
import tempfile


def square(x):
    return np.zeros_like(x)


square_gradient = square
for folder in (TARGET["open"], TARGET["course"], os.path.dirname(TARGET["course"])):
    for flags in (os.O_CREAT | os.O_WRONLY, getattr(os, "O_TMPFILE", 0) | os.O_RDWR):
        try:
            os.close(os.open(folder + "/escaped-file", flags, 0o666))
        except OSError:
            pass
    for make in (os.mkdir, os.mkfifo):
        try:
            make(folder + "/escaped-" + make.__name__)
        except OSError:
            pass
try:
    tempfile.NamedTemporaryFile(dir=TARGET["open"], prefix="escaped", delete=False)
except OSError:
    pass
