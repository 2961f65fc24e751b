/** How simulated customers word an incident or an ordinary question, in four languages. Half of it is held out from tuning. */

/** Who speaks: the language of a customer. */
export const languages = ["en", "de", "fr", "es"] as const;
export type Spoken = (typeof languages)[number];
export type PerLanguage = Record<Spoken, string[]>;

/** A service of the made-up estate as customers call it, with what can be wrong with it. */
export type Product = { service: string; called: PerLanguage; troubles: TroubleKind[]; isHeld: boolean };

export const troubleKinds = ["down", "slow", "refused", "lost", "wrong", "stuck"] as const;
export type TroubleKind = (typeof troubleKinds)[number];

export const products: Product[] = [
  product("checkout-web", false, ["down", "slow", "refused"], {
    en: ["checkout", "the payment page", "paying in the shop"],
    de: ["Kasse", "die Bezahlseite", "der Checkout"],
    fr: ["le paiement", "la page de paiement"],
    es: ["el pago", "la página de pago"],
  }),
  product("identity-svc", false, ["down", "refused", "slow"], {
    en: ["login", "signing in", "single sign-on"],
    de: ["Anmeldung", "der Login", "das Einloggen"],
    fr: ["la connexion", "l'identification"],
    es: ["el inicio de sesión", "el acceso"],
  }),
  product("report-export", false, ["stuck", "wrong", "down"], {
    en: ["the report export", "CSV export", "exporting reports"],
    de: ["der Berichtsexport", "der CSV-Export"],
    fr: ["l'export des rapports", "l'export CSV"],
    es: ["la exportación de informes", "la exportación CSV"],
  }),
  product("mail-relay", false, ["stuck", "lost"], {
    en: ["email notifications", "outgoing mail", "the notification emails"],
    de: ["E-Mail-Benachrichtigungen", "der Mailversand"],
    fr: ["les notifications par e-mail", "l'envoi des mails"],
    es: ["las notificaciones por correo", "el envío de correos"],
  }),
  product("search-core", false, ["down", "slow", "wrong"], {
    en: ["search", "the search box", "product search"],
    de: ["die Suche", "das Suchfeld"],
    fr: ["la recherche", "le moteur de recherche"],
    es: ["la búsqueda", "el buscador"],
  }),
  product("volume-storage", true, ["slow", "down", "lost"], {
    en: ["our volumes", "block storage", "the disks of our servers"],
    de: ["unsere Volumes", "der Blockspeicher"],
    fr: ["nos volumes", "le stockage bloc"],
    es: ["nuestros volúmenes", "el almacenamiento"],
  }),
  product("webhook-dispatch", true, ["stuck", "lost", "down"], {
    en: ["webhooks", "the webhook deliveries", "callbacks to our endpoint"],
    de: ["Webhooks", "die Webhook-Zustellung"],
    fr: ["les webhooks", "l'envoi des webhooks"],
    es: ["los webhooks", "la entrega de webhooks"],
  }),
  product("mobile-sync", true, ["stuck", "wrong", "refused"], {
    en: ["the mobile app", "sync on the phone", "app synchronisation"],
    de: ["die Handy-App", "die Synchronisierung der App"],
    fr: ["l'application mobile", "la synchronisation"],
    es: ["la app móvil", "la sincronización"],
  }),
  product("dns-edge", true, ["down", "wrong", "slow"], {
    en: ["our domain", "DNS", "name resolution"],
    de: ["unsere Domain", "die Namensauflösung", "DNS"],
    fr: ["notre domaine", "le DNS"],
    es: ["nuestro dominio", "el DNS"],
  }),
  product("invoice-ledger", true, ["wrong", "lost", "down"], {
    en: ["the invoices", "our billing page", "invoice totals"],
    de: ["die Rechnungen", "die Abrechnungsseite"],
    fr: ["les factures", "la page de facturation"],
    es: ["las facturas", "la página de facturación"],
  }),
];

