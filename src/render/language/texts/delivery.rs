//! Figures of the section delivery, and how the figures of a span of time are named.

super::texts! {
    "{text}, median": "{}, Median", "{}, mediana", "{}（中位数）", "{}, медиана";
    "{text}, p90": "{}, P90", "{}, p90", "{}（P90）", "{}, p90";

    "Messages sent": "Nachrichten gesendet", "Mensajes enviados", "发送消息数", "Отправлено сообщений";
    "How many messages did we send?":
        "Wie viele Nachrichten haben wir gesendet?", "¿Cuántos mensajes enviamos?",
        "我们发送了多少条消息？", "Сколько сообщений мы отправили?";
    "Messages delivered": "Nachrichten zugestellt", "Mensajes entregados", "送达消息数", "Доставлено сообщений";
    "How many reached the phone?":
        "Wie viele kamen auf dem Telefon an?", "¿Cuántos llegaron al teléfono?",
        "有多少条送达了手机？", "Сколько дошло до телефона?";
    "Messages read": "Nachrichten gelesen", "Mensajes leídos", "已读消息数", "Прочитано сообщений";
    "How many were opened?":
        "Wie viele wurden geöffnet?", "¿Cuántos se abrieron?", "有多少条被打开？", "Сколько было открыто?";
    "Messages failed": "Fehlgeschlagen", "Mensajes fallidos", "发送失败消息数", "Ошибки отправки";
    "How many failed?": "Wie viele sind fehlgeschlagen?", "¿Cuántos fallaron?", "有多少条失败？", "Сколько не удалось доставить?";
    "Messages pending": "Noch ausstehend", "Mensajes pendientes", "待送达消息数", "Сообщения в пути";
    "How many are still under way?":
        "Wie viele sind noch unterwegs?", "¿Cuántos siguen en camino?", "有多少条仍在途中？", "Сколько ещё в пути?";
    "Messages received": "Nachrichten empfangen", "Mensajes recibidos", "收到消息数", "Получено сообщений";
    "How many messages did customers write?":
        "Wie viele Nachrichten haben Kunden geschrieben?", "¿Cuántos mensajes escribieron los clientes?",
        "客户写来了多少条消息？", "Сколько сообщений написали клиенты?";
    "Delivery rate": "Zustellrate", "Tasa de entrega", "送达率", "Доставляемость";
    "Do our messages reach the customer's phone?":
        "Kommen unsere Nachrichten auf dem Telefon der Kunden an?", "¿Llegan nuestros mensajes al teléfono del cliente?",
        "我们的消息送达客户手机了吗？", "Доходят ли наши сообщения до телефона клиента?";
    "Failure rate": "Fehlerrate", "Tasa de fallos", "失败率", "Доля ошибок доставки";
    "How many of our messages fail?":
        "Wie viele unserer Nachrichten schlagen fehl?", "¿Cuántos de nuestros mensajes fallan?",
        "我们的消息有多少发送失败？", "Сколько наших сообщений не доходит?";
    "Open rate": "Öffnungsrate", "Tasa de apertura", "已读率", "Доля прочитанных";
    "Are our messages opened?":
        "Werden unsere Nachrichten geöffnet?", "¿Se abren nuestros mensajes?",
        "我们的消息被打开了吗？", "Открывают ли наши сообщения?";
    "Open rate, observable":
        "Öffnungsrate, beobachtbar", "Tasa de apertura observable", "可观测已读率", "Доля прочитанных, наблюдаемая";
    "Are they opened where we can see it?":
        "Werden sie geöffnet, wo wir es sehen können?", "¿Se abren donde podemos verlo?",
        "在能观测到的范围内被打开了吗？", "Открывают ли их там, где это видно?";
    "Time to delivery": "Zeit bis zur Zustellung", "Tiempo hasta la entrega", "送达时长", "Время до доставки";
    "How long until a message arrives?":
        "Wie lange dauert es, bis eine Nachricht ankommt?", "¿Cuánto tarda en llegar un mensaje?",
        "消息多久送达？", "Через сколько доходит сообщение?";
    "Time to open": "Zeit bis zur Öffnung", "Tiempo hasta la apertura", "阅读时长", "Время до прочтения";
    "How long until a message is opened?":
        "Wie lange dauert es, bis eine Nachricht geöffnet wird?", "¿Cuánto tarda en abrirse un mensaje?",
        "消息多久被打开？", "Через сколько открывают сообщение?";
    "Unreachable recipients":
        "Nicht erreichbare Empfänger", "Destinatarios inalcanzables", "无法触达的接收人", "Недоступные получатели";
    "How many customers can we not reach at all?":
        "Wie viele Kunden erreichen wir gar nicht?", "¿A cuántos clientes no logramos llegar?",
        "有多少客户完全无法触达？", "До скольких клиентов мы вообще не доходим?";
}
