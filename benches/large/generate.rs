//! A briefing made up at random, the same every time: a document, claims and intents on it, and what readers type. Its words
//! are those of the shipped briefing's utterances, which are in the table of word vectors, and as many that are in none.

use std::collections::BTreeSet;
use std::fmt::Write;

use attache::source::Fingerprint;
use attache::text::tokenize;

use crate::common::shipped;

/// The folder's name.
pub(crate) const ID: &str = "made-up";

const TOPICS: usize = 30;
/// The facets of a topic's intents, each with how readers begin to ask for it.
const FACETS: [(&str, &[&str]); 5] = [
    ("when", &["when did", "on which day did", "date of", "since when do", "tell me when"]),
    ("where", &["where did", "in which place did", "location of", "tell me where", "which town saw"]),
    ("who", &["who did", "which people", "names of those who", "tell me who", "whose"]),
    ("why", &["why did", "for what reason did", "reason for", "how come", "tell me why"]),
    ("content", &["what was said of", "what is in", "contents of", "tell me about", "describe"]),
];
const UTTERANCES: usize = 100;
/// A gap beside every intent, as in a briefing that says plainly what it lacks.
const UTTERANCES_OF_A_GAP: usize = 10;
/// Questions to ask: two to an intent.
const QUESTIONS: usize = 2;
/// Words that belong to a topic, to an intent, and to a sentence.
const OF_A_TOPIC: usize = 40;
const OF_AN_INTENT: usize = 24;
const OF_A_SENTENCE: usize = 14;

/// A briefing's files, and questions that are not among its utterances.
pub(crate) struct Generated {
    pub(crate) files: Vec<(String, String)>,
    pub(crate) questions: Vec<String>,
}

/// Makes it up.
pub(crate) fn briefing() -> Generated {
    let mut random = Random(2_463_534_242);
    let words = words(&mut random);
    let mut taken = BTreeSet::new();
    let (mut source, mut entities, mut questions) = (String::new(), String::new(), Vec::new());
    let mut files = Vec::new();
    for topic in 0..TOPICS {
        let name = made_up(&mut random);
        let of_topic = random.some(&words, OF_A_TOPIC);
        let mut file = format!(
            "[topic]\nkind = \"event\"\ntitle = \"The {name}\"\nname = \"the {name}\"\n\
             names = [\"the {name} affair\", \"all that {name}\"]\nentities = [\"e{topic}\"]\n"
        );
        for (place, (facet, openings)) in FACETS.into_iter().enumerate() {
            let id = format!("t{topic}-{facet}");
            let of_intent = [random.some(&of_topic, OF_AN_INTENT / 2), random.some(&words, OF_AN_INTENT / 2)].concat();
            // The number makes the anchor stand once in the document.
            let number = 1000 + topic * FACETS.len() + place;
            let says = format!("The {name} {} {number}", random.some(&of_intent, OF_A_SENTENCE).join(" "));
            let _ = write!(source, "{says}. ");
            let mut ask = |count: usize| -> Vec<String> {
                let mut asked = Vec::new();
                while asked.len() < count {
                    let about =
                        [random.some(&of_intent, 3), random.some(&of_topic, 2), random.some(&words, 1)].concat();
                    let count = 3 + random.below(4);
                    let mut about = random.some(&about, count);
                    if random.below(3) == 0 {
                        about.push(name.clone());
                    }
                    let question = format!("{} {}", openings[random.below(openings.len())], about.join(" "));
                    if taken.insert(question.clone()) {
                        asked.push(question);
                    }
                }
                asked
            };
            let (utterances, of_gap) = (ask(UTTERANCES), ask(UTTERANCES_OF_A_GAP));
            questions.extend(ask(QUESTIONS));
            let _ = write!(
                file,
                "\n[[claim]]\nid = \"{id}-claim\"\nsays = \"{says}.\"\nby = \"briefing\"\nkind = \"reported\"\n\
                 anchor = \"{says}\"\n[claim.facets]\n{facet} = \"{number}\"\n\
                 \n[[intent]]\nid = \"{id}\"\nfacet = \"{facet}\"\ntitle = \"{} the {name} {number}?\"\n\
                 claims = [\"{id}-claim\"]\nrelated = []\nutterances = {utterances:?}\n\
                 \n[[gap]]\nid = \"{id}-gap\"\nfacet = \"reaction\"\nmissing = \"what else {name} is\"\n\
                 near = [\"{id}\"]\nutterances = {of_gap:?}\n",
                openings[0]
            );
        }
        source.push('\n');
        let _ = write!(
            entities,
            "[[entity]]\nid = \"e{topic}\"\nkind = \"event\"\nname = \"the {name}\"\nrole = \"an event\"\n\
             aliases = [\"{name}\"]\nclaim = \"t{topic}-content-claim\"\n\n"
        );
        files.push((format!("topics/t{topic}.toml"), file));
    }
    let briefing = format!(
        "id = \"{ID}\"\ntitle = \"Made up\"\nlanguage = \"en\"\npublisher = \"unknown\"\nsha256 = \"{}\"\n\n\
         [as_of]\nsays = \"no day\"\nbasis = \"unknown\"\nreasoning = \"It is made up.\"\n",
        Fingerprint::of(&source)
    );
    let absent =
        "[[absent]]\nid = \"nobody\"\nname = \"nobody at all\"\naliases = [\"nobody at all\"]\nnear = [\"t0-who\"]\n";
    files.extend([
        ("source.txt".to_owned(), source),
        ("briefing.toml".to_owned(), briefing),
        ("entities.toml".to_owned(), entities),
        ("absent.toml".to_owned(), absent.to_owned()),
    ]);
    Generated { files, questions }
}

/// Words of the shipped briefing's utterances, and as many made up.
fn words(random: &mut Random) -> Vec<String> {
    let knowledge = shipped();
    let utterances = knowledge.intents.iter().flat_map(|intent| &intent.utterances);
    let typed: BTreeSet<String> = utterances.flat_map(|text| tokenize(text)).map(|token| token.text).collect();
    let mut words: BTreeSet<String> =
        typed.into_iter().filter(|word| word.len() > 2 && word.bytes().all(|byte| byte.is_ascii_lowercase())).collect();
    for _ in 0..words.len() {
        words.insert(made_up(random));
    }
    words.into_iter().collect()
}

/// Three or four syllables that mean nothing.
fn made_up(random: &mut Random) -> String {
    let mut pick = |letters: &str| letters.as_bytes()[random.below(letters.len())] as char;
    let syllables: Vec<String> = (0..4).map(|_| [pick("bdfgklmnprstvz"), pick("aeiou")].iter().collect()).collect();
    syllables[random.below(2)..].concat()
}

/// Xorshift: the same numbers everywhere, and no dependency for it.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap_or(0) % end
    }

    /// So many of these at random, some perhaps more than once.
    fn some(&mut self, of: &[String], count: usize) -> Vec<String> {
        (0..count).map(|_| of[self.below(of.len())].clone()).collect()
    }
}
