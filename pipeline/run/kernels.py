"""The kernels of a run: forked from a process that has imported everything once, on this machine alone.

Where there is no safe fork (macOS, Windows), an ordinary kernel is started, and the results are the same.
"""

import multiprocessing
import multiprocessing.util
import os
import shutil
import subprocess
import sys
import tempfile
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning import LocalProvisioner

FORKS = sys.platform == "linux"
#: A socket's path has at most 107 bytes, of which the names of those below the folder of temporary files take 32.
LONGEST = 70


class LocalKernelManager(AsyncKernelManager):
    """Talks to its kernel over sockets in a folder of its own, which no other shares; over TCP on Windows."""

    def __init__(self, **more: Any) -> None:
        super().__init__(**more)
        if sys.platform != "win32":
            self.transport = "ipc"
            self.ip = str(Path(tempfile.mkdtemp(prefix="forlob-", dir=folder_of_sockets())) / "kernel")

    async def _async_pre_start_kernel(self, **more: Any) -> tuple[list[str], dict]:
        if FORKS and self.provisioner is None:
            self.provisioner = WarmProvisioner(
                kernel_id=self.kernel_id or "", kernel_spec=self.kernel_spec, parent=self
            )
        return await super()._async_pre_start_kernel(**more)

    async def _async_start_kernel(self, **more: Any) -> None:
        # What a kernel says at its end, such as that it was interrupted while idle, is of no use to a reader.
        await super()._async_start_kernel(**{"stderr": subprocess.DEVNULL, **more})

    start_kernel = _async_start_kernel

    async def _async_cleanup_resources(self, restart: bool = False) -> None:
        await super()._async_cleanup_resources(restart=restart)
        if self.transport == "ipc" and not restart:
            shutil.rmtree(Path(self.ip).parent, ignore_errors=True)

    cleanup_resources = _async_cleanup_resources


class WarmProvisioner(LocalProvisioner):
    """Gives a kernel by forking the standard library's fork server, which has imported `pipeline.run.warm`."""

    async def launch_kernel(self, cmd: list[str], **more: Any) -> dict[str, Any]:
        from pipeline.run.entry import start

        _keep_sockets_in(folder_of_sockets())
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["pipeline.run.warm"])
        process = context.Process(
            target=start, args=(self.parent.connection_file, dict(more["env"]), more.get("cwd")), daemon=True
        )
        process.start()
        self.process = _Forked(process)
        self.pid = self.pgid = process.pid
        return self.connection_info


def folder_of_sockets() -> str:
    """The folder of temporary files, or where its path is too long for sockets the system's own."""
    folder = tempfile.gettempdir()
    return folder if len(os.fsencode(folder)) <= LONGEST else "/tmp"


def _keep_sockets_in(folder: str) -> None:
    """Have the fork server's socket in a folder: it makes one of its own there, once a process."""
    usual, tempfile.tempdir = tempfile.tempdir, folder
    try:
        multiprocessing.util.get_temp_dir()
    finally:
        tempfile.tempdir = usual


class _Forked:
    """A forked process with the methods of subprocess.Popen that jupyter_client asks for."""

    stdin = stdout = stderr = None

    def __init__(self, process: BaseProcess) -> None:
        self.process = process

    @property
    def pid(self) -> int | None:
        return self.process.pid

    def poll(self) -> int | None:
        return self.process.exitcode

    def wait(self, timeout: float | None = None) -> int | None:
        self.process.join(timeout)
        return self.process.exitcode

    def terminate(self) -> None:
        self.process.terminate()

    def kill(self) -> None:
        self.process.kill()
