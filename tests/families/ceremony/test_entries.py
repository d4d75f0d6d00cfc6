"""What single entries say: every form and trap of an entry, in small lines written for this test."""

import pytest

from spiders.formats.wikitext.blocks import read_blocks
from spiders.formats.wikitext.credits import Form, Reading, brackets_name_people, credits_name_companies, read_entry
from spiders.formats.wikitext.entry import UnreadableError, make_entry
from spiders.formats.wikitext.lines import Line


def line_of(text: str) -> Line:
    [line] = [block for block in read_blocks(text).blocks if isinstance(block, Line)]
    return line


def read(text: str, form: Form = Form.GENERAL, *, writing: bool = False) -> Reading:
    return read_entry(make_entry(line_of(text)), form, writing=writing)


def films(reading: Reading) -> str:
    """`Title` or, when linked, `Title>Target`."""
    return "; ".join(f"{work.title}>{work.link}" if work.link else work.title for work in reading.works)


def names(reading: Reading) -> list[str]:
    return [person.name for person in reading.people]


def roles(reading: Reading) -> str:
    """`Name` or `Name=role`."""
    return ", ".join(f"{person.name}={person.role}" if person.role else person.name for person in reading.people)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "* ''[[The Long Road (1999 film)|The Long Road]]'' – [[Ann Bell]]",
            "The Long Road>The Long Road (1999 film) | Ann Bell",
        ),
        ("* [[Ann Bell]] – ''[[Quiet Hour]]''", "Quiet Hour>Quiet Hour | Ann Bell"),
        ("* ''Quiet Hour''&nbsp;— Ann Bell", "Quiet Hour | Ann Bell"),
        ("* ''Quiet Hour'' - [[Ann Bell]]", "Quiet Hour | Ann Bell"),
        ("* ''Quiet Hour''{{snd}}[[Ann Bell]]", "Quiet Hour | Ann Bell"),
        ("* ''Quiet Hour'' &ndash;[[Ann Bell]]", "Quiet Hour | Ann Bell"),
        ("* [[Ann Bell]], [[Cy Dorn]], ''Quiet Hour''", "Quiet Hour | Ann Bell; Cy Dorn"),
        ("* [[Ann Bell]] (''Quiet Hour'')", "Quiet Hour | Ann Bell"),
        ("* ''Quiet Hour'' ([[Ann Bell]] and Cy Dorn)", "Quiet Hour | Ann Bell; Cy Dorn"),
        ("* ''Quiet Hour'' – Ann Bell, Cy Dorn, and Eve Fox", "Quiet Hour | Ann Bell; Cy Dorn; Eve Fox"),
        ("* ''Quiet Hour'' – Ann Bell & Cy Dorn", "Quiet Hour | Ann Bell; Cy Dorn"),
        ("* ''Quiet Hour'' – [[Dorn sisters|Cy Dorn and Di Dorn]]", "Quiet Hour | Cy Dorn; Di Dorn"),
        ("* ''Quiet Hour'' – [[Cy and Di Dorn]]", "Quiet Hour | Cy Dorn; Di Dorn"),
        ("* ''Quiet Hour'' – [[Bell and Dorn]]", "Quiet Hour | Bell and Dorn"),
        (
            "* ''Quiet Hour'' – [[Cy Dorn, Jr.]], Al Fox, Jr. and Ann Bell",
            "Quiet Hour | Cy Dorn, Jr.; Al Fox, Jr.; Ann Bell",
        ),
        (
            "* ''Quiet Hour'' – [[Ann Bell]], p.g.a., and [[Cy Dorn]], p.g.a., producers",
            "Quiet Hour | Ann Bell; Cy Dorn",
        ),
        ("* {{nowrap|''[[Quiet Hour]]''}} – {{sortname|Ann|Bell}}", "Quiet Hour>Quiet Hour | Ann Bell"),
        ("* ''Quiet Hour'' – {{ill|Ann Bell|fr}}", "Quiet Hour | Ann Bell"),
        ("* ''Quiet Hour'' – María del Puy Sanz and Waad al-Kamil", "Quiet Hour | María del Puy Sanz; Waad al-Kamil"),
        (
            "* ''Quiet Hour'' – Al \"Top Hat\" Fox and [[Mo|Mo \"Sound\" Bell]]",
            'Quiet Hour | Al "Top Hat" Fox; Mo "Sound" Bell',
        ),
        ("* ''[[One]]'' / ''[[Two]]'' – Ann Bell", "One>One; Two>Two | Ann Bell"),
        ("* ''[[One]], [[Two]] and [[Three]]'' – Ann Bell", "One>One; Two>Two; Three>Three | Ann Bell"),
        ("* ''1917'' – Ann Bell", "1917 | Ann Bell"),
        ("* ''-30-'' – Ann Bell", "-30- | Ann Bell"),
        ("* ''[[8½]]'' – Ann Bell<!-- not her sister --><ref>[https://x.example]</ref>", "8½>8½ | Ann Bell"),
        ("* ''[[Lane (film)|Lane]]''{{efn|Shown as ''Road''.}} – Ann Bell", "Lane>Lane (film) | Ann Bell"),
        ("* [[Lane (2001 film)|Lane]] – [[Ann Bell]]", "Lane>Lane (2001 film) | Ann Bell"),
        ("* ''Lane'' – [[Ann LeBell]], [[DiDorn]] and [[RuFox]]", "Lane | Ann LeBell; DiDorn; RuFox"),
        ("* ''Lane'' – J. [[O'Bell]], Cy [[McDorn]]", "Lane | J. O'Bell; Cy McDorn"),
        ("* ''Lane'' – [[77 (duo)|77]], [[12 Bells]] and 9th Gate", "Lane | 77; 12 Bells; 9th Gate"),
        ("* ''[[Lane, Jr.|Lane, Jr]]''. – Ann Bell", "Lane, Jr.>Lane, Jr. | Ann Bell"),
        ("* ''[[Lane (film)|Lane]]''. – Ann Bell", "Lane>Lane (film) | Ann Bell"),
        ("* ''Lane''.", "Lane | "),
        ("* ''Which Lane''? – Ann Bell", "Which Lane? | Ann Bell"),
        ("* ''Lane''..., Ann Bell", "Lane... | Ann Bell"),
        ("* ''[[:fr:Lane (film)]]'' – [[:de:Ann Bell (Musikerin)]]", "Lane | Ann Bell"),
        ("* ''Lane'' – [[Ann Bell (actor, born 1980)]]", "Lane | Ann Bell"),
        ("* ''[[imdbtitle:77|Lane]]'' – [[User:Ann|Ann Bell]]", "Lane | Ann Bell"),
        ("* ''[[Lane: The Road]]'' – [[Ann Bell]]", "Lane: The Road>Lane: The Road | Ann Bell"),
        ("* ''Lane'' – {{hlist|Ann Bell|[[Cy Dorn]]}}", "Lane | Ann Bell; Cy Dorn"),
        ("* ''Lane'' – Ann Bell – Norway", "Lane | Ann Bell"),
        ("* ''Lane'' ''(shared)'' – Ann Bell", "Lane | Ann Bell"),
        ("* ''Lane'' – Ann Bell ''(posthumous)''", "Lane | Ann Bell"),
        ("* ''Lane'' – Ann Bell and [[Cy Dorn]].", "Lane | Ann Bell; Cy Dorn"),
        ("* ''Lane'' – Cy Dorn and Ann Bell.", "Lane | Cy Dorn; Ann Bell"),
        ("* ''Lane'' – Cy Dorn Jr.", "Lane | Cy Dorn Jr."),
        ("* ''Lane''\u200e – \u200fAnn Bell\u200b", "Lane | Ann Bell"),
        ("* ''[[Lane&nbsp;– Two]]'' – Ann Bell", "Lane – Two>Lane – Two | Ann Bell"),
        ("* ''[[Lane (miners)]]'' – [[Ann Bell (politician)]]", "Lane>Lane (miners) | Ann Bell"),
        (
            "* ''[[Lane (and the Road)]]'' – {{ill|Ann Bell (fencer)|fr}}",
            "Lane (and the Road)>Lane (and the Road) | Ann Bell",
        ),
        ("* {{ill|Lane|fr|italic=yes}} – {{hs|Bell}}Ann Bell{{#tag:ref|A note.}}", "Lane>Lane | Ann Bell"),
        ("* ''Lane'' – TBA", "Lane | "),
        ("* ''Lane'' – Various, Ann Bell", "Lane | Ann Bell"),
        ("* ''Lane'' – Harbour Pictures", "Lane | "),
        ("* ''Lane'' – Costume and Wig Team", "Lane | "),
        ("* ''Lane'' – [[Metro-Goldwyn-Mayer]] and Netflix", "Lane | "),
    ],
)
def test_films_and_people_are_told_apart(text: str, said: str) -> None:
    reading = read(text)
    assert f"{films(reading)} | {'; '.join(names(reading))}" == said


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("* ''F'' – [[Ann Bell]] and Cy Dorn, producers", "Ann Bell=producers, Cy Dorn=producers"),
        ("* ''F'' – Ann Bell (Writer/Director) and Cy Dorn (Producer)", "Ann Bell=Writer/Director, Cy Dorn=Producer"),
        (
            "* ''F'' – Ann Bell (Director), Al Fox and Cy Dorn (Producer)",
            "Ann Bell=Director, Al Fox=Producer, Cy Dorn=Producer",
        ),
        (
            "* ''F'' – Art Direction: Ann Bell; Set Decoration: Cy Dorn and Al Fox",
            "Ann Bell=Art Direction, Cy Dorn=Set Decoration, Al Fox=Set Decoration",
        ),
        (
            "* ''F'' – [[Art Direction]] and [[Set Decoration]]: [[Ann Bell]]",
            "Ann Bell=Art Direction and Set Decoration",
        ),
        ("* ''F'' – Directed by Ann Bell", "Ann Bell=Directed"),
        (
            "* ''F'' – Screenplay by Ann Bell; story by Ann Bell and Cy Dorn",
            "Ann Bell=Screenplay; story, Cy Dorn=story",
        ),
        ("* ''F'' – Ann Bell; in collaboration with Cy Dorn", "Ann Bell, Cy Dorn=in collaboration with"),
        (
            "* ''F'' – Grand Studio Sound Department, Ann Bell, Sound Director",
            "Grand Studio Sound Department, Ann Bell=Sound Director",
        ),
    ],
)
def test_jobs_are_roles_and_never_people(text: str, people: str) -> None:
    assert roles(read(text)) == people


