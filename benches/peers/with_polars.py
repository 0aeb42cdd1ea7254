"""The same figures with polars: `POLARS_MAX_THREADS=2 with_polars.py FOLDER` prints them as one JSON object.

Columns are chosen and typed while they are read, by the streaming engine; everything after that is in memory.
"""

import sys

import polars
from figures import print_figures
from polars import col

DAY = polars.duration(days=1)
OFFER = col("category") == "marketing"


def read(folder, name, times, others):
    """The chosen columns of one table; times are as RFC 3339 in UTC."""
    types = {column: polars.String for column in times} | others
    moments = [col(column).str.to_datetime("%Y-%m-%dT%H:%M:%SZ", time_unit="ms") for column in times]
    table = polars.scan_csv(f"{folder}/{name}.csv", schema_overrides=types).select([*types]).with_columns(moments)
    return table


def read_messages(folder):
    times = ["sent_at", "delivered_at", "read_at", "failed_at", "clicked_at"]
    text = ["conversation_id", "customer", "direction", "author", "type", "category", "campaign", "text", "billable"]
    table = read(folder, "messages", times, dict.fromkeys(text, polars.String) | {"cost": polars.Float64})
    return (
        table.select(
            "customer", "author", "category", "campaign", "cost", *times,
            conversation=col("conversation_id"),
            free=col("billable") == "false",
            outbound=col("direction") == "outbound",
            outreach=col("author").is_in(["campaign", "automation"]),
            tap=col("type") == "button",
            opt_out=(col("text") == "STOP").fill_null(False),
            closing=col("text").is_in(["thanks", "ok", "👍"]).fill_null(False),
        )
        .collect(engine="streaming")
    )


def seconds(later, earlier):
    return (col(later) - col(earlier)).dt.total_milliseconds() / 1000


def times(name, values):
    """The three figures of a duration: mean, median and ninth decile."""
    return {
        name: values.mean(),
        f"{name}_p50": values.quantile(0.5, interpolation="linear"),
        f"{name}_p90": values.quantile(0.9, interpolation="linear"),
    }


def reactions_of(messages):
    """Every inbound message with the latest outbound one before it, where that was outreach that arrived."""
    touches = messages.filter(col("outbound") & col("failed_at").is_null()).select(
        "customer", "campaign", "category", "outreach", "delivered_at", "sent_at", touched_at="sent_at"
    )
    inbound = messages.filter(~col("outbound")).select("customer", "sent_at", "tap", "opt_out")
    joined = inbound.sort("sent_at").join_asof(
        touches.sort("sent_at"), on="sent_at", by="customer", allow_exact_matches=False, check_sortedness=False
    )
    return joined.filter(
        col("outreach") & col("delivered_at").is_not_null() & (col("sent_at") <= col("touched_at") + 3 * DAY)
    )


def delivery(messages):
    counts = messages.select(
        messages_sent=col("outbound").sum(),
        messages_delivered=col("delivered_at").count(),
        messages_read=col("read_at").count(),
        messages_failed=col("failed_at").count(),
        messages_received=(~col("outbound")).sum(),
        spend=col("cost").sum(),
        free_messages=(col("free") & col("delivered_at").is_not_null()).sum(),
        opt_outs=col("customer").filter("opt_out").n_unique(),
        active_customers=col("customer").filter(~col("outbound")).n_unique(),
    ).to_dicts()[0]
    waited = messages.select(arrival=seconds("delivered_at", "sent_at"), opening=seconds("read_at", "delivered_at"))
    return counts | times("delivery_latency", waited["arrival"]) | times("time_to_open", waited["opening"])


def engagement(messages, reactions):
    clicked = col("clicked_at") <= col("sent_at") + 3 * DAY
    outreach = messages.filter("outreach")
    recipients = outreach.group_by("campaign", "customer").agg(
        col("category").first(),
        delivered=col("delivered_at").count(),
        seen=col("read_at").count(),
        links=clicked.fill_null(False).sum(),
    )
    pair = ["campaign", "customer"]
    replies = reactions.filter(~col("opt_out") & (col("sent_at") <= col("touched_at") + DAY))
    repliers = replies.sort("sent_at").group_by(pair).agg(
        waited=seconds("sent_at", "touched_at").first(), replies=polars.len(), answered=col("touched_at").n_unique()
    )
    clickers = polars.concat([outreach.filter(clicked).select(pair), reactions.filter("tap").select(pair)])
    left = messages.filter("opt_out").group_by("customer").agg(left_at=col("sent_at").min())
    after = messages.filter(OFFER).join(left, on="customer").filter(col("sent_at") > col("left_at"))
    reached = recipients.filter(col("delivered") > 0)
    return times("time_to_reply", repliers["waited"]) | {
        "recipients": recipients.height,
        "reached": reached.height,
        "opened": recipients.filter(col("seen") > 0).height,
        "offered": reached.filter(OFFER).height,
        "outreach_delivered": recipients["delivered"].sum(),
        "customers_reached": reached["customer"].n_unique(),
        "links": recipients["links"].sum(),
        "replies": replies.height,
        "repliers": repliers.height,
        "answered": repliers["answered"].sum(),
        "button_clicks": reactions["tap"].sum(),
        "clickers": clickers.unique().height,
        "leavers": reactions.filter(col("opt_out") & OFFER).select(pair).unique().height,
        "sends_after_opt_out": after.height,
    }


