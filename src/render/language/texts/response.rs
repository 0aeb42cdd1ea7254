//! Figures of the sections conversations and response.

super::texts! {
    "How many conversations began?":
        "Wie viele Konversationen begannen?", "¿Cuántas conversaciones empezaron?",
        "开始了多少会话？", "Сколько диалогов началось?";
    "Active conversations": "Aktive Konversationen", "Conversaciones activas", "活跃会话数", "Активные диалоги";
    "How many were going on?":
        "Wie viele liefen?", "¿Cuántas estaban en curso?", "有多少会话在进行？", "Сколько их шло?";
    "Begun by the customer": "Vom Kunden begonnen", "Iniciadas por el cliente", "客户发起", "Начаты клиентом";
    "How often do customers begin?":
        "Wie oft beginnen Kunden?", "¿Con qué frecuencia empiezan los clientes?",
        "客户主动发起有多少？", "Как часто начинают клиенты?";
    "Begun by the business": "Vom Unternehmen begonnen", "Iniciadas por la empresa", "商家发起", "Начаты компанией";
    "How often do we begin?":
        "Wie oft beginnen wir?", "¿Con qué frecuencia empezamos nosotros?",
        "我们主动发起有多少？", "Как часто начинаем мы?";
    "Messages per conversation":
        "Nachrichten je Konversation", "Mensajes por conversación", "每会话消息数", "Сообщений на диалог";
    "How long are conversations?":
        "Wie lang sind Konversationen?", "¿Qué tan largas son las conversaciones?", "会话有多长？", "Насколько длинны диалоги?";
    "Exchanges per conversation":
        "Wechsel je Konversation", "Intercambios por conversación", "每会话往来次数", "Реплик на диалог";
    "How much back and forth is there?":
        "Wie viel geht hin und her?", "¿Cuánto ida y vuelta hay?", "来回了多少次？", "Сколько обменов репликами?";
    "Conversation duration":
        "Konversationsdauer", "Duración de la conversación", "会话时长", "Длительность диалога";
    "How long do conversations last?":
        "Wie lange dauern Konversationen?", "¿Cuánto duran las conversaciones?", "会话持续多久？", "Сколько длятся диалоги?";

    "First response": "Erstreaktionszeit", "Primera respuesta", "首次响应时长", "Время первого ответа";
    "How fast is the first answer?":
        "Wie schnell kommt die erste Antwort?", "¿Qué tan rápida es la primera respuesta?",
        "首次响应有多快？", "Как быстро приходит первый ответ?";
    "First response, agent":
        "Erstreaktionszeit, Agent", "Primera respuesta, agente", "首次响应时长（客服）", "Время первого ответа, оператор";
    "How fast is a person there?":
        "Wie schnell ist ein Mensch da?", "¿Qué tan rápido atiende una persona?",
        "人工多快到达？", "Как быстро отвечает человек?";
    "First response, bot": "Erstreaktionszeit, Bot", "Primera respuesta, bot", "首次响应时长（机器人）", "Время первого ответа, бот";
    "How fast does the bot answer?":
        "Wie schnell antwortet der Bot?", "¿Qué tan rápido responde el bot?", "机器人响应有多快？", "Как быстро отвечает бот?";
    "Response time": "Reaktionszeit", "Tiempo de respuesta", "响应时长", "Время ответа";
    "How long do customers wait for an answer?":
        "Wie lange warten Kunden auf eine Antwort?", "¿Cuánto esperan los clientes una respuesta?",
        "客户等待答复多久？", "Сколько клиенты ждут ответа?";
    "Next response": "Folgereaktionszeit", "Respuesta siguiente", "后续响应时长", "Время последующих ответов";
    "How fast are the answers after the first?":
        "Wie schnell sind die Antworten nach der ersten?", "¿Qué tan rápidas son las respuestas siguientes?",
        "首次之后的响应有多快？", "Как быстры ответы после первого?";
    "Longest response": "Längste Reaktionszeit", "Respuesta más lenta", "最长响应时长", "Самый долгий ответ";
    "How long did the unluckiest customer wait?":
        "Wie lange musste der unglücklichste Kunde warten?", "¿Cuánto esperó el cliente con menos suerte?",
        "等得最久的客户等了多长？", "Сколько ждал самый невезучий клиент?";
    "Open waits": "Offene Wartezeiten", "Esperas abiertas", "待响应数", "Ожидают ответа";
    "How many customers are waiting now?":
        "Wie viele Kunden warten gerade?", "¿Cuántos clientes esperan ahora?", "现在有多少客户在等待？", "Сколько клиентов ждёт сейчас?";
    "Unanswered": "Unbeantwortet", "Sin respuesta", "未响应率", "Без ответа";
    "How many waits never end?":
        "Wie viele Anfragen bleiben ohne Antwort?", "¿Cuántas esperas nunca terminan?",
        "有多少等待始终无人响应？", "Сколько обращений остаётся без ответа?";
    "First response within target":
        "Erstreaktion in Zielzeit (SLA)", "Primera respuesta en plazo (SLA)", "首次响应达标率 (SLA)", "Первый ответ в срок (SLA)";
    "Do we keep our word on first answers?":
        "Halten wir bei ersten Antworten Wort?", "¿Cumplimos lo prometido en la primera respuesta?",
        "首次响应是否兑现承诺？", "Держим ли мы слово по первым ответам?";
    "Response within target":
        "Reaktion in Zielzeit (SLA)", "Respuesta en plazo (SLA)", "响应达标率 (SLA)", "Ответ в срок (SLA)";
    "Do we keep our word on every answer?":
        "Halten wir bei jeder Antwort Wort?", "¿Cumplimos lo prometido en cada respuesta?",
        "每次响应是否兑现承诺？", "Держим ли мы слово по каждому ответу?";
}
