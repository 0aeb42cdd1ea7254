//! Labels: headings, columns, marks, dimensions, and what the end of a page says.

super::texts! {
    "Inputs": "Eingaben", "Entradas", "输入文件", "Входные файлы";
    "Notes": "Hinweise", "Notas", "备注", "Примечания";
    "Definitions": "Definitionen", "Definiciones", "定义", "Определения";
    "records = used + duplicates + ignored + rejected":
        "Datensätze = genutzt + doppelt + ignoriert + abgelehnt",
        "registros = usados + duplicados + ignorados + rechazados",
        "记录 = 已用 + 重复 + 忽略 + 拒绝",
        "записи = учтено + повторы + пропущено + отклонено";
    "records": "Datensätze", "registros", "记录", "записи";
    "used": "genutzt", "usados", "已用", "учтено";
    "duplicates": "doppelt", "duplicados", "重复", "повторы";
    "ignored": "ignoriert", "ignorados", "忽略", "пропущено";
    "rejected": "abgelehnt", "rechazados", "拒绝", "отклонено";
    "source": "Quelle", "fuente", "来源", "источник";
    "file": "Datei", "archivo", "文件", "файл";
    "all": "alle", "todos", "全部", "все";
    "(all)": "(alle)", "(todos)", "（全部）", "(все)";
    "(none)": "(ohne)", "(ninguno)", "（无）", "(нет)";
    "(small groups)": "(kleine Gruppen)", "(grupos pequeños)", "（小分组）", "(малые группы)";
    "{} files of {}": "{} Dateien: {}", "{} archivos de {}", "{} 个文件：{}", "файлов: {}, {}";

    "value": "Wert", "valor", "数值", "значение";
    "change": "Änderung", "cambio", "变化", "изменение";
    "interval": "Intervall", "intervalo", "置信区间", "интервал";
    "counted": "gezählt", "recuento", "计数", "подсчёт";
    "mean": "Mittel", "media", "均值", "среднее";
    "median": "Median", "mediana", "中位数", "медиана";
    "by {}": "nach {}", "por {}", "按{}", "по: {}";
    "n/a": "k. A.", "n/d", "无", "н/д";
    "{} to {}": "{} bis {}", "{} a {}", "{} 至 {}", "{} — {}";
    "{} until {}": "{} bis vor {}", "{} hasta antes de {}", "{} 至 {} 之前", "{} — до {}";
    "since {}": "seit {}", "desde {}", "自 {}", "с {}";
    "until {}": "bis {}", "hasta {}", "至 {}", "до {}";
    "the whole input": "alle Daten", "todos los datos", "全部数据", "все данные";
    "as of {}": "Stand {}", "al {}", "截至 {}", "на {}";
    "small": "klein", "pocos", "样本小", "мало";
    "immature": "unreif", "inmad.", "未成熟", "зреют";
    "{} immature": "{} unreif", "{} inmad.", "{} 未成熟", "зреют: {}";
    "{} fewer than 30 units":
        "{} weniger als 30 Einheiten", "{} menos de 30 unidades", "{} 少于 30 个单位", "{} меньше 30 единиц";
    "{} some units' windows are not over; the figure may still change":
        "{} Fenster einiger Einheiten sind noch offen; der Wert kann sich noch ändern",
        "{} las ventanas de algunas unidades siguen abiertas; el valor aún puede cambiar",
        "{} 部分单位的窗口尚未结束；数值仍可能变化",
        "{} окна некоторых единиц ещё не закрыты; значение может измениться";
    "{} {} hardly chance: p below 0.05, adjusted for all tests of the report":
        "{} {} kaum Zufall: p unter 0,05, korrigiert für alle Tests des Berichts",
        "{} {} difícilmente azar: p menor que 0,05, ajustado por todas las pruebas del informe",
        "{} {} 不太可能是偶然：p 小于 0.05，已按报告的全部检验校正",
        "{} {} едва ли случайность: p ниже 0,05 с поправкой на все проверки отчёта";
    "Fewer than 30 units, shown with --all: {}":
        "Weniger als 30 Einheiten, mit --all gezeigt: {}", "Menos de 30 unidades, se muestran con --all: {}",
        "少于 30 个单位，用 --all 显示：{}", "Меньше 30 единиц, видны с --all: {}";
    "1 more figure is shown with --all or --section":
        "1 weitere Kennzahl mit --all oder --section", "1 indicador más con --all o --section",
        "还有 1 项指标，用 --all 或 --section 显示", "ещё 1 показатель виден с --all или --section";
    "{} more figures are shown with --all or --section":
        "{} weitere Kennzahlen mit --all oder --section", "{} indicadores más con --all o --section",
        "还有 {} 项指标，用 --all 或 --section 显示", "ещё показателей: {}, видны с --all или --section";
    "`wa-kpi inspect` tells about each file":
        "`wa-kpi inspect` berichtet über jede Datei", "`wa-kpi inspect` informa sobre cada archivo",
        "`wa-kpi inspect`说明每个文件", "`wa-kpi inspect` расскажет о каждом файле";

    "campaign": "Kampagne", "campaña", "营销活动", "рассылка";
    "template": "Vorlage", "plantilla", "模板", "шаблон";
    "variant": "Variante", "variante", "变体", "вариант";
    "category": "Kategorie", "categoría", "类别", "категория";
    "type": "Typ", "tipo", "类型", "тип";
    "author": "Verfasser", "autor", "作者", "автор";
    "agent": "Agent", "agente", "客服", "оператор";
    "team": "Team", "equipo", "团队", "команда";
    "segment": "Segment", "segmento", "客户分群", "сегмент";
    "country": "Land", "país", "国家", "страна";
    "language": "Sprache", "idioma", "语言", "язык";
    "business": "Nummer", "número", "商家号码", "номер";
    "hour": "Stunde", "hora", "小时", "час";
    "weekday": "Wochentag", "día de la semana", "星期", "день недели";
    "day": "Tag", "día", "日", "день";
    "week": "Woche", "semana", "周", "неделя";
    "month": "Monat", "mes", "月", "месяц";
    "quarter": "Quartal", "trimestre", "季度", "квартал";
    "year": "Jahr", "año", "年", "год";
}
