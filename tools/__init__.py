"""What developers run: setting up (`set_up.sh`), the locks (`lock.py`), notebook outputs (`notebooks.py`).

And what git and JupyterLab run: `clean_notebook.py`, which `quiet_git.sh` makes known to them, and `jupyter/`.
"""
