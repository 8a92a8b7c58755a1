"""The head of a text → the notes that its author states, and what is asked of an editor."""

from __future__ import annotations

import pytest
from chapters import chapter

from zinewright.manuscript.content_notes import Note, Notes
from zinewright.review.questions import asked_of

FORMS = {
    "TW: rape, death. Skip if you need to.": ("sexual-violence, death-grief", ""),
    "CW // SA": ("sexual-violence", ""),
    "Trigger Warning ⚠️ SA, ED and SH mentioned": (
        "sexual-violence (mention), eating-disorders (mention), self-harm (mention)",
        "",
    ),
    "[CW: suicide attempt, self-harm]\n\nI was nineteen.": ("suicide-attempt, self-harm", ""),
    "CW: being turned away from A&E & grief": ("denied-care, death-grief", ""),
    "TW: SA&DV": ("sexual-violence, domestic-abuse", ""),
    "(tw suicide, sh)": ("suicide, self-harm", ""),
    "[CW: death] My mum died in May.": ("death-grief", ""),
    "**Content warnings:**\n\n- rape\n- brief mention of suicide\n- blood\n- spiders\n\nText": (
        "sexual-violence, suicide (mention), pain-medical-detail",
        "spiders",
    ),
    "## Content warnings\n\nRape and death.\n\nThe text.": ("sexual-violence, death-grief", ""),
    "#tw #selfharm #eatingdisorder": ("self-harm, eating-disorders", ""),
    "#twsuicide #grief": ("suicide, death-grief", ""),
    "This post talks about my abortion and there's some blood.": (
        "pregnancy-loss, pain-medical-detail",
        "",
    ),
    "Please be aware that this post discusses suicide and self-harm.": (
        "suicide (discussion), self-harm (discussion)",
        "",
    ),
    "Heads up: grief, hospitals, and a really angry goose.": (
        "death-grief, serious-illness",
        "angry goose",
    ),
    "Before you read: this one mentions domestic violence.": ("domestic-abuse (mention)", ""),
    "Contains severe child neglect, drug addiction and eating disorder talk.": (
        "child-abuse, alcohol-drugs, eating-disorders",
        "",
    ),
    "Content warning: Severe child neglect, drug addiction": ("child-abuse, alcohol-drugs", ""),
    "Content warning: a triggering discussion with mentions of abuse, suicide.": (
        "abuse (mention), suicide (mention)",
        "",
    ),
    "TW: physical, emotional and sexual abuse": ("abuse, emotional-abuse, sexual-violence", ""),
    "TW: suicide (discussed), death (mention), violence": (
        "suicide (discussion), death-grief (mention), violence",
        "",
    ),
    "cw: ed, sh, sa. take care of yourselves x": (
        "eating-disorders, self-harm, sexual-violence",
        "",
    ),
    "TW - mentions of OD & SI / NSSI w/ PTSD + CPTSD": (
        "overdose (mention), suicidal-thoughts (mention), self-harm (mention), trauma (mention)",
        "",
    ),
    "⚠️ Rape, death ⚠️": ("sexual-violence, death-grief", ""),
    "Hi everyone, a long one.\n\nTW: graphic descriptions of self-harm, abuse\n\nMore": (
        "self-harm (detail), abuse (detail)",
        "",
    ),
    "TW: rape\nI was nineteen when it happened.": ("sexual-violence", ""),
    "Content warning: rape,\ndeath and police violence\n\nMore": (
        "sexual-violence, death-grief, police-justice",
        "",
    ),
    "CW: spiders, MH": ("", "spiders, MH"),
    "TW: no suicide, but death is mentioned": ("death-grief (mention)", ""),
    "Content Warning – Discussion of suicide, and of abuse from mental health services": (
        "suicide (discussion), service-harm (discussion)",
        "",
    ),
    "Trigger warning for discussions of sexual assault. Please read with care.": (
        "sexual-violence (discussion)",
        "",
    ),
    "Huge trigger warning for SH": ("self-harm", ""),
    "Suicide, self-harm and abuse are discussed in this post.": (
        "suicide (discussion), self-harm (discussion), abuse (discussion)",
        "",
    ),
    "Mentions of suicide ahead.": ("suicide (mention)", ""),
    "TW: my mum's death, the loss of my dog, restraint of a young person": (
        "death-grief, animal-harm, restraint-forced-treatment",
        "",
    ),
    "18+ TW: rape. Minors DNI.": ("sexual-violence", ""),
    "Trigger warning (suicide, drug use)": ("suicide, alcohol-drugs", ""),
    "CN for blood": ("pain-medical-detail", ""),
    "TW/CW: homophobia, f slur, police brutality": (
        "lgbtq-hate, slurs-strong-language, police-justice",
        "",
    ),
    "TW. Suicide.": ("suicide", ""),
    "TW: implied suicide, non-graphic self-harm, graphic violence, and death throughout": (
        "suicide (implied), self-harm, violence (detail), death-grief (theme)",
        "",
    ),
    "I want to warn you that I talk about rape below.": ("sexual-violence", ""),
    "This blog contains strong language and references to drug use.": (
        "slurs-strong-language, alcohol-drugs (mention)",
        "",
    ),
    "The following piece describes an inpatient stay and forced feeding, so look after yourself.": (
        "detention-sectioning (description), restraint-forced-treatment (description)",
        "",
    ),
    "TW: being sectioned / police / forced medication": (
        "detention-sectioning, police-justice, restraint-forced-treatment",
        "",
    ),
    "TW: Ed and Bill go fishing": ("", "Ed, Bill go fishing"),
    "tw// self harm scars, blood, (non graphic)": ("self-harm, pain-medical-detail", ""),
    "Note: This article includes discussion of miscarriage and baby loss.": (
        "pregnancy-loss (discussion)",
        "",
    ),
    "Reader discretion advised: violence, gore.": ("violence, pain-medical-detail", ""),
    "CW: food, weight": ("weight-body-image", "food"),
    "This piece is about grief and gardening.": ("death-grief", ""),
    "Sensitive content ahead: war, refugees": ("war-political-violence, immigration-detention", ""),
    "hey loves. massive TW for this one: eating disorders, calories. look after yourselves": (
        "eating-disorders, weight-body-image",
        "",
    ),
    "CONTENT WARNING: THIS POST CONTAINS DISCUSSION OF SUICIDE AND SELF-HARM": (
        "suicide (discussion), self-harm (discussion)",
        "",
    ),
    "TRIGGER WARNING!!! mentions of suicide and rape": (
        "suicide (mention), sexual-violence (mention)",
        "",
    ),
    "(Content note: this piece talks about domestic abuse and its aftermath.)": (
        "domestic-abuse",
        "",
    ),
    "Content note: racism, incl. slurs": ("racism, slurs-strong-language", ""),
    "CN: death of a parent (cancer), hospital scenes": ("death-grief, serious-illness", ""),
    "TWs: CSA, incest, dissociation": ("child-sexual-abuse, dissociation", ""),
    "🔞 CW: sexual assault 🔞": ("sexual-violence", ""),
    "T/W: rape": ("sexual-violence", ""),
    "Triggers: bereavement, baby loss": ("death-grief, pregnancy-loss", ""),
    "This one's about my dad's suicide, so go gently.": ("suicide", ""),
    "I'm going to be talking about miscarriage in this post, so please skip it if that's hard.": (
        "pregnancy-loss",
        "",
    ),
    "Just a heads up that I mention weight and calories.": ("weight-body-image (mention)", ""),
    "Warning: contains swearing": ("slurs-strong-language", ""),
    "Before you read on, please know that this post describes a suicide attempt.": (
        "suicide-attempt (description)",
        "",
    ),
    "Discussion of abortion and racism below. Read with care.": (
        "pregnancy-loss (discussion), racism (discussion)",
        "",
    ),
    "- TW: rape\n- death\n\nText goes on.": ("sexual-violence, death-grief", ""),
    "> **CW:** *suicide*, **self-harm**": ("suicide, self-harm", ""),
    "**Content warnings**\n\nSuicide, self-harm.\n\nShe rang.": ("suicide, self-harm", ""),
    "TW greif, suicde": ("", "greif, suicde"),
    "TW: what happened to my brother in that house": (
        "",
        "what happened to my brother in that house",
    ),
    "Content warning: suicide. My brother died and this is for him.": ("suicide", ""),
    "Trigger Warning: Suicidal ideation, Eating Disorders (anorexia), Domestic violence": (
        "suicidal-thoughts, eating-disorders, domestic-abuse",
        "",
    ),
    "TW: violence or assault, court orders and prison": ("violence, police-justice", ""),
    "CW: CSEM, IPV; trafficking | homelessness": (
        "child-sexual-abuse, domestic-abuse, sex-work-exploitation, poverty-homelessness",
        "",
    ),
    "TW for mentions of suicidal ideation + self harm. If that's not for you, scroll on by.": (
        "suicidal-thoughts (mention), self-harm (mention)",
        "",
    ),
    "CW: sexual violence, including rape (not graphic)": ("sexual-violence", ""),
    "Warning: contains descriptions of suicide attempts that some readers may find distressing.": (
        "suicide-attempt (description)",
        "",
    ),
    "Some readers may find the following upsetting: it describes restraint.": (
        "restraint-forced-treatment (description)",
        "",
    ),
    "**TW:** Heavy discussion of suicide; mild swearing": (
        "suicide (discussion), slurs-strong-language",
        "",
    ),
    "Mental health, suicide and addiction TW": ("suicide, alcohol-drugs", "Mental health"),
    "trigger warning. this post is about when i was raped.": ("sexual-violence", ""),
    "#TriggerWarning #Suicide #MentalHealth": ("suicide", ""),
    "I need to put a big trigger warning on this one: suicide.": ("suicide", ""),
    "CW: CSA, incest; brief mention of animal abuse (dog)": (
        "child-sexual-abuse, animal-harm (mention)",
        "",
    ),
    "A note on content: this essay mentions miscarriage.": ("pregnancy-loss (mention)", ""),
    "Content warning for police brutality and the death of a Black teenager.": (
        "police-justice, death-grief",
        "",
    ),
    "TW: suicide\nself harm": ("suicide, self-harm", ""),
    "TW: suicide  \nself harm\\\nrape": ("suicide, self-harm, sexual-violence", ""),
    "Content warnings:\nsuicide\nself harm\nrape\nI was nineteen.": (
        "suicide, self-harm, sexual-violence",
        "",
    ),
    "TW: suicide\nspiders\nblood": ("suicide, pain-medical-detail", "spiders"),
    "CW: death\nof a pet": ("animal-harm", ""),
    "TW: Death. Of a pet.": ("animal-harm", ""),
    "*(content note: discussion of eating disorders, incl. numbers)*": (
        "eating-disorders (discussion)",
        "numbers",
    ),
    "TW: suicide  \nCW: food  \nAlso: blood": ("suicide, pain-medical-detail", "food"),
    "[tw suicide] [cw blood]": ("suicide, pain-medical-detail", ""),
    "(TW: suicide) (CW: spiders)": ("suicide", "spiders"),
    "Content warnings:\n\nsuicide\n\nself harm\n\nspiders\n\nI was nineteen.": (
        "suicide, self-harm",
        "spiders",
    ),
    "TW: suicide\n\n- grief\n- blood": ("suicide, death-grief, pain-medical-detail", ""),
    "TW: rape. I also talk about suicide.": ("sexual-violence, suicide", ""),
    "TW: suicide. If you have an eating disorder, skip this.": ("suicide, eating-disorders", ""),
    "Thanks for the tea. TW: rape": ("sexual-violence", ""),
    "TW: I was raped.": ("sexual-violence", ""),
    "TW: possible SI": ("suicidal-thoughts", ""),
    "18+ only. CW: drugs": ("alcohol-drugs", ""),
    "TW: s3lf h@rm": ("self-harm", ""),
    "TW: su1c1de, 4buse, r**e, $exual violence": (
        "suicide, abuse, sexual-violence",
        "",
    ),
    "TW: r@pe, gr@pe": ("sexual-violence", "gr@pe"),
    "TW: s*icide, r*pe": ("", "sicide, rpe"),  # Markdown takes the signs
    "Some intro. (TW: rape)": ("sexual-violence", ""),
    "Hello all [TW: rape]": ("sexual-violence", ""),
    "Hello all. TW rape": ("sexual-violence", ""),
    "I’ve been away. TW for suicide attempt and hospital.": (
        "suicide-attempt, serious-illness",
        "",
    ),
    "<details><summary>Content warnings</summary>\nsuicide, rape\n</details>": (
        "suicide, sexual-violence",
        "",
    ),
    "<details>\n<summary>TW</summary>\n\nsuicide\n\n</details>": ("suicide", ""),
    "<b>TW: suicide</b>": ("suicide", ""),
    "TW; self harm": ("self-harm", ""),
    "T.W. — abuse": ("abuse", ""),
    "C.W.: rape": ("sexual-violence", ""),
    "cn rape": ("sexual-violence", ""),
    "SH TW": ("self-harm", ""),
    "CW food": ("", "food"),
    "Potential triggers: suicide, blood": ("suicide, pain-medical-detail", ""),
    "Triggering content: incest": ("child-sexual-abuse", ""),
    "Big TW for this one. Suicide, self harm.": ("suicide, self-harm", ""),
    "Here's your warning: suicide": ("suicide", ""),
    "Take care reading this. It deals with suicide.": ("suicide", ""),
    "If you're struggling with an eating disorder, please skip this one.": (
        "eating-disorders",
        "",
    ),
    "If you've lost your sight, please skip this one.": ("", "sight"),
    "Before you read: I talk about losing my baby at twenty weeks.": (
        "",
        "losing my baby at twenty weeks",
    ),
    "TW: brief mention of suicide in paragraph 4; skip to 'Home'": (
        "",
        "suicide in paragraph 4",
    ),
    "TW: suicide of my brother in 2019": ("", "suicide of my brother in 2019"),
    "tw suicide tw self harm tw ed": ("suicide, self-harm, eating-disorders", ""),
    "Trigger warning for anyone who has lost a child.": ("", "anyone who has lost a child"),
    "If you find talk of suicide hard, please skip this.": ("suicide", ""),
    "Hello! Before we start: this has some talk of miscarriage in it.": ("pregnancy-loss", ""),
    "CW: implied rape, rape": ("sexual-violence", ""),
    "TW: mention of rape; description of rape": ("sexual-violence (description)", ""),
    "TW: suicide\n\nIncest.": ("suicide, child-sexual-abuse", ""),
    "TW: $elf-h@rm": ("self-harm", ""),
    "The following contains: suicide, self-harm": ("suicide, self-harm", ""),
    "Content warning: This post discusses suicide\nand self-harm.": (
        "suicide (discussion), self-harm (discussion)",
        "",
    ),
    "TW: DID": ("", "DID"),
    "TW: heavy": ("", "heavy"),
    "TW: emetophobia": ("", "emetophobia"),
    "TW: violence against women": ("misogyny, violence", ""),
    "TW: EDs, DSH, SIB": ("eating-disorders, self-harm", ""),
    "CW: A&E, sepsis": ("serious-illness", "A&E"),
    "This one comes with a TW for DV + SA + CSA": (
        "domestic-abuse, sexual-violence, child-sexual-abuse",
        "",
    ),
    "TW: forced restraint, racism in mental health services": (
        "restraint-forced-treatment, racism, service-harm",
        "",
    ),
    "TW: PTSD flashbacks, suicide bereavement": ("trauma, suicide, death-grief", ""),
    "TW: abuse (emotional, physical, sexual)": ("abuse, emotional-abuse, sexual-violence", ""),
    "TW: hospital, abuse, death, threats": (
        "serious-illness, abuse, death-grief, violence",
        "",
    ),
}
NOTHING = [
    "Warning: this recipe takes ages",
    "TW Steel won the cup",
    "Content note-taking apps",
    "CW Morse code",
    "This post is about the history of prison reform.",
    "Content warnings: do they work?",
    "Trigger warnings are everywhere now.",
    "Contains: eggs, alcohol, nuts",
    "Warning: the pan is hot",
    "Heads up: we moved to Tuesdays",
    "TW Sports is closing its depression-era shop",
    "Note: the library is closed on Monday for a funeral",
    "Trigger warning labels are sold here",
    "Warning signs of a stroke",
    "This post contains affiliate links.",
    "This recipe contains alcohol and nuts",
    "#twitter #suicide",
    "#gardening #tw",
    "CW: 14.060 MHz",
    "Before you read this, make tea.",
    "Please note that the choir meets at the hospital.",
    "CN Tower is tall",
    "Note to self: death by chocolate is a cake.",
    "Heads up: Death Cab for Cutie are playing.",
    "I talk about murder mysteries with my gran.",
    "This post covers war memorials in Devon.",
    "Content note: there's nothing graphic in here.",
    "CW: none",
    "Trigger warnings: N/A",
    "Content warnings: why I use them on every post",
    "A\n\nB\n\nC\n\nD\n\nE\n\nF\n\nG\n\nTW: suicide",
    "```\nTW: suicide\n```",
    "No TW for suicide here.",
    "I never use a TW for suicide.",
    "I don't do trigger warnings for suicide, and here is why.",
    "We need fewer content warnings for grief.",
    "I hate content warnings about death.",
    "I forgot the TW for rape last time.",
    "My teacher wrote: TW: rape.",
    "Next week's post has a CW: self-harm.",
    "Thanks for the content warning about rape, Ann.",
    "The BBC wants trigger warnings for Shakespeare: death, suicide.",
    "There is no trigger warning for grief.",
    "The film came with a content warning for suicide.",
    "Content note: I use they/them pronouns.",
    "CW (Casey Williams) wrote this with me.",
    "TW: the train to Twickenham was late.",
    "If you are in a hurry, skip to the recipe.",
    "She asked: what is a trigger warning? Then we had lunch and talked about death.",
]


