//! Breakdowns and charts: their titles, columns and steps, and the words of the page around them.

super::texts! {
    "Skip to the figures":
        "Zu den Kennzahlen springen", "Ir a los indicadores", "跳到指标", "Перейти к показателям";
    "Sections": "Abschnitte", "Secciones", "章节", "Разделы";
    "At a glance": "Auf einen Blick", "De un vistazo", "概览", "Коротко";
    "Further figures: {}": "Weitere Kennzahlen: {}", "Más indicadores: {}", "更多指标：{}", "Другие показатели: {}";
    "Without a value: {}": "Ohne Wert: {}", "Sin valor: {}", "无数值：{}", "Без значения: {}";
    "Made by wa-kpi. Every figure tells what it was counted from: open its name.":
        "Erstellt mit wa-kpi. Jede Kennzahl sagt, woraus sie gezählt wurde: ihren Namen öffnen.",
        "Hecho con wa-kpi. Cada indicador dice de qué se contó: abra su nombre.",
        "由 wa-kpi 生成。点开名称即可查看每项指标的计算依据。",
        "Создано wa-kpi. Каждый показатель говорит, из чего он подсчитан: откройте его имя.";
    "What became of every record":
        "Was aus jedem Datensatz wurde", "Qué fue de cada registro", "每条记录的去向", "Что стало с каждой записью";
    "Figure": "Kennzahl", "Indicador", "指标", "Показатель";
    "Value": "Wert", "Valor", "数值", "Значение";
    "Values": "Werte", "Valores", "数据", "Значения";
    "Change": "Änderung", "Cambio", "变化", "Изменение";
    "Interval": "Intervall", "Intervalo", "置信区间", "Интервал";
    "Counted": "Gezählt", "Recuento", "计数", "Подсчёт";
    "Course": "Verlauf", "Evolución", "走势", "Динамика";
    "bar": "Balken", "barra", "条形图", "полоса";
    "{} may still change": "{} können sich noch ändern", "{} aún pueden cambiar", "{} 仍可能变化", "могут измениться: {}";
    "interval {} ({})": "Intervall {} ({})", "intervalo {} ({})", "置信区间 {}（{}）", "интервал {} ({})";
    "as of the moment of looking, whatever the period":
        "zum Stichtag, unabhängig vom Zeitraum", "al momento de la consulta, sea cual sea el período",
        "截至查看时刻，与时段无关", "на момент отчёта, независимо от периода";
    "message": "Nachricht", "mensaje", "消息", "сообщение";
    "talk": "Gesprächsbeitrag", "intervención", "发言", "реплика";
    "conversation": "Konversation", "conversación", "会话", "диалог";
    "wait": "Wartezeit", "espera", "等待", "ожидание";
    "consent": "Einwilligung", "consentimiento", "订阅许可", "согласие";
    "contact": "Kontakt", "contacto", "联系人", "контакт";
    "resolution": "Lösung", "resolución", "解决", "решение";
    "touch": "Kontaktpunkt", "punto de contacto", "触点", "касание";
    "expense": "Ausgabe", "gasto", "花费", "расход";
    "purchase": "Kauf", "compra", "购买", "покупка";
    "survey": "Umfrage", "encuesta", "问卷", "опрос";
    "answer": "Umfrageantwort", "respuesta a la encuesta", "问卷答复", "ответ на опрос";
    "visit": "Besuch", "visita", "到访", "визит";
    "customer": "Kunde", "cliente", "客户", "клиент";

    "{} by {}": "{} nach {}", "{} por {}", "{}，按{}", "{} по: {}";
    "{} by {}: lowest {}, highest {}":
        "{} nach {}: niedrigster Wert {}, höchster {}", "{} por {}: mínimo {}, máximo {}",
        "{}，按{}：最低 {}，最高 {}", "{} по: {}; минимум {}, максимум {}";
    "{}, by length": "{}, nach Dauer", "{}, por duración", "{}，按时长", "{}, по длительности";
    "Half took at most {}, nine in ten at most {}.":
        "Die Hälfte dauerte höchstens {}, neun von zehn höchstens {}.",
        "La mitad tardó como mucho {}; nueve de cada diez, {}.",
        "半数不超过 {}，九成不超过 {}。", "Половина — не дольше {}, девять из десяти — не дольше {}.";
    "up to {}": "bis {}", "hasta {}", "不超过 {}", "до {}";
    "over {}": "über {}", "más de {}", "超过 {}", "больше {}";
    "length": "Dauer", "duración", "时长", "длительность";
    "units": "Einheiten", "unidades", "单位数", "единицы";
    "Where intervals overlap far, chance may explain the difference. The dotted line is the whole: {}.":
        "Wo sich Intervalle weit überlappen, kann der Zufall den Unterschied erklären. Die gepunktete Linie ist das Ganze: {}.",
        "Donde los intervalos se solapan mucho, el azar puede explicar la diferencia. La línea punteada es el total: {}.",
        "区间大幅重叠时，差异可能出于偶然。虚线为总体：{}。",
        "Где интервалы сильно пересекаются, разницу может объяснить случай. Пунктир — всё вместе: {}.";
    "The {} campaigns with the most units; {} more are in the CSV.":
        "Die {} Kampagnen mit den meisten Einheiten; {} weitere stehen in der CSV.",
        "Las {} campañas con más unidades; {} más están en el CSV.",
        "单位数最多的 {} 个营销活动；另有 {} 个见 CSV。", "Рассылки с наибольшим числом единиц: {}; ещё {} есть в CSV.";
    "From sending to buying": "Vom Senden zum Kaufen", "Del envío a la compra", "从发送到购买", "От отправки до покупки";
    "Recipients at each step.": "Empfänger je Stufe.", "Destinatarios en cada paso.", "每一步的接收人数。", "Получатели на каждом шаге.";
    "Why messages failed": "Warum Nachrichten scheiterten", "Por qué fallaron los mensajes", "消息失败原因", "Почему сообщения не дошли";
    "Failures by code.": "Fehler nach Code.", "Fallos por código.", "按代码统计的失败。", "Ошибки по кодам.";
    "Quality of templates and numbers":
        "Qualität von Vorlagen und Nummern", "Calidad de plantillas y números", "模板和号码质量", "Качество шаблонов и номеров";
    "Where flows end": "Wo Abläufe enden", "Dónde terminan los flujos", "流程在哪里结束", "Где обрываются сценарии";
    "Who left at each step.": "Wer an jedem Schritt abbrach.", "Quiénes se fueron en cada paso.", "每一步离开的人数。", "Кто ушёл на каждом шаге.";
    "Funnel": "Trichter", "Embudo", "转化漏斗", "Воронка";
    "Failures": "Fehler", "Fallos", "发送失败", "Ошибки доставки";
    "Quality": "Qualität", "Calidad", "质量", "Качество";
    "Steps": "Schritte", "Pasos", "流程步骤", "Шаги";
    "Fatigue": "Ermüdung", "Fatiga", "疲劳", "Усталость";
    "Peak hours": "Stoßzeiten", "Horas pico", "高峰时段", "Часы пик";
    "Buttons": "Buttons", "Botones", "按钮", "Кнопки";
    "Template events": "Vorlagenereignisse", "Eventos de plantillas", "模板事件", "События шаблонов";
    "Opened": "Geöffnet", "Abrieron", "已读", "Прочитали";
    "Replied": "Geantwortet", "Respondieron", "已回复", "Ответили";
    "Opted out": "Abgemeldet", "Se dieron de baja", "已退订", "Отписались";
    "{}, by how many messages came before":
        "{}, nach Zahl der vorherigen Nachrichten", "{}, según cuántos mensajes hubo antes",
        "{}，按此前消息数", "{}, по числу предыдущих сообщений";
    "A falling line is fatigue: the same customers react less to each further message.":
        "Eine fallende Linie ist Ermüdung: dieselben Kunden reagieren auf jede weitere Nachricht weniger.",
        "Una línea que baja es fatiga: los mismos clientes reaccionan menos a cada mensaje más.",
        "线条下降即疲劳：同一批客户对后续消息反应越来越弱。",
        "Падающая линия — усталость: те же клиенты реагируют на каждое новое сообщение слабее.";
    "message {}": "Nachricht {}", "mensaje {}", "第 {} 条", "сообщение {}";
    "When customers write": "Wann Kunden schreiben", "Cuándo escriben los clientes", "客户何时来信", "Когда пишут клиенты";
    "Most messages: {}": "Die meisten Nachrichten: {}", "Más mensajes: {}", "消息最多：{}", "Больше всего сообщений: {}";
    "Inbound messages by weekday and hour":
        "Eingehende Nachrichten nach Wochentag und Stunde", "Mensajes entrantes por día de la semana y hora",
        "按星期和小时统计的来信", "Входящие сообщения по дням недели и часам";
    "Inbound messages by weekday and hour. {}.":
        "Eingehende Nachrichten nach Wochentag und Stunde. {}.", "Mensajes entrantes por día de la semana y hora. {}.",
        "按星期和小时统计的来信。{}。", "Входящие сообщения по дням недели и часам. {}.";
    "Mon": "Mo", "lun", "周一", "Пн";
    "Tue": "Di", "mar", "周二", "Вт";
    "Wed": "Mi", "mié", "周三", "Ср";
    "Thu": "Do", "jue", "周四", "Чт";
    "Fri": "Fr", "vie", "周五", "Пт";
    "Sat": "Sa", "sáb", "周六", "Сб";
    "Sun": "So", "dom", "周日", "Вс";
    "{} = up to {} messages":
        "{} = bis zu {} Nachrichten", "{} = hasta {} mensajes", "{} = 不超过 {} 条消息", "{} = сообщений до {}";
    "funnel": "Trichter", "embudo", "漏斗", "воронка";
    "failures": "Fehler", "fallos", "失败", "ошибки";
    "buttons": "Buttons", "botones", "按钮", "кнопки";
    "quality": "Qualität", "calidad", "质量", "качество";
    "template events": "Vorlagenereignisse", "eventos de plantillas", "模板事件", "события шаблонов";
    "fatigue": "Ermüdung", "fatiga", "疲劳", "усталость";
    "peak hours": "Stoßzeiten", "horas pico", "高峰时段", "часы пик";
    "steps": "Schritte", "pasos", "步骤", "шаги";
    "cohorts": "Kohorten", "cohortes", "同期群", "когорты";
    "nth": "Nachricht Nr.", "mensaje n.º", "第几条", "№ сообщения";
    "opened": "geöffnet", "abrieron", "已读", "прочитали";
    "open rate": "Öffnungsrate", "tasa de apertura", "已读率", "доля прочитанных";
    "replied": "geantwortet", "respondieron", "已回复", "ответили";
    "reply rate": "Antwortrate", "tasa de respuesta", "回复率", "доля ответивших";
    "opt out rate": "Abmelderate", "tasa de bajas", "退订率", "доля отписавшихся";
    "Monday": "Montag", "lunes", "星期一", "понедельник";
    "Tuesday": "Dienstag", "martes", "星期二", "вторник";
    "Wednesday": "Mittwoch", "miércoles", "星期三", "среда";
    "Thursday": "Donnerstag", "jueves", "星期四", "четверг";
    "Friday": "Freitag", "viernes", "星期五", "пятница";
    "Saturday": "Samstag", "sábado", "星期六", "суббота";
    "Sunday": "Sonntag", "domingo", "星期日", "воскресенье";
    "Cohorts": "Kohorten", "Cohortes", "同期群", "Когорты";
    "Cohorts by month": "Kohorten nach Monat", "Cohortes por mes", "按月同期群", "Когорты по месяцам";
    "Customers by the month of their first message, and how many wrote again so many months later.":
        "Kunden nach dem Monat ihrer ersten Nachricht, und wie viele so viele Monate später wieder schrieben.",
        "Clientes por el mes de su primer mensaje, y cuántos volvieron a escribir tantos meses después.",
        "按首条消息月份分组的客户，以及若干个月后再次来信的人数。",
        "Клиенты по месяцу первого сообщения и сколько из них написало снова столько-то месяцев спустя.";
    "first month": "erster Monat", "primer mes", "首月", "первый месяц";
    "customers": "Kunden", "clientes", "客户数", "клиенты";

    "step": "Schritt", "paso", "步骤", "шаг";
    "recipients": "Empfänger", "destinatarios", "接收人数", "получатели";
    "share": "Anteil", "proporción", "占比", "доля";
    "share of first": "Anteil am ersten", "del primero", "占首步", "от первого";
    "share of previous": "Anteil am vorigen", "del anterior", "占上一步", "от предыдущего";
    "sent": "gesendet", "enviado", "发送", "отправлено";
    "delivered": "zugestellt", "entregado", "送达", "доставлено";
    "read": "gelesen", "leído", "已读", "прочитано";
    "engaged": "reagiert", "interactuó", "互动", "отреагировали";
    "converted": "gekauft", "convirtió", "转化", "купили";
    "code": "Code", "código", "代码", "код";
    "meaning": "Bedeutung", "significado", "含义", "значение кода";
    "class": "Art", "clase", "类型组", "класс";
    "messages": "Nachrichten", "mensajes", "消息数", "сообщения";
    "rating": "Bewertung", "calificación", "评级", "оценка";
    "at": "Zeitpunkt", "momento", "时间", "время";
    "event": "Ereignis", "evento", "事件", "событие";
    "paused": "pausiert", "pausada", "已暂停", "приостановлен";
    "disabled": "deaktiviert", "desactivada", "已停用", "отключён";
    "reached": "erreicht", "llegaron", "到达", "дошли";
    "left": "abgebrochen", "se fueron", "离开", "ушли";
    "share left": "Abbruchanteil", "proporción que se fue", "离开占比", "доля ушедших";
    "button": "Button", "botón", "按钮名", "кнопка";
    "taps": "Tipper", "toques", "点按数", "нажатия";
    "opt out": "Abmeldung", "baja", "退订", "отписка";
    "yes": "ja", "sí", "是", "да";
    "no": "nein", "no", "否", "нет";
    "unreachable": "nicht erreichbar", "inalcanzable", "无法触达", "недоступен";
    "window closed": "Fenster geschlossen", "ventana cerrada", "窗口已关闭", "окно закрыто";
    "frequency cap": "Häufigkeitsgrenze", "límite de frecuencia", "频次上限", "лимит частоты";
    "experiment": "Experiment", "experimento", "实验", "эксперимент";
    "opted out": "abgemeldet", "dado de baja", "已退订", "отписан";
    "rate limit": "Ratenbegrenzung", "límite de velocidad", "速率限制", "ограничение скорости";
    "policy": "Richtlinie", "política", "政策", "правила";
    "billing": "Abrechnung", "facturación", "计费", "оплата";
    "content": "Inhalt", "contenido", "内容", "содержание";
    "technical": "technisch", "técnico", "技术", "технический";
    "unknown": "unbekannt", "desconocido", "未知", "неизвестно";
}
