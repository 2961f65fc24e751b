/** How customers say that what they kept is no longer there: what holds it, that it is empty, and that it was not before. */
import { words } from "./whole-words";

const store =
  "(?:buckets?|databases?|db|tables?|folders?|director(?:y|ies)|mailbox(?:es)?|inbox|archives?|backups?|volumes?|disks?|drives?|shares?|collections?|index|datenbank\\p{L}{0,3}|tabelle\\p{L}{0,2}|ordner|verzeichnis\\p{L}{0,3}|postfach|archiv|laufwerk|platte|ablage|bases? de données|dossiers?|répertoires?|boîte|bases? de datos|tablas?|carpetas?|directorios?|buzón|archivo|cartell[ae]|tabell[ae]|casella|bas[ei] (?:di|de) dati|pastas?|tabelas?|caixa|mappen?|map|tabellen?|postvak|foldery?|katalogi?|tabel[ae]|baza danych|bazy danych|skrzynka|složk[ay]|tabulk[ay]|папк[аи]|таблиц[аы]|баз[аы] данных|корзин[аы])";
const isEmpty =
  "(?:(?:is|are|was|were|came up|looks?|shows?) (?:\\p{L}+ )?empty|(?:ist|sind|war|waren) (?:\\p{L}+ ){0,4}leer|leer (?:ist|sind)|(?:est|sont) (?:\\p{L}+ )?vides?|(?:está|están|aparecen?) (?:\\p{L}+ )?vací[oa]s?|(?:è|sono) (?:\\p{L}+ )?vuot[oaie]|(?:está|estão) (?:\\p{L}+ )?vazi[oa]s?|(?:is|zijn) (?:\\p{L}+ ){0,4}leeg|(?:jest|są) (?:\\p{L}+ )?pust[yae]|(?:je|jsou) (?:\\p{L}+ )?prázdn[ýáéy]|пуст[аоы]?)";
const before =
  "(?:since|yesterday|before|last (?:night|week)|this morning|suddenly|all of a sudden|there (?:was|were)|(?:it|they|we) had|no longer|anymore|any more|seit|gestern|vorher|plötzlich|auf einmal|waren noch|depuis|hier|avant|soudain\\p{L}{0,5}|ce matin|desde|ayer|antes|de repente|esta mañana|da (?:ieri|oggi|stamattina)|ieri|prima|improvvisamente|stamattina|ontem|hoje|esta manhã|sinds|gisteren|plotseling|ineens|od (?:rana|wczoraj|dziś|rána|včera)|wczoraj|nagle|včera|najednou|вчера|вдруг|внезапно|с утра)";
const gone =
  "(?:disappeared|vanished|verschwunden|disparu\\p{L}{0,2}|desaparecid[oa]s?|desapareci[óe]\\p{L}{0,3}|desapareceram|sparit[oaie]|scompars[oaie]|sumi(?:ram|u)|verdwenen|zniknęł[ayo]|zmizel[ya]?|пропал[аио]?|исчезл[аио]?|försvunn\\p{L}{0,2}|kayboldu)";
const allOurs =
  "(?:all|most|half) (?:of )?(?:our|my|the)|alle (?:unsere|meine)|sämtliche|toutes? (?:nos|mes)|tous (?:nos|mes)|tod[oa]s (?:nuestr[oa]s|mis|l[oa]s)|tutt[ei] (?:i nostri|le nostre|i miei|le mie)|tod[oa]s (?:(?:os|as) )?(?:noss[oa]s|meus|minhas)|al (?:onze|mijn)|wszystkie (?:nasze|moje)|všechny (?:naše|moje)|все наши|все мои|alla våra|bütün";

/** A sentence that fits one of these, or all of one list, tells of data that is gone. */
export const emptied: readonly (RegExp | readonly RegExp[])[] = [
  [words(`${store}\\b.{0,60}?${isEmpty}|${isEmpty} .{0,20}?${store}`), words(before)],
  [words(allOurs), words(gone)],
  /(?:空了|变空|是空的|空になって|空です).{0,40}|(?:全部|都|すべて|全て).{0,12}(?:消失|不见|消え)/u,
];
