//! The examples under the help.
//!
//! Not responsible for what the options mean.

/// Of the program.
pub const PROGRAM: &str = "\
Examples:
  wa-kpi report exports/                           the headline KPIs of a folder
  wa-kpi report exports/ --last 30d --by campaign  one line a campaign
  wa-kpi report webhooks.jsonl sends.csv -o october.xlsx -o october.json
  wa-kpi check exports/ --rule 'delivery_rate >= 95%'
  wa-kpi compare exports/ --arms variant           an A/B test, with its statistics
  wa-kpi convert exports/ -o tables/               one Parquet file a table
  wa-kpi inspect exports/                          what the files hold and lack
  wa-kpi init exports/                             settings to start from
  wa-kpi kpis delivery_rate                        one KPI explained
  wa-kpi demo                                      an invented shop to try it on

Exit codes: 0 done, 1 a rule of check failed, 2 wrong usage, unreadable input,
or nothing to report on";

/// Of `report`.
pub const REPORT: &str = "\
Examples:
  wa-kpi report exports/ --since 2026-10-01 --until 2026-10-31 --tz Asia/Tokyo
  wa-kpi report exports/ --last 30d --compare previous --section response
  wa-kpi report exports/ --kpi reply_rate,open_rate --by campaign,month -f csv
  wa-kpi report exports/ --where \"country = 'DE' and hour between 9 and 17\"
  wa-kpi report exports/ -o report.xlsx -o report.json --rejects rejected.csv
  wa-kpi report exports/ --by agent,week -f csv --layout wide
  wa-kpi report exports/ --last 1d -o kpis.csv --append -o kpis.prom --quiet
  wa-kpi report exports/ --by agent --min-group 10 --pseudonymize
  wa-kpi report exports/ --lang es -o octubre.html
  zcat webhooks.log.gz | wa-kpi report - --last 7d

Nothing is ever asked, and a file is replaced only by a complete one. --append
keeps the rows of other periods, groups and KPIs. The shape of rejected records
is written, their texts only with --show-texts.";

/// Of `check`.
pub const CHECK: &str = "\
Rules:
  SUBJECT COMPARISON BOUND [CLAUSE]...
  subject     a KPI, or of data quality: rejected, duplicates, ignored, unknown,
              unrecognised (files), coverage_gap (the longest span without any
              message)
  comparison  >= <= > < =
  bound       95% or 0.95 (share), 15m or 1h30m (time), 2.50 EUR (money), 100;
              of records a share or a number
  clauses     by DIM[,DIM]     every group has to hold; of records: by input
              with n >= N      what rests on fewer units is skipped
              of previous      the bound is a share of the figure in the period
                               before (of year: in the same a year before)
              surely           the end of the interval has to hold
              if present       what has no value is skipped; else it fails

Examples:
  wa-kpi check exports/ --last 7d --rule 'delivery_rate >= 95%' \\
      --rule 'opt_out_rate <= 2% by campaign with n >= 100'
  wa-kpi check exports/ --last 30d --rule 'reply_rate >= 90% of previous'
  wa-kpi check exports/ --rule 'rejected <= 1%' --rule 'coverage_gap <= 2d'
  wa-kpi check exports/ -f github -o check.xml     annotations and JUnit, with the
                                                   rules of wa-kpi.toml

The rules of [[check]] in wa-kpi.toml are tested, too. Exit codes: 0 every rule
holds or is skipped, 1 a rule failed, 2 wrong usage or unreadable input.";

/// Of `compare`.
pub const COMPARE: &str = "\
Examples:
  wa-kpi compare exports/ --arms variant           the arms of an experiment
  wa-kpi compare exports/ --arms variant --kpi reply_rate,conversion_rate
  wa-kpi compare exports/ --arms campaign --control spring --split 80:20
  wa-kpi compare exports/ --last 30d --compare previous
  wa-kpi compare september/ october/               two data sets
  wa-kpi compare --counts A=387/592,B=356/596      no files at all
  wa-kpi compare exports/ --arms segment --holdout holdout --since 2026-10-01

Fewer figures show smaller effects: p is adjusted for all tests (Holm). What was
not found may still be there: the last table tells what the sample could show.";

/// Of `inspect`.
pub const INSPECT: &str = "\
Examples:
  wa-kpi inspect exports/                          formats, columns, records, KPIs
  wa-kpi inspect crm.csv                           what an unknown file looks like,
                                                   and a [[source]] to start from
  wa-kpi inspect exports/ -f json                  the same for programs

Of files that nothing recognises names of columns are shown, values never.";

/// Of `init`.
pub const INIT: &str = "\
Examples:
  wa-kpi init                                      every key, commented out
  wa-kpi init exports/ --tz Europe/Berlin          with own numbers, currencies and
                                                   a [[source]] for unknown files
  wa-kpi init exports/ --input-tz Europe/Berlin    their times name no zone
  wa-kpi init exports/ -o -                        only look at it

A [[source]] that cannot be used yet is commented out and says what is missing.";

/// Of `kpis`.
pub const KPIS: &str = "\
Examples:
  wa-kpi kpis                                      every KPI and its question
  wa-kpi kpis delivery_rate                        definition, formula, example
  wa-kpi kpis --facts                              what formulas can be made of
  wa-kpi kpis -f md                                the catalogue as a document";

/// Of `sources`.
pub const SOURCES: &str = "\
Examples:
  wa-kpi sources                                   every format and what it tells
  wa-kpi sources meta-webhooks                     how to get one, step by step
  wa-kpi sources our-crm --config wa-kpi.toml      one of your own";

/// Of `demo`.
pub const DEMO: &str = "\
Examples:
  wa-kpi demo                                      writes wa-kpi-demo/
  wa-kpi demo shop/ --messages 200000              a larger one in shop/
  wa-kpi report wa-kpi-demo/ --config wa-kpi-demo/wa-kpi.toml

The same size gives the same bytes. Names, numbers and texts are invented.";

/// Of `completions`.
pub const COMPLETIONS: &str = "\
Examples:
  wa-kpi completions bash > ~/.local/share/bash-completion/completions/wa-kpi
  wa-kpi completions zsh > ~/.zfunc/_wa-kpi        ~/.zfunc must be in fpath
  wa-kpi completions fish > ~/.config/fish/completions/wa-kpi.fish

Commands, options, KPIs, sections, dimensions, sources and zones are completed.";

/// Of `man`.
pub const MAN: &str = "\
Examples:
  wa-kpi man report | man -l -                     read a page
  wa-kpi man -o ~/.local/share/man/man1            install all of them";

/// Of `convert`.
pub const CONVERT: &str = "\
Examples:
  wa-kpi convert exports/ -o tables/
  wa-kpi convert exports/ -o tables/ --format csv --facts
  wa-kpi report tables/                            reads them back
  wa-kpi convert exports/ -o tables/ --pseudonymize --key-file wa-kpi.key

A file a table that has rows: messages.parquet, conversations.parquet … With
--facts also one a grain: facts-message.parquet, facts-conversation.parquet …
(spans in seconds, money in major units beside its currency), which reports
skip. The text of messages is never written. Read back, the tables give the
same figures, but those that rest on words in texts: opt-outs by word, closing
words; an estimated mood counts as classed. Parquet holds decimals as floats.

With --pseudonymize customers and ids are keyed hashes, the same in every table
and run with the same key. `openssl rand -hex 32` makes one.";
