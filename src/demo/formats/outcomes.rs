//! The orders as shops, payment providers and web analytics export them.

use chrono::DateTime;

use super::super::canonical::Line;
use super::super::chapter;
use super::super::clock::with_zone;
use super::super::json::{array, object, pretty, text};
use super::super::story::Story;
use super::super::tables::table;

/// The files: path below `formats`, text.
pub fn files(story: &Story) -> Vec<(String, String)> {
    let orders = chapter::orders(story);
    [
        ("shopify/orders_export.csv", shopify(&orders)),
        ("stripe/payments.csv", payments(&orders)),
        ("stripe/charges.json", charges(&orders)),
        ("stripe/events.jsonl", events(&orders)),
        ("ga4/traffic-acquisition.csv", report(&orders)),
        ("ga4-bigquery/events.jsonl", analytics(&orders)),
        ("orders-csv/woocommerce.csv", woocommerce(&orders)),
        ("orders-csv/bestellungen.csv", bestellungen(&orders)),
    ]
    .map(|(path, text)| (path.to_owned(), text))
    .to_vec()
}

fn row(cells: &[&str]) -> Vec<String> {
    cells.iter().map(|cell| (*cell).to_owned()).collect()
}

/// Seconds since 1970.
fn seconds(line: &Line) -> i64 {
    DateTime::parse_from_rfc3339(line.get("at")).map_or(0, |time| time.timestamp())
}

/// An amount in cents.
fn cents(amount: &str) -> String {
    amount.replace('.', "").trim_start_matches('0').to_owned()
}

/// The Nth order's second spelling of something.
fn nth<'t>(number: usize, spellings: &[&'t str]) -> &'t str {
    spellings[number % spellings.len()]
}

/// A row per line of an order; only the first has the total. Between them orders that are no sales.
fn shopify(orders: &[Line]) -> String {
    let header = "Name,Email,Financial Status,Paid at,Fulfillment Status,Fulfilled at,Accepts Marketing,Currency,Subtotal,\
                  Shipping,Taxes,Total,Discount Code,Discount Amount,Shipping Method,Created at,Lineitem quantity,\
                  Lineitem name,Lineitem price,Lineitem sku,Billing Name,Billing Phone,Shipping Name,Shipping Phone,Notes,\
                  Note Attributes,Cancelled at,Payment Method,Payment Reference,Refunded Amount,Vendor,\
                  Outstanding Balance,Id,Tags,Risk Level,Source,Phone";
    let columns: Vec<&str> = header.split(',').collect();
    let rows = |cells: &[(&str, &str)]| -> Vec<String> {
        let cell =
            |name: &&str| cells.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value).to_owned();
        columns.iter().map(cell).collect()
    };
    let told = orders.iter().enumerate().flat_map(|(number, line)| {
        let placed = with_zone(seconds(line)).replace('T', " ").replace("+02:00", " +0200");
        let (total, refunded) = (line.get("value"), line.get("refunded"));
        let status = match refunded {
            "" => nth(number, &["paid", "paid", "paid", "partially_paid"]),
            all if all == total => "refunded",
            _ => "partially_refunded",
        };
        let digits = line.get("customer");
        let phone = format!("'+{} {}-{}", &digits[..2], &digits[2..6], &digits[6..]);
        let place = ["Phone", "Billing Phone", "Shipping Phone"][number % 3];
        let (name, mail) = (line.get("order_id"), format!("buyer{number}@example.com"));
        // The shop's codes are called like its campaigns; every other one stands in the visit's notes.
        let (code, notes) = match (line.get("campaign"), number % 2) {
            ("", _) => (String::new(), "gift: no".to_owned()),
            (campaign, 0) => (campaign.to_owned(), String::new()),
            (campaign, _) => ("FREESHIP".to_owned(), format!("gift: no\nutm_campaign: {campaign}")),
        };
        let first = [
            ("Name", name),
            ("Email", &mail),
            ("Financial Status", status),
            ("Paid at", &placed),
            ("Currency", line.get("currency")),
            ("Subtotal", total),
            ("Total", total),
            ("Discount Code", &code),
            ("Created at", &placed),
            ("Lineitem quantity", "1"),
            ("Lineitem name", "Tea sampler"),
            ("Billing Name", "Somebody"),
            (place, &phone),
            ("Note Attributes", &notes),
            ("Payment Method", "Shopify Payments"),
            ("Refunded Amount", if refunded.is_empty() { "0.00" } else { refunded }),
            ("Vendor", "Lumen Tea"),
            ("Source", "web"),
        ];
        let item = [("Name", name), ("Email", &*mail), ("Created at", &*placed), ("Lineitem name", "Infuser")];
        let other = format!("{name}-X");
        let mut no_sale = first;
        (no_sale[0].1, no_sale[2].1) = (&other, nth(number, &["pending", "voided", "authorized", "expired"]));
        let mut test = first;
        (test[0].1, test[14].1) = (&other, "Bogus Gateway");
        let mut lines = vec![rows(&first)];
        lines.extend((number % 3 == 0).then(|| rows(&item)));
        lines.extend((number % 9 == 1).then(|| rows(&no_sale)));
        lines.extend((number % 30 == 5).then(|| rows(&test)));
        let cancelled = [&first[1..], &[("Name", &*other), ("Cancelled at", &placed)]].concat();
        lines.extend((number % 30 == 20).then(|| rows(&cancelled)));
        lines
    });
    table(header, told.collect::<Vec<_>>().into_iter())
}

