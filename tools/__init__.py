"""What developers run: setting up (`set_up.sh`), the locks (`lock.py`), notebook outputs (`notebooks.py`).

And what git and JupyterLab run: `clean_notebook.py` by `quiet_git.sh`, and `after_save.py` by `jupyter/`.
"""
