//! Lines that are no action: marks and kinds, the item a line goes to, tags, who came or left.

use super::*;

#[test]
fn a_private_line_stays_private_though_there_is_no_such_item() {
    check(&[
        (">5 % ask by phone", "private [ask by phone] item=5"),
        (">9 % ask by phone", "private [>9 % ask by phone] unread=Item(9)"),
        (">9 private: ask by phone", "private [>9 private: ask by phone] unread=Item(9)"),
        (">9 ! ask by phone", "note [>9 ! ask by phone] unread=Item(9)"),
    ]);
}

#[test]
fn marks_and_words_say_the_kind() {
    check(&[
        ("Y5 writing group now weekly", "note [Y5 writing group now weekly]"),
        ("! Moderate Y5 writing", "action [Moderate Y5 writing]"),
        ("!Moderate Y5 writing", "action [Moderate Y5 writing]"),
        ("= Continue consultant to Easter", "decision [Continue consultant to Easter]"),
        ("? Who tracks the Travellers", "question [Who tracks the Travellers]"),
        (
            "+ books marked to the policy in all four classes",
            "observed [books marked to the policy in all four classes]",
        ),
        ("~ staff say behaviour has settled", "reported [staff say behaviour has settled]"),
        ("% head tired, ring on Friday", "private [head tired, ring on Friday]"),
        ("action: moderate Y5 writing", "action [moderate Y5 writing]"),
        ("ACTION: moderate Y5 writing", "action [moderate Y5 writing]"),
        ("Agreed: consultant stays until Easter", "decision [consultant stays until Easter]"),
        ("decision: 62%", "decision [62%]"),
        ("Observed: calm start in Y2", "observed [calm start in Y2]"),
        ("reported: 3 exclusions", "reported [3 exclusions]"),
        ("private: mind the chair", "private [mind the chair]"),
        ("question: why?", "question [why?]"),
        ("  ! ring LA  ", "action [ring LA]"),
        ("!", "action []"),
        ("?", "question []"),
        ("", "note []"),
    ]);
}

#[test]
fn signs_and_amounts_are_not_marks() {
    check(&[
        ("5 > 3", "note [5 > 3]"),
        ("= 62%", "note [= 62%]"),
        ("=62%", "note [=62%]"),
        ("L4+ = 62%, target 74", "note [L4+ = 62%, target 74]"),
        ("+5 points since autumn", "note [+5 points since autumn]"),
        ("+ve ethos throughout", "note [+ve ethos throughout]"),
        ("+/- 3 points", "note [+/- 3 points]"),
        ("~60% of pupils on track", "note [~60% of pupils on track]"),
        ("% of pupils at L4+", "note [% of pupils at L4+]"),
        ("=> so targets were too low", "note [=> so targets were too low]"),
        ("!!! fire drill", "note [!!! fire drill]"),
        ("?? see minutes", "note [?? see minutes]"),
        ("actions: none", "note [actions: none]"),
        ("the decision: to be taken", "note [the decision: to be taken]"),
        ("== Writing ==", "note [== Writing ==]"),
    ]);
}

#[test]
fn a_line_can_be_filed_under_an_item() {
    check(&[
        (">5 data arrives on Thursday", "note [data arrives on Thursday] item=5"),
        (">5 ! send data by fri", "action [send data] item=5 due=15/1"),
        ("!>5 send data by fri", "action [send data] item=5 due=15/1"),
        ("action: >2 send data", "action [send data] item=2"),
        ("=>5 keep the date", "decision [keep the date] item=5"),
        (">9 there is no such item", "note [>9 there is no such item] unread=Item(9)"),
        (">0 nor this", "note [>0 nor this]"),
        ("> 5 data arrives on Thursday", "note [data arrives on Thursday] item=5"),
        ("! > 2 send data", "action [send data] item=2"),
        (">  5 two blanks", "note [>  5 two blanks]"),
        (">5% absent", "note [>5% absent]"),
        (">5", "note [>5]"),
    ]);
}

#[test]
fn elsewhere_roles_speak_and_no_word_goes() {
    check(&[
        ("@HT Y5 writing group now weekly", "note [@HT Y5 writing group now weekly] speaker=HT"),
        ("~ @HT: Y5 writing group now weekly", "reported [@HT: Y5 writing group now weekly] speaker=HT"),
        ("= @GOV and @HT agree", "decision [@GOV and @HT agree] speaker=GOV"),
        ("? (@LC/AB) how many by fri", "question [(@LC/AB) how many by fri] speaker=LC AB"),
        ("email@school is no role, nor is @school", "note [email@school is no role, nor is @school]"),
        ("a@HT.example", "note [a@HT.example]"),
        ("@home reading scheme", "note [@home reading scheme]"),
        ("@AfL is weak", "note [@AfL is weak]"),
        ("@ABCD", "note [@ABCD]"),
        ("@HT’s report was read", "note [@HT’s report was read]"),
    ]);
}

