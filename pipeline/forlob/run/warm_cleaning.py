"""What the cleaning imports, for a fork server whose kernels clean more than once; else its one kernel does."""

import contextlib
import gc

import pandas as pd
import pandera.pandas as pa

import forlob.intake  # noqa: F401

with contextlib.suppress(Exception):  # of what the cleaning itself will say
    pa.DataFrameSchema().validate(pd.DataFrame())  # its first check imports all kinds of them
gc.freeze()
