"""A conversation in a community house, made up: who says what, and which words are coded with which theme."""

from typing import NamedTuple

SOURCE = "Fokusgruppe"
COMMUNITY, WORK = "Fællesskab i området", "Vejen til arbejde"
NEIGHBOURS, MEETING_PLACE = "Naboer der hjælper", "Et sted at mødes"
SMALL_JOBS, APPLICATIONS = "Småjob og praktik", "Hjælp til ansøgninger"
#: Theme -> itself and the themes below it.
THEMES = {
    COMMUNITY: (COMMUNITY, NEIGHBOURS, MEETING_PLACE),
    WORK: (WORK, SMALL_JOBS, APPLICATIONS),
}

#: Speaker, words, and the themes of the words in each pair of brackets.
TURNS: list[tuple[str, str, list[tuple[str, ...]]]] = [
    ("Interviewer", "Hvordan var det at bo her, før indsatsen begyndte?", []),
    ("A", "Jeg kendte kun dem på min egen opgang. [Nu hilser vi på hinanden i hele blokken.]", [(COMMUNITY,)]),
    ("B", "Det er det samme hos os. [Da jeg brækkede benet, handlede naboen ind for mig i tre uger.]", [(NEIGHBOURS,)]),
    ("C", "[Jeg passer børn for to familier, og de hjælper mig med breve fra kommunen.]", [(NEIGHBOURS,)]),
    (
        "D",
        "Jeg har boet her i ét år. [Det er svært at komme ind, når de andre har kendt hinanden altid.]",
        [(COMMUNITY,)],
    ),
    ("Interviewer", "Hvad betyder fælleshuset?", []),
    (
        "A",
        "[Kaffen om torsdagen er grunden til, at jeg kommer ud af døren.] Resten af ugen går stille.",
        [(MEETING_PLACE,)],
    ),
    ("B", "[Der er altid nogen at spørge.] Man behøver ikke have et ærinde.", [(MEETING_PLACE, NEIGHBOURS)]),
    ("D", "[Huset lukker klokken seksten, så jeg når det aldrig efter praktikken.]", [(MEETING_PLACE,)]),
    ("C", "[Birthes suppe samler flere mennesker end noget møde.]", [(MEETING_PLACE,)]),
    ("A", "[Vi ordnede haven sammen i foråret, og nu holder vi den også.]", [(COMMUNITY,)]),
    ("Interviewer", "Og hvad med arbejde?", []),
    ("B", "[Jeg begyndte med fire timer om ugen i genbrugsbutikken, og nu er det tyve.]", [(SMALL_JOBS,)]),
    (
        "D",
        "[Praktikken gav mig en kollega at ringe til, og det var hende, der vidste, at de manglede folk.]",
        [(SMALL_JOBS,)],
    ),
    ("C", "[Vi sad tre aftener med min ansøgning, til den lignede mig.]", [(APPLICATIONS,)]),
    ("A", "[Jeg har søgt i to år, og det er første gang, nogen har læst med.]", [(APPLICATIONS, WORK)]),
    ("B", "[Det hjælper ikke at skrive flotte ansøgninger, hvis der ikke er nogen job i nærheden.]", [(WORK,)]),
    ("D", "[Skriv til frivillig@birkely.example, hvis I mangler en, der kan rette komma.]", [(APPLICATIONS,)]),
    ("C", "[Min søn fik fritidsjob, fordi viceværten lagde et ord ind.]", [(SMALL_JOBS, WORK)]),
    ("B", "[Når man først har en nøgle til butikken, går man anderledes ned ad gaden.]", [(SMALL_JOBS,)]),
]


class Passage(NamedTuple):
    """Words coded with a theme: `start` to before `end` of the transcript, in characters."""

    speaker: str
    start: int
    end: int
    theme: str


def coded(turns: list[tuple[str, str, list[tuple[str, ...]]]]) -> tuple[str, list[Passage]]:
    """The transcript, a line a turn, and its passages: several where words have several themes."""
    lines, passages, start = [], [], 0
    for speaker, words, themes in turns:
        line = f"{speaker}: "
        for part, themes_of_part in zip(words.split("]"), [*themes, ()], strict=True):
            before, _, marked = part.partition("[")
            place = start + len(line) + len(before)
            passages += [Passage(speaker, place, place + len(marked), theme) for theme in themes_of_part]
            line += before + marked
        lines.append(line)
        start += len(line) + 1
    return "\n".join(lines) + "\n", passages
