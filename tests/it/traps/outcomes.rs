//! Orders: numbers, nulls, damaged cells, lines of orders, and money that is none.

use super::Files;

/// A message of a campaign that was delivered before all orders.
const SENT: &str = "message_id,customer,direction,at,delivered_at,campaign,category\n\
                    m1,4915552008880,outbound,2026-10-01T08:00:00Z,2026-10-01T08:00:05Z,spring,marketing\n";

const SHOPIFY: &str = "Name,Email,Financial Status,Currency,Total,Discount Code,Created at,Lineitem quantity,Lineitem name,\
                       Phone,Note Attributes,Cancelled at,Payment Method,Refunded Amount,Tags\n";

/// Rows of orders that name a campaign.
fn orders(delimiter: &str, rows: &[[&str; 3]]) -> String {
    let header = ["Order ID", "Order date", "Phone", "Total", "Refunded", "Currency", "utm_campaign"].join(delimiter);
    let rows = rows.iter().enumerate().map(|(number, [total, refunded, campaign])| {
        let (id, day) = (format!("o{number}"), format!("2026-10-02T10:00:{:02}Z", number % 60));
        [id.as_str(), &day, "+4915552008880", total, refunded, "EUR", campaign].join(delimiter)
    });
    format!("{header}\n{}\n", rows.collect::<Vec<_>>().join("\n"))
}

#[test]
fn trap_22_delimiters_and_numbers_in_any_spelling() {
    for (delimiter, total, refunded) in [
        (";", "1.234,56", "-34,56"),
        (";", "1.234,56 €", "34,56 €"),
        ("\t", "1,234.56", "(34.56)"),
        ("|", "EUR 1,234.56", "-34.56"),
        (";", "1 234,56", "34,56"),
        ("\t", "1\u{A0}234,56", "34,56"),
        (",", "€1234.56", "34.56"),
        ("|", "1'234.56", "34.56"),
    ] {
        let files = Files::texts(&[("orders.csv", &orders(delimiter, &[[total, refunded, "spring"]]))]);
        assert_eq!(files.figures("revenue", &[]), ["revenue 1200 EUR"], "{delimiter} {total} {refunded}");
    }
    let files =
        Files::texts(&[("orders.csv", &orders(";", &[["12,34,567.00", "", "spring"], ["62.5%", "", "spring"]]))]);
    // A share is no amount.
    assert_eq!(files.figures("conversions,revenue", &[]), ["conversions 2", "revenue 1234567 EUR"]);
}

#[test]
fn trap_25_nulls_say_nothing() {
    let nulls = [
        "",
        "null",
        "NULL",
        "None",
        "nil",
        "NaN",
        "N/A",
        "n/a",
        "#N/A",
        "-",
        "--",
        "—",
        "?",
        "undefined",
        "(not set)",
        "\\N",
        "0000-00-00 00:00:00",
        "1970-01-01",
    ];
    let rows: Vec<[&str; 3]> = nulls.iter().flat_map(|null| [["10.00", null, "spring"], ["10.00", "", null]]).collect();
    let files = Files::texts(&[("orders.csv", &orders(",", &rows)), ("messages.csv", SENT)]);
    // Those that name no campaign belong to the message all the same: none is called `N/A`.
    let expected =
        [format!("conversions spring {}", 2 * nulls.len()), format!("revenue spring {} EUR", 20 * nulls.len())];
    let told = files.figures("conversions,revenue", &["--by", "campaign"]);
    assert!(expected.iter().all(|figure| told.contains(figure)), "{told:?}");
    assert!(told.iter().all(|figure| !figure.contains("N/A") && !figure.contains("null")), "{told:?}");
    assert_eq!(files.leftovers(&[]).1, 0);
}

#[test]
fn trap_27_guards_against_formulas_are_taken_off_and_damaged_numbers_refused() {
    for phone in [
        "'+49 1555 2008880",
        "'+49 (1555) 200-8880",
        "\"=\"\"004915552008880\"\"\"",
        "=+4915552008880",
        "4915552008880.0",
    ] {
        let order = format!("#1,,paid,EUR,20.00,,2026-10-02 10:00:00 +0200,1,Tea,{phone},,,,0.00,\n");
        let files = Files::texts(&[("orders_export.csv", &format!("{SHOPIFY}{order}")), ("messages.csv", SENT)]);
        let told = files.figures("conversions,revenue,time_to_convert", &[]);
        assert_eq!(told, ["conversions 1", "revenue 20 EUR", "time_to_convert 86400"], "{phone}");
    }
    let rows = "Order ID,Order date,Phone,Total,utm_campaign\n\
                1.20226E+17,2026-10-02T10:00:00Z,+4915552008880,20.00,spring\n\
                1.20226E+17,2026-10-02T11:00:00Z,+4915552008880,20.00,spring\n\
                77,2026-10-02T11:00:00Z,4.91556E+12,20.00,spring\n";
    let files = Files::texts(&[("orders.csv", rows)]);
    let (ignored, rejected, reasons) = files.leftovers(&[]);
    assert_eq!((ignored, rejected), (0, 3), "{reasons}");
    assert!(reasons.contains("scientific notation") && !reasons.contains("4.91556"), "{reasons}");
}