def stated(text):
    return chapter(text).stated


@pytest.mark.parametrize(("text", "said"), FORMS.items())
def test_what_authors_state(text, said):
    found = stated(text)

    assert said == (
        ", ".join(str(note) for note, _, _ in found.notes),
        ", ".join(words for words, _ in found.unmapped),
    )


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_no_warning(text):
    found = stated(text)

    assert (found.notes, found.unmapped, found.alone, found.begun) == ((), (), (), ())


def test_there_are_many_forms():
    assert len(FORMS) >= 60
    assert len(NOTHING) >= 15


def test_the_words_and_the_line_of_what_is_stated():
    found = stated("Hello.\n\n- TW: brief mention of grief\n- spiders")

    assert [(words, each.line) for _, words, each in found.notes] == [("grief", 3)]


def test_what_the_file_says_of_a_topic_goes_first():
    made = chapter("TW: grief, rape", notes=Notes("noted", (Note("death-grief", "mention"),)))

    assert [str(note) for note in made.notes.notes] == ["death-grief (mention)", "sexual-violence"]


def asked(text, *answers, status="noted"):
    """What the editor is asked of words in a warning, where the file holds some answers."""
    made = chapter(
        text, notes=Notes(status if answers or status != "noted" else "unreviewed", answers)
    )
    return [str(each).partition(" Correct")[0].partition(" Take")[0] for each in asked_of(made)]


def test_what_names_no_topic_is_asked_of_the_editor():
    assert asked("CW: rape, spiders, greif, what my uncle said about suicide") == [
        "m/posts/one.md:1: “spiders” among the notes is no topic.",
        "m/posts/one.md:1: “greif” among the notes is no topic (did you mean grief?).",
        "m/posts/one.md:1: “what my uncle said about suicide” among the notes is no topic (did you "
        "mean suicide?).",
    ]


@pytest.mark.parametrize("answer", [Note("spider", own=True), Note("spiders", state="dismissed")])
def test_a_note_with_the_same_words_is_an_answer(answer):
    assert asked("CW: Spiders", answer) == []


@pytest.mark.parametrize(("status", "count"), [("none", 0), ("unsaid", 0), ("unreviewed", 1)])
def test_nothing_is_asked_where_somebody_has_said_that_none_apply(status, count):
    assert len(asked("CW: spiders", status=status)) == count
