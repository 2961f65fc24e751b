/** Who wrote, and for whom, in the words of common desks. Pure. */

export type Role = "customer" | "analyst" | "note" | "system";

/** Whole words; a word that ends in * may go on. */
const words: Record<Role | "open" | "toCustomer", string> = {
  note: "note notes internal internally private notiz* intern interne interner internes interno interna privat privates privé privée privada privado nota notas arbeitsnotiz* 备注 内部",
  system: "system bot automation trigger robot automated 系统",
  customer:
    "customer client user end.?user requester requestor contact caller reporter visitor inbound incoming received kunde kundin kunden anfragend* melder* cliente client* usuario utilisateur demandeur 客户 用户",
  analyst:
    "agent analyst support staff operator employee admin assignee engineer technician helpdesk teammate outbound outgoing sent reply mitarbeiter* bearbeiter* techniker* agente soporte technicien 客服 工程师",
  open: "public visible öffentlich* sichtbar* publi* pública público visible* non.?private non.?internal",
  toCustomer:
    "(?:to|an|au|aux|para|al) (?:the |den |die |le |el )?(?:customer|client|requester|kunde*|kunden|cliente|demandeur)",
};

const patterns = Object.fromEntries(
  Object.entries(words).map(([key, list]) => {
    const alternatives = (key === "toCustomer" ? [list] : list.split(" ")).map((word) =>
      /^\p{Script=Han}/u.test(word) ? word : `(?<!\\p{L})${word.replace(/\*$/, "\\p{L}*")}(?!\\p{L})`,
    );
    return [key, new RegExp(alternatives.join("|"), "iu")];
  }),
) as Record<keyof typeof words, RegExp>;

/** What a word says of who wrote; null where it says nothing, as one that says who may read it. */
export function roleOf(text: string): Role | null {
  const said = text.replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2").replace(/[_.\-/]+/g, " ");
  if (patterns.open.test(said)) return null;
  if (patterns.note.test(said)) return "note";
  if (patterns.toCustomer.test(said)) return "analyst";
  const order = ["system", "customer", "analyst"] as const;
  return order.find((role) => patterns[role].test(said)) ?? null;
}

/** True for a header whose yes means that customers may read a message. */
export function isOpenWord(header: string): boolean {
  return patterns.open.test(header.replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2").replace(/[_.\-/]+/g, " "));
}

/** A yes or no, in the words and figures tables use; null for anything else. */
export function yesOrNo(text: string): boolean | null {
  if (/^(true|yes|y|t|1|x|ja|j|wahr|oui|o|vrai|s[ií]|sim|verdadero|是)$/i.test(text)) return true;
  return /^(false|no|n|f|0|nein|falsch|non|faux|não|falso|否)$/i.test(text) ? false : null;
}

/** In [0, 1]: how much the values of a column look like roles: few, most of them known words, and some of a side. */
export function roleShare(values: readonly string[]): number {
  const distinct = new Set(values.filter(Boolean));
  if (distinct.size < 2 || distinct.size > 8) return 0;
  const roles = [...distinct].map(roleOf);
  const told = roles.filter((role) => role !== null).length / distinct.size;
  if (told < 0.5) return 0;
  return roles.some((role) => role === "customer" || role === "analyst") ? told : told / 2;
}

/** True when the values of a column say who may read a message: yes and no, or some in the words for notes. */
export function isPrivacyColumn(values: readonly string[]): boolean {
  const distinct = new Set(values.filter(Boolean));
  if (distinct.size > 12) return false;
  const notes = [...distinct].filter((value) => roleOf(value) === "note").length;
  return [...distinct].every((value) => yesOrNo(value) !== null) || (notes > 0 && notes < distinct.size);
}
