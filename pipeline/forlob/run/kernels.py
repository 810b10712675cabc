"""An ordinary kernel, for where there is no safe fork: it talks over sockets that no other shares."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from jupyter_client.manager import AsyncKernelManager

from forlob.run.forked import folder_of_sockets


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
