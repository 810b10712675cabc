"""The engine `forlob` of papermill, which finds it by its entry point: each notebook in a process of its own.

papermill --engine forlob notebooks/progression.ipynb out.ipynb
"""

from typing import Any


class Engine:
    """What papermill asks of an engine. Imports papermill only when asked, as papermill imports this as it starts."""

    @staticmethod
    def execute_notebook(notebook: Any, kernel_name: str, **more: Any) -> Any:
        """The executed notebook; what may be given is said in `KernelEngine.execute_managed_notebook`."""
        from forlob.run.client import KernelEngine

        return KernelEngine.execute_notebook(notebook, kernel_name, **more)

    @staticmethod
    def nb_kernel_name(notebook: Any, name: str | None = None) -> str:
        from papermill.utils import nb_kernel_name

        return nb_kernel_name(notebook, name)

    @staticmethod
    def nb_language(notebook: Any, language: str | None = None) -> str:
        from papermill.utils import nb_language

        return nb_language(notebook, language)
