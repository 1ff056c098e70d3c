//! One broken briefing a code: the good one with one edit, and what the compiler then says.

use std::path::Path;

use attache::engine::Engine;
use attache::knowledge::{Code, Compiled, Diagnostic, Files, Severity, compile, inseparable, render};
use attache::source::Fingerprint;

fn good() -> Files {
    Files::read(Path::new("tests/fixtures/lighthouse-repair")).expect("the fixture is there")
}

fn text<'f>(files: &'f Files, file: &str) -> &'f str {
    std::str::from_utf8(&files.files[file]).expect("the fixture is text")
}

/// Replaces the one place where `from` stands. An edit of the document brings its new hash with it, so that a test shows
/// one problem.
fn edit(files: &mut Files, file: &str, from: &str, to: &str) {
    let before = text(files, file);
    assert_eq!(before.matches(from).count(), 1, "`{from}` must stand once in {file}");
    let old_hash = Fingerprint::of(&files.files["source.txt"]).to_string();
    let after = before.replace(from, to);
    files.files.insert(file.to_owned(), after.into_bytes());
    if file == "source.txt" {
        let new_hash = Fingerprint::of(&files.files["source.txt"]).to_string();
        edit(files, "briefing.toml", &old_hash, &new_hash);
    }
}

fn diagnostics(files: &Files) -> Vec<Diagnostic> {
    match compile(files) {
        Ok(Compiled { warnings, .. }) => warnings,
        Err(diagnostics) => diagnostics,
    }
}

/// The edits give diagnostics of one code and of no other, and they read as the snapshot has it.
#[track_caller]
fn check(name: &str, code: Code, break_it: impl FnOnce(&mut Files)) {
    let mut files = good();
    break_it(&mut files);
    let diagnostics = diagnostics(&files);
    let rendered = render(&diagnostics, &files, false);
    let mut codes: Vec<_> = diagnostics.iter().map(|diagnostic| diagnostic.code).collect();
    codes.dedup();
    assert_eq!(codes, [code], "{rendered}");
    assert_eq!(compile(&files).is_err(), code.severity() == Severity::Error, "{rendered}");
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!(format!("{code}_{name}"), rendered);
    });
}

/// Makes a test of each case, and the list of the codes that have one.
macro_rules! cases {
    ($($name:ident: $code:ident in $file:literal $($from:literal => $to:expr),+;)*) => {
        $(#[test]
        fn $name() {
            check(stringify!($name), Code::$code, |files| {
                $(edit(files, $file, $from, &$to);)+
            });
        })*

        const EDITED: &[Code] = &[$(Code::$code),*];
    };
}