/// An account with a decimal comma; phone number and campaign stand in the metadata.
fn payments(orders: &[Line]) -> String {
    let header = "id,Created date (UTC),Amount,Amount Refunded,Currency,Captured,Converted Amount,Fee,Status,\
                  Statement Descriptor,Customer ID,Customer Email,Description,phone (metadata),utm_campaign (metadata)";
    let comma = |amount: &str| if amount.is_empty() { "0,00".to_owned() } else { amount.replace('.', ",") };
    let rows = orders.iter().enumerate().flat_map(|(number, line)| {
        let at = line.get("at").replace('T', " ").replace('Z', "");
        let (value, refunded) = (comma(line.get("value")), comma(line.get("refunded")));
        let status = if value == refunded { "Refunded" } else { "Paid" };
        let payment = |id: &str, status: &str, captured: &str| {
            row(&[
                &format!("{id}{}", line.get("order_id")),
                &at,
                &value,
                &refunded,
                &line.get("currency").to_lowercase(),
                captured,
                &value,
                "0,55",
                status,
                "LUMEN TEA",
                "",
                "",
                "Order",
                &format!("+{}", line.get("customer")),
                line.get("campaign"),
            ])
        };
        let mut rows = vec![payment("ch_", status, "true")];
        rows.extend((number % 8 == 3).then(|| payment("ch_failed_", "Failed", "false")));
        rows.extend((number % 20 == 4).then(|| payment("ch_held_", "Paid", "false")));
        rows
    });
    table(header, rows.collect::<Vec<_>>().into_iter())
}

/// A charge as the API tells it.
fn charge(line: &Line, status: &str, refunded: &str) -> String {
    let id = line.get("order_id");
    let campaign = line.get("campaign");
    let metadata = if campaign.is_empty() { String::new() } else { object(&[("utm_campaign", text(campaign))]) };
    object(&[
        ("id", text(&format!("ch_{id}"))),
        ("object", text("charge")),
        ("amount", cents(line.get("value"))),
        ("amount_refunded", if refunded.is_empty() { "0".to_owned() } else { cents(refunded) }),
        (
            "billing_details",
            object(&[("email", "null".to_owned()), ("phone", text(&format!("+{}", line.get("customer"))))]),
        ),
        ("captured", (status == "succeeded").to_string()),
        ("created", seconds(line).to_string()),
        ("currency", text(&line.get("currency").to_lowercase())),
        ("customer", "null".to_owned()),
        ("metadata", if metadata.is_empty() { "{}".to_owned() } else { metadata }),
        ("paid", (status == "succeeded").to_string()),
        ("payment_intent", text(&format!("pi_{id}"))),
        ("status", text(status)),
    ])
}

/// An answer of the API.
fn charges(orders: &[Line]) -> String {
    let charges = orders.iter().enumerate().flat_map(|(number, line)| {
        let failed = (number % 8 == 3).then(|| charge(line, "failed", "").replace("\"ch_", "\"ch_failed_"));
        failed.into_iter().chain([charge(line, "succeeded", line.get("refunded"))])
    });
    let charges: Vec<String> = charges.collect();
    pretty(&object(&[("object", text("list")), ("data", array(&charges)), ("has_more", "false".to_owned())]))
}

/// Webhook events: a charge that was refunded comes twice.
fn events(orders: &[Line]) -> String {
    let event = |kind: &str, charge: String| {
        let data = object(&[("object", charge)]);
        object(&[("object", text("event")), ("type", text(kind)), ("data", data)]) + "\n"
    };
    let told = orders.iter().flat_map(|line| {
        let refund = Some(line.get("refunded")).filter(|refunded| !refunded.is_empty());
        let refunded = refund.map(|refunded| event("charge.refunded", charge(line, "succeeded", refunded)));
        [event("charge.succeeded", charge(line, "succeeded", ""))].into_iter().chain(refunded)
    });
    told.collect()
}

/// Whether something remains of an order.
fn is_kept(line: &&Line) -> bool {
    line.get("refunded") != line.get("value")
}