def talk(messages, conversations):
    talked = messages.filter(col("conversation").is_not_null() & col("failed_at").is_null())
    lengths = talked.group_by("conversation").agg(
        messages=polars.len(), lasted=(col("sent_at").max() - col("sent_at").min()).dt.total_milliseconds() / 1000
    )
    # Of every run of one side its first message; then the time from a question to its answer.
    ordered = talked.filter(~col("closing")).sort("conversation", "sent_at")
    same = col("conversation") == col("conversation").shift(1)
    turns = (
        ordered.select("conversation", "author", "outbound", "sent_at")
        .filter(~(same & (col("outbound") == col("outbound").shift(1))).fill_null(False))
        .with_columns(waited=polars.when(same).then((col("sent_at") - col("sent_at").shift(1))))
        .filter(col("outbound") & col("waited").is_not_null())
        .with_columns(waited=col("waited").dt.total_milliseconds() / 1000)
    )
    first = turns.unique("conversation", keep="first", maintain_order=True)
    agents = turns.filter(col("author") == "agent").unique("conversation", keep="first", maintain_order=True)
    taken = (
        conversations.filter(col("handoff_at").is_not_null())
        .join(talked.filter(col("author") == "agent"), left_on="conversation_id", right_on="conversation")
        .filter(col("sent_at") >= col("handoff_at"))
        .group_by("conversation_id")
        .agg(waited=(col("sent_at").min() - col("handoff_at").first()).dt.total_milliseconds() / 1000)
    )
    return (
        {"conversations": lengths.height, "conversation_messages": lengths["messages"].sum()}
        | {"longest_response_time": turns["waited"].max()}
        | times("conversation_duration", lengths["lasted"])
        | times("response_time", turns["waited"])
        | times("first_response_time", first["waited"])
        | times("first_response_time_bot", first.filter(col("author") == "bot")["waited"])
        | times("first_response_time_agent", agents["waited"])
        | times("handoff_wait", taken["waited"])
    )


def resolution(conversations):
    latest = conversations.filter(col("nps").is_not_null()).sort("resolved_at").group_by("customer").agg(
        col("nps").last()
    )["nps"]
    took = conversations.select(took=seconds("resolved_at", "started_at"))["took"]
    return times("resolution_time", took) | {
        "resolved_conversations": conversations["resolved_at"].count(),
        "reopened": conversations.filter(col("reopened_at") <= col("resolved_at") + 7 * DAY).height,
        "satisfied": (conversations["csat"] >= 4).sum(),
        "rated": conversations["csat"].count(),
        "csat_mean": conversations["csat"].mean(),
        "nps": 100 * ((latest >= 9).sum() - (latest <= 6).sum()) / latest.len(),
    }


def outcome(messages, orders):
    touches = messages.filter(col("outreach") & col("delivered_at").is_not_null())
    touches = touches.select("customer", "campaign", "sent_at", at="sent_at").sort("at")
    attributed = orders.sort("at").join_asof(touches, on="at", by="customer", check_sortedness=False)
    attributed = attributed.filter(col("at") <= col("sent_at") + 7 * DAY)
    buyers = orders.group_by("customer").agg(orders=polars.len())
    return {
        "converted": attributed.select("campaign", "customer").unique().height,
        "revenue": attributed.select(col("value") - col("refunded").fill_null(0)).to_series().sum(),
        "repeat_purchase_rate": (buyers["orders"] >= 2).sum() / buyers.height,
    }


def retention(messages, conversations, orders):
    as_of = max(
        *messages.select("sent_at", "delivered_at", "read_at", "failed_at", "clicked_at").max().row(0),
        *conversations.select("resolved_at", "reopened_at").max().row(0),
        orders["at"].max(),
    )
    active = (
        messages.filter(~col("outbound") & (col("sent_at") > polars.lit(as_of) - 60 * DAY))
        .group_by("customer")
        .agg(
            before=(col("sent_at") <= polars.lit(as_of) - 30 * DAY).any(),
            after=(col("sent_at") > polars.lit(as_of) - 30 * DAY).any(),
        )
    )
    return {"retention_rate": active.select(col("before") & col("after")).to_series().sum() / active["before"].sum()}


def main():
    folder = sys.argv[1]
    messages = read_messages(folder)
    conversations = read(
        folder, "conversations", ["started_at", "resolved_at", "reopened_at", "handoff_at"],
        {"conversation_id": polars.String, "customer": polars.String, "csat": polars.Int64, "nps": polars.Int64},
    ).collect(engine="streaming")
    orders = read(
        folder, "orders", ["at"], {"customer": polars.String, "value": polars.Float64, "refunded": polars.Float64}
    ).collect(engine="streaming")
    print_figures(
        delivery(messages)
        | engagement(messages, reactions_of(messages))
        | talk(messages, conversations)
        | resolution(conversations)
        | outcome(messages, orders)
        | retention(messages, conversations, orders)
    )


main()
