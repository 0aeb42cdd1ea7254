//! Sections and their questions.

super::texts! {
    "Delivery": "Zustellung", "Entrega", "送达", "Доставка";
    "Do our messages arrive?":
        "Kommen unsere Nachrichten an?", "¿Llegan nuestros mensajes?", "我们的消息送达了吗？", "Доходят ли наши сообщения?";
    "Engagement": "Interaktion", "Interacción", "互动", "Вовлечённость";
    "Do customers react?":
        "Reagieren die Kunden?", "¿Reaccionan los clientes?", "客户有反应吗？", "Реагируют ли клиенты?";
    "Consent": "Einwilligung", "Consentimiento", "订阅许可", "Согласия";
    "Are we welcome?":
        "Sind wir willkommen?", "¿Somos bienvenidos?", "客户愿意收到我们的消息吗？", "Рады ли нам?";
    "Conversations": "Konversationen", "Conversaciones", "会话", "Диалоги";
    "How much do we talk?":
        "Wie viel wird gesprochen?", "¿Cuánto conversamos?", "我们聊了多少？", "Сколько мы общаемся?";
    "Response": "Reaktion", "Respuesta", "响应", "Скорость ответа";
    "How fast do we answer?":
        "Wie schnell antworten wir?", "¿Qué tan rápido respondemos?", "我们响应有多快？", "Как быстро мы отвечаем?";
    "Resolution": "Lösung", "Resolución", "解决", "Решение";
    "Do we solve it?":
        "Lösen wir das Anliegen?", "¿Lo resolvemos?", "问题解决了吗？", "Решаем ли мы вопрос?";
    "Bot": "Chatbot", "Chatbot", "机器人", "Чат-бот";
    "Does the bot carry its load?":
        "Entlastet uns der Bot?", "¿El bot cumple con su parte?", "机器人分担了多少？", "Справляется ли бот со своей долей?";
    "Journey": "Kundenreise", "Recorrido", "客户旅程", "Путь клиента";
    "Where do customers drop off?":
        "Wo brechen Kunden ab?", "¿Dónde abandonan los clientes?", "客户在哪里流失？", "Где уходят клиенты?";
    "Outcome": "Ergebnis", "Resultados", "成效", "Результат";
    "Does it pay off?":
        "Zahlt es sich aus?", "¿Vale la pena?", "有回报吗？", "Окупается ли это?";
    "Cost": "Kosten", "Costos", "成本", "Затраты";
    "At what price?":
        "Zu welchem Preis?", "¿A qué precio?", "代价是多少？", "Какой ценой?";
    "Satisfaction": "Zufriedenheit", "Satisfacción", "满意度", "Удовлетворённость";
    "Are they happy?":
        "Sind sie zufrieden?", "¿Están contentos?", "客户满意吗？", "Довольны ли они?";
    "Loyalty": "Treue", "Fidelidad", "忠诚度", "Лояльность";
    "Do they come back?":
        "Kommen sie wieder?", "¿Vuelven?", "客户会回来吗？", "Возвращаются ли они?";
    "Own": "Eigene", "Propios", "自定义", "Свои показатели";
    "What else do we want to know?":
        "Was wollen wir noch wissen?", "¿Qué más queremos saber?", "我们还想知道什么？", "Что ещё мы хотим знать?";
    "A figure of one's own.":
        "Eine eigene Kennzahl.", "Un indicador propio.", "自定义指标。", "Собственный показатель.";
}
