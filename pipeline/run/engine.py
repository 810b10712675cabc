"""papermill's engine, which also keeps how far a notebook came whose kernel died or took too long."""

import logging
from typing import Any

from papermill.engines import NBClientEngine, NotebookExecutionManager

# What papermill logs of a notebook that stopped, the report says better.
logging.getLogger("papermill").addHandler(logging.NullHandler())


class Engine(NBClientEngine):
    """Writes the notebook once, at its end or where it stopped: writing it after each cell costs more than most."""

    @classmethod
    def execute_managed_notebook(
        cls, nb_man: NotebookExecutionManager, kernel_name: str, keep_in: str, **more: Any
    ) -> None:
        try:
            super().execute_managed_notebook(nb_man, kernel_name, **more)
        except Exception:
            nb_man.output_path = keep_in  # papermill saves there as it leaves
            raise
