//! The canonical tables as sheets of cells: one function a table.

use super::rows::*;
use super::settings::decimal;

/// One table as text: the header, then the cells of every row.
pub struct Sheet {
    pub columns: Vec<&'static str>,
    pub rows: Vec<Vec<Cell>>,
}

pub enum Cell {
    Text(String),
    Time(Option<i64>),
    /// The day of a time.
    Date(Option<i64>),
}

fn text(value: &str) -> Cell {
    Cell::Text(value.to_string())
}

fn number(value: Option<i64>) -> Cell {
    Cell::Text(value.map(|value| value.to_string()).unwrap_or_default())
}

fn amount(value: Option<i64>) -> Cell {
    Cell::Text(value.map(decimal).unwrap_or_default())
}

fn yes(value: Option<bool>) -> Cell {
    Cell::Text(value.map(|value| value.to_string()).unwrap_or_default())
}

pub fn messages(rows: &[MessageRow]) -> Sheet {
    let columns = vec![
        "message_id",
        "customer",
        "direction",
        "at",
        "type",
        "conversation_id",
        "business",
        "author",
        "agent",
        "team",
        "sent_at",
        "delivered_at",
        "read_at",
        "failed_at",
        "clicked_at",
        "status",
        "error_code",
        "reply_to",
        "template",
        "category",
        "campaign",
        "variant",
        "segment",
        "country",
        "language",
        "text",
        "button",
        "billable",
        "cost",
        "currency",
        "step",
        "final",
        "fallback",
        "followup",
        "sentiment",
    ];
    let cells = |m: &MessageRow| {
        vec![
            text(&m.message_id),
            text(&m.customer),
            text(&m.direction),
            Cell::Time(m.at),
            text(&m.kind),
            text(&m.conversation_id),
            text(&m.business),
            text(&m.author),
            text(&m.agent),
            text(&m.team),
            Cell::Time(m.sent_at),
            Cell::Time(m.delivered_at),
            Cell::Time(m.read_at),
            Cell::Time(m.failed_at),
            Cell::Time(m.clicked_at),
            text(&m.status),
            number(m.error_code),
            text(&m.reply_to),
            text(&m.template),
            text(&m.category),
            text(&m.campaign),
            text(&m.variant),
            text(&m.segment),
            text(&m.country),
            text(&m.language),
            text(&m.text),
            text(&m.button),
            yes(m.billable),
            amount(m.cost),
            text(&m.currency),
            text(&m.step),
            yes(m.last_step),
            yes(m.fallback),
            yes(m.followup),
            text(&m.sentiment),
        ]
    };
    Sheet { columns, rows: rows.iter().map(cells).collect() }
}

pub fn conversations(rows: &[ConversationRow]) -> Sheet {
    let columns = vec![
        "conversation_id",
        "customer",
        "business",
        "started_at",
        "first_response_at",
        "resolved_at",
        "reopened_at",
        "closed_at",
        "handoff_at",
        "status",
        "agent",
        "team",
        "campaign",
        "segment",
        "resolutions",
        "bot",
        "agents",
        "converted",
        "lead",
        "value",
        "currency",
        "csat",
        "nps",
        "ces",
    ];
    let cells = |c: &ConversationRow| {
        vec![
            text(&c.conversation_id),
            text(&c.customer),
            text(&c.business),
            Cell::Time(c.started_at),
            Cell::Time(c.first_response_at),
            Cell::Time(c.resolved_at),
            Cell::Time(c.reopened_at),
            Cell::Time(c.closed_at),
            Cell::Time(c.handoff_at),
            text(&c.status),
            text(&c.agent),
            text(&c.team),
            text(&c.campaign),
            text(&c.segment),
            number(c.resolutions),
            yes(c.bot),
            number(c.agents),
            yes(c.converted),
            yes(c.lead),
            amount(c.value),
            text(&c.currency),
            number(c.csat),
            number(c.nps),
            number(c.ces),
        ]
    };
    Sheet { columns, rows: rows.iter().map(cells).collect() }
}

pub fn preferences(rows: &[PreferenceRow]) -> Sheet {
    let cells = |p: &PreferenceRow| vec![text(&p.customer), Cell::Time(p.at), text(&p.event), text(&p.scope)];
    Sheet { columns: vec!["customer", "at", "event", "scope"], rows: rows.iter().map(cells).collect() }
}