cases! {
    a_quote_is_never_closed: Syntax in "topics/road.toml" "kind = \"demand\"\ntitle" => "kind = \"demand\ntitle";
    a_table_is_given_twice: Syntax in "briefing.toml" "[[tension]]" => "[as_of]\nsays = \"now\"\n\n[[tension]]";
    a_key_is_misspelt: UnknownKey in "topics/cost.toml" "related = [\"cost-payers\"]" => "relatd = [\"cost-payers\"]";
    a_table_is_misspelt: UnknownKey in "topics/cost.toml"
        "[[intent]]\nid = \"cost-amount\"" => "[[intnet]]\nid = \"cost-amount\"";
    a_key_is_missing: MissingKey in "topics/stone.toml" "name = \"the disagreement about the stone\"\n" => "";
    a_reasoning_is_missing: MissingKey in "briefing.toml" "reasoning = " => "# ";
    a_list_is_a_text: WrongType in "topics/cost.toml" "claims = [\"cost-estimate\"]" => "claims = \"cost-estimate\"";
    an_order_is_a_text: WrongType in "topics/repairs.toml" "order = 4" => "order = \"fourth\"";
    a_title_is_empty: EmptyText in "topics/cost.toml" "title = \"The cost estimate\"" => "title = \"\"";
    an_utterance_holds_no_word: EmptyText in "topics/road.toml" "\"the council's threat\"" => "\"?!\"";
    a_list_is_empty: EmptyText in "briefing.toml" "claims = [\"stone-vane\", \"stone-pellow\"]" => "claims = []";
    a_question_is_not_json: BadQuestion in "questions.jsonl" "\"id\": \"lh-03\", " => "id: lh-03, ";
    a_question_is_missing: BadQuestion in "questions.jsonl" "\"q\": \"How much is the restoration estimated at?\", " => "";
    a_question_cites_no_sentence: BadQuestion in "questions.jsonl" "\"cite\": [\"S1\"], \"also_ok\": [], \"must\": [\"March 9\"]" => "\"cite\": [\"S19\"], \"must\": []";
    the_document_was_edited: SourceChanged in "briefing.toml" "d3a6af9d" => "d3a6af9e";
    the_folder_has_another_name: FolderName in "briefing.toml" "id = \"lighthouse-repair\"" => "id = \"lighthouse\"";

    a_claim_is_unknown: UnknownId in "topics/cost.toml" "claims = [\"cost-estimate\"]" => "claims = [\"cost-estimat\"]";
    a_speaker_is_unknown: UnknownId in "topics/stone.toml" "by = \"pellow\"" => "by = \"workshop\"";
    an_intent_is_defined_twice: DuplicateId in "topics/stone.toml" "id = \"stone-price\"" => "id = \"stone-tests\"";
    a_question_is_defined_twice: DuplicateId in "questions.jsonl" "lh-02" => "lh-01";
    a_facet_is_misspelt: UnknownFacet in "topics/cost.toml" "amount = \"2.4 million crowns\"" => "amuont = \"2.4 million crowns\"";
    a_kind_is_misspelt: UnknownValue in "topics/stone.toml" "kind = \"process\"" => "kind = \"proces\"";
    a_kind_does_not_exist: UnknownValue in "entities.toml" "kind = \"thing\"" => "kind = \"building\"";
    another_language: UnknownValue in "briefing.toml" "language = \"en\"" => "language = \"de\"";
    an_alias_means_two: SharedAlias in "entities.toml" "\"Mr Brekk\"" => "\"the Contractor\"";
    claims_lean_on_each_other: LeansOnCycle in "topics/stone.toml" "actor = \"vane\"" => "actor = \"vane\"\nleans-on = \"stone-tests\"";
    a_tension_has_one_end: OneEndedTension in "briefing.toml" "claims = [\"stone-vane\", \"stone-pellow\"]" => "claims = [\"stone-vane\"]";
    an_id_has_spaces: BadId in "topics/stone.toml" "id = \"stone-price\"" => "id = \"Stone price\"";

    an_anchor_is_misquoted: AnchorNotFound in "topics/stone.toml" "anchor = \"wants to replace the damaged blocks with granite from the island’s old quarry\"" => "anchor = \"wants to replace the damaged blocks with granite from the island's old quarry\"";
    an_anchor_is_like_nothing: AnchorNotFound in "topics/lighthouse.toml" "anchor = \"built in 1868\"" => "anchor = \"raised by Queen Victoria’s own engineers\"";
    an_anchor_runs_over_a_full_stop: AnchorNotFound in "topics/stone.toml" "anchor = \"imported granite would be cheaper and arrive sooner\"" => "anchor = \"imported granite would be cheaper and arrive sooner. Samples of both stones\"";
    an_anchor_is_in_another_sentence: AnchorNotFound in "topics/repairs.toml" "sentence = \"S5\"" => "sentence = \"S1\"";
    an_anchor_stands_twice: AnchorAmbiguous in "topics/repairs.toml" "sentence = \"S5\"\n" => "";
    a_facet_is_not_cited: FacetNotCited in "topics/stone.toml" "where = \"in Harrow Sound\"\nnext" => "where = \"at Harrow Sound\"\nnext";
    a_date_is_not_cited: DateNotCited in "topics/repairs.toml" "words = \"March 9\"" => "words = \"the ninth of March\"";
    somebody_else_speaks: SpeakerNotNamed in "topics/inspection.toml" "more winter.\"\nby = \"brekk\"" => "more winter.\"\nby = \"vane\"";
    a_sentence_is_too_long: SentenceTooLong in "source.txt" "before a choice is made." => format!("before a choice is made{}.", " and then another is made".repeat(40));
    a_forecast_is_told_as_a_fact: HedgeMissing in "topics/reopening.toml" "is expected to reopen" => "reopens";
    a_demand_is_told_as_a_fact: HedgeMissing in "topics/road.toml" "The island council demands that Pellow and Sons keep" => "Pellow and Sons keep";
    a_number_is_another: SaysMore in "topics/cost.toml" "says = \"The repairs are estimated to cost 2.4 million crowns.\"" => "says = \"The repairs are estimated to cost 2.5 million crowns.\"";
    somebody_else_is_named: SaysMore in "topics/road.toml" "The island council demands that Pellow and Sons keep" => "The island council demands that Dr. Vane and Pellow and Sons keep";
    a_sentence_does_not_exist: NoSuchSentence in "topics/repairs.toml" "sentence = \"S5\"" => "sentence = \"S50\"";
    a_sentence_is_not_used: SentenceNotUsed in "source.txt" "is made.\n" => "is made. The quarry was last worked in 1931.\n";
    a_claim_is_not_used: ClaimNotUsed in "topics/cost.toml" "claims = [\"cost-shares\"]" => "claims = [\"cost-estimate\"]";

    an_intent_has_no_claims: IntentWithoutClaims in "topics/inspection.toml" "claims = [\"inspection-finding\"]" => "claims = []";
    an_intent_has_few_utterances: UtteranceCount in "topics/cost.toml" "  \"price tag for the lighthouse\",\n" => "";
    two_utterances_are_nearly_the_same: NearEqualUtterances in "topics/cost.toml" "\"price tag for the lighthouse\"" => "\"what is the repair expected to cost\"";
    two_intents_have_one_utterance: SharedUtterance in "topics/cost.toml" "\"price tag for the lighthouse\"" => "\"who owns the lighthouse\"";
    an_utterance_is_small_talk: SharedUtterance in "topics/cost.toml" "\"price tag for the lighthouse\"" => "\"Thank you very much!\"";
    an_intent_has_a_rival_gap: FacetNotFilled in "topics/stone.toml" "why = \"imported granite would be cheaper and arrive sooner\"\n" => "";
    a_paraphrase_is_of_nothing: UnknownId in "paraphrases.toml" "cost-amount = [" => "cost-amuont = [";
}

