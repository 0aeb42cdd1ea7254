"""The same figures with pandas: `with_pandas.py FOLDER` prints them as one JSON object.

Columns are chosen while they are read, words of few kinds are categories; reads with pyarrow where it is installed.
"""

import importlib.util
import sys

import pandas
from figures import print_figures

ENGINE = "pyarrow" if importlib.util.find_spec("pyarrow") else "c"
DAY = pandas.Timedelta(days=1)


def read(folder, name, times, others):
    """The chosen columns of one table; times are as RFC 3339 in UTC."""
    table = pandas.read_csv(
        f"{folder}/{name}.csv", usecols=[*times, *others], dtype=others | dict.fromkeys(times, "str"), engine=ENGINE
    )
    for column in times:
        table[column] = pandas.to_datetime(table[column], format="%Y-%m-%dT%H:%M:%SZ")
    return table


def read_messages(folder):
    times = ["sent_at", "delivered_at", "read_at", "failed_at", "clicked_at"]
    words = ["direction", "author", "type", "category", "campaign", "text", "billable"]
    others = {"conversation_id": "str", "customer": "category", "cost": "float64"} | dict.fromkeys(words, "category")
    messages = read(folder, "messages", times, others)
    messages["outbound"] = messages["direction"] == "outbound"
    messages["outreach"] = messages["author"].isin(["campaign", "automation"])
    messages["tap"] = messages["type"] == "button"
    messages["opt_out"] = messages["text"] == "STOP"
    messages["closing"] = messages["text"].isin(["thanks", "ok", "👍"])
    messages["free"] = messages["billable"].astype("str").str.lower() == "false"
    return messages.drop(columns=["direction", "type", "text", "billable"])


def times(name, values):
    """The three figures of a duration: mean, median and ninth decile."""
    middle, most = values.quantile([0.5, 0.9])
    return {name: values.mean(), f"{name}_p50": middle, f"{name}_p90": most}


def seconds(durations):
    return durations.dt.total_seconds()


def reactions_of(messages):
    """Every inbound message with the latest outbound one before it, where that was outreach that arrived."""
    touches = messages.loc[
        messages["outbound"] & messages["failed_at"].isna(),
        ["customer", "campaign", "category", "outreach", "delivered_at", "sent_at"],
    ]
    touches = touches.assign(touched_at=touches["sent_at"]).sort_values("sent_at")
    inbound = messages.loc[~messages["outbound"], ["customer", "sent_at", "tap", "opt_out"]].sort_values("sent_at")
    joined = pandas.merge_asof(inbound, touches, on="sent_at", by="customer", allow_exact_matches=False)
    arrived = joined["outreach"].eq(True) & joined["delivered_at"].notna()
    return joined[arrived & (joined["sent_at"] <= joined["touched_at"] + 3 * DAY)]


def delivery(messages):
    outbound = messages["outbound"]
    delivered = messages["delivered_at"].notna()
    counts = {
        "messages_sent": int(outbound.sum()),
        "messages_delivered": int(delivered.sum()),
        "messages_read": int(messages["read_at"].count()),
        "messages_failed": int(messages["failed_at"].count()),
        "messages_received": int((~outbound).sum()),
        "spend": messages["cost"].sum(),
        "free_messages": int((messages["free"] & delivered).sum()),
        "opt_outs": messages.loc[messages["opt_out"], "customer"].nunique(),
        "active_customers": messages.loc[~outbound, "customer"].nunique(),
    }
    arrival = seconds(messages["delivered_at"] - messages["sent_at"])
    opening = seconds(messages["read_at"] - messages["delivered_at"])
    return counts | times("delivery_latency", arrival) | times("time_to_open", opening)


def engagement(messages, reactions):
    pair = ["campaign", "customer"]
    outreach = messages[messages["outreach"]]
    clicked = outreach["clicked_at"] <= outreach["sent_at"] + 3 * DAY
    groups = outreach.assign(clicked=clicked).groupby(pair, observed=True, dropna=False, sort=False)
    recipients = groups.agg(
        category=("category", "first"),
        delivered=("delivered_at", "count"),
        seen=("read_at", "count"),
        links=("clicked", "sum"),
    ).reset_index()
    reached = recipients[recipients["delivered"] > 0]
    replies = reactions[~reactions["opt_out"] & (reactions["sent_at"] <= reactions["touched_at"] + DAY)]
    first = replies.drop_duplicates(pair)
    clickers = pandas.concat([outreach.loc[clicked, pair], reactions.loc[reactions["tap"], pair]])
    left = messages[messages["opt_out"]].groupby("customer", observed=True)["sent_at"].min()
    offers = messages.loc[messages["category"] == "marketing", ["customer", "sent_at"]]
    offers = offers[offers["customer"].isin(left.index)]
    leavers = reactions[reactions["opt_out"] & (reactions["category"] == "marketing")]
    return times("time_to_reply", seconds(first["sent_at"] - first["touched_at"])) | {
        "recipients": len(recipients),
        "reached": len(reached),
        "opened": int((recipients["seen"] > 0).sum()),
        "offered": int((reached["category"] == "marketing").sum()),
        "outreach_delivered": int(recipients["delivered"].sum()),
        "customers_reached": reached["customer"].nunique(),
        "links": int(recipients["links"].sum()),
        "replies": len(replies),
        "repliers": len(first),
        "answered": len(replies.drop_duplicates([*pair, "touched_at"])),
        "button_clicks": int(reactions["tap"].sum()),
        "clickers": len(clickers.drop_duplicates()),
        "leavers": len(leavers.drop_duplicates(pair)),
        "sends_after_opt_out": int((offers["sent_at"] > offers["customer"].map(left).astype("datetime64[s]")).sum()),
    }


