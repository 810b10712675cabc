"""Imported first by the fork server: Ctrl-C ends it at once and without a word, while it imports all else.

Until then it does not hear Ctrl-C, and when it has imported all it ignores it, as it ends with the run.
"""

import signal

signal.signal(signal.SIGINT, signal.SIG_DFL)
signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGINT])
