//! Over how many connections the servers are spread.

use std::num::NonZeroU32;
use std::str::FromStr;

/// Over how many connections the servers are spread. Discord lets one carry 2,500 servers at most.
///
/// ```
/// use attache::discord::gateway::Shards;
/// assert_eq!("auto".parse(), Ok(Shards::Auto));
/// assert_eq!("2".parse::<Shards>().unwrap().count(5), 2);
/// assert_eq!(Shards::Auto.count(5), 5);
/// assert!("0".parse::<Shards>().is_err());
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Shards {
    /// As many as Discord recommends.
    #[default]
    Auto,
    /// So many.
    Count(NonZeroU32),
}

/// No number of shards.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("it must be `auto` or a number from 1 on")]
pub struct NoShards;

impl Shards {
    /// How many, where Discord recommends this many.
    pub fn count(self, recommended: u32) -> u32 {
        match self {
            Self::Auto => recommended.max(1),
            Self::Count(count) => count.get(),
        }
    }
}

impl FromStr for Shards {
    type Err = NoShards;

    fn from_str(text: &str) -> Result<Self, NoShards> {
        match text {
            "auto" => Ok(Self::Auto),
            number => number.parse().map(Self::Count).map_err(|_| NoShards),
        }
    }
}
