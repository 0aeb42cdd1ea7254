//! What the error codes of failed messages mean.

super::texts! {
    "Meta has disabled the WhatsApp account":
        "Meta hat das WhatsApp-Konto deaktiviert", "Meta desactivó la cuenta de WhatsApp", "Meta 已停用该 WhatsApp 账号", "Meta отключила аккаунт WhatsApp";
    "Meta held back marketing: this customer gets enough of it already":
        "Meta hielt Marketing zurück: dieser Kunde bekommt schon genug davon", "Meta retuvo el marketing: este cliente ya recibe suficiente",
        "Meta 拦截了营销消息：该客户收到的已足够多", "Meta удержала маркетинг: этот клиент получает его достаточно";
    "Meta held back marketing: this customer gets enough of it already (or has a US number)":
        "Meta hielt Marketing zurück: dieser Kunde bekommt schon genug davon (oder hat eine US-Nummer)",
        "Meta retuvo el marketing: este cliente ya recibe suficiente (o tiene un número de EE. UU.)",
        "Meta 拦截了营销消息：该客户收到的已足够多（或为美国号码）",
        "Meta удержала маркетинг: этот клиент получает его достаточно (или номер из США)";
    "Meta held the message back: the customer is part of an experiment (not billed)":
        "Meta hielt die Nachricht zurück: der Kunde nimmt an einem Experiment teil (nicht berechnet)",
        "Meta retuvo el mensaje: el cliente es parte de un experimento (no se cobra)",
        "Meta 拦截了该消息：客户属于实验组（不计费）", "Meta удержала сообщение: клиент участвует в эксперименте (без оплаты)";
    "Twilio could not sign in to WhatsApp":
        "Twilio konnte sich nicht bei WhatsApp anmelden", "Twilio no pudo iniciar sesión en WhatsApp", "Twilio 无法登录 WhatsApp", "Twilio не смог войти в WhatsApp";
    "Twilio knows no WhatsApp sender with this number":
        "Twilio kennt keinen WhatsApp-Absender mit dieser Nummer", "Twilio no conoce un remitente de WhatsApp con este número",
        "Twilio 没有此号码的 WhatsApp 发送方", "Twilio не знает отправителя WhatsApp с этим номером";
    "WhatsApp did not accept the content":
        "WhatsApp nahm den Inhalt nicht an", "WhatsApp no aceptó el contenido", "WhatsApp 未接受该内容", "WhatsApp не принял содержание";
    "WhatsApp held the message back from this customer: experiment of Meta":
        "WhatsApp hielt die Nachricht zurück: Experiment von Meta", "WhatsApp retuvo el mensaje a este cliente: experimento de Meta",
        "WhatsApp 对该客户拦截了消息：Meta 的实验", "WhatsApp удержал сообщение: эксперимент Meta";
    "WhatsApp reported an error without a reason":
        "WhatsApp meldete einen Fehler ohne Grund", "WhatsApp informó un error sin motivo", "WhatsApp 报告了未说明原因的错误", "WhatsApp сообщил об ошибке без причины";
    "WhatsApp reported an internal error":
        "WhatsApp meldete einen internen Fehler", "WhatsApp informó un error interno", "WhatsApp 报告内部错误", "WhatsApp сообщил о внутренней ошибке";
    "a WhatsApp service was unavailable for a while":
        "ein WhatsApp-Dienst war zeitweise nicht verfügbar", "un servicio de WhatsApp no estuvo disponible", "WhatsApp 服务一度不可用", "служба WhatsApp была временно недоступна";
    "a parameter had a value that is not allowed":
        "ein Parameter hatte einen unzulässigen Wert", "un parámetro tenía un valor no permitido", "某参数的值不被允许", "у параметра недопустимое значение";
    "a sending or messaging limit was reached":
        "ein Sende- oder Nachrichtenlimit war erreicht", "se alcanzó un límite de envío o de mensajes", "达到发送或消息上限", "достигнут лимит отправки или сообщений";
    "a test number may write only to recipients on its list":
        "eine Testnummer darf nur Empfängern ihrer Liste schreiben", "un número de prueba solo puede escribir a los destinatarios de su lista",
        "测试号码只能发给名单上的接收人", "тестовый номер может писать только получателям из списка";
    "a value has the wrong format for its placeholder":
        "ein Wert hat das falsche Format für seinen Platzhalter", "un valor no tiene el formato de su variable", "值的格式与占位符不符", "значение не подходит по формату к переменной";
    "internal error of the WhatsApp connection":
        "interner Fehler der WhatsApp-Anbindung", "error interno de la conexión con WhatsApp", "WhatsApp 连接的内部错误", "внутренняя ошибка подключения WhatsApp";
    "marketing templates are switched off for this account on the Cloud API":
        "Marketingvorlagen sind für dieses Konto in der Cloud API abgeschaltet", "las plantillas de marketing están desactivadas para esta cuenta en la Cloud API",
        "此账号在 Cloud API 上已关闭营销模板", "маркетинговые шаблоны отключены для этого аккаунта в Cloud API";
    "media sent by the customer could not be downloaded":
        "Medien des Kunden ließen sich nicht herunterladen", "no se pudo descargar el archivo del cliente", "无法下载客户发送的媒体", "не удалось скачать файл клиента";
    "more messages per second than the number may send":
        "mehr Nachrichten pro Sekunde, als die Nummer senden darf", "más mensajes por segundo de los que el número puede enviar",
        "每秒消息数超过该号码的上限", "больше сообщений в секунду, чем можно номеру";
    "more than 24 hours since the customer last wrote: only a template may be sent":
        "über 24 Stunden seit der letzten Nachricht des Kunden: nur eine Vorlage ist erlaubt",
        "más de 24 horas desde el último mensaje del cliente: solo se puede enviar una plantilla",
        "距客户上次来信超过 24 小时：只能发送模板", "больше 24 часов с последнего сообщения клиента: можно отправить только шаблон";
    "no such approved template in this language":
        "keine freigegebene Vorlage in dieser Sprache", "no hay plantilla aprobada en este idioma", "没有该语言的已批准模板", "нет одобренного шаблона на этом языке";
    "not deliverable: no WhatsApp on this number, too old an app, or terms not accepted":
        "nicht zustellbar: kein WhatsApp auf dieser Nummer, zu alte App oder Bedingungen nicht angenommen",
        "no entregable: sin WhatsApp en este número, app muy antigua o términos no aceptados",
        "无法送达：该号码没有 WhatsApp、应用版本过旧或未接受条款",
        "не доставить: на номере нет WhatsApp, старое приложение или не приняты условия";
    "payment problem with the WhatsApp account":
        "Zahlungsproblem des WhatsApp-Kontos", "problema de pago de la cuenta de WhatsApp", "WhatsApp 账号付款问题", "проблема с оплатой аккаунта WhatsApp";
    "payment problem with the account":
        "Zahlungsproblem des Kontos", "problema de pago de la cuenta", "账号付款问题", "проблема с оплатой аккаунта";
    "payment problem: no valid payment method, or a credit limit was reached":
        "Zahlungsproblem: keine gültige Zahlungsart oder Kreditlimit erreicht", "problema de pago: sin método de pago válido o límite de crédito alcanzado",
        "付款问题：没有有效付款方式或已达信用额度", "проблема с оплатой: нет способа оплаты или исчерпан кредитный лимит";
    "sender and recipient are the same number":
        "Absender und Empfänger sind dieselbe Nummer", "remitente y destinatario son el mismo número", "发送方和接收方是同一号码", "отправитель и получатель — один номер";
    "sending is limited because customers blocked or reported earlier messages":
        "Senden ist begrenzt, weil Kunden frühere Nachrichten blockiert oder gemeldet haben",
        "el envío está limitado porque clientes bloquearon o denunciaron mensajes anteriores",
        "因客户屏蔽或举报先前消息，发送受限", "отправка ограничена: клиенты блокировали прежние сообщения или жаловались на них";
    "sending is limited because templates were filed under the wrong category":
        "Senden ist begrenzt, weil Vorlagen in der falschen Kategorie waren", "el envío está limitado porque había plantillas en la categoría equivocada",
        "因模板类别填报错误，发送受限", "отправка ограничена: шаблоны были в неверной категории";
    "something that the request named was not found":
        "etwas in der Anfrage Genanntes wurde nicht gefunden", "no se encontró algo que la solicitud nombraba", "请求所指的对象不存在", "указанное в запросе не найдено";
    "something went wrong at WhatsApp, no reason given":
        "bei WhatsApp ging etwas schief, ohne Grund", "algo falló en WhatsApp, sin motivo", "WhatsApp 出错，未说明原因", "сбой в WhatsApp, причина не указана";
    "the WhatsApp Business account made too many API calls":
        "das WhatsApp-Business-Konto rief die API zu oft auf", "la cuenta de WhatsApp Business hizo demasiadas llamadas a la API",
        "WhatsApp Business 账号的 API 调用过多", "слишком много вызовов API от аккаунта WhatsApp Business";
    "the WhatsApp account is restricted or locked":
        "das WhatsApp-Konto ist eingeschränkt oder gesperrt", "la cuenta de WhatsApp está restringida o bloqueada", "WhatsApp 账号受限或被锁定", "аккаунт WhatsApp ограничен или заблокирован";
    "the access token has expired":
        "das Zugriffstoken ist abgelaufen", "el token de acceso caducó", "访问令牌已过期", "срок действия токена истёк";
    "the account is in maintenance":
        "das Konto ist in Wartung", "la cuenta está en mantenimiento", "账号维护中", "аккаунт на обслуживании";
    "the account is locked": "das Konto ist gesperrt", "la cuenta está bloqueada", "账号已锁定", "аккаунт заблокирован";
    "the account is restricted for breaking WhatsApp's rules":
        "das Konto ist wegen Verstößen gegen WhatsApp-Regeln eingeschränkt", "la cuenta está restringida por incumplir las reglas de WhatsApp",
        "账号因违反 WhatsApp 规则受限", "аккаунт ограничен за нарушение правил WhatsApp";
    "the account may not message customers in this country":
        "das Konto darf Kunden in diesem Land nicht schreiben", "la cuenta no puede escribir a clientes de este país", "该账号不得向此国家的客户发消息", "аккаунту нельзя писать клиентам этой страны";
    "the account's daily message limit was reached":
        "das Tageslimit des Kontos war erreicht", "se alcanzó el límite diario de mensajes de la cuenta", "已达账号每日消息上限", "достигнут дневной лимит сообщений аккаунта";
    "the app lacks a permission": "der App fehlt eine Berechtigung", "a la app le falta un permiso", "应用缺少权限", "приложению не хватает разрешения";
    "the app made too many API calls":
        "die App rief die API zu oft auf", "la app hizo demasiadas llamadas a la API", "应用的 API 调用过多", "слишком много вызовов API от приложения";
    "the business number is not registered":
        "die Nummer ist nicht registriert", "el número de la empresa no está registrado", "商家号码未注册", "номер компании не зарегистрирован";
    "the business number is not registered properly":
        "die Nummer ist nicht richtig registriert", "el número de la empresa no está bien registrado", "商家号码注册有误", "номер компании зарегистрирован неверно";
    "the business number no longer exists":
        "die Nummer gibt es nicht mehr", "el número de la empresa ya no existe", "商家号码已不存在", "номера компании больше нет";
    "the business number was registered too often in a short time":
        "die Nummer wurde in kurzer Zeit zu oft registriert", "el número se registró demasiadas veces en poco tiempo", "商家号码短时间内注册次数过多", "номер слишком часто регистрировали";
    "the certificate of the business number is not valid":
        "das Zertifikat der Nummer ist ungültig", "el certificado del número no es válido", "商家号码的证书无效", "сертификат номера недействителен";
    "the content was not valid or came too late":
        "der Inhalt war ungültig oder kam zu spät", "el contenido no era válido o llegó tarde", "内容无效或来得太晚", "содержание неверно или пришло поздно";
    "the customer has stopped marketing messages from your business":
        "der Kunde hat Marketing Ihres Unternehmens abbestellt", "el cliente detuvo los mensajes de marketing de su empresa",
        "客户已停收贵商家的营销消息", "клиент отказался от маркетинга вашей компании";
    "the customer is part of an experiment of Meta":
        "der Kunde nimmt an einem Experiment von Meta teil", "el cliente es parte de un experimento de Meta", "客户属于 Meta 的实验组", "клиент участвует в эксперименте Meta";
    "the customer replied STOP to this sender":
        "der Kunde hat diesem Absender STOP geschrieben", "el cliente respondió STOP a este remitente", "客户对该发送方回复了 STOP", "клиент ответил STOP этому отправителю";
    "the customer's identity could not be confirmed, as after a change of phone":
        "die Identität des Kunden ließ sich nicht bestätigen, etwa nach einem Telefonwechsel",
        "no se pudo confirmar la identidad del cliente, como tras cambiar de teléfono",
        "无法确认客户身份，例如更换手机之后", "не удалось подтвердить личность клиента, например после смены телефона";
    "the display name of the business number is not approved":
        "der Anzeigename der Nummer ist nicht freigegeben", "el nombre visible del número no está aprobado", "商家号码的显示名称未获批准", "отображаемое имя номера не одобрено";
    "the filled-in template text is too long":
        "der ausgefüllte Vorlagentext ist zu lang", "el texto de la plantilla completada es demasiado largo", "填充后的模板文本过长", "заполненный текст шаблона слишком длинный";
    "the media could not be downloaded":
        "die Medien ließen sich nicht herunterladen", "no se pudo descargar el archivo", "无法下载媒体", "не удалось скачать файл";
    "the media exists already": "die Medien gibt es schon", "el archivo ya existe", "媒体已存在", "файл уже есть";
    "the media of the message could not be uploaded":
        "die Medien der Nachricht ließen sich nicht hochladen", "no se pudo subir el archivo del mensaje", "无法上传消息的媒体", "не удалось загрузить файл сообщения";
    "the message breaks a WhatsApp policy":
        "die Nachricht verstößt gegen eine WhatsApp-Richtlinie", "el mensaje incumple una política de WhatsApp", "消息违反 WhatsApp 政策", "сообщение нарушает правила WhatsApp";
    "the message could not be kept until delivery and has expired":
        "die Nachricht ließ sich nicht bis zur Zustellung aufbewahren und ist abgelaufen",
        "el mensaje no pudo guardarse hasta la entrega y caducó", "消息未能保留至送达，已过期", "сообщение не удалось хранить до доставки, срок истёк";
    "the message expired before it could be sent":
        "die Nachricht lief vor dem Senden ab", "el mensaje caducó antes de enviarse", "消息在发送前已过期", "срок сообщения истёк до отправки";
    "the message is a placeholder: its content is not available here":
        "die Nachricht ist ein Platzhalter: ihr Inhalt liegt hier nicht vor", "el mensaje es un marcador: su contenido no está disponible aquí",
        "消息只是占位符：内容在此不可用", "сообщение — заглушка: содержание здесь недоступно";
    "the message waited too long before it could be sent":
        "die Nachricht wartete zu lange auf das Senden", "el mensaje esperó demasiado antes de enviarse", "消息等待发送过久", "сообщение слишком долго ждало отправки";
    "the number of values does not fit the template's placeholders":
        "die Zahl der Werte passt nicht zu den Platzhaltern der Vorlage", "el número de valores no coincide con las variables de la plantilla",
        "值的数量与模板占位符不符", "число значений не совпадает с переменными шаблона";
    "the number's certificate does not match":
        "das Zertifikat der Nummer passt nicht", "el certificado del número no coincide", "号码证书不匹配", "сертификат номера не совпадает";
    "the number's certificate has a bad signature":
        "das Zertifikat der Nummer hat eine falsche Signatur", "el certificado del número tiene una firma incorrecta", "号码证书签名错误", "у сертификата номера неверная подпись";
    "the number's certificate is not signed":
        "das Zertifikat der Nummer ist nicht signiert", "el certificado del número no está firmado", "号码证书未签名", "сертификат номера не подписан";
    "the recipient has not joined the Twilio sandbox":
        "der Empfänger ist der Twilio-Sandbox nicht beigetreten", "el destinatario no se unió al sandbox de Twilio", "接收人未加入 Twilio 沙盒", "получатель не вошёл в песочницу Twilio";
    "the recipient is not a valid WhatsApp user":
        "der Empfänger ist kein gültiger WhatsApp-Nutzer", "el destinatario no es un usuario válido de WhatsApp", "接收人不是有效的 WhatsApp 用户", "получатель не является пользователем WhatsApp";
    "the recipient is not valid or cannot receive this message":
        "der Empfänger ist ungültig oder kann diese Nachricht nicht empfangen", "el destinatario no es válido o no puede recibir este mensaje",
        "接收人无效或无法接收此消息", "получатель неверен или не может принять это сообщение";
    "the recipient was not allowed to receive this message (old code)":
        "der Empfänger durfte diese Nachricht nicht empfangen (alter Code)", "el destinatario no podía recibir este mensaje (código antiguo)",
        "接收人不被允许接收此消息（旧代码）", "получателю нельзя было принять это сообщение (старый код)";
    "the recipient's app cannot receive this message":
        "die App des Empfängers kann diese Nachricht nicht empfangen", "la app del destinatario no puede recibir este mensaje", "接收人的应用无法接收此消息", "приложение получателя не может принять это сообщение";
    "the recipient's app could not load the template":
        "die App des Empfängers konnte die Vorlage nicht laden", "la app del destinatario no pudo cargar la plantilla", "接收人的应用无法加载模板", "приложение получателя не смогло загрузить шаблон";
    "the recipient's number does not exist on WhatsApp":
        "die Nummer des Empfängers gibt es bei WhatsApp nicht", "el número del destinatario no existe en WhatsApp", "接收人号码在 WhatsApp 上不存在", "номера получателя нет в WhatsApp";
    "the recipient's number was not found on WhatsApp":
        "die Nummer des Empfängers wurde bei WhatsApp nicht gefunden", "no se encontró el número del destinatario en WhatsApp", "未在 WhatsApp 上找到接收人号码", "номер получателя не найден в WhatsApp";
    "the request failed, no reason given":
        "die Anfrage schlug fehl, ohne Grund", "la solicitud falló, sin motivo", "请求失败，未说明原因", "запрос не выполнен, причина не указана";
    "the request had a parameter that is not supported":
        "die Anfrage hatte einen nicht unterstützten Parameter", "la solicitud tenía un parámetro no admitido", "请求含有不支持的参数", "в запросе неподдерживаемый параметр";
    "the request had a wrong or unknown parameter":
        "die Anfrage hatte einen falschen oder unbekannten Parameter", "la solicitud tenía un parámetro erróneo o desconocido", "请求含有错误或未知的参数", "в запросе неверный или неизвестный параметр";
    "the request lacked a required parameter":
        "der Anfrage fehlte ein Pflichtparameter", "a la solicitud le faltaba un parámetro obligatorio", "请求缺少必需参数", "в запросе нет обязательного параметра";
    "the template does not exist": "die Vorlage gibt es nicht", "la plantilla no existe", "模板不存在", "шаблона не существует";
    "the template does not exist in this language":
        "die Vorlage gibt es in dieser Sprache nicht", "la plantilla no existe en este idioma", "模板没有该语言版本", "шаблона нет на этом языке";
    "the template is disabled": "die Vorlage ist deaktiviert", "la plantilla está desactivada", "模板已停用", "шаблон отключён";
    "the template is disabled for good, after low quality":
        "die Vorlage ist nach schlechter Qualität endgültig deaktiviert", "la plantilla está desactivada definitivamente por baja calidad", "模板因质量低被永久停用", "шаблон отключён насовсем из-за низкого качества";
    "the template is paused for low quality":
        "die Vorlage ist wegen schlechter Qualität pausiert", "la plantilla está pausada por baja calidad", "模板因质量低被暂停", "шаблон приостановлен из-за низкого качества";
    "the template lacks this language or a value":
        "der Vorlage fehlt diese Sprache oder ein Wert", "a la plantilla le falta este idioma o un valor", "模板缺少该语言或某个值", "у шаблона нет этого языка или значения";
    "the template was rejected": "die Vorlage wurde abgelehnt", "la plantilla fue rechazada", "模板被拒", "шаблон отклонён";
    "the template's flow is blocked": "der Flow der Vorlage ist gesperrt", "el flujo de la plantilla está bloqueado", "模板的流程被封锁", "сценарий шаблона заблокирован";
    "the template's flow is throttled": "der Flow der Vorlage ist gedrosselt", "el flujo de la plantilla está limitado", "模板的流程被限流", "сценарий шаблона ограничен";
    "the template's text breaks WhatsApp's rules":
        "der Vorlagentext verstößt gegen WhatsApp-Regeln", "el texto de la plantilla incumple las reglas de WhatsApp", "模板文本违反 WhatsApp 规则", "текст шаблона нарушает правила WhatsApp";
    "the terms of Meta's Marketing Messages API are not accepted":
        "die Bedingungen der Marketing Messages API von Meta sind nicht angenommen", "no se aceptaron los términos de la Marketing Messages API de Meta",
        "未接受 Meta Marketing Messages API 的条款", "не приняты условия Marketing Messages API компании Meta";
    "this type of message is not supported":
        "dieser Nachrichtentyp wird nicht unterstützt", "este tipo de mensaje no se admite", "不支持此类消息", "этот тип сообщений не поддерживается";
    "too many messages in a short time":
        "zu viele Nachrichten in kurzer Zeit", "demasiados mensajes en poco tiempo", "短时间内消息过多", "слишком много сообщений за короткое время";
    "too many messages to this one customer in a short time":
        "zu viele Nachrichten an diesen einen Kunden in kurzer Zeit", "demasiados mensajes a este cliente en poco tiempo", "短时间内发给该客户的消息过多", "слишком много сообщений этому клиенту за короткое время";
    "too many requests in a short time":
        "zu viele Anfragen in kurzer Zeit", "demasiadas solicitudes en poco tiempo", "短时间内请求过多", "слишком много запросов за короткое время";
    "wrong user for the request": "falscher Nutzer für die Anfrage", "usuario incorrecto para la solicitud", "请求的用户错误", "неверный пользователь запроса";
    "your business has blocked this customer":
        "Ihr Unternehmen hat diesen Kunden blockiert", "su empresa bloqueó a este cliente", "贵商家已屏蔽该客户", "ваша компания заблокировала этого клиента";
}
