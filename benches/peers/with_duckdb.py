"""The figures an analyst asks for, in SQL: `with_duckdb.py FOLDER [THREADS]` prints them as one JSON object.

Reads messages.csv, conversations.csv and orders.csv of the generator with stated types, into memory once. Names of
figures are those of `wa-kpi kpis`; the definitions are the same as far as these data can tell them apart.
"""

import sys

import duckdb
from figures import print_figures

MESSAGES = {
    "message_id": "VARCHAR", "conversation_id": "VARCHAR", "customer": "VARCHAR", "direction": "VARCHAR",
    "author": "VARCHAR", "agent": "VARCHAR", "type": "VARCHAR", "sent_at": "TIMESTAMP", "delivered_at": "TIMESTAMP",
    "read_at": "TIMESTAMP", "failed_at": "TIMESTAMP", "error_code": "INTEGER", "reply_to": "VARCHAR",
    "template": "VARCHAR", "category": "VARCHAR", "campaign": "VARCHAR", "country": "VARCHAR", "billable": "BOOLEAN",
    "cost": "DOUBLE", "currency": "VARCHAR", "text": "VARCHAR", "button": "VARCHAR", "clicked_at": "TIMESTAMP",
}
CONVERSATIONS = {
    "conversation_id": "VARCHAR", "customer": "VARCHAR", "started_at": "TIMESTAMP", "resolved_at": "TIMESTAMP",
    "reopened_at": "TIMESTAMP", "status": "VARCHAR", "agent": "VARCHAR", "bot": "BOOLEAN", "handoff_at": "TIMESTAMP",
    "csat": "INTEGER", "nps": "INTEGER",
}
ORDERS = {
    "order_id": "VARCHAR", "customer": "VARCHAR", "at": "TIMESTAMP", "kind": "VARCHAR", "value": "DOUBLE",
    "currency": "VARCHAR", "refunded": "DOUBLE",
}

# Tables made on the way, in this order.
PREPARE = """
create temp table messages as
select conversation_id as conversation, customer, author, campaign, category, billable, cost, sent_at, delivered_at,
  read_at, failed_at, clicked_at, direction = 'outbound' as outbound, type = 'button' as tap,
  author in ('campaign', 'automation') as outreach, coalesce(text = 'STOP', false) as opt_out,
  coalesce(text in ('thanks', 'ok', '👍'), false) as closing
from {messages};
create temp table conversations as select * from {conversations};
create temp table orders as select customer, "at", value - refunded as value from {orders};

-- Every inbound message with the latest outbound one before it, where that was outreach that arrived.
create temp table reactions as
select message.customer, campaign, category, message.sent_at as touched_at, inbound.sent_at, tap, opt_out
from (select customer, sent_at, tap, opt_out from messages where not outbound) inbound
asof join (select customer, campaign, category, sent_at, delivered_at, outreach from messages
  where outbound and failed_at is null) message
on inbound.customer = message.customer and inbound.sent_at > message.sent_at
where outreach and delivered_at is not null and inbound.sent_at <= message.sent_at + interval 72 hour;

-- Answers with the time since the customer began to write, in the order of their conversation.
create temp table turns as
select conversation, author, sent_at, waited,
  row_number() over (partition by conversation order by sent_at) as place
from (
  select *, epoch(sent_at - lag(sent_at) over (partition by conversation order by sent_at)) as waited
  from (
    select conversation, author, outbound, sent_at,
      lag(outbound, 1, true) over (partition by conversation order by sent_at) as before
    from messages where conversation is not null and failed_at is null and not closing
  ) where outbound <> before
) where outbound;

-- Purchases with the latest outreach that arrived in the seven days before them.
create temp table attributed as
select message.customer, campaign, value
from orders
asof join (select customer, campaign, sent_at from messages where outreach and delivered_at is not null) message
on orders.customer = message.customer and orders."at" >= message.sent_at
where orders."at" <= message.sent_at + interval 7 day;
"""

