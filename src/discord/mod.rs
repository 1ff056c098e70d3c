//! Discord. The only module that names serenity.
