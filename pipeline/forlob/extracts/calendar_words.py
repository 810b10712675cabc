"""The names of months and weekdays in Danish, Norwegian, Swedish and English, and the English name of each."""

#: English name -> what it is called and shortened to.
MONTHS = {
    "January": "jan januar januari january",
    "February": "feb febr februar februari february",
    "March": "mar marts mars march",
    "April": "apr april",
    "May": "maj mai may",
    "June": "jun juni june",
    "July": "jul juli july",
    "August": "aug august augusti",
    "September": "sep sept september",
    "October": "okt oktober oct october",
    "November": "nov november",
    "December": "dec des december desember",
}
WEEKDAYS = {
    "Monday": "man mandag mån måndag mon monday",
    "Tuesday": "tir tirs tirsdag tis tisdag tue tues tuesday",
    "Wednesday": "ons onsdag wed wednesday",
    "Thursday": "tor tors torsdag thu thur thurs thursday",
    "Friday": "fre fredag fri friday",
    "Saturday": "lør lørdag lör lördag sat saturday",
    "Sunday": "søn søndag sön söndag sun sunday",
}
#: Any of these words -> the English name.
ENGLISH = {word: name for names in (MONTHS, WEEKDAYS) for name, words in names.items() for word in words.split()}
#: Any word for a month -> its number.
MONTH_NUMBERS = {word: number for number, words in enumerate(MONTHS.values(), 1) for word in words.split()}
