//! Temporary.
fn main() {
    let args: Vec<String> = std::env::args().collect();
    let names = wa_kpi::tables::intake::Names::default();
    let mut request = wa_kpi::request::Request { threads: 2, ..Default::default() };
    let mut inputs = vec![];
    let mut i = 2;
    while i < args.len() {
        match args[i].as_str() {
            "--by" => { i += 1; request.by = args[i].split(',').map(|d| wa_kpi::dimensions::dimension(d).unwrap()).collect(); }
            "--kpi" => { i += 1; request.selection.kpis = args[i].split(',').map(|s| s.to_string()).collect(); }
            "--format" => { i += 1; }
            "--mature" => request.mature = true,
            "--quiet" => {}
            "--tz" => { i += 1; request.timezone = args[i].parse().unwrap(); }
            "--as-of" => { i += 1; request.as_of = Some(chrono::DateTime::parse_from_rfc3339(&args[i]).unwrap().timestamp_millis()); }
            "--since" => { i += 1; request.period.since = Some(chrono::DateTime::parse_from_rfc3339(&args[i]).unwrap().timestamp_millis()); }
            "--until" => { i += 1; request.period.until = Some(chrono::DateTime::parse_from_rfc3339(&args[i]).unwrap().timestamp_millis()); }
            x => inputs.push(x.to_string()),
        }
        i += 1;
    }
    let rules = wa_kpi::tables::intake::IntakeRules { as_of: request.as_of, ..Default::default() };
    let t = std::time::Instant::now();
    let loaded = wa_kpi::sources::load::load(&wa_kpi::sources::load::LoadRequest { inputs, threads: 2, ..Default::default() }, &names, &rules).unwrap();
    if std::env::var("TIMES").is_ok() { eprintln!("load {:?}", t.elapsed()); }
    let c = wa_kpi::analysis::compute(loaded, &names, &request, &Default::default()).unwrap();
    if std::env::var("TIMES").is_ok() { eprintln!("all {:?}", t.elapsed()); }
    println!("{}", serde_json::to_string_pretty(&c.report).unwrap());
}
