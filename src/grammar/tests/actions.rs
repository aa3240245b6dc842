//! Whose an action is and how its success is measured.

use super::*;

#[test]
fn actions_have_owners() {
    check(&[
        ("! @HT to moderate Y5 writing", "action [moderate Y5 writing] owners=HT"),
        ("!@HT moderate Y5 writing", "action [moderate Y5 writing] owners=HT"),
        ("!@HT: moderate Y5 writing", "action [moderate Y5 writing] owners=HT"),
        ("! Moderate Y5 writing @LC", "action [Moderate Y5 writing] owners=LC"),
        ("! Moderate Y5 writing, @LC", "action [Moderate Y5 writing] owners=LC"),
        ("! Moderate Y5 writing (@LC).", "action [Moderate Y5 writing.] owners=LC"),
        ("! moderate @LC writing", "action [moderate writing] owners=LC"),
        ("! @HT @DHT to walk the corridors", "action [walk the corridors] owners=HT+DHT"),
        ("! @HT+DHT to walk the corridors", "action [walk the corridors] owners=HT+DHT"),
        ("! @HT, @DHT and @LC to walk the corridors", "action [walk the corridors] owners=HT+DHT+LC"),
        ("! @HT/AB to ring parents", "action [ring parents] owners=HT AB"),
        ("! LC to moderate Y5 writing", "action [moderate Y5 writing] owners=LC"),
        ("! HT and DHT/KS to walk the corridors", "action [walk the corridors] owners=HT+DHT KS"),
        ("! Ht to ring parents", "action [Ht to ring parents] unowned=Ht:@HT"),
        ("! HT rang parents", "action [HT rang parents]"),
        ("! LCT to moderate", "action [LCT to moderate]"),
        ("! LC to meet @HT", "action [meet @HT] owners=LC"),
        ("! @HT/DHT to ring parents", "action [ring parents] owners=HT+DHT"),
        ("! @AB to ring parents", "action [ring parents] owners=AB"),
        ("! @ht to ring parents", "action [ring parents] owners=HT"),
        ("! @headteacher to ring parents", "action [ring parents] owners=HT"),
        ("! @Chair of Governors to ring parents", "action [ring parents] owners=GOV"),
        ("! ask @HT for the RAP", "action [ask @HT for the RAP] owners=HT"),
        ("! send minutes to @GOV @SIP", "action [send minutes to @GOV] owners=SIP"),
        ("! @SIP to send minutes to @GOV and @LCSPM", "action [send minutes to @GOV and @LCSPM] owners=SIP"),
        ("! @HT’s plan to governors", "action [@HT’s plan to governors]"),
        ("! mail office@HT.example", "action [mail office@HT.example]"),
        ("! @nobody to ring", "action [@nobody to ring] unknown=@nobody"),
        ("! @LC/Priya to ring parents", "action [ring parents] owners=LC P"),
        ("! @LC/Jo Brown to ring parents", "action [ring parents] owners=LC JB"),
        ("! @LC/Jo Ring parents", "action [Ring parents] owners=LC J"),
        ("! @HT/John Smith check books by fri", "action [check books] owners=HT JS due=15/1"),
        ("! @HT/John Smith will check books", "action [will check books] owners=HT JS"),
        ("! @LC/Jo Brown Ring parents", "action [Ring parents] owners=LC JB"),
        ("! @LC/Jo Maths books to parents", "action [Maths books to parents] owners=LC J"),
        ("! ring parents @LC/Priya, @HT", "action [ring parents] owners=LC P+HT"),
        ("! ask @LC/Priya for the plan", "action [ask @LC/Priya for the plan] owners=LC P"),
        ("! @LC/P to ring parents", "action [ring parents] owners=LC P"),
        ("! Tom Baines to ring parents", "action [Tom Baines to ring parents] unowned=Tom Baines:@TB"),
        ("! Mrs Shah to ring parents", "action [Mrs Shah to ring parents] unowned=Mrs Shah:"),
        ("! Paul to ring parents by fri", "action [ring parents] owners=DHT PG due=15/1"),
        ("! Paul Greaves to ring parents", "action [ring parents] owners=DHT PG"),
        ("! Mr Greaves will ring parents", "action [will ring parents] owners=DHT PG"),
        ("! Paul ring parents", "action [ring parents] owners=DHT PG"),
        ("! Nia to ring parents", "action [Nia to ring parents] unowned=Nia:"),
        ("! Nia Quill to ring parents", "action [ring parents] owners=LC NQ"),
        ("! Ada to ring parents", "action [Ada to ring parents] unowned=Ada:"),
        ("! Ada will ring parents", "action [Ada will ring parents] unowned=Ada:"),
        ("! Ada ring parents", "action [Ada ring parents] unowned=Ada:"),
        ("! Pupils write daily", "action [Pupils write daily]"),
        ("! Mark to be moderated", "action [Mark to be moderated]"),
        (
            "! the Chair of Governors to ring",
            "action [the Chair of Governors to ring] unowned=the Chair of Governors:@GOV",
        ),
        ("! Headteacher to ring parents", "action [Headteacher to ring parents] unowned=Headteacher:@HT"),
        ("! Listen to readers", "action [Listen to readers]"),
        ("! Year Six to visit Seaview", "action [Year Six to visit Seaview]"),
        ("! Tom Baines to ring @HT", "action [Tom Baines to ring] owners=HT"),
        ("! @HT today’s register", "action [today’s register] owners=HT"),
    ]);
}

#[test]
fn actions_have_a_measure_of_success() {
    check(&[
        ("! Set up groups measure: 80% on track by Easter", "action [Set up groups] measure=80% on track by Easter"),
        (
            "! @HT to set up groups by fri. Measure: 80% on track",
            "action [set up groups.] owners=HT due=15/1 measure=80% on track",
        ),
        (
            "! Set up groups so that 80% are on track.",
            "action [Set up groups so that 80% are on track.] measure=80% are on track",
        ),
        ("! Set up groups measure:", "action [Set up groups measure:]"),
        ("measure: not an action", "note [measure: not an action]"),
        ("! Set up groups so that", "action [Set up groups so that]"),
    ]);
}
