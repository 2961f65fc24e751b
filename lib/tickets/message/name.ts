/** The part of a customer's name to address them by: no titles, numbers, mailboxes or companies. Pure. */

export type PersonName = { whole: string; first: string | null; family: string | null };

const title =
  /^(?:dr|dres|prof|professor|mag|dipl|ing|med|rer|nat|phil|jur|habil|mba|mr|mrs|ms|mx|miss|mister|sir|madam|lady|lord|rev|hon|capt|herrn?|frau|hr|fr|fräulein|familie|monsieur|madame|mademoiselle|m|mme|mlle|me|señora?|señorita|sra?|srta|don|doña|dña|signora?|sig|sigra|dott|dottssa|avv|arch|geom|senhora?|dhr|heer|mevr|mevrouw|mw|drs|ir|pan|pani|pán|paní|inż|mgr|г-н|г-жа|господин|госпожа|пан|пані|bay|bayan|sayın|shri|smt)\.?$/iu;
const suffix = /^(?:jr|sr|phd|md|mba|msc|bsc|ii|iii|iv|esq|cpa|pmp)\.?$/iu;
const honorific = /(?:先生|女士|小姐|太太|老师|様|さま|さん|殿|씨|님)$/u;
const nobody =
  /(?:^|[\s._-])(?:gmbh|ag|kg|ohg|e\.?v|ltd|limited|inc|llc|llp|plc|corp|co|company|group|holding|s\.?a|s\.?a\.?s|sarl|s\.?r\.?l|s\.?p\.?a|b\.?v|n\.?v|oy|ab|a\/s|aps|as|sp\.? z o\.?o|s\.?r\.?o|kft|pty|gbr|team|support|helpdesk|help|desk|service|services|department|dept|abteilung|office|büro|admin|administrator|administration|info|contact|kontakt|sales|billing|accounts?|accounting|buchhaltung|it|ops|devops|noc|monitoring|no-?reply|mailer-daemon|postmaster|customer|client|kunde|user|unknown|unbekannt|guest|anonymous|test|system|bot|robot|alertmanager|webmaster|root|mailbox|reception|einkauf|vertrieb|zentrale|club|university|universität|school|schule|hotel|bank|shop|store|verein|stadt|city)(?:$|[\s._-])|(?:公司|集团|有限|部门|客服|株式会社|会社|주식회사)/iu;

/** The parts of `raw` by which a person is addressed; null where it names no person. */
export function personName(raw: string): PersonName | null {
  const bare = raw
    .replace(
      /["“”„]|\([^)]{0,200}\)|\[[^\]]{0,200}\]|<[^>]{0,200}>|(?<!\s)\s+(?:via|from|@|\||\/|–|—)\s.*/giu,
      " ",
    )
    .trim();
  if (bare === "" || /[@\d_+]/.test(bare) || nobody.test(bare)) return null;
  const turned = /^([^,]+),\s*([^\s,][^,]*)$/u.exec(bare);
  const isTurned = turned && !suffix.test(turned[2] ?? "");
  const ordered = isTurned ? `${turned[2]} ${turned[1]}` : bare.replace(/,/g, " ");
  const words = ordered.split(/\s+/).flatMap((word) => word.replace(honorific, "") || []);
  while (words[0] !== undefined && isTitle(words[0])) words.shift();
  while (words.length > 1 && suffix.test(words.at(-1) ?? "")) words.pop();
  if (words.length === 0 || words.length > 6 || !words.every(isNamePart)) return null;
  const isTitled = title.test(ordered.split(/\s+/)[0] ?? "");
  return partsOf(words.map(capitalised), isTitled);
}

/** "Dr." and "Dipl.-Ing."; a single letter is an initial unless it has no name behind it. */
function isTitle(word: string): boolean {
  return word.split("-").every((part) => title.test(part));
}

function isNamePart(word: string): boolean {
  return /^[\p{L}\p{M}][\p{L}\p{M}.'’‘·-]*$/u.test(word) && !/[\p{L}]\.[\p{L}]{2,}/u.test(word);
}

function partsOf(words: string[], isTitled: boolean): PersonName | null {
  const whole = words.join(" ");
  // Names of East Asia begin with the family; whole they are never wrong.
  if (/[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(whole))
    return { whole, first: null, family: null };
  const [only = ""] = words;
  if (words.length === 1) {
    if ([...only.replace(".", "")].length < 2) return null;
    return isTitled ? { whole, first: null, family: only } : { whole, first: only, family: null };
  }
  const isInitial = /^\p{L}\.?$/u.test(only);
  return { whole, first: isInitial ? null : only, family: words.slice(1).join(" ") };
}

/** Names typed in small letters or shouted; what is mixed was meant so. */
function capitalised(word: string): string {
  const isPlain =
    word === word.toLowerCase()
      ? !/^(?:von|van|zu|de[rnl]?|la|le|di|da|do|dos|bin|ibn|al|el)$/u.test(word)
      : word.length > 3 && word === word.toUpperCase();
  return isPlain ? word.toLowerCase().replace(/(?:^|[-'’])\p{L}/gu, (start) => start.toUpperCase()) : word;
}