/// Codes whose broken briefing is not an edit of a text, tested below.
const NOT_EDITED: &[Code] = &[
    Code::MissingFile,
    Code::NotUtf8,
    Code::TooLarge,
    Code::UnknownFile,
    Code::EmptySource,
    Code::CannotTellApart,
    Code::TrainedOnOthers,
];

#[test]
fn a_file_is_missing() {
    check("a_file_is_missing", Code::MissingFile, |files| drop(files.files.remove("entities.toml")));
}

#[test]
fn there_is_no_topic() {
    let mut files = good();
    files.files.retain(|path, _| !path.starts_with("topics/"));
    let diagnostics = diagnostics(&files);
    assert!(diagnostics.iter().any(|diagnostic| diagnostic.message == "the briefing has no topic"), "{diagnostics:#?}");
}

#[test]
fn a_file_is_latin_1() {
    check("a_file_is_latin_1", Code::NotUtf8, |files| {
        let latin_1 =
            files.files["topics/stone.toml"].iter().map(|&byte| if byte > 127 { 0xe9 } else { byte }).collect();
        files.files.insert("topics/stone.toml".to_owned(), latin_1);
    });
}

#[test]
fn a_file_is_too_large() {
    check("a_file_is_too_large", Code::TooLarge, |files| {
        files.files.insert("questions.jsonl".to_owned(), vec![b'\n'; 2 * 1024 * 1024 + 1]);
    });
}

#[test]
fn a_file_does_not_belong() {
    check("a_file_does_not_belong", Code::UnknownFile, |files| {
        files.files.insert("notes.md".to_owned(), b"to do".to_vec());
    });
}

#[test]
fn training_was_on_other_files() {
    check("training_was_on_other_files", Code::TrainedOnOthers, |files| {
        files.files.insert("trained.bin".to_owned(), b"what training made of others".to_vec());
    });
}

#[test]
fn the_document_is_empty() {
    check("the_document_is_empty", Code::EmptySource, |files| {
        files.files.insert("source.txt".to_owned(), b"\n \n".to_vec());
    });
}

/// Two intents with the same readers' words, only in another order, and different answers.
#[test]
fn two_intents_cannot_be_told_apart() {
    const UTTERANCES: &[&str] = &[
        "will more people come this year",
        "how large a crowd is hoped for",
        "ambition of the owners",
        "beating the old record",
        "attendance goal please",
        "are they optimistic on guests",
        "the target set",
        "top the former figure",
    ];
    let mut files = good();
    let intent = |id: &str, claim: &str, rotated: usize| {
        let utterance = |words: &&str| {
            let mut words: Vec<_> = words.split(' ').collect();
            words.rotate_left(rotated);
            format!("\"{}\"", words.join(" "))
        };
        let utterances: Vec<_> = UTTERANCES.iter().map(utterance).collect();
        format!(
            "\n[[intent]]\nid = \"{id}\"\nfacet = \"what\"\ntitle = \"{id}\"\nclaims = [\"{claim}\"]\nutterances = [{}]\n",
            utterances.join(", ")
        )
    };
    let added = [intent("hopes-one", "reopening-hope", 0), intent("hopes-two", "reopening-plan", 1)];
    let file = files.files.get_mut("topics/reopening.toml").expect("the fixture has it");
    file.extend(added.concat().into_bytes());
    let compiled = compile(&files).unwrap_or_else(|problems| panic!("{}", render(&problems, &files, false)));
    let engine = Engine::new(compiled.knowledge);
    let audit = engine.audit();
    let diagnostics = inseparable(&files, audit.knowledge, &audit.inseparable());
    let codes: Vec<_> = diagnostics.iter().map(|diagnostic| diagnostic.code).collect();
    assert_eq!(codes, [Code::CannotTellApart], "{audit}");
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("K044_two_intents_cannot_be_told_apart", render(&diagnostics, &files, false));
    });
}

