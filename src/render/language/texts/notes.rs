//! Notes: what the reader of a report should know besides the figures.

super::texts! {
    "only units where {}":
        "nur Einheiten mit {}", "solo unidades donde {}", "仅限满足条件的单位：{}", "только единицы, где {}";
    "messages of unknown state: {}; they count in messages_sent, in no other delivery figure, and as delivered where reactions are measured":
        "Nachrichten mit unbekanntem Status: {}; sie zählen in messages_sent, in keiner anderen Zustellkennzahl, und als zugestellt, wo Reaktionen gemessen werden",
        "mensajes de estado desconocido: {}; cuentan en messages_sent, en ningún otro indicador de entrega, y como entregados donde se miden reacciones",
        "状态未知的消息：{}；计入 messages_sent，不计入其他送达指标，在衡量反应时视为已送达",
        "сообщения с неизвестным статусом: {}; входят в messages_sent, ни в какой другой показатель доставки, и считаются доставленными там, где измеряются реакции";
    "answers that name no author: {}; they count as answers, and neither as an agent's nor as a bot's":
        "Antworten ohne Verfasser: {}; sie zählen als Antworten, aber weder als die eines Agenten noch eines Bots",
        "respuestas sin autor: {}; cuentan como respuestas, pero ni de un agente ni de un bot",
        "未注明作者的答复：{}；计为答复，但既不算客服也不算机器人",
        "ответы без автора: {}; считаются ответами, но ни оператора, ни бота";
    "outreach messages with a campaign and no known category: {}; they are taken as marketing":
        "Kampagnennachrichten ohne bekannte Kategorie: {}; sie gelten als Marketing",
        "mensajes de campaña sin categoría conocida: {}; se toman como marketing",
        "有营销活动但类别未知的外发消息：{}；按营销处理",
        "сообщения рассылок без известной категории: {}; считаются маркетинговыми";
    "marketing messages to customers who are missing from the contacts: {}; their consent is unknown":
        "Marketingnachrichten an Kunden, die in den Kontakten fehlen: {}; ihre Einwilligung ist unbekannt",
        "mensajes de marketing a clientes que faltan en los contactos: {}; su consentimiento se desconoce",
        "发给联系人表中不存在的客户的营销消息：{}；其许可未知",
        "маркетинговые сообщения клиентам, которых нет в контактах: {}; их согласие неизвестно";
    "rows of counts for campaigns or templates whose messages are there, too: {}; the messages win, but for costs, which no message tells":
        "Summenzeilen zu Kampagnen oder Vorlagen, deren Nachrichten auch vorliegen: {}; die Nachrichten gelten, außer bei Kosten, die keine Nachricht nennt",
        "filas de recuentos de campañas o plantillas cuyos mensajes también están: {}; prevalecen los mensajes, salvo en costos que ningún mensaje indica",
        "已有消息明细的营销活动或模板的汇总行：{}；以消息为准，消息未提供的成本除外",
        "строки итогов по рассылкам или шаблонам, сообщения которых тоже есть: {}; верны сообщения, кроме затрат, которых нет ни в одном сообщении";
    "rows of counts for campaigns or templates whose messages are there, too: {}; the messages win":
        "Summenzeilen zu Kampagnen oder Vorlagen, deren Nachrichten auch vorliegen: {}; die Nachrichten gelten",
        "filas de recuentos de campañas o plantillas cuyos mensajes también están: {}; prevalecen los mensajes",
        "已有消息明细的营销活动或模板的汇总行：{}；以消息为准",
        "строки итогов по рассылкам или шаблонам, сообщения которых тоже есть: {}; верны сообщения";
    "rows of counts without a date: {}; they are of no period: put the date into the file's name":
        "Summenzeilen ohne Datum: {}; sie gehören zu keinem Zeitraum: das Datum in den Dateinamen setzen",
        "filas de recuentos sin fecha: {}; no son de ningún período: ponga la fecha en el nombre del archivo",
        "没有日期的汇总行：{}；不属于任何时段：请把日期写入文件名",
        "строки итогов без даты: {}; не относятся ни к какому периоду: укажите дату в имени файла";
    "rows of counts that give way in some figure to rows that tell the same days by template, campaign, country or category: {}; else the same messages would count twice":
        "Summenzeilen, die in einer Kennzahl Zeilen weichen, die dieselben Tage nach Vorlage, Kampagne, Land oder Kategorie angeben: {}; sonst zählten dieselben Nachrichten doppelt",
        "filas de recuentos que ceden en algún indicador ante filas que dan los mismos días por plantilla, campaña, país o categoría: {}; si no, los mismos mensajes contarían dos veces",
        "在某些指标中让位于按模板、营销活动、国家或类别列出同样日期的行的汇总行：{}；否则同一消息会重复计数",
        "строки итогов, уступившие в каком-либо показателе строкам за те же дни по шаблону, рассылке, стране или категории: {}; иначе те же сообщения учлись бы дважды";
    "spans that end before they begin: {}; they are no observations: check the clocks":
        "Zeitspannen, die vor ihrem Beginn enden: {}; sie zählen nicht: Uhren prüfen",
        "lapsos que terminan antes de empezar: {}; no son observaciones: revise los relojes",
        "结束早于开始的时段：{}；不作为观测：请检查时钟",
        "промежутки, которые кончаются раньше начала: {}; они не учитываются: проверьте часы";
    "no margin is set: all revenue is taken as earned; set `margin` in wa-kpi.toml":
        "keine Marge gesetzt: der ganze Umsatz gilt als Ertrag; `margin` in wa-kpi.toml setzen",
        "sin margen definido: todos los ingresos se toman como ganancia; defina `margin` en wa-kpi.toml",
        "未设置毛利率：全部收入视为收益；请在 wa-kpi.toml 中设置 `margin`",
        "маржа не задана: вся выручка считается доходом; задайте `margin` в wa-kpi.toml";
    "an estimate: word lists class the messages that nobody has classed":
        "eine Schätzung: Wortlisten stufen Nachrichten ein, die niemand eingestuft hat",
        "una estimación: listas de palabras clasifican los mensajes que nadie clasificó",
        "估算：未分类的消息由词表分类",
        "оценка: сообщения без отметки классифицированы по спискам слов";
    "the input is younger than the churn window: customers of long ago look new":
        "die Daten sind jünger als das Abwanderungsfenster: frühere Kunden sehen neu aus",
        "los datos son más recientes que la ventana de abandono: clientes antiguos parecen nuevos",
        "数据的时间跨度短于流失窗口：老客户会显得像新客户",
        "данные моложе окна оттока: давние клиенты выглядят новыми";
    "counts that somebody else made are in the figures: they have no interval, and where recipients are counted a message stands for its recipient":
        "fremde Summen stecken in den Kennzahlen: sie haben kein Intervall, und wo Empfänger gezählt werden, steht eine Nachricht für ihren Empfänger",
        "los indicadores incluyen recuentos ajenos: no tienen intervalo, y donde se cuentan destinatarios un mensaje vale por su destinatario",
        "指标中包含他方汇总：没有区间；统计接收人时以消息代替接收人",
        "в показателях есть чужие итоги: у них нет интервала, а там, где считаются получатели, сообщение стоит за получателя";
    "business clock: times of the sections response and resolution and handoff_wait are opening hours ({})":
        "Geschäftszeit: Zeiten der Abschnitte response und resolution und von handoff_wait sind Öffnungszeiten ({})",
        "reloj laboral: los tiempos de las secciones response y resolution y de handoff_wait son horas de atención ({})",
        "营业时钟：response、resolution 部分和 handoff_wait 的时长按营业时间计算（{}）",
        "рабочие часы: времена разделов response и resolution и handoff_wait считаются по часам работы ({})";
    "{} more that nobody knows: `wa-kpi inspect` tells":
        "{} weitere Unbekannte: `wa-kpi inspect` nennt sie", "{} desconocidos más: `wa-kpi inspect` los muestra",
        "另有 {} 项未知：见 `wa-kpi inspect`", "ещё неизвестных: {}; их покажет `wa-kpi inspect`";
    "{text} that nobody knows (`wa-kpi inspect` tells the word)":
        "{}: unbekannt (`wa-kpi inspect` nennt das Wort)", "{}: valor desconocido (`wa-kpi inspect` dice la palabra)",
        "{}：未知（见 `wa-kpi inspect`）", "{}: неизвестное слово (его покажет `wa-kpi inspect`)";
    "status": "Status", "estado", "状态", "статус";
    "preference": "Präferenz", "preferencia", "偏好", "предпочтение";
    "message type": "Nachrichtentyp", "tipo de mensaje", "消息类型", "тип сообщения";
    "interactive type": "interaktiver Typ", "tipo interactivo", "交互类型", "интерактивный тип";
    "{} × {text}": "{} × {}", "{} × {}", "{} × {}", "{} × {}";
    "times without a zone were read as UTC":
        "Zeiten ohne Zeitzone wurden als UTC gelesen", "horas sin zona leídas como UTC",
        "无时区的时间按 UTC 读取", "времена без часового пояса прочитаны как UTC";
    "a time and a sender in another form, taken as text":
        "Zeit und Absender in anderer Form, als Text genommen", "hora y remitente en otra forma, tomados como texto",
        "时间和发送者格式不同，按文本处理", "время и отправитель в другой форме, приняты за текст";
    "section {} is left out: it {text}":
        "Abschnitt {} entfällt: {}", "se omite la sección {}: {}", "省略部分 {}：{}", "раздел {} пропущен: {}";
    "left out: {} ({text})": "entfällt: {} ({})", "se omite: {} ({})", "省略：{}（{}）", "пропущено: {} ({})";
    "left out: {}": "ausgelassen: {}", "se omite: {}", "已略过：{}", "пропущено: {}";
    "left out, no source recognises them (`wa-kpi inspect` tells more): {}":
        "ausgelassen, keine Quelle erkennt sie (`wa-kpi inspect` sagt mehr): {}",
        "omitidos, ninguna fuente los reconoce (`wa-kpi inspect` dice más): {}",
        "已略过，没有来源能识别（详见 `wa-kpi inspect`）：{}",
        "пропущены, ни один источник их не узнаёт (подробнее: `wa-kpi inspect`): {}";
    "left out, no source recognises them (`wa-kpi inspect` tells more): {} and {} more":
        "ausgelassen, keine Quelle erkennt sie (`wa-kpi inspect` sagt mehr): {} und {} weitere",
        "omitidos, ninguna fuente los reconoce (`wa-kpi inspect` dice más): {} y {} más",
        "已略过，没有来源能识别（详见 `wa-kpi inspect`）：{} 等，另有 {} 个",
        "пропущены, ни один источник их не узнаёт (подробнее: `wa-kpi inspect`): {} и ещё {}";
    "peak_hour: weekday {}, {}, {} inbound messages; peak_weekday: {}, {}":
        "peak_hour: Wochentag {}, {}, eingehende Nachrichten: {}; peak_weekday: {}, {}",
        "peak_hour: día {} de la semana, {}, mensajes entrantes: {}; peak_weekday: {}, {}",
        "peak_hour：星期 {}，{}，来信 {} 条；peak_weekday：{}，{}",
        "peak_hour: день недели {}, {}, входящих сообщений: {}; peak_weekday: {}, {}";
    "compared with {period}; {text}":
        "verglichen mit {}; {}", "comparado con {}; {}", "与 {} 比较；{}", "период сравнения: {}; {}";
    "the periods overlap: changes are not tested":
        "die Zeiträume überschneiden sich: Änderungen werden nicht getestet",
        "los períodos se solapan: los cambios no se prueban",
        "时段重叠：不对变化做检验", "периоды пересекаются: изменения не проверяются";
    "no change can be tested":
        "keine Änderung lässt sich testen", "ningún cambio se puede probar", "没有可检验的变化", "ни одно изменение нельзя проверить";
    "one change is tested": "eine Änderung wird getestet", "se prueba un cambio", "检验一项变化", "проверяется одно изменение";
    "{} changes are tested, p_adjusted holds for all of them together (Holm)":
        "getestete Änderungen: {}, p_adjusted gilt für alle zusammen (Holm)",
        "cambios probados: {}, p_adjusted vale para todos juntos (Holm)",
        "检验 {} 项变化，p_adjusted 对全部同时成立 (Holm)",
        "проверяемых изменений: {}, p_adjusted верно для всех вместе (Холм)";
    "tested as if no customer had several units (Mann–Whitney): {}":
        "getestet, als hätte kein Kunde mehrere Einheiten (Mann-Whitney): {}",
        "probado como si ningún cliente tuviera varias unidades (Mann-Whitney): {}",
        "按每位客户只有一个单位检验 (Mann-Whitney)：{}",
        "проверено так, будто у каждого клиента одна единица (Манн — Уитни): {}";
    "by the date of its {text}":
        "nach dem Datum der Einheit: {}", "por la fecha de su unidad: {}", "按单位日期：{}", "по дате единицы: {}";
}
