"""Generators of synthetic extracts: `python -m examples kvik DIR` writes those of the KVIK programme.

Seeded: the same bytes each time. Nothing here uses the pipeline, and the pipeline uses nothing from here.

    draw.py      counts that add up, and random draws
    folder.py    puts a finished folder of files in its place
    kvik/        the KVIK programme: who takes part, what becomes of them, how the register writes it, what is wrong
"""
