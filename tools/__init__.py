"""What developers run: setting up (`set_up.sh`), the locks (`lock.py`), notebook outputs (`notebooks.py`)."""
