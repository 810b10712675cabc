"""Executes the cells of a notebook for papermill, in a forked process or, where that is unsafe, an ordinary kernel."""

import logging
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jupyter_client.manager import AsyncKernelManager
from nbclient.exceptions import CellExecutionError, DeadKernelError
from nbformat import NotebookNode
from nbformat.v4 import new_output
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import Engine, NotebookExecutionManager
from traitlets import Any as Anything

from forlob.errors import own_error
from forlob.run import forked
from forlob.run.forked import Kernel, folder_of_sockets

# What papermill logs of a notebook that stopped, the report says better.
logging.getLogger("papermill").addHandler(logging.NullHandler())


class KernelEngine(Engine):
    """Runs the cells of a notebook; one that stopped says so in the cell that it had reached, whatever stopped it."""

    @classmethod
    def execute_managed_notebook(
        cls,
        nb_man: NotebookExecutionManager,
        kernel_name: str,
        log_output: bool = False,
        execution_timeout: int | None = None,
        notebook_timeout: int | None = None,
        environment: Mapping[str, str] | None = None,
        folder: str | None = None,
        keep_in: list[NotebookNode] | None = None,
        **more: Any,
    ) -> None:
        """`execution_timeout` and `notebook_timeout`: seconds for a cell and for all of them together.

        `environment` and `folder`: what the notebook's process has as its own; else those of this process.
        `keep_in` takes the notebook: of one that failed papermill would only give the error.
        """
        if keep_in is not None:
            keep_in.append(nb_man.nb)
        client = Forked if forked.FORKS else Ordinary
        client(
            nb_man,
            kernel_name=kernel_name,
            log_output=log_output,
            stdout_file=more.get("stdout_file"),
            stderr_file=more.get("stderr_file"),
            startup_timeout=more.get("start_timeout", 60),
            record_timing=False,
            kernel_manager_class="forlob.run.client.LocalKernelManager",
            limits=Limits(execution_timeout, notebook_timeout),
            environment={**os.environ} if environment is None else dict(environment),
            resources={"metadata": {"path": folder or os.getcwd()}},
        ).execute()


class Limits:
    """How long the next cell may take, and what is said of one that takes longer."""

    def __init__(self, cell: float | None, notebook: float | None) -> None:
        self.cell, self.notebook, self.began = cell, notebook, time.monotonic()

    def seconds(self) -> float | None:
        left = None if self.notebook is None else max(0.001, self.began + self.notebook - time.monotonic())
        return min((limit for limit in (self.cell, left) if limit is not None), default=None)

    def message(self) -> str:
        if self.notebook is not None and time.monotonic() >= self.began + self.notebook:
            return f"the notebook took more than {self.notebook} s"
        return f"the cell took more than {self.cell} s"


class Client(PapermillNotebookClient):
    """Executes a notebook as papermill's own client does, and reports a dead kernel or a timeout in its cell."""

    limits = Anything()
    environment = Anything()
    stopped = False

    def execute_cell(self, cell: NotebookNode, cell_index: int, **more: Any) -> NotebookNode:
        try:
            return self.in_kernel(cell, cell_index)
        except CellExecutionError as raised:
            # IPython only prints some errors, such as groups of them: papermill would not see that the cell failed.
            if not any(output.output_type == "error" for output in cell.outputs):
                # Its own UsageError has the name of one of ours.
                name = f"IPython.core.error.{raised.ename}" if own_error(raised.ename) else raised.ename
                cell.outputs.append(new_output("error", ename=name, evalue=raised.evalue, traceback=[]))
            raise
        except TimeoutError:
            said = self.limits.message()
        except DeadKernelError as died:
            said = str(died)
        raise CellExecutionError.from_cell_and_msg(cell, self.stop(cell, said))

    def stop(self, cell: NotebookNode, said: str) -> dict[str, Any]:
        """Say in a cell that the kernel stopped there, as no cell could itself."""
        self.stopped = True
        error = {"ename": "Stopped", "evalue": said, "traceback": []}
        # A kernel that is ended because its cell takes too long leaves a KeyboardInterrupt there.
        cell.outputs = [output for output in cell.outputs if output.output_type != "error"]
        cell.outputs.append(new_output("error", **error))
        return error

    def in_kernel(self, cell: NotebookNode, cell_index: int) -> NotebookNode:
        raise NotImplementedError


class Forked(Client):
    """In a forked process, which begins with the first cell."""

    kernel: Kernel | None = None

    def execute(self, **more: Any) -> NotebookNode:
        self.reset_execution_trackers()
        try:
            self.papermill_execute_cells()
        finally:
            if self.kernel:
                self.nb.metadata["language_info"] = self.kernel.language
                self.kernel.close()
        return self.nb

    def in_kernel(self, cell: NotebookNode, cell_index: int) -> NotebookNode:
        tags = cell.metadata.get("tags", [])
        if cell.cell_type != "code" or not cell.source.strip() or self.skip_cells_with_tag in tags:
            return cell
        cell.outputs, self.clear_before_next_output = [], False
        if self.kernel is None:
            self.kernel = Kernel(self.environment, self.resources["metadata"]["path"])

        def take(kind: str, content: dict[str, Any]) -> None:
            header = {"msg_type": kind}
            message = {"msg_type": kind, "header": header, "parent_header": {}, "content": content}
            self.process_message(message, cell, cell_index)

        seconds = self.limits.seconds()
        reply = self.kernel.run(cell.source, take, None if seconds is None else time.monotonic() + seconds)
        if reply["status"] == "error" and "raises-exception" not in tags:
            raise CellExecutionError.from_cell_and_msg(cell, reply)
        return cell


class Ordinary(Client):
    """In an ordinary kernel of Jupyter."""

    def execute(self, **more: Any) -> NotebookNode:
        self.timeout_func = lambda cell: self.limits.seconds()
        try:
            super().execute(env=self.environment, **more)
        except (DeadKernelError, RuntimeError):
            if not self.stopped:
                first = next(cell for cell in self.nb.cells if cell.cell_type == "code")
                self.stop(first, "the kernel did not start")
        return self.nb

    def in_kernel(self, cell: NotebookNode, cell_index: int) -> NotebookNode:
        try:
            return super(Client, self).execute_cell(cell, cell_index)
        except (DeadKernelError, RuntimeError):
            raise DeadKernelError("the kernel died") from None

    def wait_for_reply(self, *given: Any, **more: Any) -> Any:
        """What papermill asks a kernel at the end, which one that stopped does not answer."""
        if self.stopped:
            self.shutdown_kernel = "immediate"
            raise DeadKernelError
        return super().wait_for_reply(*given, **more)


class LocalKernelManager(AsyncKernelManager):
    """Talks to its kernel over sockets in a folder of its own; over TCP on Windows."""

    def __init__(self, **more: Any) -> None:
        super().__init__(**more)
        if sys.platform != "win32":
            self.transport = "ipc"
            self.ip = str(Path(tempfile.mkdtemp(prefix="forlob-", dir=folder_of_sockets())) / "kernel")

    async def _async_start_kernel(self, **more: Any) -> None:
        # What a cell writes is in the notebook; what a kernel says at its end is of no use to a reader.
        nowhere = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        await super()._async_start_kernel(**nowhere, **more)

    start_kernel = _async_start_kernel

    async def _async_cleanup_resources(self, restart: bool = False) -> None:
        await super()._async_cleanup_resources(restart=restart)
        if self.transport == "ipc" and not restart:
            shutil.rmtree(Path(self.ip).parent, ignore_errors=True)

    cleanup_resources = _async_cleanup_resources
