//! Figures of the sections satisfaction and loyalty.

super::texts! {
    "Satisfied customers":
        "Zufriedene Kunden (CSAT)", "Clientes satisfechos (CSAT)", "客户满意率 (CSAT)", "Довольные клиенты (CSAT)";
    "How many are satisfied?":
        "Wie viele sind zufrieden?", "¿Cuántos están satisfechos?", "有多少人满意？", "Сколько из них довольны?";
    "Satisfaction, mean": "Zufriedenheit, Mittelwert", "Satisfacción media", "满意度均值", "Удовлетворённость, средняя";
    "How satisfied are they on average?":
        "Wie zufrieden sind sie im Schnitt?", "¿Qué tan satisfechos están en promedio?",
        "平均满意度如何？", "Насколько они довольны в среднем?";
    "Survey response":
        "Rücklaufquote der Umfragen", "Respuesta a encuestas", "问卷回复率", "Доля ответов на опросы";
    "How many answer at all?":
        "Wie viele antworten überhaupt?", "¿Cuántos responden siquiera?", "有多少人作答？", "Сколько вообще отвечает?";
    "Net promoter score":
        "Net Promoter Score (NPS)", "Índice de promotores (NPS)", "净推荐值 (NPS)", "Индекс лояльности (NPS)";
    "How many would recommend us?":
        "Wie viele würden uns empfehlen?", "¿Cuántos nos recomendarían?", "有多少人愿意推荐我们？", "Сколько готово нас рекомендовать?";
    "Customer effort":
        "Kundenaufwand (CES)", "Esfuerzo del cliente (CES)", "客户费力度 (CES)", "Усилия клиента (CES)";
    "How easy is it?": "Wie leicht ist es?", "¿Qué tan fácil es?", "有多容易？", "Насколько это легко?";
    "Sentiment": "Stimmung", "Sentimiento", "情绪", "Тональность";
    "In what mood do they write?":
        "In welcher Stimmung schreiben sie?", "¿Con qué ánimo escriben?", "他们带着怎样的情绪来信？", "С каким настроением они пишут?";

    "Active customers": "Aktive Kunden", "Clientes activos", "活跃客户数", "Активные клиенты";
    "How many customers write to us?":
        "Wie viele Kunden schreiben uns?", "¿Cuántos clientes nos escriben?", "有多少客户给我们写消息？", "Сколько клиентов нам пишет?";
    "New customers": "Neue Kunden", "Clientes nuevos", "新客户数", "Новые клиенты";
    "How many write for the first time?":
        "Wie viele schreiben zum ersten Mal?", "¿Cuántos escriben por primera vez?",
        "有多少人第一次来信？", "Сколько пишет впервые?";
    "Retention": "Wiederkehrrate", "Retención", "留存率", "Удержание";
    "How many come back within a month?":
        "Wie viele kommen binnen eines Monats wieder?", "¿Cuántos vuelven en un mes?",
        "有多少人一个月内回来？", "Сколько возвращается за месяц?";
    "Customer retention":
        "Kundenbindungsrate", "Retención de clientes", "客户留存率（复购）", "Удержание покупателей";
    "How many buy again within a month?":
        "Wie viele kaufen binnen eines Monats wieder?", "¿Cuántos vuelven a comprar en un mes?",
        "有多少人一个月内再次购买？", "Сколько покупает снова за месяц?";
    "Churn": "Abwanderung (Churn)", "Abandono de clientes (churn)", "客户流失率", "Отток клиентов";
    "How many do we lose?":
        "Wie viele verlieren wir?", "¿Cuántos perdemos?", "我们失去了多少？", "Скольких мы теряем?";
    "Repeat purchases": "Wiederkäufe", "Compras repetidas", "复购率", "Повторные покупки";
    "How many buy twice?":
        "Wie viele kaufen zweimal?", "¿Cuántos compran dos veces?", "有多少人购买两次以上？", "Сколько покупает дважды?";
}