#[test]
fn tags_say_section_key_stage_and_view() {
    check(&[
        ("+ good pace in Y4 #A3", "observed [good pace in Y4 #A3] sef=A3"),
        ("outcomes #a2 #school #KS2", "note [outcomes #a2 #school #KS2] view=school sef=A2 ks=KS2"),
        ("outcomes good (#A2, #la).", "note [outcomes good (#A2, #la).] view=la sef=A2"),
        ("governance #C", "note [governance #C] sef=C"),
        ("! Moderate by fri #A2", "action [Moderate #A2] due=15/1 sef=A2"),
        ("no #Y5 #1 #hashtag #A #A-level C#2", "note [no #Y5 #1 #hashtag #A #A-level C#2] sef=A"),
    ]);
    let mut room = Room::new();
    room.sef = vec!["A2".to_owned()];
    let only = |text| parse(text, &room.context(), &Recognition::new()).sef;
    assert_eq!(only("#A3"), None);
    assert_eq!(only("#a2"), Some("A2".to_owned()));
}

#[test]
fn a_line_of_its_own_sets_attendance() {
    check(&[
        ("@HT late", "note [@HT late] attendance=HT Late"),
        ("@HT left.", "note [@HT left.] attendance=HT Left"),
        ("  @DHT arrived  ", "note [  @DHT arrived  ] attendance=DHT Arrived"),
        ("@LC/AB apologies", "note [@LC/AB apologies] attendance=LC AB Apologies"),
        (
            "@GOV apologies, report attached",
            "note [@GOV apologies, report attached] attendance=GOV Apologies because report attached",
        ),
        ("@GOV apologies: no report", "note [@GOV apologies: no report] attendance=GOV Apologies because no report"),
        (
            "@GOV apologies: teaching is good in Y5",
            "note [@GOV apologies: teaching is good in Y5] attendance=GOV Apologies report teaching is good in Y5",
        ),
        ("@LC back", "note [@LC back] attendance=LC Back"),
        ("@LC/Kate Brophy late 9.40, bus", "note [@LC/Kate Brophy late 9.40, bus] attendance=LC KB Late because bus"),
        (
            "@DHT/Al Ward left 10.15 for dentist",
            "note [@DHT/Al Ward left 10.15 for dentist] attendance=DHT AW Left because dentist",
        ),
        (
            "@GOV apologies for absence, working away",
            "note [@GOV apologies for absence, working away] attendance=GOV Apologies because working away",
        ),
        ("@LA arrived at ten", "note [@LA arrived at ten] attendance=LA Arrived"),
        ("@HT popped out at 10 past 10", "note [@HT popped out at 10 past 10] attendance=HT Left"),
        ("@LA Jo Reed present", "note [@LA Jo Reed present] attendance=LA JR Present"),
        ("@GOV/Rev Tom Ellery present", "note [@GOV/Rev Tom Ellery present] attendance=GOV TE Present"),
        ("apologies from @GOV/TR, ill", "note [apologies from @GOV/TR, ill] attendance=GOV TR Apologies because ill"),
        ("Present: @HT, @DHT/KS and @GOV", "note [Present: @HT, @DHT/KS and @GOV] attendance=HT+DHT KS+GOV Present"),
        ("@LC late, traffic", "note [@LC late, traffic] attendance=LC Late because traffic"),
        ("@LC late (bus broke down)", "note [@LC late (bus broke down)] attendance=LC Late because bus broke down"),
        ("@LC late, data shows boys up", "note [@LC late, data shows boys up] speaker=LC"),
        ("@HT left the decision to governors", "note [@HT left the decision to governors] speaker=HT"),
        ("@HT left for governors to decide", "note [@HT left for governors to decide] speaker=HT"),
        (
            "@GOV interest: cousin works here",
            "note [@GOV interest: cousin works here] attendance=GOV Interest(\"cousin works here\")",
        ),
        (">1 @LC sent apologies", "note [@LC sent apologies] item=1 attendance=LC Apologies"),
        ("@LC absent", "note [@LC absent] attendance=LC Absent"),
        ("@LC/AB not here", "note [@LC/AB not here] attendance=LC AB Absent"),
        ("@HT and @DHT isn’t here", "note [@HT and @DHT isn’t here] attendance=HT+DHT Absent"),
        ("@LC here", "note [@LC here] attendance=LC Present"),
        ("@GOV absent: ill", "note [@GOV absent: ill] attendance=GOV Absent because ill"),
        ("@GOV absent, at a funeral", "note [@GOV absent, at a funeral] attendance=GOV Absent because at a funeral"),
        ("@GOV not here (on a course)", "note [@GOV not here (on a course)] attendance=GOV Absent because on a course"),
        ("@LC apologies: ill", "note [@LC apologies: ill] attendance=LC Apologies because ill"),
        (
            "@LC apologies as Y5 are away",
            "note [@LC apologies as Y5 are away] attendance=LC Apologies because Y5 are away",
        ),
        (
            "@LC apologies: illness in Y5 is down, and attendance up by four points since October",
            "note [@LC apologies: illness in Y5 is down, and attendance up by four points since October] attendance=LC Apologies report illness in Y5 is down, and attendance up by four points since October",
        ),
        ("@HT left 10", "note [@HT left 10] attendance=HT Left"),
        ("@HT left 3", "note [@HT left 3] speaker=HT unread=Time(\"3\")"),
        ("@HT late 9:75", "note [@HT late 9:75] speaker=HT unread=Time(\"9:75\")"),
        ("@LC/JB late at 25:99.", "note [@LC/JB late at 25:99.] speaker=LC JB unread=Time(\"25:99\")"),
        ("@HT left 10 books", "note [@HT left 10 books] speaker=HT"),
        ("@Ht/ab present", "note [@Ht/ab present] attendance=HT AB Present"),
        ("@HT/ab and @DHT/cd here", "note [@HT/ab and @DHT/cd here] attendance=HT AB+DHT CD Present"),
        ("@DHT/CD interest: ", "note [@DHT/CD interest: ] speaker=DHT CD unread=Interest"),
        ("@HT interest in reading", "note [@HT interest in reading] speaker=HT"),
        ("@LC late 2.10pm", "note [@LC late 2.10pm] attendance=LC Late"),
        ("@LC/AB late 9.40", "note [@LC/AB late 9.40] attendance=LC AB Late"),
        ("@LC/Jo Brown late", "note [@LC/Jo Brown late] attendance=LC JB Late"),
        ("@LC/Jo Brown late 9.40", "note [@LC/Jo Brown late 9.40] attendance=LC JB Late"),
        (
            "@LC/Jo apologies: writing is up",
            "note [@LC/Jo apologies: writing is up] attendance=LC J Apologies report writing is up",
        ),
        ("@HT, @LC/Jo Ann O’Neil here", "note [@HT, @LC/Jo Ann O’Neil here] attendance=HT+LC JAO Present"),
        ("@LC/Jo Brown thinks so", "note [@LC/Jo Brown thinks so] speaker=LC"),
        ("@LC not here for the data", "note [@LC not here for the data] speaker=LC"),
        ("@HT late with the data", "note [@HT late with the data] speaker=HT"),
        ("@HT left school early", "note [@HT left school early] speaker=HT"),
        ("then @HT left", "note [then @HT left]"),
        ("@HT interest:", "note [@HT interest:] speaker=HT unread=Interest"),
        ("@LC/JT, @GOV/AN present", "note [@LC/JT, @GOV/AN present] attendance=LC JT+GOV AN Present"),
        ("@HT and @DHT are late", "note [@HT and @DHT are late] attendance=HT+DHT Late"),
        ("@HT+DHT, @GOV apologies.", "note [@HT+DHT, @GOV apologies.] attendance=HT+DHT+GOV Apologies"),
        ("@HT told @DHT late", "note [@HT told @DHT late] speaker=HT"),
        ("% @HT late", "private [@HT late] speaker=HT"),
        ("! @HT late", "action [late] owners=HT"),
        ("@nobody late", "note [@nobody late]"),
    ]);
}

#[test]
fn a_leading_backslash_switches_all_off() {
    check(&[
        ("\\! not an action by fri", "note [! not an action by fri]"),
        ("\\>5 @HT late", "note [>5 @HT late]"),
        ("\\\\server", "note [\\server]"),
        ("a \\ b", "note [a \\ b]"),
    ]);
}