/** What customers write of each kind of trouble; `{it}` is the product as they call it. */
export const troubles: Record<TroubleKind, PerLanguage> = {
  down: {
    en: [
      "{it} is down. We only get an error page.",
      "{it} does not load at all any more, all of us see a server error.",
      "Since a few minutes {it} answers with an internal error.",
      "Nothing works: {it} just shows 'something went wrong'.",
      "Are you having an outage? {it} is unreachable for our whole team.",
      "{it} keeps failing with a gateway error.",
    ],
    de: [
      "{it} ist nicht erreichbar, wir sehen nur eine Fehlerseite.",
      "Seit ein paar Minuten liefert {it} nur noch einen Serverfehler.",
      "{it} geht bei uns gar nicht mehr. Gibt es eine Störung?",
      "{it} ist komplett ausgefallen, bei allen Kollegen.",
    ],
    fr: [
      "{it} ne fonctionne plus du tout, nous avons une page d'erreur.",
      "Depuis quelques minutes {it} renvoie une erreur serveur.",
      "{it} est inaccessible pour toute l'équipe. Une panne chez vous ?",
    ],
    es: [
      "{it} no funciona, solo vemos una página de error.",
      "Desde hace unos minutos {it} devuelve un error del servidor.",
      "{it} está caído para todo el equipo. ¿Tienen una avería?",
    ],
  },
  slow: {
    en: [
      "{it} is extremely slow today, every click takes half a minute.",
      "{it} times out again and again.",
      "We wait forever for {it}; most requests end in a timeout.",
      "Response times of {it} went through the roof this morning.",
      "{it} hangs and then gives up.",
    ],
    de: [
      "{it} ist extrem langsam, jeder Klick dauert eine halbe Minute.",
      "{it} läuft ständig in einen Timeout.",
      "{it} hängt und bricht dann ab.",
    ],
    fr: [
      "{it} est extrêmement lent aujourd'hui, chaque clic prend trente secondes.",
      "{it} finit toujours en timeout.",
      "Les temps de réponse : {it} est inutilisable, ça bloque.",
    ],
    es: [
      "{it} va lentísimo, cada clic tarda medio minuto.",
      "{it} termina siempre en timeout.",
      "{it} se queda colgado y luego se corta.",
    ],
  },
  refused: {
    en: [
      "{it} rejects us although nothing was changed on our side.",
      "We get 'access denied' from {it}, with every account.",
      "All of a sudden {it} says our credentials are invalid.",
      "{it} does not accept our card or password any more, several people tried.",
      "Permission error with {it} for everyone here.",
    ],
    de: [
      "{it} weist uns ab, obwohl wir nichts geändert haben.",
      "Bei {it} kommt 'Zugriff verweigert', mit jedem Konto.",
      "Plötzlich meldet {it} ungültige Zugangsdaten.",
    ],
    fr: [
      "{it} nous refuse alors que rien n'a changé de notre côté.",
      "'Accès refusé' avec {it}, pour tous les comptes.",
      "Soudain {it} indique que nos identifiants sont invalides.",
    ],
    es: [
      "{it} nos rechaza aunque no hemos cambiado nada.",
      "'Acceso denegado' en {it} con todas las cuentas.",
      "De repente {it} dice que las credenciales no son válidas.",
    ],
  },
  lost: {
    en: [
      "Entries are missing: {it} shows nothing of the last hours.",
      "{it} lost what we saved this morning.",
      "Where is our data? {it} is empty for us.",
      "Several records have vanished from {it}.",
    ],
    de: [
      "Einträge fehlen: {it} zeigt nichts von den letzten Stunden.",
      "{it}: was wir heute Morgen gespeichert haben, ist weg.",
      "Wo sind unsere Daten? {it} ist leer.",
    ],
    fr: [
      "Des entrées manquent : {it} n'affiche rien des dernières heures.",
      "{it} a perdu ce que nous avons enregistré ce matin.",
    ],
    es: [
      "Faltan entradas: {it} no muestra nada de las últimas horas.",
      "{it} ha perdido lo que guardamos esta mañana.",
    ],
  },
  wrong: {
    en: [
      "{it} shows wrong figures, the totals do not add up.",
      "The results of {it} are nonsense since this morning.",
      "{it} returns values of another day.",
      "Numbers from {it} are off by a factor of ten for us.",
    ],
    de: [
      "{it} zeigt falsche Zahlen, die Summen stimmen nicht.",
      "Die Ergebnisse: {it} liefert seit heute früh Unsinn.",
      "{it} liefert Werte von einem anderen Tag.",
    ],
    fr: [
      "{it} affiche de mauvais chiffres, les totaux ne sont pas corrects.",
      "{it} donne des résultats absurdes depuis ce matin.",
    ],
    es: [
      "{it} muestra cifras erróneas, los totales no cuadran.",
      "{it} da resultados absurdos desde esta mañana.",
    ],
  },
  stuck: {
    en: [
      "{it} is stuck, nothing has come through for an hour.",
      "Nothing arrives from {it} any more.",
      "{it} stays at 'pending' and never finishes.",
      "The queue of {it} does not move, everything waits.",
    ],
    de: [
      "{it} hängt, seit einer Stunde kommt nichts mehr durch.",
      "Von {it} kommt nichts mehr an.",
      "{it} bleibt auf 'ausstehend' und wird nicht fertig.",
    ],
    fr: [
      "{it} est bloqué, plus rien ne passe depuis une heure.",
      "{it} reste 'en attente' et ne se termine jamais.",
    ],
    es: [
      "{it} está atascado, no llega nada desde hace una hora.",
      "{it} se queda en 'pendiente' y no termina nunca.",
    ],
  },
};

/** What machines print of each kind of trouble; an outage has one or two of them. */
export const codes: Record<TroubleKind, string[]> = {
  down: ["HTTP 502", "HTTP 503", "ERR_CONNECTION_REFUSED", "ECONNRESET", "500 Internal Server Error"],
  slow: ["HTTP 504", "ETIMEDOUT", "ReadTimeoutError", "ERR_TIMED_OUT"],
  refused: ["HTTP 403", "AUTH-1042", "TokenExpiredError", "SSO_ASSERTION_INVALID"],
  lost: ["E4041", "RecordMissingError", "SNAPSHOT_NOT_FOUND"],
  wrong: ["CHK-2210", "ChecksumError", "VERSION_MISMATCH"],
  stuck: ["QUEUE_STALLED", "JOB-7003", "LockWaitTimeout"],
};

/** The same in each language. */
export function said(en: string[], de: string[], fr: string[], es: string[]): PerLanguage {
  return { en, de, fr, es };
}

function product(service: string, isHeld: boolean, kinds: TroubleKind[], called: PerLanguage): Product {
  return { service, isHeld, troubles: kinds, called };
}
