//! Columns of workbooks, and what stands among their notes.

super::texts! {
    "kpi": "KPI-ID", "ID del KPI", "指标 ID", "ID показателя";
    "name": "Name", "nombre", "名称", "название";
    "section": "Abschnitt", "sección", "章节", "раздел";
    "unit": "Einheit", "unidad", "单位", "единица";
    "better": "besser", "mejor", "方向", "лучше";
    "question": "Frage", "pregunta", "问题", "вопрос";
    "definition": "Definition", "definición", "定义", "определение";
    "caveat": "Vorbehalt", "advertencia", "注意", "оговорка";
    "numerator": "Zähler", "numerador", "分子", "числитель";
    "denominator": "Nenner", "denominador", "分母", "знаменатель";
    "low": "untere Grenze", "límite inferior", "下限", "нижняя граница";
    "high": "obere Grenze", "límite superior", "上限", "верхняя граница";
    "currency": "Währung", "moneda", "货币", "валюта";
    "method": "Verfahren", "método", "方法", "метод";
    "reason": "Grund", "motivo", "原因", "причина";
    "baseline_value": "Vergleichswert", "valor de comparación", "对比值", "значение для сравнения";
    "p_adjusted": "p, korrigiert", "p ajustado", "校正 p", "p с поправкой";
    "report": "Bericht", "informe", "报告", "отчёт";
    "period": "Zeitraum", "período", "时段", "период";
    "since": "seit", "desde", "自", "с";
    "until": "bis", "hasta", "至", "до";
    "timezone": "Zeitzone", "zona horaria", "时区", "часовой пояс";
    "as of": "Stand", "fecha de corte", "截至", "по состоянию на";
    "by": "nach", "por", "细分", "по";
    "input": "Eingabe", "entrada", "输入", "вход";
    "notes": "Hinweise", "notas", "备注", "примечания";
    "share_of_first": "Anteil am ersten", "del primero", "占首步", "от первого";
    "share_of_previous": "Anteil am vorigen", "del anterior", "占上一步", "от предыдущего";
    "share_left": "Abbruchanteil", "proporción que se fue", "离开占比", "доля ушедших";
    "opted_out": "abgemeldet", "bajas", "退订", "отписались";
    "open_rate": "Öffnungsrate", "tasa de apertura", "已读率", "доля прочитанных";
    "reply_rate": "Antwortrate", "tasa de respuesta", "回复率", "доля ответивших";
    "opt_out_rate": "Abmelderate", "tasa de bajas", "退订率", "доля отписавшихся";
    "opt_out": "Abmeldung", "baja", "退订", "отписка";
    "cohort": "Kohorte", "cohorte", "同期群", "когорта";
    "age": "Alter in Monaten", "antigüedad en meses", "月龄", "возраст в месяцах";
    "active": "aktiv", "activos", "活跃", "активны";

    "formula": "Formel", "fórmula", "公式", "формула";
    "needs": "braucht", "necesita", "需要", "нужно";
    "window": "Fenster", "ventana", "窗口", "окно";
    "date": "Datum", "fecha", "日期", "дата";
    "dimensions": "Dimensionen", "dimensiones", "维度", "разрезы";
    "beware": "Vorsicht", "atención", "注意事项", "осторожно";
    "Example": "Beispiel", "Ejemplo", "示例", "Пример";
    "gives {}": "ergibt {}", "da {}", "得出 {}", "даёт {}";
    "`wa-kpi kpis ID` explains one: definition, formula, inputs, window, dimensions, example":
        "`wa-kpi kpis ID` erklärt eine: Definition, Formel, Eingaben, Fenster, Dimensionen, Beispiel",
        "`wa-kpi kpis ID` explica uno: definición, fórmula, entradas, ventana, dimensiones, ejemplo",
        "`wa-kpi kpis ID` 解释一项指标：定义、公式、输入、窗口、维度、示例",
        "`wa-kpi kpis ID` объяснит один: определение, формула, входы, окно, разрезы, пример";
    "↑ more is better, ↓ less is better":
        "↑ mehr ist besser, ↓ weniger ist besser", "↑ más es mejor, ↓ menos es mejor",
        "↑ 越高越好，↓ 越低越好", "↑ больше — лучше, ↓ меньше — лучше";

    "Times are parts of a day, shown as hours, minutes and seconds; changes of times are seconds":
        "Zeiten sind Teile eines Tages, gezeigt als Stunden, Minuten und Sekunden; Änderungen von Zeiten sind Sekunden",
        "Los tiempos son partes de un día, mostrados en horas, minutos y segundos; los cambios de tiempos son segundos",
        "时长为一天的几分之几，显示为时分秒；时长的变化以秒计",
        "Времена — доли суток, показаны как часы, минуты и секунды; изменения времён — в секундах";
    "small: fewer than 30 units":
        "klein: weniger als 30 Einheiten", "pocos: menos de 30 unidades", "样本小：少于 30 个单位", "мало: меньше 30 единиц";
    "immature: units whose windows are not over; the figure may still change":
        "unreif: Einheiten, deren Fenster noch offen sind; der Wert kann sich noch ändern",
        "inmad.: unidades con la ventana aún abierta; el valor aún puede cambiar",
        "未成熟：窗口尚未结束的单位；数值仍可能变化",
        "зреют: единицы, чьи окна ещё не закрыты; значение может измениться";
}
