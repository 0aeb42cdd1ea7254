//! Figures of the sections outcome and cost.

super::texts! {
    "Conversions": "Conversions", "Conversiones", "转化数", "Конверсии";
    "How many orders did it bring?":
        "Wie viele Bestellungen hat es gebracht?", "¿Cuántos pedidos trajo?", "带来多少订单？", "Сколько заказов это принесло?";
    "Conversion rate": "Conversion-Rate", "Tasa de conversión", "转化率", "Коэффициент конверсии";
    "How many recipients order?":
        "Wie viele Empfänger bestellen?", "¿Cuántos destinatarios compran?", "有多少接收人下单？", "Сколько получателей делает заказ?";
    "Conversation conversion":
        "Conversion je Konversation", "Conversión de conversaciones", "会话转化率", "Конверсия диалогов";
    "How many conversations end in an order?":
        "Wie viele Konversationen führen zu einer Bestellung?", "¿Cuántas conversaciones terminan en pedido?",
        "有多少会话促成订单？", "Сколько диалогов ведёт к заказу?";
    "Leads": "Leads", "Leads", "线索数", "Лиды";
    "How many new leads did it bring?":
        "Wie viele neue Leads hat es gebracht?", "¿Cuántos leads nuevos trajo?", "带来多少新线索？", "Сколько новых лидов это принесло?";
    "Revenue": "Umsatz", "Ingresos", "收入", "Выручка";
    "What did it bring?": "Was hat es gebracht?", "¿Qué aportó?", "带来多少收入？", "Что это принесло?";
    "Revenue per message": "Umsatz je Nachricht", "Ingresos por mensaje", "每条消息收入", "Выручка на сообщение";
    "What does one message bring?":
        "Was bringt eine Nachricht?", "¿Cuánto aporta un mensaje?", "一条消息带来多少？", "Что приносит одно сообщение?";
    "Revenue per recipient": "Umsatz je Empfänger", "Ingresos por destinatario", "每接收人收入", "Выручка на получателя";
    "What does one recipient bring?":
        "Was bringt ein Empfänger?", "¿Cuánto aporta un destinatario?", "一位接收人带来多少？", "Что приносит один получатель?";
    "Average order value":
        "Durchschnittlicher Bestellwert", "Valor medio del pedido", "客单价", "Средний чек";
    "What is one order worth?":
        "Was ist eine Bestellung wert?", "¿Cuánto vale un pedido?", "一笔订单值多少？", "Сколько стоит один заказ?";
    "Time to convert": "Zeit bis zur Conversion", "Tiempo hasta la conversión", "转化时长", "Время до конверсии";
    "How long do customers think it over?":
        "Wie lange überlegen Kunden?", "¿Cuánto lo piensan los clientes?", "客户考虑多久？", "Сколько клиенты раздумывают?";

    "Spend": "Ausgaben", "Gasto", "花费", "Расходы";
    "What did it cost?": "Was hat es gekostet?", "¿Cuánto costó?", "花了多少？", "Сколько это стоило?";
    "Cost per message": "Kosten je Nachricht", "Costo por mensaje", "每条消息成本", "Стоимость сообщения";
    "What does one message cost?":
        "Was kostet eine Nachricht?", "¿Cuánto cuesta un mensaje?", "一条消息成本多少？", "Сколько стоит одно сообщение?";
    "Cost per delivered message":
        "Kosten je zugestellter Nachricht", "Costo por mensaje entregado", "每条送达成本", "Стоимость доставленного";
    "What does one message on a phone cost?":
        "Was kostet eine Nachricht auf dem Telefon?", "¿Cuánto cuesta un mensaje que llega al teléfono?",
        "一条送达手机的消息成本多少？", "Сколько стоит сообщение, дошедшее до телефона?";
    "Cost per click": "Kosten je Klick (CPC)", "Costo por clic (CPC)", "每次点击成本 (CPC)", "Стоимость клика (CPC)";
    "What does one click cost?":
        "Was kostet ein Klick?", "¿Cuánto cuesta un clic?", "一次点击成本多少？", "Сколько стоит один клик?";
    "Cost per reply": "Kosten je Antwort", "Costo por respuesta", "每次回复成本", "Стоимость ответа";
    "What does one reply cost?":
        "Was kostet eine Antwort?", "¿Cuánto cuesta una respuesta?", "一次回复成本多少？", "Сколько стоит один ответ?";
    "Cost per conversation": "Kosten je Konversation", "Costo por conversación", "每会话成本", "Стоимость диалога";
    "What does one conversation cost?":
        "Was kostet eine Konversation?", "¿Cuánto cuesta una conversación?", "一次会话成本多少？", "Сколько стоит один диалог?";
    "Cost per lead": "Kosten je Lead (CPL)", "Costo por lead (CPL)", "每条线索成本 (CPL)", "Стоимость лида (CPL)";
    "What does one lead cost?":
        "Was kostet ein Lead?", "¿Cuánto cuesta un lead?", "一条线索成本多少？", "Сколько стоит один лид?";
    "Cost per conversion":
        "Kosten je Conversion (CPO)", "Costo por conversión", "每次转化成本", "Стоимость конверсии (CPO)";
    "What does one order cost?":
        "Was kostet eine Bestellung?", "¿Cuánto cuesta un pedido?", "一笔订单成本多少？", "Во сколько обходится один заказ?";
    "Cost per acquisition":
        "Kosten je Neukunde (CAC)", "Costo de adquisición (CAC)", "获客成本 (CAC)", "Стоимость привлечения (CAC)";
    "What does one new buyer cost?":
        "Was kostet ein neuer Käufer?", "¿Cuánto cuesta un comprador nuevo?", "一位新买家成本多少？", "Сколько стоит новый покупатель?";
    "Cost per resolution": "Kosten je Lösung", "Costo por resolución", "每次解决成本", "Стоимость решения";
    "What does one solution cost?":
        "Was kostet eine Lösung?", "¿Cuánto cuesta una solución?", "一次解决成本多少？", "Сколько стоит одно решение?";
    "Return on spend":
        "Ertrag der Werbeausgaben (ROAS)", "Retorno del gasto (ROAS)", "支出回报率 (ROAS)", "Окупаемость расходов (ROAS)";
    "What does one coin bring?":
        "Was bringt eine Münze?", "¿Cuánto trae cada moneda?", "每花一块钱带来多少？", "Что приносит одна монета?";
    "Return on investment":
        "Kapitalrendite (ROI)", "Retorno de la inversión (ROI)", "投资回报率 (ROI)", "Окупаемость вложений (ROI)";
    "Does it earn more than it costs?":
        "Bringt es mehr ein, als es kostet?", "¿Gana más de lo que cuesta?", "收益高于成本吗？", "Приносит ли это больше, чем стоит?";
    "Free messages": "Kostenlose Nachrichten", "Mensajes gratuitos", "免费消息占比", "Бесплатные сообщения";
    "How much goes out for nothing?":
        "Wie viel geht kostenlos hinaus?", "¿Cuánto sale gratis?", "有多少免费发出？", "Сколько уходит бесплатно?";
}
