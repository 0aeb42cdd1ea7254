//! The parts of a webhook body that are read, as borrowed structs. Any field may be missing or of the wrong type.
//!
//! Not responsible for what they mean (`statuses`, `messages`) nor for the rarer events (`events`).

use serde::de::MapAccess;

use super::loose::{Few, Fields, Loose, Place, Word, first_of};

/// Declares objects whose fields all borrow and may all be missing. `closed` = a further field is an error;
/// `field = "name"` = the field's name in JSON.
macro_rules! model {
    ($($(#[$meta:meta])* $name:ident<$life:lifetime> $($closed:ident)? {
        $($(#[$field_meta:meta])* $field:ident $(= $key:literal)?: $type:ty,)*
    })*) => {$(
        $(#[$meta])*
        #[derive(Clone, Debug, Default)]
        pub(super) struct $name<$life> { $($(#[$field_meta])* pub(super) $field: $type,)* }

        impl<'de: $life, $life> Fields<'de> for $name<$life> {
            const OPEN: bool = model!(@open $($closed)?);

            fn field<A: MapAccess<'de>>(&mut self, name: &str, map: &mut A) -> Result<bool, A::Error> {
                match name {
                    $(model!(@key $field $($key)?) => map.next_value_seed(Place(&mut self.$field))?,)*
                    _ => return Ok(false),
                }
                Ok(true)
            }
        }
    )*};
    (@open) => { true };
    (@open closed) => { false };
    (@key $field:ident) => { stringify!($field) };
    (@key $field:ident $key:literal) => { $key };
}

model! {
    /// What Meta posts.
    Envelope<'a> {
        object: Word<'a>,
        entry: Few<Entry<'a>>,
    }

    /// Everything of one business account.
    Entry<'a> {
        id: Word<'a>,
        time: Word<'a>,
        changes: Few<Change<'a>>,
    }

    /// A field of the account and its news.
    Change<'a> {
        field: Word<'a>,
        value: Loose<Traffic<'a>>,
    }

    /// The value of the field `messages`. With any further field in it the body is read the tolerant way.
    Traffic<'a> closed {
        messaging_product: Word<'a>,
        metadata: Loose<Metadata<'a>>,
        contacts: Few<Contact<'a>>,
        statuses: Few<Status<'a>>,
        messages: Few<Message<'a>>,
    }

    /// The business number.
    Metadata<'a> {
        display_phone_number: Word<'a>,
        phone_number_id: Word<'a>,
    }

    /// A customer's names.
    Contact<'a> {
        wa_id: Word<'a>,
        user_id: Word<'a>,
    }

    /// What became of an outbound message.
    Status<'a> {
        id: Word<'a>,
        /// The message id where a provider puts its own into `id`.
        meta_msg_id: Word<'a>,
        status: Word<'a>,
        timestamp: Word<'a>,
        recipient_id: Word<'a>,
        recipient_user_id: Word<'a>,
        recipient_type: Word<'a>,
        kind = "type": Word<'a>,
        biz_opaque_callback_data: Word<'a>,
        conversation: Loose<Conversation<'a>>,
        pricing: Loose<Pricing<'a>>,
        errors: Few<Problem<'a>>,
    }

    /// A billing unit; only its category is of use.
    Conversation<'a> {
        origin: Loose<Kind<'a>>,
    }

    /// A word of a closed list.
    Kind<'a> {
        kind = "type": Word<'a>,
    }

    /// How a message is billed.
    Pricing<'a> {
        billable: Word<'a>,
        category: Word<'a>,
        kind = "type": Word<'a>,
    }

    /// Why a message failed.
    Problem<'a> {
        code: Word<'a>,
    }

    /// A message: of a customer, an echo of the app, or a part of its history.
    Message<'a> {
        id: Word<'a>,
        from: Word<'a>,
        from_user_id: Word<'a>,
        to: Word<'a>,
        to_user_id: Word<'a>,
        group_id: Word<'a>,
        timestamp: Word<'a>,
        kind = "type": Word<'a>,
        context: Loose<Reference<'a>>,
        text: Loose<Body<'a>>,
        button: Loose<Button<'a>>,
        interactive: Loose<Interactive<'a>>,
        reaction: Loose<Reaction<'a>>,
        edit: Loose<Original<'a>>,
        revoke: Loose<Original<'a>>,
        system: Loose<System<'a>>,
        history_context: Loose<State<'a>>,
    }

    /// The message that another one quotes.
    Reference<'a> {
        id: Word<'a>,
    }

    /// A text.
    Body<'a> {
        body: Word<'a>,
    }

    /// A tapped button of a template.
    Button<'a> {
        payload: Word<'a>,
        text: Word<'a>,
    }

    /// A tapped button or list row, a submitted form.
    Interactive<'a> {
        kind = "type": Word<'a>,
        button_reply: Loose<Choice<'a>>,
        list_reply: Loose<Choice<'a>>,
    }

    /// What was tapped.
    Choice<'a> {
        id: Word<'a>,
        title: Word<'a>,
    }

    /// A reaction; without an emoji it takes an earlier one back.
    Reaction<'a> {
        message_id: Word<'a>,
        emoji: Word<'a>,
    }

    /// The message that was edited or taken back.
    Original<'a> {
        original_message_id: Word<'a>,
    }

    /// News about the customer's account.
    System<'a> {
        wa_id: Word<'a>,
        new_wa_id: Word<'a>,
        user_id: Word<'a>,
    }

    /// The state of a message in a history.
    State<'a> {
        status: Word<'a>,
    }
}

impl Status<'_> {
    /// The id of the message that the status is about.
    pub(super) fn message_id(&self) -> &str {
        first_of([self.meta_msg_id.get(), self.id.get()])
    }
}
