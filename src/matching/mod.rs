//! What an utterance asks: topic, facet, slots, with an explanation. Pure: no I/O, no clock, no randomness.
