/** What customers write on any day, and how they greet and part, in four languages. */
import { type PerLanguage, said } from "./wording";

/** What is asked every day; some of it names a product, none of it is an outage. */
export const background: PerLanguage[] = [
  said(
    ["How do I reset my password?", "I forgot my password, please send a reset link."],
    ["Wie setze ich mein Passwort zurück?"],
    ["Comment réinitialiser mon mot de passe ?"],
    ["¿Cómo restablezco mi contraseña?"],
  ),
  said(
    [
      "Please change the billing address on our invoices.",
      "New billing address for our account, can you update it?",
    ],
    ["Bitte ändern Sie unsere Rechnungsadresse."],
    ["Merci de changer notre adresse de facturation."],
    ["Por favor, cambien nuestra dirección de facturación."],
  ),
  said(
    ["Can we add five seats to our plan?", "What would ten more licences cost?"],
    ["Was kosten fünf weitere Lizenzen?"],
    ["Combien coûtent cinq licences de plus ?"],
    ["¿Cuánto cuestan cinco licencias más?"],
  ),
  said(
    ["Which columns are in {it}?", "Is there documentation for {it}?"],
    ["Gibt es eine Anleitung für {it}?"],
    ["Existe-t-il une documentation pour {it} ?"],
    ["¿Hay documentación sobre {it}?"],
  ),
  said(
    ["I would like to delete my account.", "Please close our account at the end of the month."],
    ["Bitte löschen Sie mein Konto."],
    ["Je souhaite supprimer mon compte."],
    ["Quiero eliminar mi cuenta."],
  ),
  said(
    ["Could you enable the beta of {it} for us?", "We want to try the new version of {it}."],
    ["Können Sie die Beta von {it} für uns freischalten?"],
    ["Pouvez-vous activer la bêta de {it} pour nous ?"],
    ["¿Pueden activar la beta de {it}?"],
  ),
  said(
    ["What is the rate limit of your API?", "How many API calls a minute are allowed?"],
    ["Wie hoch ist das API-Limit?"],
    ["Quelle est la limite d'appels de l'API ?"],
    ["¿Cuál es el límite de llamadas de la API?"],
  ),
  said(
    ["The colours of {it} are hard to read for me.", "Feature request: dark mode for {it}."],
    ["Wunsch: ein dunkles Design für {it}."],
    ["Suggestion : un mode sombre pour {it}."],
    ["Sugerencia: modo oscuro para {it}."],
  ),
  said(
    ["One colleague of mine cannot see {it}, I can.", "A new user lacks the rights for {it}."],
    ["Eine Kollegin hat keine Rechte für {it}."],
    ["Un collègue n'a pas les droits pour {it}."],
    ["Un compañero no tiene permisos para {it}."],
  ),
  said(
    [
      "Do you have a data processing agreement we can sign?",
      "We need your security certificate for an audit.",
    ],
    ["Wir brauchen einen Auftragsverarbeitungsvertrag."],
    ["Nous avons besoin d'un accord de traitement des données."],
    ["Necesitamos un acuerdo de tratamiento de datos."],
  ),
  said(
    ["When is the next maintenance window?", "Is a maintenance planned for the weekend?"],
    ["Wann ist die nächste Wartung geplant?"],
    ["Quand aura lieu la prochaine maintenance ?"],
    ["¿Cuándo es el próximo mantenimiento?"],
  ),
  said(
    [
      "I get an error in {it} when I paste a very long text.",
      "{it} failed once yesterday evening, works again. Just to let you know.",
    ],
    ["{it} brach gestern einmal ab, jetzt geht es wieder."],
    ["{it} a échoué une fois hier soir, cela remarche."],
    ["{it} falló una vez anoche, ya funciona."],
  ),
];

/** What comes every week from many at once, and is no outage. */
export const weeklyWave: PerLanguage = said(
  [
    "Where can I download this week's statement?",
    "Our weekly statement is not in the inbox, where do I find it?",
    "Please send the weekly statement as PDF.",
  ],
  ["Wo finde ich die Wochenabrechnung?", "Bitte die Wochenabrechnung als PDF schicken."],
  ["Où trouver le relevé de la semaine ?"],
  ["¿Dónde encuentro el extracto semanal?"],
);

/** What an announcement makes many ask, once. */
export const announcements: PerLanguage[] = [
  said(
    [
      "Your newsletter says prices rise in spring. Does that apply to us?",
      "Question about the announced price increase.",
    ],
    ["Gilt die angekündigte Preiserhöhung für uns?"],
    ["L'augmentation annoncée nous concerne-t-elle ?"],
    ["¿Nos afecta la subida de precios anunciada?"],
  ),
  said(
    [
      "You announced new terms of service. What changes for existing contracts?",
      "Do we have to accept the new terms?",
    ],
    ["Müssen wir den neuen Bedingungen zustimmen?"],
    ["Faut-il accepter les nouvelles conditions ?"],
    ["¿Hay que aceptar las nuevas condiciones?"],
  ),
];

export const greetings: PerLanguage = said(
  ["Hi,", "Hello team,", "Dear support,", ""],
  ["Hallo,", "Guten Tag,", ""],
  ["Bonjour,", ""],
  ["Hola,", "Buenos días,", ""],
);

export const asides: PerLanguage = said(
  [
    "We have a deadline today.",
    "Tried Firefox and Chrome.",
    "Restarting did not help.",
    "It worked yesterday.",
    "Please call me back.",
    "This is urgent for our customers.",
    "I am writing for the Hamburg office.",
  ],
  ["Wir haben heute eine Frist.", "Neu starten half nicht.", "Gestern ging es noch.", "Bitte um Rückruf."],
  ["Nous avons une échéance aujourd'hui.", "Redémarrer n'a rien changé.", "Hier tout allait bien."],
  ["Tenemos un plazo hoy.", "Reiniciar no ayudó.", "Ayer funcionaba."],
);

export const partings: PerLanguage = said(
  ["Thanks, {name}", "Best regards\n{name}", "{name}", ""],
  ["Viele Grüße\n{name}", ""],
  ["Cordialement,\n{name}", ""],
  ["Saludos,\n{name}", ""],
);