@pytest.mark.parametrize(
    ("text", "works", "characters"),
    [
        ("* [[Ann Bell]] – ''F'' as Mary Stone", ["F"], ["Mary Stone"]),
        ("* [[Ann Bell]] – ''F'' as [[Q|Mary \"Red\" Stone]] / The Queen", ["F"], ['Mary "Red" Stone / The Queen']),
        ("* [[Ann Bell]] – ''F'' as Al Stone (young)", ["F"], ["Al Stone (young)"]),
        ("* [[Ann Bell]] – ''F'' as Al Stone {{small|(posthumous)}}", ["F"], ["Al Stone"]),
        ("* [[Ann Bell]] as Mary Stone – ''F''", ["F"], ["Mary Stone"]),
        ("* [[Ann Bell]] – ''F'' as Al, ''G'' as Bo, and ''H'' as The Wife", ["F", "G", "H"], ["Al", "Bo", "The Wife"]),
        ("* [[Ann Bell]] – ''F'' and ''G'' as Al Stone and Bo Flint", ["F", "G"], ["Al Stone and Bo Flint"]),
        ("* [[Ann Bell]] – ''F''", ["F"], []),
        ("* [[Ann Bell]] – ''F'' as [[Mary (ghost)]] (withdrawn)", ["F"], ["Mary"]),
    ],
)
def test_an_actor_has_films_and_characters(text: str, works: list[str], characters: list[str]) -> None:
    reading = read(text, Form.ACTING)
    assert ([w.title for w in reading.works], reading.details, names(reading)) == (works, characters, ["Ann Bell"])


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("* \"[[Blue Hour]]\" from ''F'' – Music by [[Ann Bell]]; Lyrics by Cy Dorn", "Ann Bell=Music, Cy Dorn=Lyrics"),
        (
            "* \"Blue Hour\" from ''F'' – Music and lyrics by Ann Bell and Cy Dorn",
            "Ann Bell=Music and lyrics, Cy Dorn=Music and lyrics",
        ),
        ("* \"Blue Hour\" (music by Ann Bell; lyrics by Cy Dorn) – ''F''", "Ann Bell=music, Cy Dorn=lyrics"),
        ("* \"Blue Hour\" ([[Ann Bell]], Cy Dorn) – ''F''", "Ann Bell, Cy Dorn"),
        ("* ''F'' – (\"Blue Hour\") – [[Ann Bell]]", "Ann Bell"),
        ("* \"Blue Hour\" performed by [[Ann Bell]] – ''F''", ""),
        ("* \"Blue Hour\" (performed by Ann Bell) from ''F''", ""),
        ("* “Blue Hour” – ''F''", ""),
        ("* «Blue Hour» – ''F''", ""),
        ("* [[Blue Hour (hymn)|\"Blue Hour\"]] (theme from ''F'') – Ann Bell", "Ann Bell"),
        ("* \"Blue Hour\" by Ann Bell from ''F''", "Ann Bell"),
        ("* \"Blue Hour\" from ''F'' – Written and performed by Ann Bell", "Ann Bell=Written and performed"),
        ("* \"Blue Hour\" from ''F'' – Written by Ann Bell and performed by Cy Dorn", "Ann Bell=Written"),
        ("* \"Blue Hour\" from ''F'' – Music by Ann Bell / Lyrics by Cy Dorn", "Ann Bell=Music, Cy Dorn=Lyrics"),
        (
            "* \"Blue Hour\" from ''F'' – Ann Bell, Cy Dorn (music); Cy Dorn (lyrics)",
            "Ann Bell=music, Cy Dorn=music; lyrics",
        ),
    ],
)
def test_a_song_has_its_title_its_film_and_its_writers(text: str, people: str) -> None:
    reading = read(text, Form.SONG)
    assert (reading.details, [w.title for w in reading.works], roles(reading)) == (["Blue Hour"], ["F"], people)


