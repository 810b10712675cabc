"""The inside of a forked kernel: IPython's own shell, which sends what a cell puts out through a pipe."""

import builtins
import contextlib
import getpass
import io
import os
import sys
import threading
from collections.abc import Callable, Mapping
from multiprocessing.connection import Connection
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from ipykernel.compiler import XCachingCompiler
from ipykernel.eventloops import enable_gui
from ipykernel.ipkernel import IPythonKernel
from ipykernel.zmqshell import ZMQInteractiveShell
from IPython.core.error import StdinNotImplementedError
from jupyter_client.session import Session
from traitlets import Instance
from traitlets.config import Config

#: What starts another process, which writes to the same streams: our own text goes first.
STARTS = {"os.system", "os.exec", "os.fork", "os.posix_spawn", "subprocess.Popen"}
#: So many characters of text are sent at once at most.
FULL = 1 << 16


class Line:
    """Sends messages to the run, one at a time: the next only when the last has its place in the notebook.

    Threads of a notebook take turns. A process that a cell has forked has no part in it: see `Stream.write`.
    """

    def __init__(self, pipe: Connection) -> None:
        self.pipe, self.process, self.lock = pipe, os.getpid(), threading.RLock()
        self.streams: list[Stream] = []

    def is_here(self) -> bool:
        return os.getpid() == self.process

    def say(self, kind: str, content: Mapping[str, Any]) -> None:
        if self.is_here():
            with self.lock:
                self.pipe.send((kind, content))
                self.pipe.recv()

    def flush(self) -> None:
        for stream in self.streams:
            stream.flush()


class Display(Session):
    """What IPython's display of a kernel sends its messages by."""

    line = Instance(Line)

    def send(self, stream: Any, msg_or_type: Any, content: Any = None, *more: Any, **else_: Any) -> None:
        self.line.flush()
        if isinstance(msg_or_type, str):
            self.line.say(msg_or_type, content)
        else:
            self.line.say(msg_or_type["header"]["msg_type"], msg_or_type["content"])


class Stream(io.TextIOBase):
    """sys.stdout or sys.stderr of a cell. Text stays in the order in which it was written, on both together."""

    encoding, errors = "UTF-8", "replace"

    def __init__(self, line: Line, name: str, descriptor: int) -> None:
        self.line, self.name, self.descriptor = line, name, descriptor
        self.text: list[str] = []
        self.size = 0
        line.streams.append(self)

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        return self.descriptor

    def write(self, text: str) -> int:
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        if not self.line.is_here():
            os.write(self.descriptor, text.encode(errors="replace"))
            return len(text)
        for other in self.line.streams:
            if other is not self:
                other.flush()
        self.text.append(text)
        self.size += len(text)
        if self.size > FULL:
            self.flush()
        return len(text)

    def flush(self) -> None:
        if self.size:
            text, self.text, self.size = "".join(self.text), [], 0
            self.line.say("stream", {"name": self.name, "text": text})


def new_shell() -> ZMQInteractiveShell:
    """The shell of a notebook that has not begun. It may be made before its process is: to make it takes longer."""
    config = Config({"HistoryManager": {"enabled": False}})
    kernel = SimpleNamespace(eventloop=None)
    shell: Any = ZMQInteractiveShell.instance(config=config, kernel=kernel, compiler_class=XCachingCompiler)
    shell.enable_gui = lambda gui=None: enable_gui(gui, kernel)  # %matplotlib inline; there is no window
    shell.displayhook.topic = b"execute_result"
    return shell


def serve(shell: ZMQInteractiveShell, cells: Connection, messages: Connection) -> None:
    """Run the cells that come, one after the other, until the run ends or a cell asks to leave."""
    shell.starting_dir = os.getcwd()
    shell.user_ns["_dh"][:] = [Path.cwd()]
    shell.init_environment()
    line = Line(messages)
    sys.stdout, sys.stderr = Stream(line, "stdout", 1), Stream(line, "stderr", 2)
    sys.addaudithook(lambda event, given: line.flush() if event in STARTS else None)
    builtins.input, getpass.getpass = _refusal("raw_input"), _refusal("getpass")
    senders: tuple[Any, ...] = (shell.displayhook, shell.display_pub)
    for sender in senders:
        sender.session = Display(line=line)
    line.say("ready", IPythonKernel.language_info)
    with contextlib.suppress(EOFError):
        while not shell.exit_now:
            source = cells.recv()
            line.say("execute_input", {"execution_count": shell.execution_count})
            reply = _run(shell, source)
            line.flush()
            line.say("done", reply)


def _run(shell: ZMQInteractiveShell, source: str) -> dict[str, Any]:
    """Run a cell; how it ended, as a kernel replies."""
    shell._last_traceback = None
    done = shell.run_cell(source, store_history=True)
    if done.success and not shell._last_traceback_during_displayhook:
        return {"status": "ok"}
    error = done.error_before_exec or done.error_in_exec
    traceback: list[str] = shell._last_traceback or []
    return {"status": "error", "ename": type(error).__name__, "evalue": str(error), "traceback": traceback}


def _refusal(name: str) -> Callable[..., str]:
    """A function in place of one that would ask somebody."""

    def refuse(*given: Any, **more: Any) -> str:
        raise StdinNotImplementedError(f"{name} was called, but this frontend does not support input requests.")

    return refuse
