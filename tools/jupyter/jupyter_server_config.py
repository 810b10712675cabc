"""JupyterLab's settings in `make lab`."""

settings = get_config()  # noqa: F821 - Jupyter has it in this file
# Git does not list a notebook as changed for having been run and saved.
settings.FileContentsManager.post_save_hook = "tools.after_save.quiet_git"