@pytest.mark.parametrize("title", ["Blue Hour", "[[Blue Hour (song)|Blue Hour]]", "''Blue Hour''"])
def test_what_is_from_a_film_is_a_song_without_quotation_marks_too(title: str) -> None:
    reading = read(f"* {title} from ''F'' – Music and lyrics by [[Ann Bell]]", Form.SONG)
    assert (reading.details, [w.title for w in reading.works]) == (["Blue Hour"], ["F"])
    assert [person.name for person in reading.people] == ["Ann Bell"]


@pytest.mark.parametrize(
    "text",
    [
        "* Blue Hour from ''F'' – Music by [[Ann Bell]] (\"Hour\")",
        "* Blue Hour from ''F'' – Music by [[Ann Bell]], \"Joe\" Fox",
        "* Ann Bell from ''F''",
    ],
)
def test_a_song_without_quotation_marks_is_nobody_who_wrote_it(text: str) -> None:
    with pytest.raises(UnreadableError, match="no song title where one is expected"):
        read(text, Form.SONG)


def test_performers_are_kept_as_a_note_and_are_not_nominated() -> None:
    assert read("* \"Blue Hour\" performed by [[Ann Bell]] – ''F''", Form.SONG).notes == ["performed by Ann Bell"]


@pytest.mark.parametrize(
    "text",
    [
        "* ''F'' – [[Ann Bell]] based on [[B (novel)|the novel]] by [[Cy Dorn]]",
        "* ''F'' – [[Ann Bell]]; {{small|based on the book ''[[The Book]]'' by [[Cy Dorn]]}}",
        "* ''F'' – [[Ann Bell]] (based on the play by [[Cy Dorn]])",
        "* ''F'' – Ann Bell; {{small|''A Part'' is based on a story by [[Cy Dorn]]; ''O'' is inspired by one by Al}}",
        "* ''F'' – [[Ann Bell]] from [[B (novel)|the novel]] by [[Cy Dorn]]",
        "* ''F'' – [[Ann Bell]] adapted from his play ''Old Play''",
        "* ''F'' – Ann Bell (screenplay); Cy Dorn (graphic novel)",
        "* ''F'' – Ann Bell; characters created by Cy Dorn",
    ],
)
def test_source_works_and_their_authors_are_not_nominated(text: str) -> None:
    reading = read(text, writing=True)
    assert ([w.title for w in reading.works], names(reading)) == (["F"], ["Ann Bell"])
    assert reading.notes


