"""What is printed about Brug for alle, and what is made up beside it."""

SEED = 20130618
MIDTJYLLAND, OTHERS = "Midtjylland", "Øvrige regioner"
START, EARLY, END = "2012-06-01", "2013-04-21", "2013-06-13"

STAGES = ("Målgruppe", "Første samtale", "Teammøde", "Beskæftigelsesrettet tilbud", "Selvforsørgende")
#: Printed of Midtjylland: three counts, and the offers as 37 % of the target group.
TARGET_GROUP, INTERVIEWS, MEETINGS, OFFERS_PERCENT = 5859, 4301, 3186, 37
#: Printed of the whole country, in percent of the target group; the last as of EARLY, the others as of END.
NATIONAL_PERCENT = {"Første samtale": 76, "Teammøde": 50, "Beskæftigelsesrettet tilbud": 30}
SELF_SUPPORTING_PERCENT = 12

#: Made up: the size of the whole target group, and Midtjylland's self-supporting by the two days.
NATIONAL_TARGET_GROUP = 26000
SELF_SUPPORTING = {EARLY: 738, END: 838}
#: Of Midtjylland's offers and self-supporting these many had no team meeting, respectively no offer.
OFFERS_WITHOUT_MEETING, SELF_SUPPORTING_WITHOUT_OFFER = 64, 297
#: The days on which the other regions count, and how far they had come on them (1: as on END).
DELIVERIES = {"2012-09-30": 0.21, "2012-12-31": 0.49, "2013-03-31": 0.82, EARLY: 0.88, END: 1.0}
#: The target group is there from the start, but for those who join it.
TARGET_GROUP_AT = {"2012-09-30": 0.84, "2012-12-31": 0.92, "2013-03-31": 1.0, EARLY: 1.0, END: 1.0}

INVITED = {MIDTJYLLAND: 1803, OTHERS: 6197}  # together the printed 8,000
ANSWERED = {MIDTJYLLAND: 141, OTHERS: 484}  # together the printed 625
INVITED_ON, ANSWERS_FROM, ANSWER_DAYS = "2013-04-15", "2013-04-17", 44
FORM = "Deltagerundersøgelse 2013"

AGREEMENT = ("Slet ikke/i mindre grad", "Hverken/eller", "I nogen grad/i høj grad", "Ved ikke")
HEALTH = ("Fremragende", "Vældig godt", "Godt", "Mindre godt", "Dårligt")
WELL_BEING = (
    *("På intet tidspunkt", "Lidt af tiden", "Lidt mindre end halvdelen af tiden"),
    *("Lidt mere end halvdelen af tiden", "Det meste af tiden", "Hele tiden"),
)
#: Question -> (how many answered it, the percent of each answer as printed; None: not legible, the rest).
LIKERT = {
    "Tror du på, at du kommer i job?": (621, (52, 6, 25, 17)),
    "Ønsker du at komme i job?": (619, (31, 7, 49, 13)),
    "Tror du på, at du kommer i uddannelse?": (612, (61, 6, 17, 16)),
    "Ønsker du at komme i uddannelse?": (609, (47, None, 32, 15)),
}
HEALTH_QUESTION, HEALTH_ANSWERED, POOR_OR_FAIR_PERCENT = "Hvordan synes du, dit helbred er alt i alt?", 617, 83
#: Question -> (asked and answered, the percent who feel they have influence; the third is made up).
INFLUENCE = {
    "Havde du indflydelse på dit mål efter den første samtale?": (583, 42),
    "Havde du indflydelse på dit mål efter teammødet?": (402, 56),
    "Havde du indflydelse på, hvad I talte om ved den første samtale?": (580, 58),
    "Havde du indflydelse på, hvad I talte om på teammødet?": (399, 69),
}
WHO5 = (
    "De sidste to uger: glad og i godt humør",
    "De sidste to uger: rolig og afslappet",
    "De sidste to uger: aktiv og energisk",
    "De sidste to uger: vågnet frisk og udhvilet",
    "De sidste to uger: en hverdag fyldt med ting, der interesserer mig",
)
#: Points per item of a respondent of middling mood, and how far mood and chance move them.
MIDDLE_POINTS, BY_MOOD, BY_CHANCE = 1.75, 1.1, 0.9
#: Respondents who left out so many of the five items.
ITEMS_LEFT_OUT = {1: 17, 2: 9, 5: 21}