/// Two tables in one file: days, then campaigns with a row of totals and traffic that is nobody's.
fn report(orders: &[Line]) -> String {
    let line = "# ----------------------------------------\n";
    let head = format!("{line}# Traffic acquisition: Session campaign\n{line}#\n# Lumen Tea\n");
    let days = "# Start date: 20260401\n# End date: 20261018\n";
    let counts = (0..40).map(|day| format!("{day:04},{}\n", 30 + day * 7 % 11)).collect::<String>();
    let mut campaigns: Vec<&str> = orders.iter().map(|line| line.get("campaign")).filter(|it| !it.is_empty()).collect();
    campaigns.sort_unstable();
    campaigns.dedup();
    let rows: String = campaigns
        .iter()
        .map(|campaign| {
            let of = orders.iter().filter(|line| line.get("campaign") == *campaign).filter(is_kept);
            let revenue: f64 = of.clone().filter_map(|line| line.get("value").parse::<f64>().ok()).sum();
            format!("{campaign},120,80,62.5%,{},{revenue:.2}\n", of.count())
        })
        .collect();
    let header = "Session campaign,Sessions,Engaged sessions,Engagement rate,Key events,Total revenue\n";
    let others = "(direct),900,400,44.4%,12,300.00\n(not set),30,4,13.3%,0,0\n(organic),210,160,76.2%,9,211.50\n";
    let total = ",1500,900,60%,40,1234.00,Grand total\n";
    format!(
        "{head}{days}Nth day,Sessions\n{counts}\n{days}{header}{total}{rows}{others}\n{days}Nth day,Users\n{counts}"
    )
}

/// Events as BigQuery writes them: numbers are texts.
fn analytics(orders: &[Line]) -> String {
    let told = orders.iter().flat_map(|line| {
        let event = |name: &str, at: i64, ecommerce: &[(&str, String)]| {
            let value = |key: &str, value: &str| {
                object(&[("key", text(key)), ("value", object(&[("string_value", text(value))]))])
            };
            let source = match line.get("campaign") {
                "" => "null".to_owned(),
                campaign => object(&[("manual_campaign_name", text(campaign))]),
            };
            let id = ("transaction_id", text(line.get("order_id")));
            object(&[
                ("event_date", text(&line.get("at")[..10].replace('-', ""))),
                ("event_timestamp", text(&format!("{}000000", at))),
                ("event_name", text(name)),
                ("event_params", array(&[value("currency", line.get("currency")), value("page_title", "Thank you")])),
                ("user_id", text(line.get("customer"))),
                ("user_pseudo_id", text("1234567890.1790000000")),
                ("collected_traffic_source", source),
                ("traffic_source", object(&[("name", text("(direct)"))])),
                ("ecommerce", object(&[&[id][..], ecommerce].concat())),
            ]) + "\n"
        };
        let at = seconds(line);
        let visit = event("page_view", at - 60, &[]);
        let purchase = event("purchase", at, &[("purchase_revenue", line.get("value").to_owned())]);
        let refund = Some(line.get("refunded")).filter(|refunded| !refunded.is_empty());
        let refund = refund.map(|refunded| event("refund", at + 3600, &[("refund_value", refunded.to_owned())]));
        [visit, purchase].into_iter().chain(refund)
    });
    told.collect()
}

/// WooCommerce: its statuses, its names of columns.
fn woocommerce(orders: &[Line]) -> String {
    let header = "Order Number,Order Status,Order Date,Customer Note,First Name (Billing),Email (Billing),Phone (Billing),\
                  Order Currency,Order Refund Amount,Order Total Amount,Coupon Code,SKU,Item Name,Quantity";
    let rows = orders.iter().enumerate().flat_map(|(number, line)| {
        let order = |id: &str, status: &str, item: &str| {
            row(&[
                &format!("{}{id}", line.get("order_id")),
                status,
                &line.get("at").replace('T', " ").replace('Z', ""),
                "",
                "Somebody",
                "",
                &format!("+{}", line.get("customer")),
                line.get("currency"),
                if line.get("refunded").is_empty() { "0" } else { line.get("refunded") },
                line.get("value"),
                line.get("campaign"),
                "",
                item,
                "1",
            ])
        };
        let status = nth(number, &["Completed", "Processing"]);
        let mut rows = vec![order("", status, "Tea sampler")];
        rows.extend((number % 4 == 0).then(|| order("", status, "Infuser")));
        rows.extend((number % 10 == 7).then(|| order("-X", nth(number / 10, &["Failed", "Cancelled", "On hold"]), "")));
        rows
    });
    table(header, rows.collect::<Vec<_>>().into_iter())
}

/// A German shop: semicolons, days first, decimal commas and signs.
fn bestellungen(orders: &[Line]) -> String {
    let rows = orders.iter().map(|line| {
        let (date, clock) = line.get("at").split_at(10);
        let pieces: Vec<&str> = date.split('-').collect();
        let money = |amount: &str| if amount.is_empty() { "–".to_owned() } else { amount.replace('.', ",") + " €" };
        [
            line.get("order_id").to_owned(),
            format!("{}.{}.{} {}", pieces[2], pieces[1], pieces[0], clock.trim_matches(['T', 'Z'])),
            format!("00{}", line.get("customer")),
            money(line.get("value")),
            line.get("currency").to_owned(),
            money(line.get("refunded")),
            line.get("campaign").to_owned(),
        ]
        .join(";")
    });
    let rows: Vec<String> = rows.collect();
    let header = "Bestellnummer;Bestelldatum;Telefonnummer;Gesamtsumme;Währung;Erstattungsbetrag;Gutscheincode";
    format!("sep=;\r\n{header}\r\n{}\r\nSumme;;;9.999,00 €;;;\r\n", rows.join("\r\n"))
}