@pytest.mark.parametrize(
    ("text", "form", "country"),
    [
        (
            "* ''F'' ([[List of Danish submissions|Denmark]]) in [[Danish language|Danish]] – [[Ann Bell]]",
            Form.COUNTRY,
            "Denmark",
        ),
        ("* ''F'' (''Le F'') ([[France]]) – directed by [[Ann Bell]]", Form.COUNTRY, "France"),
        ("* ''F'' ([[France]]/[[Spain]])", Form.COUNTRY_ONLY, "France/Spain"),
        ("* ''F'', [[Spain]]", Form.COUNTRY_ONLY, "Spain"),
        ("* ''F'' • [[Spain]]", Form.COUNTRY_ONLY, "Spain"),
        ("* ''F''; France and U.S.", Form.COUNTRY_ONLY, "France and U.S."),
        ("* ''[[F]] • China''", Form.COUNTRY_ONLY, "China"),
        ("* [[Norway]] – ''F'' – [[Ann Bell]]", Form.COUNTRY, "Norway"),
        ("* Norway: ''F'' – Ann Bell", Form.COUNTRY, "Norway"),
        ("* ''F'' – Norway – Ann Bell", Form.COUNTRY, "Norway"),
        ("* ''F'', Norway", Form.COUNTRY, "Norway"),
        ("* ''F'' {{flagicon|NOR}} [[Norway]]", Form.COUNTRY, "Norway"),
        ("* {{NOR}} – ''F'' – [[Ann Bell]]", Form.COUNTRY, "Norway"),
        ("* ''F'' ({{NOR}}) – [[Ann Bell]]", Form.COUNTRY, "Norway"),
        ("* ''F'' – Ann Bell (Norway)", Form.COUNTRY, "Norway"),
        ("* ''F'' (Le F) (Norway) – Ann Bell", Form.COUNTRY, "Norway"),
        ("* ''F'' – The Netherlands – in Dutch and [[Frisian language|Frisian]]", Form.COUNTRY, "The Netherlands"),
        ("* ''F'' – Kosovo", Form.COUNTRY, "Kosovo"),
        ("* ''F'' • [[Spain]] – withdrawn", Form.COUNTRY_ONLY, "Spain"),
        ("* ''F'' – [[Ann Bell]] • [[Italy]]", Form.COUNTRY_ONLY, "Italy"),
        ("* ''F'' • Italy (in Italian/Dutch)", Form.COUNTRY_ONLY, "Italy"),
        ("* ''F'' • Italy/Norway", Form.COUNTRY_ONLY, "Italy/Norway"),
        ("* ''F'' – [[Denmark|Danish]] – [[Ann Bell]]", Form.COUNTRY, "Denmark"),
        ("* ''F'' ([[Cinema of the Netherlands|Dutch]]) – Ann Bell", Form.COUNTRY, "Netherlands"),
        ("* [[Denmark|Danish]] – ''F'' – [[Ann Bell]]", Form.COUNTRY, "Denmark"),
        ("* ''F'' – Czechia – Ann Bell", Form.COUNTRY, "Czechia"),
        ("* ''F'' (Holland)", Form.COUNTRY_ONLY, "Holland"),
        ("* ''F'' – The Philippines", Form.COUNTRY, "The Philippines"),
        ("* ''F'' – Republic of Korea – Ann Bell", Form.COUNTRY, "Republic of Korea"),
        ("* ''F'' (Norway, dir. [[Ann Bell]])", Form.COUNTRY, "Norway"),
        ("* ''F'' – Norway (Ann Bell)", Form.COUNTRY, "Norway"),
        ("* ''F'' (🇳🇴 Norway) – Ann Bell", Form.COUNTRY, "Norway"),
        ("* ''F'' (Dir. [[Ann Bell]]) – Norway", Form.COUNTRY, "Norway"),
    ],
)
def test_a_country_is_a_detail_and_no_person(text: str, form: Form, country: str) -> None:
    reading = read(text, form)
    assert reading.details == [country]
    assert names(reading) == (["Ann Bell"] if "Ann" in text else [])


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("* ''F'' (directed by [[Ann Bell]])", Form.COUNTRY),
        ("* ''F'' ([[Ann Bell]] and Bo Ek)", Form.COUNTRY),
        ("* ''F'' – [[Ann Bell]]", Form.COUNTRY_ONLY),
        ("* ''F'' – [[Ann Bell]] and [[Bo Ek]]", Form.COUNTRY_ONLY),
        ("* ''F'' (Dir. [[Ann Bell]])", Form.GENERAL),
        ("* ''F'' (DIRECTOR: Ann Bell)", Form.GENERAL),
        ("* ''F'' (Dirs. [[Ann Bell]] and Bo Ek)", Form.GENERAL),
    ],
)
def test_who_made_a_film_is_no_country_and_no_note(text: str, form: Form) -> None:
    reading = read(text, form)
    assert (reading.details, reading.notes) == ([], [])
    assert names(reading) == ["Ann Bell", *(["Bo Ek"] if "Bo Ek" in text else [])]


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("* ''F'' (Narnia) – Ann Bell", Form.COUNTRY),
        ("* ''F'' ([[Narnia]])", Form.COUNTRY),
        ("* [[Old Narnia]] – ''F'' – Ann Bell", Form.COUNTRY),
        ("* ''F'' (Brazilian)", Form.COUNTRY),
        ("* ''F'' – [[Danish film|Danish]] – Ann Bell", Form.COUNTRY),
        ("* ''F'' • Narnia", Form.COUNTRY_ONLY),
        ("* ''F'' • Italy – Narnia", Form.COUNTRY_ONLY),
    ],
)
def test_a_country_that_nobody_knows_is_refused(text: str, form: Form) -> None:
    with pytest.raises(UnreadableError, match="country"):
        read(text, form)