pub fn contacts(rows: &[ContactRow]) -> Sheet {
    let columns = vec!["customer", "segment", "country", "language", "consent_at", "created_at"];
    let cells = |c: &ContactRow| {
        vec![
            text(&c.customer),
            text(&c.segment),
            text(&c.country),
            text(&c.language),
            Cell::Time(c.consent_at),
            Cell::Time(c.created_at),
        ]
    };
    Sheet { columns, rows: rows.iter().map(cells).collect() }
}

pub fn aliases(rows: &[AliasRow]) -> Sheet {
    let cells = |a: &AliasRow| vec![text(&a.alias), text(&a.customer)];
    Sheet { columns: vec!["alias", "customer"], rows: rows.iter().map(cells).collect() }
}

pub fn templates(rows: &[TemplateRow]) -> Sheet {
    let columns = vec!["template", "business", "at", "event", "rating", "category", "buttons"];
    let cells = |t: &TemplateRow| {
        vec![
            text(&t.template),
            text(&t.business),
            Cell::Time(t.at),
            text(&t.event),
            text(&t.rating),
            text(&t.category),
            yes(t.buttons),
        ]
    };
    Sheet { columns, rows: rows.iter().map(cells).collect() }
}

pub fn clicks(rows: &[ClickRow]) -> Sheet {
    let columns = vec!["at", "customer", "message_id", "campaign", "url"];
    let cells =
        |c: &ClickRow| vec![Cell::Time(c.at), text(&c.customer), text(&c.message_id), text(&c.campaign), text(&c.url)];
    Sheet { columns, rows: rows.iter().map(cells).collect() }
}

pub fn orders(rows: &[OrderRow]) -> Sheet {
    let columns = vec![
        "order_id",
        "customer",
        "at",
        "kind",
        "value",
        "currency",
        "refunded",
        "campaign",
        "message_id",
        "conversation_id",
    ];
    let cells = |o: &OrderRow| {
        vec![
            text(&o.order_id),
            text(&o.customer),
            Cell::Time(o.at),
            text(&o.kind),
            amount(o.value),
            text(&o.currency),
            amount(o.refunded),
            text(&o.campaign),
            text(&o.message_id),
            text(&o.conversation_id),
        ]
    };
    Sheet { columns, rows: rows.iter().map(cells).collect() }
}

pub fn surveys(rows: &[SurveyRow]) -> Sheet {
    let columns = vec![
        "survey_id",
        "customer",
        "kind",
        "sent_at",
        "at",
        "conversation_id",
        "score",
        "scale_min",
        "scale_max",
        "agent",
    ];
    let cells = |s: &SurveyRow| {
        vec![
            text(&s.survey_id),
            text(&s.customer),
            text(&s.kind),
            Cell::Time(s.sent_at),
            Cell::Time(s.at),
            text(&s.conversation_id),
            amount(s.score),
            number(s.scale_min),
            number(s.scale_max),
            text(&s.agent),
        ]
    };
    Sheet { columns, rows: rows.iter().map(cells).collect() }
}

pub fn spend(rows: &[SpendRow]) -> Sheet {
    let columns = vec!["spend_id", "amount", "currency", "since", "until", "campaign", "kind", "note"];
    let cells = |s: &SpendRow| {
        let (since, until) = match s.as_dates {
            true => (Cell::Date(s.since), Cell::Date(s.until.map(|until| until - 1))),
            false => (Cell::Time(s.since), Cell::Time(s.until)),
        };
        vec![
            text(&s.spend_id),
            amount(Some(s.amount)),
            text(&s.currency),
            since,
            until,
            text(&s.campaign),
            text(&s.kind),
            text(&s.note),
        ]
    };
    Sheet { columns, rows: rows.iter().map(cells).collect() }
}

pub fn aggregates(rows: &[AggregateRow]) -> Sheet {
    let columns = vec![
        "since",
        "until",
        "sent",
        "delivered",
        "read",
        "failed",
        "replied",
        "clicked",
        "converted",
        "opt_outs",
        "template",
        "campaign",
        "country",
        "category",
        "cost",
        "currency",
        "revenue",
    ];
    let cells = |a: &AggregateRow| {
        let mut cells = vec![Cell::Time(a.since), Cell::Time(a.until)];
        let counts = [a.sent, a.delivered, a.read, a.failed, a.replied, a.clicked, a.converted, a.opt_outs];
        cells.extend(counts.map(number));
        cells.extend([&a.template, &a.campaign, &a.country, &a.category].map(|value| text(value)));
        cells.extend([amount(a.cost), text(&a.currency), amount(a.revenue)]);
        cells
    };
    Sheet { columns, rows: rows.iter().map(cells).collect() }
}