# One row of numbers a statement: figures, and parts of figures (see figures.py).
FIGURES = [
    """select count(*) filter (outbound) messages_sent, count(delivered_at) messages_delivered,
      count(read_at) messages_read, count(failed_at) messages_failed, count(*) filter (not outbound) messages_received,
      sum(cost) spend, count(*) filter (delivered_at is not null and not billable) free_messages,
      count(distinct customer) filter (opt_out) opt_outs,
      count(distinct customer) filter (not outbound) active_customers
    from messages""",
    """select avg(arrival) delivery_latency, quantile_cont(arrival, 0.5) delivery_latency_p50,
      quantile_cont(arrival, 0.9) delivery_latency_p90, avg(opening) time_to_open,
      quantile_cont(opening, 0.5) time_to_open_p50, quantile_cont(opening, 0.9) time_to_open_p90
    from (select epoch(delivered_at - sent_at) arrival, epoch(read_at - delivered_at) opening from messages)""",
    """select count(*) recipients, count(*) filter (delivered > 0) reached, count(*) filter (seen > 0) opened,
      count(*) filter (delivered > 0 and category = 'marketing') offered,
      sum(delivered)::bigint outreach_delivered,
      count(distinct customer) filter (delivered > 0) customers_reached, sum(links)::bigint links
    from (select campaign, customer, any_value(category) category, count(delivered_at) delivered, count(read_at) seen,
      count(*) filter (clicked_at <= sent_at + interval 72 hour) links
      from messages where outreach group by campaign, customer)""",
    """select sum(replies)::bigint replies, count(*) repliers, sum(answered)::bigint answered,
      avg(waited) time_to_reply, quantile_cont(waited, 0.5) time_to_reply_p50,
      quantile_cont(waited, 0.9) time_to_reply_p90
    from (select count(*) replies, count(distinct touched_at) answered,
        arg_min(epoch(sent_at - touched_at), sent_at) waited
      from reactions where not opt_out and sent_at <= touched_at + interval 24 hour group by campaign, customer)""",
    """select count(*) button_clicks from reactions where tap""",
    """select count(*) clickers from (
      select campaign, customer from reactions where tap
      union select campaign, customer from messages where outreach and clicked_at <= sent_at + interval 72 hour)""",
    """select count(distinct (campaign, customer)) leavers from reactions where opt_out and category = 'marketing'""",
    """select count(*) sends_after_opt_out
    from messages join (select customer, min(sent_at) left_at from messages where opt_out group by customer)
    using (customer) where category = 'marketing' and sent_at > left_at""",
    """select count(*) conversations, sum(messages)::bigint conversation_messages, avg(lasted) conversation_duration,
      quantile_cont(lasted, 0.5) conversation_duration_p50, quantile_cont(lasted, 0.9) conversation_duration_p90
    from (select count(*) messages, epoch(max(sent_at) - min(sent_at)) lasted
      from messages where conversation is not null and failed_at is null group by conversation)""",
    """select avg(waited) response_time, quantile_cont(waited, 0.5) response_time_p50,
      quantile_cont(waited, 0.9) response_time_p90, max(waited) longest_response_time,
      avg(waited) filter (place = 1) first_response_time,
      quantile_cont(waited, 0.5) filter (place = 1) first_response_time_p50,
      quantile_cont(waited, 0.9) filter (place = 1) first_response_time_p90,
      avg(waited) filter (place = 1 and author = 'bot') first_response_time_bot,
      quantile_cont(waited, 0.5) filter (place = 1 and author = 'bot') first_response_time_bot_p50,
      quantile_cont(waited, 0.9) filter (place = 1 and author = 'bot') first_response_time_bot_p90
    from turns""",
    """select avg(waited) first_response_time_agent, quantile_cont(waited, 0.5) first_response_time_agent_p50,
      quantile_cont(waited, 0.9) first_response_time_agent_p90
    from (select arg_min(waited, place) waited from turns where author = 'agent' group by conversation)""",
    """select count(resolved_at) resolved_conversations, avg(took) resolution_time,
      quantile_cont(took, 0.5) resolution_time_p50, quantile_cont(took, 0.9) resolution_time_p90,
      count(*) filter (reopened_at <= resolved_at + interval 7 day) reopened,
      count(*) filter (csat >= 4) satisfied, count(csat) rated, avg(csat) csat_mean
    from (select *, epoch(resolved_at - started_at) took from conversations)""",
    """select 100 * (count(*) filter (score >= 9) - count(*) filter (score <= 6)) / count(*) nps
    from (select arg_max(nps, resolved_at) score from conversations where nps is not null group by customer)""",
    """select avg(waited) handoff_wait, quantile_cont(waited, 0.5) handoff_wait_p50,
      quantile_cont(waited, 0.9) handoff_wait_p90
    from (select epoch(min(messages.sent_at) - any_value(handoff_at)) waited from conversations
      join messages on conversation_id = conversation and author = 'agent' and sent_at >= handoff_at
        and failed_at is null
      group by conversation)""",
    """select count(distinct (campaign, customer)) converted, sum(value) revenue from attributed""",
    """select count(*) filter (orders >= 2) / count(*) repeat_purchase_rate
    from (select count(*) orders from orders group by customer)""",
    """with latest as (
      select greatest(max(sent_at), max(delivered_at), max(read_at), max(failed_at), max(clicked_at),
        (select greatest(max(resolved_at), max(reopened_at)) from conversations),
        (select max("at") from orders)) as as_of
      from messages
    ), active as (
      select bool_or(sent_at <= as_of - interval 30 day) before, bool_or(sent_at > as_of - interval 30 day) after
      from messages, latest where not outbound and sent_at > as_of - interval 60 day group by customer
    ) select count(*) filter (before and after) / count(*) filter (before) retention_rate from active""",
]


def main():
    folder = sys.argv[1]
    database = duckdb.connect()
    database.execute("set preserve_insertion_order = false")
    if len(sys.argv) > 2:
        database.execute(f"set threads = {int(sys.argv[2])}")

    def table(name, columns):
        return (
            f"read_csv('{folder}/{name}.csv', header = true, auto_detect = false, delim = ',', quote = '\"', "
            f"escape = '\"', timestampformat = '%Y-%m-%dT%H:%M:%SZ', columns = {columns})"
        )

    database.execute(
        PREPARE.format(
            messages=table("messages", MESSAGES),
            conversations=table("conversations", CONVERSATIONS),
            orders=table("orders", ORDERS),
        )
    )
    parts = {}
    for statement in FIGURES:
        answer = database.execute(statement)
        parts.update(zip([column[0] for column in answer.description], answer.fetchone()))
    print_figures(parts)


main()
