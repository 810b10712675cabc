"""JupyterLab's settings in `make lab`."""

import os

settings = get_config()  # noqa: F821 - Jupyter has it in this file
# Git does not list a notebook as changed for having been run and saved.
settings.FileContentsManager.post_save_hook = "tools.after_save.quiet_git"
# Terminals have `forlob`: as login shells they may set a PATH of their own.
settings.ServerApp.terminado_settings = {"shell_command": [os.environ.get("SHELL") or "sh"]}