@pytest.mark.parametrize(
    ("text", "title", "person", "notes"),
    [
        ("* ''F'' – Ash<sup>1</sup>", "F", "Ash", ["1"]),
        ("* ''F''<sup>a</sup> – Ann Bell¹", "F", "Ann Bell", ["a", "¹"]),
        ("* ''[[F]]<sup>2</sup>'' – [[Ann Bell]]{{sup|b}}", "F", "Ann Bell", ["2", "b"]),
        ("* ''[[F|F<sup>2</sup>]]'' – Ann Bell<sup>[c]</sup>", "F", "Ann Bell", ["2", "c"]),
        ("* ''[[F 3|F<sup>3</sup>]]'' – Ann Bell", "F3", "Ann Bell", []),
        ("* ''F³'' – Ann Bell", "F³", "Ann Bell", []),
        ("* ''20<sup>th</sup> Bell'' – Ann Bell", "20th Bell", "Ann Bell", []),
        ("* ''H'' – Ann H<sub>2</sub>O", "H", "Ann H2O", []),
    ],
)
def test_a_raised_letter_or_number_is_a_note_unless_a_link_says_otherwise(
    text: str, title: str, person: str, notes: list[str]
) -> None:
    reading = read(text)
    assert ([work.title for work in reading.works], names(reading), reading.notes) == ([title], [person], notes)


@pytest.mark.parametrize(
    "character", ["[[Nemo (Finding Nemo)]]", "[[Nemo (Film)]]", "[[Nemo (1999 film)|Nemo]]", "Nemo"]
)
def test_the_brackets_of_an_article_are_no_part_of_a_name(character: str) -> None:
    reading = read(f"* [[Ann Bell (fencer)]] – ''F'' as {character}", Form.ACTING)
    assert (names(reading), reading.details) == (["Ann Bell"], ["Nemo"])
    assert [person.link for person in reading.people] == ["Ann Bell (fencer)"]


@pytest.mark.parametrize(
    ("text", "official", "people"),
    [
        ("* <s>''F'' – [[Ann Bell]]</s> (nomination revoked)", False, ["Ann Bell"]),
        ("* {{strike|''F'' – [[Ann Bell]]}}", False, ["Ann Bell"]),
        ("* ''F'' – [[Ann Bell]] (not an official nomination)", False, ["Ann Bell"]),
        ("* ''F'' – <s>[[Al Fox]]</s>,{{refn|The nomination of Fox was revoked.}} [[Ann Bell]]", True, ["Ann Bell"]),
        ("* ''F'' – [[Ann Bell]] {{small|(posthumous nomination)}}", True, ["Ann Bell"]),
        ("* ''F'' – [[Ann Bell]] (work not eligible)", False, ["Ann Bell"]),
        ("* ''F'' ([[Ann Bell]]) – DISQUALIFIED", False, ["Ann Bell"]),
        ("* ''F'' – [[Ann Bell]] – Withdrawn by studio", False, ["Ann Bell"]),
        ("* ''F'' – [[Ann Bell]] – Nomination later withdrawn", False, ["Ann Bell"]),
        ("* ''F'', Disqualified – [[Ann Bell]]", False, ["Ann Bell"]),
        ("* ''F'' – [[Ann Bell]] (no longer a nominee)", False, ["Ann Bell"]),
        ("* ''F'' – [[Ann Bell]] (withdrawn){{efn|The film was withdrawn.}}", False, ["Ann Bell"]),
    ],
)
def test_revoked_nominations_are_there_and_not_official(text: str, official: bool, people: list[str]) -> None:
    reading = read(text)
    assert (reading.official, names(reading)) == (official, people)


