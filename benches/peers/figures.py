"""What all peers share: the figures that are one number of their answers divided by another, and the printing."""

import json

# Numbers that are no figures themselves.
PARTS = {
    "free_messages", "reached", "opened", "offered", "outreach_delivered", "customers_reached", "links", "repliers",
    "answered", "clickers", "leavers", "conversation_messages", "reopened", "satisfied", "rated", "converted",
    "revenue",
}


def print_figures(numbers):
    """Prints the figures among the numbers, and those made of them, as one JSON object."""
    figures = {name: number for name, number in numbers.items() if name not in PARTS} | quotients(numbers)
    print(json.dumps(figures, default=float, indent=1, sort_keys=True))


def quotients(part):
    """The figures that are one counted number divided by another."""
    return {
        "messages_pending": part["messages_sent"] - part["messages_delivered"] - part["messages_failed"],
        "delivery_rate": part["messages_delivered"] / part["messages_sent"],
        "failure_rate": part["messages_failed"] / part["messages_sent"],
        "open_rate": part["messages_read"] / part["messages_delivered"],
        "cost_per_message": part["spend"] / part["messages_sent"],
        "cost_per_delivered_message": part["spend"] / part["messages_delivered"],
        "free_message_share": part["free_messages"] / part["messages_delivered"],
        "reply_rate": part["repliers"] / part["reached"],
        "message_reply_rate": part["answered"] / part["outreach_delivered"],
        "clicks": part["links"] + part["button_clicks"],
        "click_through_rate": part["clickers"] / part["reached"],
        "click_to_open_rate": part["clickers"] / part["opened"],
        "messages_per_recipient": part["outreach_delivered"] / part["customers_reached"],
        "opt_out_rate": part["leavers"] / part["offered"],
        "messages_per_conversation": part["conversation_messages"] / part["conversations"],
        "resolution_rate": part["resolved_conversations"] / part["conversations"],
        "reopen_rate": part["reopened"] / part["resolved_conversations"],
        "csat": part["satisfied"] / part["rated"],
        "conversion_rate": part["converted"] / part["reached"],
        "revenue_per_message": part["revenue"] / part["outreach_delivered"],
        "revenue_per_recipient": part["revenue"] / part["reached"],
    }
