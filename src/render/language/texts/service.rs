//! Figures of the sections resolution, bot and journey.

super::texts! {
    "Resolutions": "Lösungen", "Resoluciones", "解决次数", "Решения";
    "How often did we solve something?":
        "Wie oft haben wir etwas gelöst?", "¿Cuántas veces resolvimos algo?", "我们解决了多少次？", "Сколько раз мы что-то решили?";
    "Resolved conversations":
        "Gelöste Konversationen", "Conversaciones resueltas", "已解决会话数", "Решённые диалоги";
    "How many conversations did we solve?":
        "Wie viele Konversationen haben wir gelöst?", "¿Cuántas conversaciones resolvimos?",
        "我们解决了多少会话？", "Сколько диалогов мы решили?";
    "Resolution rate": "Lösungsquote", "Tasa de resolución", "解决率", "Доля решённых";
    "How many conversations do we solve?":
        "Welchen Anteil der Konversationen lösen wir?", "¿Qué parte de las conversaciones resolvemos?",
        "会话的解决比例是多少？", "Какую часть диалогов мы решаем?";
    "Resolution time": "Lösungszeit", "Tiempo de resolución", "解决时长", "Время решения";
    "How long until a conversation is solved?":
        "Wie lange dauert es bis zur Lösung?", "¿Cuánto tarda en resolverse una conversación?",
        "会话多久得到解决？", "Через сколько решается диалог?";
    "Resolution time, agent":
        "Lösungszeit, Agent", "Tiempo de resolución, agente", "解决时长（客服）", "Время решения, оператор";
    "How long do people need for it?":
        "Wie lange brauchen Menschen dafür?", "¿Cuánto necesitan las personas?", "人工需要多久？", "Сколько нужно людям?";
    "Reopen rate": "Wiedereröffnungsrate", "Tasa de reapertura", "重开率", "Доля повторно открытых";
    "How often was it not solved after all?":
        "Wie oft war es doch nicht gelöst?", "¿Con qué frecuencia no quedó resuelto?",
        "有多少其实没有解决？", "Как часто вопрос всё же не был решён?";
    "First-contact resolution":
        "Erstlösungsquote (FCR)", "Resolución al primer contacto (FCR)", "首次解决率 (FCR)", "Решение с первого обращения (FCR)";
    "How often is once enough?":
        "Wie oft genügt ein Kontakt?", "¿Con qué frecuencia basta una vez?", "有多少一次就够？", "Как часто хватает одного раза?";
    "Resolved within target":
        "Gelöst in Zielzeit (SLA)", "Resuelto en plazo (SLA)", "解决达标率 (SLA)", "Решено в срок (SLA)";
    "Do we keep our word on solutions?":
        "Halten wir bei Lösungen Wort?", "¿Cumplimos lo prometido en las soluciones?",
        "解决时限是否兑现承诺？", "Держим ли мы слово по решениям?";
    "Open conversations": "Offene Konversationen", "Conversaciones abiertas", "未结会话数", "Открытые диалоги";
    "How much is on our desk?":
        "Wie viel liegt auf dem Tisch?", "¿Cuánto tenemos pendiente?", "手头还有多少？", "Сколько у нас в работе?";

    "Bot conversations": "Bot-Konversationen", "Conversaciones del bot", "机器人会话数", "Диалоги с ботом";
    "How many conversations does the bot have?":
        "Wie viele Konversationen führt der Bot?", "¿Cuántas conversaciones tiene el bot?",
        "机器人参与了多少会话？", "Сколько диалогов ведёт бот?";
    "Bot self-resolution":
        "Bot-Selbstlösungsquote", "Autorresolución del bot", "机器人自助解决率", "Решено ботом";
    "How many does it finish alone?":
        "Wie viele schließt er allein ab?", "¿Cuántas termina solo?", "有多少由它独立完成？", "Сколько он завершает сам?";
    "Bot escalation": "Bot-Eskalation", "Escalamiento del bot", "转人工率", "Передано ботом оператору";
    "How many need a person?":
        "Wie viele brauchen einen Menschen?", "¿Cuántas necesitan a una persona?", "有多少需要人工？", "Скольким нужен человек?";
    "Bot abandonment": "Abbruch im Bot", "Abandono en el bot", "机器人会话放弃率", "Брошено в боте";
    "How many does it lose?":
        "Wie viele verliert er?", "¿Cuántas pierde?", "它丢失了多少？", "Скольких он теряет?";
    "Bot fallback": "Bot-Fallback", "Fallback del bot", "机器人未识别率", "Бот не понял";
    "How often does it not understand?":
        "Wie oft versteht er nicht?", "¿Con qué frecuencia no entiende?", "有多少次没听懂？", "Как часто он не понимает?";
    "Hand-off wait": "Wartezeit bis zur Übergabe", "Espera en la transferencia", "转人工等待时长", "Ожидание оператора";
    "How long until a person takes over?":
        "Wie lange dauert es, bis ein Mensch übernimmt?", "¿Cuánto tarda en atender una persona?",
        "多久由人工接手？", "Через сколько подключается человек?";

    "Drop-off": "Abbruchrate", "Tasa de abandono", "流程流失率", "Доля выбывших";
    "How many leave before the end?":
        "Wie viele brechen vor dem Ende ab?", "¿Cuántos se van antes del final?", "有多少人中途离开？", "Сколько уходит до конца?";
    "Completion": "Abschlussrate", "Tasa de finalización", "完成率", "Доля дошедших до конца";
    "How many reach the end?":
        "Wie viele erreichen das Ende?", "¿Cuántos llegan al final?", "有多少人走到最后？", "Сколько доходит до конца?";
    "Follow-up recovery":
        "Rückgewinnung durch Nachfassen", "Recuperación por seguimiento", "跟进挽回率", "Возврат после напоминания";
    "How many do follow-ups bring back?":
        "Wie viele holt das Nachfassen zurück?", "¿A cuántos recuperan los seguimientos?",
        "跟进消息挽回了多少人？", "Скольких возвращают напоминания?";
}