@pytest.mark.parametrize(
    ("text", "form", "people"),
    [
        ("* ''F'' – Ann Bell [and] Cy Dorn", Form.GENERAL, "Ann Bell, Cy Dorn"),
        ("* ''F'' – [[Ann Bell]] and [[Cy Dorn]] (co-director)", Form.GENERAL, "Ann Bell, Cy Dorn=co-director"),
        ("* ''F'' – [[Ann Bell]] and [[Cy Dorn]] (director)", Form.GENERAL, "Ann Bell=director, Cy Dorn=director"),
        ("* \"S\" from ''F'' – Music by Ann Bell; [[Mill Records]]", Form.SONG, "Ann Bell=Music"),
        ("* [[Ann Bell]], [[British Society of Cinematographers|BSC]] – ''F''", Form.GENERAL, "Ann Bell"),
        ("* ''F'' – [[Denmark|Danish]] – Ann Bell", Form.GENERAL, "Ann Bell"),
        ("* ''F'' \u2212 Ann Bell", Form.GENERAL, "Ann Bell"),
        ("* ''F'' {{small|Produced by [[Ann Bell]]}}", Form.GENERAL, "Ann Bell=Produced"),
        ("* ''F'' {{small|Producers: Ann Bell, Cy Dorn}}", Form.GENERAL, "Ann Bell=Producers, Cy Dorn=Producers"),
    ],
)
def test_what_joins_names_and_what_stands_behind_them_is_told_apart(text: str, form: Form, people: str) -> None:
    assert roles(read(text, form)) == people


@pytest.mark.parametrize(
    ("text", "form", "said"),
    [
        ("* \"[[Surf]] (from the \"X\" Album)\" from ''F'' – Ann Bell", Form.SONG, "a quotation inside a song's title"),
        ("* \"Surf (from \"X\")\" from ''F'' – Ann Bell", Form.SONG, "a quotation inside a song's title"),
        ("* \"Surf\" / \"Wave\" from ''F'' – Ann Bell", Form.SONG, "two songs in one entry"),
        ("* Ann Bell, Jack in ''F''", Form.ACTING, "a name or a character: 'Jack'"),
        ("* Ann Bell (Jack; ''F'')", Form.ACTING, "a name or a character: 'Jack'"),
    ],
)
def test_what_cannot_be_told_apart_is_refused(text: str, form: Form, said: str) -> None:
    with pytest.raises(UnreadableError, match=said):
        read(text, form)


@pytest.mark.parametrize(
    "text",
    [
        "{{Plainlist|\n* ''A''\n* ''B''\n}}",
        "{{Plainlist|1=\n* ''A''\n* ''B''\n}}",
        "{{ubl\n|''A''\n|''B''\n}}",
    ],
)
def test_lines_inside_a_template_of_a_list_are_those_of_the_page(text: str) -> None:
    lines = [block for block in read_blocks(f"Lists\n{text}\n* ''C''").blocks if isinstance(block, Line)]
    assert [line.number for line in lines] == [1, 3, 4, 6]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("* ''F'' – [[Ann Bell]] {{mystery}}", "unknown template"),
        ("* ''F'' – {{mystery|Ann Bell}}", "unknown template"),
        ("* ''F – [[Ann Bell]]", "never closed"),
        ("* '''''F'' – [[Ann Bell]]", "never closed"),
        ("* ''[[F|F]] – [[Ann Bell]]''", "two links"),
        ("* ''F'' – [[Ann Bell]", "broken markup"),
        ("* ''[[F (1999 film)F]]'' – [[Ann Bell]]", "broken link"),
        ("* ''F'' – {{small|Ann Bell", "broken markup"),
        ("* ''F'' – [[Ann Bell]] [[Cy Dorn]]", "without a comma"),
        ("* ''F'' – [[Ann Bell]] was robbed", "linked only in part"),
        ("* ''F'' – ann bell", "does not read as a name"),
        ("* ''F'' – Ann Bell (", "stray"),
        ("* [[Ann Bell]] and [[Cy Dorn]]", "no film"),
        ("* ''F'' – Ann Bell http://spam.example", "external link"),
        ("* ''F'' – Ann Bell; ''G'' – Cy Dorn", "several entries in one line"),
        ("* ''F'' – Ann Bell, winner", "'winner' does not read as a name"),
        ("* Nominees", "'Nominees' does not read as a name"),
        ("* ''No award''", "without a title"),
        ("* ''F<sup>3</sup>'' – Ann Bell", "raised 3"),
        ("* ''F'' – Ann Bell ✝", "does not read as a name"),
        ("* ''F'' – Ann Bell 🎬", "does not read as a name"),
        ("* Bell, Ann – ''F''", "first names, or names of one word"),
        ("* Ann, Bo and Cy Bell – ''F''", "first names, or names of one word"),
        ("* ''F'' – Ann Bell (W)", "a note says 'W'"),
        ("* ''F'' – Ann Bell (nomination later moved to Best Sound)", "a note says 'nomination later moved"),
        ("* ''F'', Best Director – Ann Bell", "the name of another award: 'Best Director'"),
        ("* ''F'' – Ann Bell + Cy Dorn", "does not read as a name"),
        ("* ''F'' – Ann Bell{{efn|This nomination was rescinded.}}", "nothing is struck out"),
        ("* ''F'' – Ann Bell{{efn|Removed from contention.}}", "nothing is struck out"),
        ("* ''F'' – Ann Bell{{efn|The body struck the film from the ballot.}}", "nothing is struck out"),
        ("* ''F'' – Ann Bell, disqualified", "words beside names say"),
        ("* ''F'' – Cinematography, Ann Bell", "'Cinematography' does not read as a name"),
        ("* ''F'' – [[Mill Films]]; [[ML BNM]]", "a company or a name: 'ML BNM'"),
        ("* ''F'' – [[Ann Bell]], Withdrawn", "words beside names say"),
        ("* ''F'' – Ann Bell – Replaced", "a note says 'Replaced'"),
        ("* ''F'' – Ann Bell (nomination declined)", "a note says 'nomination declined'"),
    ],
)
def test_what_does_not_read_as_a_known_form_is_refused_with_its_reason(text: str, said: str) -> None:
    with pytest.raises(UnreadableError, match=said):
        read(text)


