//! The examples under the help.
//!
//! Not responsible for what the options mean.

/// Of the program.
pub const PROGRAM: &str = "\
Examples:
  wa-kpi report exports/                           the headline KPIs of a folder
  wa-kpi report exports/ --last 30d --by campaign  one line a campaign
  wa-kpi report webhooks.jsonl sends.csv -o october.csv -o october.json
  wa-kpi convert exports/ -o tables/               one Parquet file a table
  wa-kpi inspect exports/                          what the files hold and lack
  wa-kpi init exports/                             settings to start from
  wa-kpi kpis delivery_rate                        one KPI explained

Exit codes: 0 done, 2 wrong usage, unreadable input, or nothing to report on";

/// Of `report`.
pub const REPORT: &str = "\
Examples:
  wa-kpi report exports/ --since 2026-10-01 --until 2026-10-31 --tz Asia/Tokyo
  wa-kpi report exports/ --last 30d --compare previous --section response
  wa-kpi report exports/ --kpi reply_rate,open_rate --by campaign,month -f csv
  wa-kpi report exports/ --where \"country = 'DE' and hour between 9 and 17\"
  wa-kpi report exports/ -o report.json -o report.csv --rejects rejected.csv
  wa-kpi report exports/ --last 1d -o kpis.csv --append -o kpis.prom --quiet
  wa-kpi report exports/ --by agent --min-group 10 --pseudonymize
  zcat webhooks.log.gz | wa-kpi report - --last 7d

Nothing is ever asked, and a file is replaced only by a complete one. --append
keeps the rows of other periods, groups and KPIs. The shape of rejected records
is written, their texts only with --show-texts.";

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
