"""Generators of synthetic extracts: `python -m examples kvik DIR` writes those of the KVIK programme.

Seeded: the same bytes each time. Nothing here uses the pipeline, and the pipeline uses nothing from here.

    extracts.py        what a generator makes
    sources.py         what is given to each: the files of its programme, the labels of the answers
    draw.py            counts that add up, and random draws
    draft.py           tables while flaws are planted in them
    files.py           tables as bytes: CSV, Excel
    folder.py          puts a finished folder of files in its place
    kvik/              the KVIK programme: who takes part, what becomes of them, how the register writes it, its flaws
    social_mentors/    the trial with social mentors: participants, mentors' time, tasks, events, companies
    progression_scales/    a programme that follows its participants on two scales
    focus_group/       a focus group: what four informants say, and how two researchers have coded it
    brug_for_alle/     Brug for alle: stages by participant, counts as delivered, a survey
"""