def test_an_actor_without_a_person_and_a_song_without_a_title_are_refused() -> None:
    with pytest.raises(UnreadableError, match="no person"):
        read("* ''F''", Form.ACTING)
    with pytest.raises(UnreadableError, match="no song title"):
        read("* ''F'' – [[Ann Bell]]", Form.SONG)
    with pytest.raises(UnreadableError, match="as a character"):
        read("* [[Ann Bell]] – ''F'' as Mary Stone lol", Form.ACTING)
    with pytest.raises(UnreadableError, match="a name or a character after a film: 'Mary'"):
        read("* [[Ann Bell]] – ''F'' – Mary", Form.ACTING)
    with pytest.raises(UnreadableError, match="several entries"):
        read("* [[Ann Bell]] – ''F'' as Mary and Cy Dorn – ''G'' as Ace", Form.ACTING)


def test_languages_are_no_people_and_hide_none() -> None:
    assert names(read("* ''F'' (Norway), in Danish, directed by [[Ann Bell]]", Form.COUNTRY)) == ["Ann Bell"]
    with pytest.raises(UnreadableError, match="a language or a name"):
        read("* ''F'' – Norway – Norwegian", Form.COUNTRY)


@pytest.mark.parametrize(
    ("text", "bold", "dagger"),
    [
        ("* '''''[[F]]'' – [[Ann Bell]]'''{{double dagger}}", 1.0, True),
        ("* '''''[[F]]'' – [[Ann Bell]] ‡'''", 1.0, True),
        ("* '''[[Ann Bell]] – ''[[F]]'''''{{Double-dagger}}", 1.0, True),
        ("* '''''[[F]]'''''&nbsp;'''–''' '''[[Ann Bell]]'''{{double-dagger|alt=winner}}", 1.0, True),
        ("* <b>''[[F]]'' – Ann Bell</b>", 1.0, False),
        ("* ''[[F]]'' – [[Ann Bell]]{{dagger|alt=posthumous}}", 0.0, False),
    ],
)
def test_marks_of_a_winner(text: str, bold: float, dagger: bool) -> None:
    entry = make_entry(line_of(text))
    assert (entry.bold, entry.dagger) == (bold, dagger)


@pytest.mark.parametrize(
    ("text", "won"),
    [
        ("* Winner: ''F'' – Ann Bell", True),
        ("* '''Winner''' ''F'' – Ann Bell", True),
        ("* (Winner) ''F'' – Ann Bell", True),
        ("* ''F'' (winner) – Ann Bell", True),
        ("* ''F'' – Ann Bell '''(WON)'''", True),
        ("* The winner – ''F'' – Ann Bell", True),
        ("* NOMINEE: ''F'' – Ann Bell", False),
        ("* Nominated – ''F'' – Ann Bell", False),
        ("* ''F'' – Ann Bell [nominee]", False),
    ],
)
def test_words_that_tell_the_result_are_no_name(text: str, won: bool) -> None:
    entry = make_entry(line_of(text))
    reading = read_entry(entry, Form.GENERAL)
    assert (entry.won, films(reading), names(reading), reading.notes) == (won, "F", ["Ann Bell"], [])


def test_a_person_or_a_film_may_be_called_winner() -> None:
    assert names(read("* [[Winner]] – ''F''")) == ["Winner"]
    entry = make_entry(line_of("* ''Winner'' – Ann Bell"))
    assert (entry.won, films(read_entry(entry, Form.GENERAL))) == (False, "Winner")


@pytest.mark.parametrize(
    ("lines", "people"),
    [
        (("''F'' (Ann Bell)", "''G'' (Cy Dorn, Al Fox)"), True),
        (("''F'' ([[Ann Bell]])",), True),
        (("''F'' (Lantern)", "''G'' (Harbour Pictures / Tide)", "''H'' ([[Quay]])"), False),
        (("''F'' (Norway)", "''G'' (Norway, Denmark)"), False),
        (("''F'' ([[Lantern]])",), False),
        (("''F'' (Ann Bell (Director), Cy Dorn (Producer))",), True),
    ],
)
def test_brackets_behind_films_hold_names_where_most_of_them_are_names(lines: tuple[str, ...], people: bool) -> None:
    entries = [make_entry(line_of(f"* {line}")) for line in lines]
    assert brackets_name_people(entries) is people
    readings = [read_entry(entry, Form.GENERAL, brackets=people) for entry in entries]
    assert all(bool(names(reading)) is people and bool(reading.notes) is not people for reading in readings)


