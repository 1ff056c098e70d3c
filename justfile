# Shortcuts for people; `.ci/run` is what counts.

# Everything a change must pass.
check:
    .ci/run

# Licences and advisories: needs cargo-deny and its advisory database.
deny:
    cargo deny check

# Answer a question.
ask *question:
    cargo run --release --quiet -- ask {{question}}

# The local harness.
chat:
    cargo run --release --quiet -- chat

# Speed and size, as printed in docs/performance.md.
measure:
    scripts/measure
