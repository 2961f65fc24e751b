/** How columns are commonly called, in several languages: where values cannot tell fields apart. Pure. */
import type { ColumnField } from "./model";

const number = "(id|iid|no|nr|num|number|key|nummer|numero|schlussel|号)";
const person = "(name|names|user|fullname|displayname|login|username|person)?";
const asks =
  "(customer|primarycustomer|requester|requestor|client|contact|caller|reporter|enduser|kunde|melder|melderin|meldender|meldende|anforderer|antragsteller|anfragender|anfragende|anfrager|auftraggeber|einsender|hilfesuchender|demandeur|cliente|solicitante|richiedente|aanvrager|requestedfor|客户)s?";
const works =
  "(assignee|assignedto|assigned|owner|ticketowner|agent|teammate|responder|technician|bearbeiter|bearbeiterin|zugewiesen|zugewiesenan|zugewieseneperson|zustandig|besitzer|attribuea|assignea|technicien|responsable|asignado|asignadoa|agente|assegnatoa|负责人)";

/** Who did something to a ticket, as its header says it: opened it, or dealt with it. */
const by = "(by|von|durch|par|por|da|door)";
const opened = `(reported|requested|raised|opened|submitted|logged|created|gemeldet|erfasst|eroffnet|erstellt|angelegt|signale|cree|ouvert|reportado|creado|abierto|segnalato|aperto)${by}`;
const dealtWith = `(handled|resolved|solved|closed|answered|processed|bearbeitet|gelost|erledigt|geschlossen|ubernommen|beantwortet|traite|resolu|clos|atendido|resuelto|cerrado|gestito|risolto)${by}`;

const began: readonly RegExp[] = [
  /^(message|comment|sent|posted|created|event)?(at|time|timestamp|date|datum|zeit|fecha|heure|时间)$/,
  /(created|create|sent|posted|opened|open|reported|received)(at|on|date|time)?(utc)?$/,
  /^(erstellt|erstellungsdatum|eroffnet|eroffnung|geoffnet|gemeldet|eingang|angelegt|dateouverture|datedouverture|ouvert|cree|creation|creado|abierto|aperto|creato|aangemaakt|opprettet|skapad|oprettet)(am|at|um|le|el|il|op)?(date|zeit|datum)?$/,
  /date|time|zeitpunkt|erstellt|fecha|时间/,
];