#[test]
fn every_code_has_a_case() {
    for &code in Code::ALL {
        assert!([EDITED, NOT_EDITED].iter().any(|codes| codes.contains(&code)), "{code} has no case");
    }
}

#[test]
fn the_good_briefing_has_nothing_to_report() {
    let files = good();
    let diagnostics = diagnostics(&files);
    assert!(diagnostics.is_empty(), "{}", render(&diagnostics, &files, false));
}

/// A file that is not TOML hides nothing of the others, and what it defines is not called unknown; problems come by file
/// and line.
#[test]
fn all_problems_of_all_files_come_at_once() {
    let mut files = good();
    edit(&mut files, "topics/repairs.toml", "[topic]", "[topic");
    edit(&mut files, "topics/cost.toml", "related = [\"cost-payers\"]", "relatd = [\"cost-payers\"]\ntitel = \"\"");
    edit(&mut files, "topics/cost.toml", "says = \"The repairs are estimated to cost 2.4 million crowns.\"\n", "");
    edit(&mut files, "topics/stone.toml", "related = [\"stone-dispute\"]", "related = [\"stone-dispute\", \"x\"]");
    edit(&mut files, "topics/stone.toml", "anchor = \"Samples of both", "anchor = \"Samples of the");
    edit(&mut files, "entities.toml", "kind = \"thing\"", "kind = 3");
    let diagnostics = diagnostics(&files);
    let found: Vec<_> = diagnostics.iter().map(|d| (d.code.number(), d.file.as_str())).collect();
    assert_eq!(
        found,
        [
            ("K007", "entities.toml"),
            ("K006", "topics/cost.toml"),
            ("K005", "topics/cost.toml"),
            ("K005", "topics/cost.toml"),
            ("K004", "topics/repairs.toml"),
            ("K030", "topics/stone.toml"),
            ("K020", "topics/stone.toml"),
        ]
    );
    assert!(diagnostics.windows(2).all(|pair| (&pair[0].file, pair[0].line) <= (&pair[1].file, pair[1].line)));
}

#[test]
fn a_diagnostic_is_one_object_in_json() {
    let mut files = good();
    edit(&mut files, "topics/stone.toml", "related = [\"stone-dispute\"]", "related = [\"stone-dsipute\"]");
    insta::assert_snapshot!(serde_json::to_string_pretty(&diagnostics(&files)).expect("no map has odd keys"));
}

#[test]
fn colour_changes_nothing_but_colour() {
    let mut files = good();
    edit(&mut files, "topics/stone.toml", "related = [\"stone-dispute\"]", "related = [\"stone-dsipute\"]");
    let diagnostics = diagnostics(&files);
    let coloured = render(&diagnostics, &files, true);
    assert!(coloured.contains("\u{1b}["));
    let mut plain = String::new();
    let mut rest = coloured.as_str();
    while let Some((text, escape)) = rest.split_once("\u{1b}[") {
        plain.push_str(text);
        rest = escape.split_once('m').map_or("", |(_, rest)| rest);
    }
    assert_eq!(plain + rest, render(&diagnostics, &files, false));
}

/// Whatever line is lost, the compiler and the renderer come to their end.
#[test]
fn any_line_may_be_missing() {
    let good = good();
    for file in good.files.keys() {
        let lines: Vec<_> = text(&good, file).split_inclusive('\n').collect();
        for lost in 0..lines.len() {
            let mut files = good.clone();
            let kept: String =
                lines.iter().enumerate().filter(|(place, _)| *place != lost).map(|(_, line)| *line).collect();
            files.files.insert(file.clone(), kept.into_bytes());
            let diagnostics = diagnostics(&files);
            let rendered = render(&diagnostics, &files, false);
            assert_eq!(diagnostics.is_empty(), rendered.is_empty());
        }
    }
}
