//! Why a figure has no value: inputs that are missing, and what else stands in the way.

super::texts! {
    "needs messages: a webhook log, a campaign export or canonical messages":
        "braucht Nachrichten: ein Webhook-Log, einen Kampagnen-Export oder eine canonical-Nachrichtendatei",
        "necesita mensajes: un registro de webhooks, una exportación de campañas o mensajes canonical",
        "需要消息：webhook 日志、营销活动导出或 canonical 消息文件",
        "нужны сообщения: журнал вебхуков, выгрузка рассылок или сообщения canonical";
    "needs delivery states: a webhook log or a campaign export with delivery columns":
        "braucht Zustellstatus: ein Webhook-Log oder einen Kampagnen-Export mit Zustellspalten",
        "necesita estados de entrega: un registro de webhooks o una exportación de campañas con columnas de entrega",
        "需要送达状态：webhook 日志或带送达列的营销活动导出",
        "нужны статусы доставки: журнал вебхуков или выгрузка рассылок со столбцами доставки";
    "needs read receipts: no loaded source reports reads":
        "braucht Lesebestätigungen: keine geladene Quelle meldet sie",
        "necesita confirmaciones de lectura: ninguna fuente cargada las informa",
        "需要已读回执：已加载的来源均不报告已读",
        "нужны отметки о прочтении: ни один загруженный источник их не сообщает";
    "needs contacts with consent: a canonical contacts file":
        "braucht Kontakte mit Einwilligung: eine canonical-Kontaktdatei",
        "necesita contactos con consentimiento: un archivo canonical de contactos",
        "需要带订阅许可的联系人：canonical 联系人文件",
        "нужны контакты с согласием: файл контактов canonical";
    "needs quality ratings of templates or numbers: webhooks or a canonical templates file":
        "braucht Qualitätsbewertungen von Vorlagen oder Nummern: Webhooks oder eine canonical-Vorlagendatei",
        "necesita calificaciones de calidad de plantillas o números: webhooks o un archivo canonical de plantillas",
        "需要模板或号码的质量评级：webhook 或 canonical 模板文件",
        "нужны оценки качества шаблонов или номеров: вебхуки или файл шаблонов canonical";
    "needs opt-ins: consent events or contacts with consent recorded":
        "braucht Opt-ins: Einwilligungsereignisse oder Kontakte mit erfasster Einwilligung",
        "necesita suscripciones: eventos de consentimiento o contactos con consentimiento registrado",
        "需要订阅记录：许可事件或记录了许可的联系人",
        "нужны согласия: события согласия или контакты с записанным согласием";
    "needs conversations: messages of both sides or a conversations file":
        "braucht Konversationen: Nachrichten beider Seiten oder eine Konversationsdatei",
        "necesita conversaciones: mensajes de ambas partes o un archivo de conversaciones",
        "需要会话：双方的消息或会话文件",
        "нужны диалоги: сообщения обеих сторон или файл диалогов";
    "needs a target: no first_response target is set":
        "braucht eine Zielzeit: first_response ist nicht gesetzt",
        "necesita un objetivo: no se definió first_response",
        "需要目标时限：未设置 first_response", "нужен норматив: first_response не задан";
    "needs a target: no response target is set":
        "braucht eine Zielzeit: response ist nicht gesetzt",
        "necesita un objetivo: no se definió response",
        "需要目标时限：未设置 response", "нужен норматив: response не задан";
    "needs resolutions: a helpdesk export or a canonical conversations file":
        "braucht Lösungen: einen Helpdesk-Export oder eine canonical-Konversationsdatei",
        "necesita resoluciones: una exportación del helpdesk o un archivo canonical de conversaciones",
        "需要解决记录：客服系统导出或 canonical 会话文件",
        "нужны решения: выгрузка хелпдеска или файл диалогов canonical";
    "needs a target: no resolution target is set":
        "braucht eine Zielzeit: resolution ist nicht gesetzt",
        "necesita un objetivo: no se definió resolution",
        "需要目标时限：未设置 resolution", "нужен норматив: resolution не задан";
    "needs messages of a bot: a bot export, or messages whose author is bot":
        "braucht Nachrichten eines Bots: einen Bot-Export oder Nachrichten mit author = bot",
        "necesita mensajes de un bot: una exportación del bot o mensajes con author = bot",
        "需要机器人消息：机器人导出，或 author 为 bot 的消息",
        "нужны сообщения бота: выгрузка бота или сообщения с author = bot";
    "needs bot messages marked as understood or not: a bot export":
        "braucht Bot-Nachrichten mit Vermerk, ob verstanden wurde: einen Bot-Export",
        "necesita mensajes del bot marcados como entendidos o no: una exportación del bot",
        "需要标记是否理解的机器人消息：机器人导出",
        "нужны сообщения бота с пометкой, понял ли он: выгрузка бота";
    "needs hand-offs: a helpdesk export or a canonical conversations file":
        "braucht Übergaben: einen Helpdesk-Export oder eine canonical-Konversationsdatei",
        "necesita transferencias: una exportación del helpdesk o un archivo canonical de conversaciones",
        "需要转人工记录：客服系统导出或 canonical 会话文件",
        "нужны передачи оператору: выгрузка хелпдеска или файл диалогов canonical";
    "needs steps of a flow, some final: a bot export, or final_steps in wa-kpi.toml":
        "braucht Schritte eines Ablaufs, einige davon letzte: einen Bot-Export oder final_steps in wa-kpi.toml",
        "necesita pasos de un flujo, algunos finales: una exportación del bot o final_steps en wa-kpi.toml",
        "需要流程步骤（含终点）：机器人导出，或 wa-kpi.toml 中的 final_steps",
        "нужны шаги сценария, в том числе конечные: выгрузка бота или final_steps в wa-kpi.toml";
    "needs messages marked as follow-ups: a canonical messages file":
        "braucht als Nachfassen markierte Nachrichten: eine canonical-Nachrichtendatei",
        "necesita mensajes marcados como seguimiento: un archivo canonical de mensajes",
        "需要标记为跟进的消息：canonical 消息文件",
        "нужны сообщения с пометкой о напоминании: файл сообщений canonical";
    "needs orders: a shop export or a canonical orders file":
        "braucht Bestellungen: einen Shop-Export oder eine canonical-Bestelldatei",
        "necesita pedidos: una exportación de la tienda o un archivo canonical de pedidos",
        "需要订单：商城导出或 canonical 订单文件",
        "нужны заказы: выгрузка магазина или файл заказов canonical";
    "needs costs: messages with prices, a spend file, or a rate card in wa-kpi.toml":
        "braucht Kosten: Nachrichten mit Preisen, eine Ausgabendatei oder eine Preisliste in wa-kpi.toml",
        "necesita costos: mensajes con precios, un archivo de gastos o un tarifario en wa-kpi.toml",
        "需要成本：带价格的消息、花费文件，或 wa-kpi.toml 中的价目表",
        "нужны затраты: сообщения с ценами, файл расходов или тарифы в wa-kpi.toml";
    "needs billing: webhooks with pricing, or messages with costs":
        "braucht Abrechnung: Webhooks mit Preisen oder Nachrichten mit Kosten",
        "necesita facturación: webhooks con precios o mensajes con costos",
        "需要计费信息：带计费的 webhook，或带成本的消息",
        "нужны данные о тарификации: вебхуки с ценами или сообщения со стоимостью";
    "needs surveys: a canonical surveys file":
        "braucht Umfragen: eine canonical-Umfragedatei", "necesita encuestas: un archivo canonical de encuestas",
        "需要问卷：canonical 问卷文件", "нужны опросы: файл опросов canonical";
    "needs survey answers: a survey export or a helpdesk export with scores":
        "braucht Umfrageantworten: einen Umfrage-Export oder einen Helpdesk-Export mit Bewertungen",
        "necesita respuestas de encuestas: una exportación de encuestas o del helpdesk con puntuaciones",
        "需要问卷答复：问卷导出或带评分的客服系统导出",
        "нужны ответы на опросы: выгрузка опросов или хелпдеска с оценками";
    "needs inbound texts or messages classed by mood":
        "braucht eingehende Texte oder nach Stimmung eingestufte Nachrichten",
        "necesita textos entrantes o mensajes clasificados por ánimo",
        "需要来信文本或已按情绪分类的消息",
        "нужны входящие тексты или сообщения с отмеченной тональностью";
    "needs inbound messages that reach back two retention windows":
        "braucht eingehende Nachrichten über zwei Bindungsfenster zurück",
        "necesita mensajes entrantes que abarquen dos ventanas de retención",
        "需要覆盖两个留存窗口的来信", "нужны входящие сообщения за два окна удержания";
    "needs purchases that reach back two retention windows":
        "braucht Käufe über zwei Bindungsfenster zurück",
        "necesita compras que abarquen dos ventanas de retención",
        "需要覆盖两个留存窗口的购买记录", "нужны покупки за два окна удержания";
    "needs inbound messages that reach back two churn windows":
        "braucht eingehende Nachrichten über zwei Abwanderungsfenster zurück",
        "necesita mensajes entrantes que abarquen dos ventanas de abandono",
        "需要覆盖两个流失窗口的来信", "нужны входящие сообщения за два окна оттока";

    "several scales cannot be averaged":
        "mehrere Skalen lassen sich nicht mitteln", "no se pueden promediar varias escalas",
        "不同量表无法取平均", "разные шкалы нельзя усреднить";
    "several currencies: set `currency` and [rates] in wa-kpi.toml to add them":
        "mehrere Währungen: `currency` und [rates] in wa-kpi.toml setzen, um sie zu addieren",
        "varias monedas: defina `currency` y [rates] en wa-kpi.toml para sumarlas",
        "多种货币：在 wa-kpi.toml 中设置 `currency` 和 [rates] 才能相加",
        "несколько валют: задайте `currency` и [rates] в wa-kpi.toml, чтобы их сложить";
    "nothing in this selection to measure":
        "in dieser Auswahl gibt es nichts zu messen", "no hay nada que medir en esta selección",
        "当前选择中没有可测量的内容", "в этой выборке нечего измерять";
    "does not know {text}":
        "kennt diese Dimension nicht: {}", "no conoce esta dimensión: {}", "不支持此维度：{}", "не знает этого разреза: {}";
    "not by {text}":
        "nicht nach Dimension {}", "no por {}", "不按此维度细分：{}", "не разбивается по разрезу {}";
}
