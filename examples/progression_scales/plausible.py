"""Everything that is made up, as constants."""

SEED = 20140106

PARTICIPANT_COLUMNS = ("Borgernr", "Jobcenter", "Opstart", "Fødselsår", "Køn", "Afsluttet", "Afslutningsårsag", "Hold")
OUTCOME_COLUMNS = ("Borgernr", "Opgjort den", "Mål", "Værdi")
MEASUREMENT_COLUMNS = ("Borgernr", "Målt den", "Redskab", "Spørgsmål", "Score", "Udfyldt af")

#: Project -> participants.
PROJECTS = {"Havnstrup": 54, "Lyngholt": 46, "Vestersund": 38, "Birkesø": 24}
#: First and last day of enrolment; the last day of the programme, on which the extract is drawn.
ENROLMENT, END = ("2014-01-06", "2014-12-12"), "2015-06-30"

#: Item -> (level at the first measurement, what it rises a quarter) on the ladder from 1 to 10.
LADDER = {
    "Tro på at komme i job": (4.6, 0.42),
    "Viden om egne evner": (4.9, 0.38),
    "Mål for fremtiden": (4.4, 0.36),
    "Overskud i hverdagen": (4.2, 0.24),
    "Mestring af eget helbred": (3.9, 0.16),
    "Støtte fra familie og venner": (5.8, 0.05),
    "Samarbejde med andre": (6.1, 0.14),
    "Koncentration om en opgave": (4.7, 0.20),
    "Skridt på vej mod job": (3.6, 0.46),
}
#: The same on the scale of strain from 0 to 4, where a high score is a heavy one.
STRAIN = {
    "Søvnbesvær": (2.3, -0.10),
    "Bekymringer": (2.6, -0.15),
    "Træthed": (2.5, -0.06),
    "Uro": (2.1, -0.12),
    "Smerter": (1.9, 0.01),
}
LADDER_NAME, STRAIN_NAME = "Jobstigen", "Belastning i hverdagen"
PARTICIPANT, CASEWORKER = "Borger", "Sagsbehandler"

#: A caseworker's view of the ladder beside the participant's: how far off its level is, and its share of the rise.
CASEWORKER_LEVEL, CASEWORKER_RISE = -0.5, 0.75
#: Days from the start of the participation to the first measurement, and between measurements; each varies a little.
FIRST_AFTER, BETWEEN = 9, 91
#: The share who answer: at the first measurement, and what is lost at each later one.
ANSWERS = {PARTICIPANT: (0.95, 0.035), CASEWORKER: (0.90, 0.05)}
NEVER_MEASURED, ITEM_SKIPPED = 0.03, 0.015

#: What an authority tells of the half year before the end: weeks with pay, and what was earned a month in them, in kr.
WEEKS, EARNINGS = "Uger i job, seneste halvår", "Løn pr. måned med job"
HALF_YEAR, UNKNOWN_TO_AUTHORITY, PAY = 26, 0.06, (9_000, 14_000)

#: Reason of an early exit -> weight.
REASONS = {"Job": 5, "SU-berettiget uddannelse": 2, "Flyttet til anden kommune": 1, "Udeblivelse": 3, "Sygdom": 2}