/** The likeliest first. A header is compared in small letters, without accents, blanks and punctuation. */
export const fieldNames: Record<ColumnField, readonly RegExp[]> = {
  ticket: [
    new RegExp(
      `^(ticket|case|conversation|thread|issue|request|incident|ref(erence)?|vorgangs?|fall|storungs?|anfrage|demande|dossier|caso|工单)${number}?$`,
    ),
    new RegExp(`(ticket|incident|case).{0,40}${number}$`),
    new RegExp(`^(${number}|编号)$`),
  ],
  text: [
    /^((message|comment|reply|note)?(body|text)?(plain|text)|(plain|text)body|bodytext)$/,
    /^(message|body|text|comment|content|reply|note|nachricht|inhalt|wortlaut|mensaje|texto|contenu|commentaire|kommentar|messaggio|testo|内容|消息)(text|body)?$/,
    /(message|comment)(body|text|content)/,
    /description|beschreibung|descripcion|descricao|descrizione|omschrijving|question|frage|anliegen|problem|pregunta|domanda|vraag|body|detail/,
  ],
  opening: [
    /(description|body)(text|plain)$|textdescription/,
    /description|beschreibung|descripcion|descricao|descrizione|omschrijving|question|frage|anliegen|pregunta|domanda|vraag/,
    /body|firstmessage|message|content|problem|nachricht|text|detail/,
  ],
  at: began,
  openedAt: began,
  role: [
    /^(role|authorrole|authortype|sendertype|from(type)?|direction|sender|incoming|isincoming|type|kind|rolle|richtung|rol|funktion|角色)$/,
    /(author|sender|user|from|createdby|creator).{0,40}(role|type)/,
  ],
  author: [
    /^(author|authorname|sendername|from(name)?|writer|by|name|poster|von|de|da|verfasser|absender|autor|auteur|autore|作者)$/,
    /(author|sender|creator|createdby|from|user|poster|agent)(displayname|fullname|name|username|login)$/,
    /^(createdby|creator|user|wer|who|postedby)(email|mail)?$/,
    /(author|sender)/,
    /^(user|creator|createdby|from)id$/,
  ],
  to: [/^(to|an|a|para|aan|till|til|recipients?|empfanger|destinataires?|destinatario)(name|address)?$/],
  private: [
    /^(is)?(private|internal|intern|prive|privado|interno|jsdpublic|public|offentlich|publique|publico|visibleforcustomer|visibletocustomer|customervisible|visible|sichtbar)(note|comment|message)?$/,
    /(private|internal|public|visible)/,
    /^(parttype|type|kind)$/,
  ],
  answer: [
    /^(answer|response|solution|agentreply|antwort|losung|loesung|respuesta|reponse|risposta|antwoord|oplossing|solucion|soluzione|回复|答复)(text|description|content)?$/,
    /^(resolution|closenotes|resolutionnotes|losungstext|losungsbeschreibung|abschlussnotiz|solutionsolution|workaround)/,
    /solution|losung|answer|antwort|reponse|respuesta|resolution/,
  ],
  subject: [
    /^(subject|title|summary|shortdescription|kurzbeschreibung|betreff|betreffzeile|titel|zusammenfassung|asunto|titulo|sujet|titre|objet|resume|oggetto|titolo|onderwerp|assunto|主题|标题)$/,
    /^(ticket|case|issue|conversation|incident|source|raw)(subject|title|name|summary)$/,
    // Beside a subject it is the category: the better name takes its column first.
    /^(topic|thema|headline|name)$/,
  ],
  customer: [
    new RegExp(`^${asks}${person}$`),
    new RegExp(
      `^(fullname|ansprechpartner|kontakt|contacto|contatto|associatedcontact|benutzer|utilisateur|usuario|submitter|${opened})(name)?$`,
    ),
    new RegExp(
      `^(author|sourceauthor|user|creator|createdby|from|sender|verfasser|absender|ersteller|autor|auteur|autore)${person}$`,
    ),
    new RegExp(`^${asks}userid$`),
    new RegExp(`^(${asks}|user|author)id$`),
  ],
  email: [
    new RegExp(`^(${asks}|user|contact|from)?(e?mail|emailaddress|mailadresse|address|correo|courriel|邮箱)`),
    /(e?mail|mailadresse|correo|courriel|邮箱)/,
    /^from(address)?$/,
  ],
  company: [
    /^(company|organi[sz]ation|account|firma|unternehmen|empresa|societe|azienda|bedrijf|公司)(name)?$/,
    /(company|organi[sz]ation)(name)?$/,
  ],
  status: [
    /^(ticket|issue|current|case)?(status|state|zustand|estado|statut|etat|stato|状态)$/,
    /^(ticket|issue|current)?(status|state)name$/,
  ],
  closedAt: [
    /^(closed?|resolved|solved|geschlossen|gelost|erledigt|abgeschlossen|beendet|cloture|resolu|ferme|cerrado|resuelto|chiuso|risolto)(at|on|am|date|datum|time|zeit|le|el|utc)*$/,
    /clos|solved|resol|completed|schlossen|abschluss|gelost|erledigt|beendet|clotur|ferm|cerrad|cierre|resuelt|chius|risol|geslot|opgelost/,
  ],
  priority: [
    /^(ticket)?(priority|prio|prioritat|prioridad|priorite|priorita|prioriteit|优先级)(name)?$/,
    /^(severity|urgency|dringlichkeit|urgence|urgencia|gravite)$/,
  ],
  queue: [
    /^(ticket|assignment|support|assigned|agent)?(queue|group|team|department|mailbox|inbox|abteilung|gruppe|zuweisungsgruppe|supportgruppe|bearbeitergruppe|warteschlange|equipo|equipe|groupe|gruppo|队列)(name|assigned)?$/,
    /^(teamassigned|projectname|projekt|project|groupedetechniciens|attribueagroupe.*)$/,
  ],
  category: [
    /^(ticket)?(category|kategorie|categoria|categorie|类别)(name)?$/,
    /^(ticket)?(helptopic|tickettype|issuetype|vorgangstyp|subcategory|labels?|tags?|type|typ|art|stichworter)$/,
    /^(topic|thema)$/,
  ],
  service: [
    /^(service|product|component|produkt|dienst|servicio|produit|产品|服务)(name)?$/,
    /^(components|componentsname|configurationitem|cmdbci|businessservice|affectedservice|komponenten?|betroffenerservice)$/,
  ],
  assignee: [new RegExp(`^${works}${person}$`), new RegExp(`^${dealtWith}(name)?$`), new RegExp(`^${works}`)],
};

/** A header as it is compared. A number sign is a word; what some systems say twice, as in "Solution - Solution", counts once. */
export function bareHeader(header: string): string {
  return [...new Set(header.split(" - "))]
    .join(" ")
    .replace(/^#$|#$/, " number")
    .toLowerCase()
    .normalize("NFKD")
    .replace(/ß/g, "ss")
    .replace(/[^\p{L}\p{N}]+/gu, "");
}

/** Times of a ticket that are not when it began: due, changed, seen last. */
export const otherTime =
  /due|updat|modif|last|first|view|target|breach|fallig|aktualis|geander|anderung|letzt|ersteantwort|erstereaktion|echeance|limite|vencim|scaden|reminder|follow/;
