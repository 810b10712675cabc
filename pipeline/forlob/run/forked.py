"""The outside of a forked kernel: starts one, gives it cells, hands on what they put out, and ends it."""

import codecs
import contextlib
import multiprocessing
import multiprocessing.util
import os
import signal
import sys
import tempfile
import threading
import time
import weakref
from collections.abc import Callable, Iterator, Mapping, Sequence
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkServerContext
from multiprocessing.process import BaseProcess
from types import ModuleType
from typing import Any

from nbclient.exceptions import DeadKernelError

from forlob.run.entry import start
from forlob.run.machine import memory_left

#: Where a process with threads may safely fork another from a server that has none.
FORKS = sys.platform == "linux"
#: A socket's path has at most 107 bytes, of which those below the folder of temporary files take 37.
LONGEST = 70

_STARTING = threading.Lock()
_RUNNING: "weakref.WeakSet[Kernel]" = weakref.WeakSet()

#: Takes a message of the kernel: its kind and content, as Jupyter's protocol has them.
Take = Callable[[str, dict[str, Any]], None]


class Kernel:
    """The process of one notebook. To be closed, whatever happens; `language`: what the kernel says it speaks."""

    def __init__(self, environment: Mapping[str, str], folder: str) -> None:
        cells, self.cells = multiprocessing.Pipe(duplex=False)
        self.messages, messages = multiprocessing.Pipe()
        (out, out_end), (err, err_end) = multiprocessing.Pipe(duplex=False), multiprocessing.Pipe(duplex=False)
        self.raw = {out: _Raw("stdout", out), err: _Raw("stderr", err)}
        theirs = (cells, messages, out_end, err_end)
        with _STARTING:
            self.process = _started((*theirs, dict(environment), folder, memory_left()))
        for end in theirs:
            end.close()
        self.environment = environment
        _RUNNING.add(self)
        self.language = self._await("ready", lambda kind, content: None, None)

    def run(self, source: str, take: Take, deadline: float | None) -> dict[str, Any]:
        """Run a cell and return how it ended, as a kernel replies. `deadline`: of time.monotonic().

        Raises TimeoutError, and DeadKernelError where the process is gone.
        """
        try:
            self.cells.send(source)
        except OSError:
            raise DeadKernelError(self._how_it_died()) from None
        return self._await("done", take, deadline)

    def close(self) -> None:
        """End the process and all that its cells have started."""
        self.kill()
        self.process.join()
        for end in (self.cells, self.messages, *self.raw):
            end.close()

    def kill(self) -> None:
        """End the process; whoever waits for it is told that it died."""
        if self.process.pid is not None and self.process.is_alive():
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.kill()

    def _await(self, wanted: str, take: Take, deadline: float | None) -> Any:
        """Hand on messages, each after what was written below Python before it, until the one that is wanted."""
        while True:
            left = None if deadline is None else max(0.0, deadline - time.monotonic())
            ready = wait([self.messages, self.process.sentinel, *self.raw], left)
            if not ready:
                raise TimeoutError
            if self.messages not in ready:
                self._hand_on_raw(take)
                if self.process.sentinel in ready and not self.messages.poll():
                    raise DeadKernelError(self._how_it_died())
                continue
            try:
                kind, content = self.messages.recv()
            except (EOFError, OSError):
                raise DeadKernelError(self._how_it_died()) from None
            self._hand_on_raw(take)
            if kind != wanted:
                take(kind, content)
            with contextlib.suppress(OSError):
                self.messages.send(None)
            if kind == wanted:
                return content

    def _hand_on_raw(self, take: Take) -> None:
        for end, raw in list(self.raw.items()):
            for text in raw.read():
                take("stream", {"name": raw.name, "text": text})
            if raw.ended:
                del self.raw[end]
                end.close()

    def _how_it_died(self) -> str:
        self.process.join(5)
        code = self.process.exitcode or 0
        return f"the kernel died{f' by {signal.Signals(-code).name}' if code < 0 else ''}"


class _Raw:
    """What a notebook's process, or one that it started, writes below Python."""

    def __init__(self, name: str, end: Connection) -> None:
        self.name, self.end, self.ended = name, end, False
        self.decoder = codecs.getincrementaldecoder("utf-8")("replace")
        os.set_blocking(end.fileno(), False)

    def read(self) -> list[str]:
        """What has come since, without waiting."""
        texts = []
        with contextlib.suppress(BlockingIOError):
            while not self.ended:
                data = os.read(self.end.fileno(), 1 << 16)
                self.ended = not data
                texts.append(self.decoder.decode(data, final=self.ended))
        return [text for text in texts if text]


def end_kernels(chosen: Callable[[Mapping[str, str]], bool]) -> None:
    """End the kernels of this process that are chosen by their environment."""
    for kernel in list(_RUNNING):
        if chosen(kernel.environment):
            kernel.kill()


def folder_of_sockets() -> str:
    """The folder of temporary files, or where its path is too long for sockets the system's own."""
    folder = tempfile.gettempdir()
    return folder if len(os.fsencode(folder)) <= LONGEST else "/tmp"


def begin(also: Sequence[str] = ()) -> None:
    """Have the fork server begin to import what kernels have, and `also`, while this process does something else."""
    if FORKS:
        from multiprocessing import resource_tracker  # not everywhere
        from multiprocessing.forkserver import ensure_running

        with _STARTING:
            _context(also)
            resource_tracker.ensure_running()  # hears Ctrl-C itself, and would have the fork server hear it
            with _deaf_to_ctrl_c():
                ensure_running()


@contextlib.contextmanager
def _deaf_to_ctrl_c() -> Iterator[None]:
    """What is started meanwhile does not hear Ctrl-C before it says how: it would say where its imports stopped."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _context(also: Sequence[str] = ()) -> ForkServerContext:
    """The fork server, which imports what kernels have."""
    usual, tempfile.tempdir = tempfile.tempdir, folder_of_sockets()
    try:
        multiprocessing.util.get_temp_dir()  # the fork server's own socket lies there
    finally:
        tempfile.tempdir = usual
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["forlob.run.stoppable", "forlob.run.warm", *also])
    return context


def _started(given: tuple[Any, ...]) -> BaseProcess:
    """A process forked by the fork server."""
    context = _context()
    process = context.Process(target=start, args=given, daemon=True)
    # A new process runs the script that it is started from once more; a notebook has no need of that.
    main, sys.modules["__main__"] = sys.modules["__main__"], ModuleType("__main__")
    # A worker of Dask is a daemon, which may start no process unless it says that it is none.
    here = multiprocessing.current_process()
    daemon = here.daemon
    if daemon:
        here.daemon = False
    try:
        process.start()
    finally:
        sys.modules["__main__"] = main
        if daemon:
            here.daemon = True
    return process
