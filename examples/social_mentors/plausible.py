"""What is made up: plausible values for everything that the evaluation does not print. All of it stands here."""

import numpy as np

SEED = 20080930

#: Danish working days of 2008 within the period.
HOLIDAYS = ["2008-03-20", "2008-03-21", "2008-03-24", "2008-04-18", "2008-05-01", "2008-05-12", "2008-06-05"]
WORKING_DAYS = np.busdaycalendar(holidays=HOLIDAYS)

#: Intake a month, January to September: a few at once, most in spring, few in July. The last weeks take in nobody.
INTAKE = {
    "2008-01": 4,
    "2008-02": 14,
    "2008-03": 16,
    "2008-04": 17,
    "2008-05": 14,
    "2008-06": 10,
    "2008-07": 3,
    "2008-08": 11,
    "2008-09": 2,
}
LAST_INTAKE = "2008-09-05"

#: Ages of the printed bands: the oldest of the last one.
OLDEST = 58

#: Codes of a printed group, and how common each of them is.
WITHIN = {
    "basic_school_or_none": {"basic_school_not_completed": 24, "basic_school": 47},
    "cash_benefit_or_other_public": {
        "cash_benefit": 46,
        "start_help": 2,
        "rehabilitation": 6,
        "unemployment_allowance": 3,
        "study_grant": 1,
    },
    "unemployment_or_sickness_benefit": {"sickness_benefit": 19, "unemployment_benefit": 8},
    "supported_by_family": {"no_support": 1},
}

#: How much likelier a benefit is for those who have a job to keep.
BENEFIT_IN_RETENTION = {"own_wage": 30, "flex_job": 30, "sickness_benefit": 5, "cash_benefit": 0.3}

#: Exits: how many for each reason, and the scale in days of the stay that ends so.
EXIT_REASONS = {"job": 3, "education": 1, "flex_job": 1, "other_offer": 2, "unrelated_to_effort": 2, "no_benefit": 1}
STAY = 120
SHORTEST_STAY = 35

#: Efforts that run at enrolment: per cent of the participants with each in retention and integration. Those with none
#: of them have `none`, but for some of whom nothing was written down (per cent).
PARALLEL = {
    "somatic_treatment": (27, 22),
    "psychiatric_treatment": (73, 58),
    "addiction_treatment": (4, 15),
    "social_pedagogical_support": (12, 38),
    "personal_assistance": (8, 3),
    "workplace_mentor": (19, 6),
    "social_chapter_help": (12, 5),
}
NOTHING_WRITTEN = 20

#: Hours of a registration and how common, by what the time went to. The register counts in 0,05 hours, 3 minutes.
LENGTHS = {
    "home": {0.5: 8, 0.75: 16, 1.0: 32, 1.25: 14, 1.5: 18, 2.0: 10, 2.5: 2},
    "work": {0.5: 22, 0.75: 20, 1.0: 30, 1.25: 8, 1.5: 14, 2.0: 6},
    "contact": {0.1: 40, 0.15: 16, 0.2: 16, 0.25: 30, 0.3: 6, 0.5: 14},
    "other": {0.1: 8, 0.2: 6, 0.25: 26, 0.5: 34, 0.75: 14, 1.0: 10, 1.5: 6, 2.0: 3},
}

#: Two registrations that cannot be right, and that count as they are: what, where, how long.
TOO_SHORT, TOO_LONG = ("contact", "viborg", 0.05), ("other", "herlev", 12.5)

#: Hours by part of the day, within the printed per cents; how the kinds of time lean to it; when work begins in it.
HOURS_OF_DAY = {"00-06": 2.95, "17-24": 18.0, "06-09": 79.5, "12-17": 422.0, "09-12": 433.0}
LEANING = {
    "00-06": {"contact": 8, "home": 1},
    "17-24": {"home": 2, "contact": 2, "other": 0.5},
    "06-09": {"home": 0.5, "work": 1.5, "contact": 1.6, "other": 1.0},
    "12-17": {"home": 1.4, "work": 0.9, "contact": 0.8, "other": 0.9},
    "09-12": {"home": 0.8, "work": 1.1, "contact": 1.2, "other": 1.1},
}
BEGINS = {"00-06": (0.25, 5.5), "17-24": (17, 21), "06-09": (7, 9), "12-17": (12, 16.25), "09-12": (9, 12)}