#[test]
fn trap_28_an_order_of_several_lines_is_one() {
    let lines = "#1,a@example.com,paid,EUR,30.00,spring,2026-10-02 10:00:00 +0200,1,Tea,'+49 1555 2008880,,,,0.00,\n\
                 #1,a@example.com,,,,,2026-10-02 10:00:00 +0200,2,Cup,,,,,,\n\
                 #1,a@example.com,,,,,2026-10-02 10:00:00 +0200,1,Pot,,,,,,\n";
    let files = Files::texts(&[("orders_export.csv", &format!("{SHOPIFY}{lines}"))]);
    assert_eq!(files.figures("conversions,revenue", &[]), ["conversions 1", "revenue 30 EUR"]);
    let (ignored, rejected, reasons) = files.leftovers(&[]);
    assert_eq!((ignored, rejected), (2, 0));
    assert!(reasons.contains("a further line of an order"), "{reasons}");
    // Shops that repeat the order on each line.
    let repeated = orders(",", &[["30.00", "", "spring"]]);
    let again = repeated.lines().last().unwrap_or_default();
    let files = Files::texts(&[("orders.csv", &format!("{repeated}{again}\n"))]);
    assert_eq!(files.figures("conversions,revenue", &[]), ["conversions 1", "revenue 30 EUR"]);
}

#[test]
fn trap_30_refunds_cancelled_and_test_orders_are_no_revenue() {
    let row = |id: &str, status: &str, tail: &str| {
        format!("{id},,{status},EUR,50.00,spring,2026-10-02 10:00:00 +0200,1,Tea,'+4915552008880,,{tail}\n")
    };
    let rows = [
        row("#1", "paid", ",card,0.00,"),
        row("#2", "partially_refunded", ",card,20.00,vip"),
        row("#3", "refunded", ",card,50.00,"),
        row("#4", "refunded", "2026-10-03 10:00:00 +0200,card,50.00,"),
        row("#5", "pending", ",card,0.00,"),
        row("#6", "voided", ",card,0.00,"),
        row("#7", "authorized", ",card,0.00,"),
        row("#8", "paid", ",Bogus Gateway,0.00,"),
        row("#9", "paid", ",card,0.00,\"vip, test\""),
    ];
    let files = Files::texts(&[("orders_export.csv", &format!("{SHOPIFY}{}", rows.concat()))]);
    assert_eq!(files.figures("conversions,revenue", &[]), ["conversions 2", "revenue 80 EUR"]);
    assert_eq!(files.leftovers(&[]).0, 6);
    // An older export of the same order knows nothing of its refund.
    let older = row("#2", "paid", ",card,0.00,vip");
    let files =
        Files::texts(&[("older.csv", &format!("{SHOPIFY}{older}")), ("newer.csv", &format!("{SHOPIFY}{}", rows[1]))]);
    assert_eq!(files.figures("revenue", &[]), ["revenue 30 EUR"]);
}

#[test]
fn trap_30_a_cart_is_no_revenue() {
    let cart =
        "message_id,customer,direction,type,at,text\nm2,4915552008880,inbound,order,2026-10-01T09:00:00Z,2 x tea\n";
    let files = Files::texts(&[("cart.csv", cart), ("messages.csv", SENT)]);
    assert!(
        files.figures("revenue", &[]).iter().all(|figure| figure.starts_with("revenue 0") || figure.ends_with("none"))
    );
}

