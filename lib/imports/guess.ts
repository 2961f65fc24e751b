/** Guesses which column of a table tells what, from headers and values; a person looks over it and mends it. Pure. */
import { type ColumnField, columnFieldKeys, type Mapping } from "./model";
import { isRoleColumn } from "./roles";
import type { Table } from "./table";
import { isDayFirst, readTime } from "./times";
import { type Column, type ValueSigns, valueSigns } from "./value-signs";

/** How columns are commonly called, the likeliest first. Compared without case, spaces and punctuation. */
const names: Record<ColumnField, readonly RegExp[]> = {
  ticket: [
    /^(ticket|case|conversation|thread|issue|request|ref(?:erence)?|vorgang|fall|dossier|caso|工单)(id|no|nr|number|key|nummer|号)?$/,
    /ticket.{0,40}(id|no|nr|key)/,
    /^(id|key|nummer|number|编号)$/,
  ],
  text: [
    /^(message|body|text|comment|content|reply|nachricht|inhalt|mensaje|texto|contenu|内容|消息)(text|body)?$/,
    /(message|comment)(body|text|content)/,
    /description|beschreibung|descripcion/,
  ],
  at: [
    /^(message|comment|sent|posted|created|event)?(at|time|timestamp|date|datum|zeit|fecha|heure|时间)$/,
    /(created|sent|posted)(at|on|date|time)/,
    /date|time|zeitpunkt|erstellt|fecha|时间/,
  ],
  role: [
    /^(role|authorrole|sendertype|authortype|from(type)?|direction|sender|type|rolle|richtung|rol|角色)$/,
    /(author|sender|user).{0,40}(role|type)/,
  ],
  author: [
    /^(author|authorname|sendername|from(name)?|writer|by|name|verfasser|absender|autor|auteur|作者)$/,
    /(author|sender)/,
  ],
  answer: [
    /^(answer|response|resolution|solution|agentreply|antwort|losung|lösung|respuesta|reponse|réponse|回复|答复)(text)?$/,
  ],
  subject: [
    /^(subject|title|summary|betreff|titel|asunto|sujet|objet|主题|标题)$/,
    /(ticket|case)(subject|title)/,
  ],
  customer: [/^(customer|requester|client|contact|caller|kunde|cliente|客户)(name)?$/],
  email: [/(e?mail|mailadresse|correo|courriel|邮箱)/],
  company: [/^(company|organi[sz]ation|account|firma|unternehmen|empresa|societe|société|公司)(name)?$/],
  status: [/^(ticket)?(status|state|zustand|estado|statut|etat|状态)$/],
  closedAt: [/(closed|solved|resolved|geschlossen|gelost|gelöst|cerrado|ferme|fermé)(at|on|date|time|am)?$/],
  priority: [/^(ticket)?(priority|severity|urgency|prioritat|priorität|prioridad|priorite|priorité|优先级)$/],
  queue: [/^(queue|group|team|department|abteilung|gruppe|equipo|equipe|équipe|队列)(name)?$/],
  category: [
    /^(ticket)?(category|topic|tickettype|tags?|kategorie|thema|categoria|categoría|categorie|catégorie|类别)$/,
  ],
  service: [/^(service|product|component|produkt|dienst|servicio|produit|产品|服务)(name)?$/],
  assignee: [
    /^(assignee|assignedto|owner|agent|agentname|bearbeiter|zugewiesen|asignado|负责人)(name|email)?$/,
  ],
};

const sampleSize = 200;

/** A mapping of the columns of `table`; a field nothing speaks for is left out. `zone` is where its times were written. */
export function guessMapping({ headers, rows }: Table, zone: string): Mapping {
  const sample = rows.slice(0, sampleSize);
  const all = headers.map((header) => ({ header, values: sample.map(({ cells }) => cells[header] ?? "") }));
  const signs = valueSigns(all);
  const offers = columnFieldKeys.flatMap((field) =>
    all.flatMap((column) => {
      const score = scoreOf(field, column, signs);
      return score > 0 ? [{ field, header: column.header, score }] : [];
    }),
  );
  const columns: Mapping["columns"] = {};
  const taken = new Set<string>();
  for (const { field, header } of offers.sort((a, b) => b.score - a.score)) {
    if (columns[field] || taken.has(header)) continue;
    columns[field] = header;
    taken.add(header);
  }
  const times = [columns.at, columns.closedAt].flatMap((header) =>
    header ? (all.find((column) => column.header === header)?.values ?? []) : [],
  );
  return { columns, dayFirst: isDayFirst(times) ?? !zone.startsWith("America/"), zone };
}

/** How much speaks for a column; 0 where its values speak against it. A name weighs more than values do. */
function scoreOf(field: ColumnField, column: Column, signs: ValueSigns): number {
  const { header, values } = column;
  const filled = values.filter(Boolean);
  if (filled.length === 0) return 0;
  const bare = header.toLowerCase().replace(/[\s_\-./()#:]+/g, "");
  const place = names[field].findIndex((name) => name.test(bare));
  const byName = place < 0 ? 0 : 1 - place * 0.2;
  const sign = signs(field, column);
  const fit = field === "role" ? Math.max(sign, fitOf(field, filled)) : fitOf(field, filled);
  if (fit === 0) return 0;
  const byLooks = ["at", "role", "text", "email"].includes(field) ? 0.3 * fit : 0;
  return byName * fit + Math.max(byLooks, (field === "category" ? 0.15 : 0.3) * sign);
}

/** In [0, 1]: how well values fit a field. */
function fitOf(field: ColumnField, values: readonly string[]): number {
  const share = (test: (value: string) => boolean) => values.filter(test).length / values.length;
  const length = values.reduce((sum, value) => sum + value.length, 0) / values.length;
  switch (field) {
    case "at":
    case "closedAt": {
      const read = share((value) => readTime(value, { dayFirst: true, zone: "UTC" }) !== null);
      const american = share((value) => readTime(value, { dayFirst: false, zone: "UTC" }) !== null);
      // A damaged row or two do not make a column of times another one.
      return Math.max(read, american) >= 0.6 ? Math.max(read, american) : 0;
    }
    case "email":
      return share((value) => value.length <= 320 && /^[^\s@]+@[^\s@.]+\.\S+$/.test(value)) >= 0.8 ? 1 : 0;
    case "role":
      return isRoleColumn(values) ? 1 : 0;
    case "text":
    case "answer":
      return Math.min(1, length / 40);
    case "ticket":
      return share((value) => value.length <= 60 && !value.includes("\n"));
    default:
      return length <= 200 ? 1 : 0;
  }
}