#: Time registered on a day of the holidays, beside other days; how often it is by another mentor than one's own; how
#: unequal support is.
HOLIDAY_MONTH, IN_HOLIDAY_MONTH = np.datetime64("2008-07"), 0.45
BY_ANOTHER_MENTOR = 0.06
MORE_SUPPORT = 0.4

#: Tasks that go with a registration, by what the time went to; in how many of these a task was written down.
TASKS = {
    "home": {
        "conversation": 55,
        "keep_appointments_help": 14,
        "practical_help_home": 16,
        "accompany": 8,
        "job_search_help": 7,
    },
    "work": {"conversation": 34, "contact_company": 52, "accompany": 9, "keep_appointments_help": 5},
    "contact": {
        "conversation": 44,
        "contact_treatment": 15,
        "contact_caseworker": 22,
        "contact_company": 8,
        "keep_appointments_help": 11,
    },
    "other": {
        "accompany": 26,
        "contact_treatment": 20,
        "contact_caseworker": 27,
        "contact_bank": 12,
        "job_search_help": 9,
        "contact_company": 6,
    },
}
TASK_IN_RETENTION = {"contact_company": 3, "job_search_help": 0.2, "contact_treatment": 1.3}
WITH_TASK = 0.62

#: Events in the participation: per cent of the participants with each in retention and integration; weeks, where it has
#: a
#: length (the register asks for it).
EVENTS = {
    "psychiatric_treatment": (46, 35),
    "addiction_treatment": (0, 8),
    "social_pedagogical_support": (8, 23),
    "somatic_treatment": (15, 12),
    "personal_assistance": (8, 0),
    "workplace_mentor": (23, 9),
    "municipal_activation": (4, 35),
    "course": (12, 22),
    "company_placement": (8, 40),
    "work_trial": (19, 25),
    "rehabilitation_offer": (4, 8),
    "wage_subsidy_job": (4, 11),
    "sheltered_job": (4, 2),
}
WEEKS = {
    "municipal_activation": [6, 8, 13, 13],
    "course": [1, 2, 4, 6],
    "company_placement": [4, 4, 8, 13],
    "work_trial": [4, 6, 8, 13],
}
#: The event that goes with an exit, beside the end of the mentor's support.
EVENT_OF_EXIT = {"job": "ordinary_job", "education": "education", "flex_job": "flex_job"}

#: The companies: jobcentre, name, industry, ownership. Those with two participants come first in each jobcentre.
COMPANIES = {
    "herlev": [
        ("Kantinen ved Bymosen", "canteen", "private"),
        ("Børnehaven Solstrålen", "kindergarten", "public"),
        ("Grøn Have Planteskole", "nursery_garden", "private"),
        ("Ældrecentret Lindely", "elderly_care", "public"),
        ("Super Torvet", "grocery", "private"),
    ],
    "odense": [
        ("Hotel Åhaven", "hotel", "private"),
        ("Ældrecentret Bøgelund", "elderly_care", "public"),
        ("Restaurant Klostergården", "restaurant", "private"),
        ("Fynsk Plastfabrik", "factory", "private"),
        ("Boligforeningen Åparken", "housing", "association"),
        ("Ny Dag Produktionshøjskole", "production_school", "public"),
        ("Gartneriet Skovlyst", "nursery_garden", "private"),
        ("Børnehaven Regnbuen", "kindergarten", "public"),
        ("Borgerservice Syd", "administration", "public"),
        ("Kantinen på Havnen", "canteen", "private"),
        ("Dagligvarer Vest", "grocery", "private"),
        ("Ældrecentret Egely", "elderly_care", "public"),
        ("Café Munken", "restaurant", "private"),
        ("Børnehaven Mariehønen", "kindergarten", "public"),
    ],
    "viborg": [
        ("Ældrecentret Søbakken", "elderly_care", "public"),
        ("Møbelfabrikken Hald", "factory", "private"),
        ("Kommunens rengøring", "administration", "public"),
        ("Gartneriet Asmild", "nursery_garden", "private"),
        ("Hotel Domkirken", "hotel", "private"),
        ("Biblioteksforvaltningen", "administration", "public"),
    ],
}
WITH_TWO = {"herlev": 1, "odense": 2, "viborg": 1}