#[test]
fn trap_30_minor_units_are_those_of_the_currency() {
    let charge = |id: &str, amount: u32, refunded: u32, currency: &str| {
        format!(
            r#"{{"id":"ch_{id}","object":"charge","amount":{amount},"amount_refunded":{refunded},"captured":true,
            "created":1790935200,"currency":"{currency}","status":"succeeded","metadata":{{"phone":"+4915552008880",
            "campaign":"{currency}"}}}}"#
        )
    };
    let table = "id,Created date (UTC),Amount,Amount Refunded,Currency,Captured,Status,phone (metadata),campaign (metadata)\n\
                 ch_d,2026-10-02 10:00:00,\"399,00\",\"0,00\",eur,true,Paid,+4915552008880,eur\n\
                 ch_e,2026-10-02 10:00:00,500,0,jpy,true,Paid,+4915552008880,jpy\n\
                 ch_f,2026-10-02 10:00:00,\"7,00\",\"0,00\",eur,true,Failed,+4915552008880,eur\n";
    let charges = [charge("a", 1999, 999, "eur"), charge("b", 1999, 0, "jpy"), charge("c", 1999, 0, "kwd")];
    let canonical = "order_id,customer,at,value,currency,campaign\nx,4915552008880,2026-10-02T10:00:00Z,1,EUR,eur\n";
    let files =
        Files::texts(&[("charges.json", &charges.join("\n")), ("payments.csv", table), ("orders.csv", canonical)]);
    let told = files.figures("revenue", &["--by", "campaign"]);
    for figure in ["revenue eur 410 EUR", "revenue jpy 2499 JPY", "revenue kwd 1.999 KWD"] {
        assert!(told.iter().any(|told| told == figure), "{figure}: {told:?}");
    }
}

#[test]
fn an_order_without_a_phone_number_counts_and_joins_nobody() {
    let rows = "#1,a@example.com,paid,EUR,20.00,spring,2026-10-02 10:00:00 +0200,1,Tea,,,,,0.00,\n\
                #2,,paid,EUR,20.00,spring,2026-10-02 10:00:00 +0200,1,Tea,,,,,0.00,\n\
                #3,a@example.com,paid,EUR,20.00,,2026-10-02 10:00:00 +0200,1,Tea,,,,,0.00,\n";
    let files = Files::texts(&[("orders_export.csv", &format!("{SHOPIFY}{rows}")), ("messages.csv", SENT)]);
    let told = files.figures("conversions,revenue,conversion_rate", &[]);
    assert_eq!(told, ["conversions 2", "conversion_rate 0", "revenue 40 EUR"]);
}

#[test]
fn a_table_of_web_analytics_is_found_between_others() {
    let report = "# ------\n# Traffic\n# Start date: 20261001\n# End date: 20261031\nNth day,Sessions\n0000,5\n0001,7\n\n\
                  # Start date: 20261001\n# End date: 20261031\nSession campaign,Sessions,Key events,Total revenue\n\
                  ,19,3,45.5,Grand total\nspring,12,2,40.5\n(direct),7,1,5\n\n# Start date: 20261001\nCity,Users\nAlba,3\n";
    let files = Files::texts(&[("report.csv", report)]);
    let told = files.figures("conversions,revenue", &["--by", "campaign"]);
    assert!(told.contains(&"conversions spring 2".to_owned()), "{told:?}");
    assert!(told.iter().any(|figure| figure.starts_with("revenue spring 40.5")), "{told:?}");
    assert_eq!(files.leftovers(&[]).1, 0);
}

#[test]
fn a_web_page_that_is_called_a_table_is_named_as_such() {
    let files =
        Files::texts(&[("report.xls", "<html><body><table><tr><td>Opportunity Name</td></tr></table></body></html>")]);
    let path = format!("{}/report.xls", files.path());
    let output = crate::program::run(&["report", &path]);
    let error = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!output.status.success() && error.contains("web page") && error.contains("CSV"), "{error}");
}

#[test]
fn a_bill_stands_beside_messages_that_do_not_tell_what_they_cost() {
    let bill = "since,until,category,sent,delivered,cost,currency\n\
                2026-10-01T00:00:00Z,2026-10-01T23:59:59Z,marketing,9,8,1.25,EUR\n";
    let later = "message_id,customer,direction,at,campaign\nm2,4915552008881,outbound,2026-10-03T08:00:00Z,spring\n";
    let figures = |messages: &str| {
        let files = Files::texts(&[("messages.csv", messages), ("later.csv", later), ("aggregates.csv", bill)]);
        files.figures("messages_sent,messages_delivered,spend", &[])
    };
    // What messages tell, they tell: two were sent, not nine more. Their price is on the bill alone.
    assert_eq!(figures(SENT), ["messages_sent 2", "messages_delivered 1", "spend 1.25 EUR"]);
    let priced =
        SENT.replace(",category\n", ",category,cost,currency\n").replace(",marketing\n", ",marketing,0.5,EUR\n");
    assert_eq!(figures(&priced), ["messages_sent 2", "messages_delivered 1", "spend 0.5 EUR"]);
}
