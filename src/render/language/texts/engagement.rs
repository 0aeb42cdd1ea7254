//! Figures of the sections engagement and consent.

super::texts! {
    "Recipients": "Empfänger", "Destinatarios", "接收人数", "Получатели";
    "How many did we address?":
        "Wie viele haben wir angeschrieben?", "¿A cuántos escribimos?", "我们触达了多少人？", "Скольким мы написали?";
    "Reply rate": "Antwortrate", "Tasa de respuesta", "回复率", "Доля ответивших";
    "Do customers answer our campaigns?":
        "Antworten Kunden auf unsere Kampagnen?", "¿Responden los clientes a nuestras campañas?",
        "客户回复我们的营销活动吗？", "Отвечают ли клиенты на наши рассылки?";
    "Reply rate, per message":
        "Antwortrate je Nachricht", "Tasa de respuesta por mensaje", "回复率（按消息）", "Доля сообщений с ответом";
    "How many messages are answered?":
        "Wie viele Nachrichten werden beantwortet?", "¿Cuántos mensajes reciben respuesta?",
        "有多少条消息得到回复？", "На сколько сообщений отвечают?";
    "Replies": "Antworten", "Respuestas", "回复数", "Ответы";
    "How many replies came?":
        "Wie viele Antworten kamen?", "¿Cuántas respuestas llegaron?", "收到多少回复？", "Сколько пришло ответов?";
    "Clicks": "Klicks", "Clics", "点击数", "Клики";
    "How many clicks and taps came?":
        "Wie oft wurde geklickt und getippt?", "¿Cuántos clics y toques hubo?",
        "有多少次点击和点按？", "Сколько было кликов и нажатий?";
    "Click-through rate": "Klickrate (CTR)", "Tasa de clics (CTR)", "点击率 (CTR)", "Кликабельность (CTR)";
    "Do recipients click?":
        "Klicken die Empfänger?", "¿Hacen clic los destinatarios?", "接收人会点击吗？", "Кликают ли получатели?";
    "Click-to-open rate":
        "Klickrate der Öffner (CTOR)", "Clics sobre aperturas (CTOR)", "阅读点击率 (CTOR)", "Клики к открытиям (CTOR)";
    "Do those who open also click?":
        "Klicken, die öffnen, auch?", "¿Hacen clic quienes abren?", "打开的人也会点击吗？", "Кликают ли те, кто открыл?";
    "Button clicks": "Button-Klicks", "Clics en botones", "按钮点击数", "Нажатия на кнопки";
    "How often were our buttons tapped?":
        "Wie oft wurde auf unsere Buttons getippt?", "¿Cuántas veces se tocaron nuestros botones?",
        "我们的按钮被点按了多少次？", "Сколько раз нажимали наши кнопки?";
    "Button click rate": "Button-Klickrate", "Tasa de clics en botones", "按钮点击率", "Доля нажавших на кнопку";
    "Do recipients tap the buttons?":
        "Tippen Empfänger auf die Buttons?", "¿Tocan los botones los destinatarios?",
        "接收人会点按按钮吗？", "Нажимают ли получатели на кнопки?";
    "Engagement rate": "Interaktionsrate", "Tasa de interacción", "互动率", "Уровень вовлечённости";
    "Do recipients react at all?":
        "Reagieren Empfänger überhaupt?", "¿Reaccionan de algún modo los destinatarios?",
        "接收人有任何反应吗？", "Реагируют ли получатели вообще?";
    "Time to reply": "Zeit bis zur Antwort", "Tiempo hasta la respuesta", "回复时长", "Время до ответа клиента";
    "How fast do customers reply?":
        "Wie schnell antworten Kunden?", "¿Qué tan rápido responden los clientes?",
        "客户回复有多快？", "Как быстро отвечают клиенты?";
    "Messages per recipient":
        "Nachrichten je Empfänger", "Mensajes por destinatario", "每接收人消息数", "Сообщений на получателя";
    "How often do we address the same person?":
        "Wie oft schreiben wir dieselbe Person an?", "¿Cuántas veces escribimos a la misma persona?",
        "我们对同一个人发送多少次？", "Как часто мы пишем одному человеку?";

    "Opt-outs": "Abmeldungen", "Bajas", "退订数", "Отписки";
    "How many customers left our list?":
        "Wie viele Kunden haben sich abgemeldet?", "¿Cuántos clientes se dieron de baja?",
        "有多少客户退订？", "Сколько клиентов отписалось?";
    "Opt-out rate": "Abmelderate", "Tasa de bajas", "退订率", "Доля отписавшихся";
    "How many recipients does marketing cost us?":
        "Wie viele Empfänger kostet uns das Marketing?", "¿Cuántos destinatarios nos cuesta el marketing?",
        "营销让我们失去多少接收人？", "Скольких получателей стоит нам маркетинг?";
    "Opt-in rate": "Opt-in-Rate", "Tasa de suscripción (opt-in)", "订阅率 (opt-in)", "Доля согласий (opt-in)";
    "How many contacts may we write to?":
        "Wie vielen Kontakten dürfen wir schreiben?", "¿A cuántos contactos podemos escribir?",
        "我们可以联系多少联系人？", "Скольким контактам можно писать?";
    "Net list growth":
        "Netto-Listenwachstum", "Crecimiento neto de la lista", "订阅净增长", "Чистый прирост базы";
    "Does our list grow?":
        "Wächst unsere Liste?", "¿Crece nuestra lista?", "我们的订阅名单在增长吗？", "Растёт ли наша база?";
    "Sends without consent":
        "Sendungen ohne Einwilligung", "Envíos sin consentimiento", "未经同意的发送", "Отправки без согласия";
    "Do we write to people who never agreed?":
        "Schreiben wir Menschen, die nie zugestimmt haben?", "¿Escribimos a quienes nunca aceptaron?",
        "我们是否发给从未同意的人？", "Пишем ли мы тем, кто не давал согласия?";
    "Sends after opt-out":
        "Sendungen nach Abmeldung", "Envíos tras la baja", "退订后的发送", "Отправки после отписки";
    "Do we write to people who left?":
        "Schreiben wir Menschen, die sich abgemeldet haben?", "¿Escribimos a quienes se dieron de baja?",
        "我们是否发给已退订的人？", "Пишем ли мы тем, кто отписался?";
    "Block rate (proxy)":
        "Blockierrate (Näherung)", "Tasa de bloqueo (estimada)", "屏蔽率（估算）", "Доля блокировок (оценка)";
    "How many customers have probably blocked us?":
        "Wie viele Kunden haben uns wohl blockiert?", "¿Cuántos clientes nos han bloqueado probablemente?",
        "大概有多少客户屏蔽了我们？", "Сколько клиентов, вероятно, нас заблокировали?";
    "Quality: green share":
        "Qualität: Anteil grün", "Calidad: proporción en verde", "质量：绿色占比", "Качество: доля зелёных";
    "Do we send under a good rating?":
        "Senden wir mit guter Bewertung?", "¿Enviamos con buena calificación?",
        "我们是在良好评级下发送吗？", "Отправляем ли мы с хорошим рейтингом?";
}