def talk(messages, conversations):
    talked = messages[messages["conversation_id"].notna() & messages["failed_at"].isna()]
    groups = talked.groupby("conversation_id", sort=False)["sent_at"]
    lengths = groups.agg(["size", "min", "max"])
    # Of every run of one side its first message; then the time from a question to its answer.
    ordered = talked[~talked["closing"]].sort_values(["conversation_id", "sent_at"])
    same = ordered["conversation_id"] == ordered["conversation_id"].shift(1)
    runs = ordered[~(same & (ordered["outbound"] == ordered["outbound"].shift(1)))]
    asked = runs["sent_at"].shift(1).where(runs["conversation_id"] == runs["conversation_id"].shift(1))
    turns = runs.assign(waited=seconds(runs["sent_at"] - asked))
    turns = turns[turns["outbound"] & turns["waited"].notna()]
    first = turns.drop_duplicates("conversation_id")
    agents = turns[turns["author"] == "agent"].drop_duplicates("conversation_id")
    handed = conversations.loc[conversations["handoff_at"].notna(), ["conversation_id", "handoff_at"]]
    taken = talked.loc[talked["author"] == "agent", ["conversation_id", "sent_at"]].merge(handed, on="conversation_id")
    taken = taken[taken["sent_at"] >= taken["handoff_at"]].groupby("conversation_id").min()
    return (
        {"conversations": len(lengths), "conversation_messages": int(lengths["size"].sum())}
        | {"longest_response_time": turns["waited"].max()}
        | times("conversation_duration", seconds(lengths["max"] - lengths["min"]))
        | times("response_time", turns["waited"])
        | times("first_response_time", first["waited"])
        | times("first_response_time_bot", first.loc[first["author"] == "bot", "waited"])
        | times("first_response_time_agent", agents["waited"])
        | times("handoff_wait", seconds(taken["sent_at"] - taken["handoff_at"]))
    )


def resolution(conversations):
    latest = conversations[conversations["nps"].notna()].sort_values("resolved_at")
    latest = latest.drop_duplicates("customer", keep="last")["nps"]
    took = seconds(conversations["resolved_at"] - conversations["started_at"])
    return times("resolution_time", took) | {
        "resolved_conversations": int(conversations["resolved_at"].count()),
        "reopened": int((conversations["reopened_at"] <= conversations["resolved_at"] + 7 * DAY).sum()),
        "satisfied": int((conversations["csat"] >= 4).sum()),
        "rated": int(conversations["csat"].count()),
        "csat_mean": conversations["csat"].mean(),
        "nps": 100 * int((latest >= 9).sum() - (latest <= 6).sum()) / len(latest),
    }


def outcome(messages, orders):
    touches = messages.loc[messages["outreach"] & messages["delivered_at"].notna(), ["customer", "campaign", "sent_at"]]
    touches = touches.assign(customer=touches["customer"].astype("str")).sort_values("sent_at")
    attributed = pandas.merge_asof(
        orders.sort_values("at"), touches, left_on="at", right_on="sent_at", by="customer", tolerance=7 * DAY
    )
    attributed = attributed[attributed["sent_at"].notna()]
    purchases = orders["customer"].value_counts()
    return {
        "converted": len(attributed.drop_duplicates(["campaign", "customer"])),
        "revenue": (attributed["value"] - attributed["refunded"].fillna(0)).sum(),
        "repeat_purchase_rate": int((purchases >= 2).sum()) / len(purchases),
    }


def retention(messages, conversations, orders):
    events = messages[["sent_at", "delivered_at", "read_at", "failed_at", "clicked_at"]]
    as_of = max(*events.max(), *conversations[["resolved_at", "reopened_at"]].max(), orders["at"].max())
    inbound = messages[~messages["outbound"] & (messages["sent_at"] > as_of - 60 * DAY)]
    lately = inbound["sent_at"] > as_of - 30 * DAY
    before = inbound.loc[~lately, "customer"].drop_duplicates()
    return {"retention_rate": before.isin(inbound.loc[lately, "customer"]).sum() / len(before)}


def main():
    folder = sys.argv[1]
    messages = read_messages(folder)
    conversations = read(
        folder, "conversations", ["started_at", "resolved_at", "reopened_at", "handoff_at"],
        {"conversation_id": "str", "customer": "str", "csat": "float64", "nps": "float64"},
    )
    orders = read(folder, "orders", ["at"], {"customer": "str", "value": "float64", "refunded": "float64"})
    print_figures(
        delivery(messages)
        | engagement(messages, reactions_of(messages))
        | talk(messages, conversations)
        | resolution(conversations)
        | outcome(messages, orders)
        | retention(messages, conversations, orders)
    )


main()