@pytest.mark.parametrize(
    "text",
    [
        "* '''[[Ann Bell]] – ''[[The Long Road (1999 film)|The Long Road]]‡'''''",
        "* '''[[Ann Bell]] – ''[[The Long Road (1999 film)|The Long Road ‡]]'''''",
        "* '''[[Ann Bell]]† – ''‡ [[The Long Road (1999 film)|The Long Road]]'''''",
        "* '''''[[The Long Road (1999 film)|The Long Road]]†'' – [[Ann Bell|Ann Bell‡]]'''",
    ],
)
def test_a_mark_inside_italics_or_a_link_is_no_part_of_the_title_or_the_name(text: str) -> None:
    reading = read(text)
    assert (films(reading), names(reading)) == ("The Long Road>The Long Road (1999 film)", ["Ann Bell"])


def test_companies_after_dashes_are_no_people_where_most_of_them_are_companies() -> None:
    lines = ("''F'' – Harbour Pictures", "''G'' – Lantern", "''H'' – Netflix")
    entries = [make_entry(line_of(f"* {line}")) for line in lines]
    assert credits_name_companies(entries)
    readings = [read_entry(entry, Form.GENERAL, companies=True) for entry in entries]
    assert [(names(reading), reading.unnamed, len(reading.notes)) for reading in readings] == [([], True, 1)] * 3
    assert not credits_name_companies([make_entry(line_of("* ''F'' – Ann Bell")), *entries[:1]])


@pytest.mark.parametrize("mark", ["{{ref label|Mark|c}}", "{{note|Mark}}", "{{rp|12}}"])
def test_the_id_of_a_mark_is_no_note(mark: str) -> None:
    assert read(f"* ''F'' – [[Ann Bell]]{mark}").notes == []
    assert read("* ''F'' – [[Ann Bell]]{{efn|A word.}}").notes == ["A word."]


@pytest.mark.parametrize(
    ("text", "form", "people"),
    [
        ("* ''F'' – Studio Blue", Form.GENERAL, []),
        ("* ''F'' – Blue Music and Ann Bell", Form.GENERAL, ["Ann Bell"]),
        ("* ''F'' – Universal and Ann Bell", Form.GENERAL, ["Ann Bell"]),
        ("* ''F'' – Joel and Ann Bell", Form.GENERAL, ["Joel Bell", "Ann Bell"]),
        ("* \"Song\" – ''F'' – Cy Dorn, Blue Records", Form.SONG, ["Cy Dorn"]),
    ],
)
def test_a_company_is_no_person_and_takes_no_surname(text: str, form: Form, people: list[str]) -> None:
    assert names(read(text, form)) == people


@pytest.mark.parametrize(
    ("text", "film", "people"),
    [
        ("* [[Ann Bell (film director)|Ann Bell (film director)]] – ''F''", "F", ["Ann Bell"]),
        ("* [[Ann Bell (director)#Career]] – ''[[Lane (novel)#Film]]''", "Lane>Lane (novel)#Film", ["Ann Bell"]),
    ],
)
def test_a_link_shown_whole_is_shown_without_what_tells_its_article_apart(
    text: str, film: str, people: list[str]
) -> None:
    reading = read(text)
    assert (films(reading), names(reading)) == (film, people)


def test_quotation_marks_inside_a_song_are_no_persons() -> None:
    reading = read("* \"Ann's “Last” Word\" – Ann Bell, from ''F''", Form.SONG)
    assert (reading.details, names(reading)) == (["Ann's “Last” Word"], ["Ann Bell"])
    with pytest.raises(UnreadableError, match="does not read as a name"):
        read("* \"Don't \"Stop\" Now\" from ''F'' – Ann Bell", Form.SONG)
    assert names(read("* ''F'' – Ann \"Bo\" Bell")) == ['Ann "Bo" Bell']


def test_companies_in_brackets_behind_names_are_not_whom_a_category_names() -> None:
    lines = (
        "''F'' – Ann Bell and Cy Dorn (Harbour Pictures)",
        "''G'' – Al Fox (Netflix)",
        "''H'' – Di Lee (Lantern Films)",
    )
    entries = [make_entry(line_of(f"* {line}")) for line in lines]
    assert not credits_name_companies(entries)
    readings = [read_entry(entry, Form.GENERAL) for entry in entries]
    assert [names(reading) for reading in readings] == [["Ann Bell", "Cy Dorn"], ["Al Fox"], ["Di Lee"]]
    assert [reading.notes for reading in readings] == [["Harbour Pictures"], ["Netflix"], ["Lantern Films"]]


def test_somebody_called_as_a_country_is_a_person_where_a_link_says_so() -> None:
    reading = read("* ''F'' – Norway – [[Jordan (director)|Jordan]]", Form.COUNTRY)
    assert (reading.details, names(reading)) == (["Norway"], ["Jordan"])
    assert read("* ''F'' – [[Georgia (country)|Georgia]]", Form.COUNTRY).details == ["Georgia"]


def test_behind_or_stands_the_other_title_of_a_film() -> None:
    reading = read("* ''F'' or ''[[G]]'' – Ann Bell")
    assert ([work.title for work in reading.works], reading.notes, names(reading)) == (["F"], ["G"], ["Ann Bell"])
