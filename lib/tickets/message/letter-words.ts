/** How letters begin and end, in the languages desks write in: alternatives for regular expressions, without borders. Pure. */

/** A name may follow. */
export const greetingWords = [
  "hi|hello|hey|dear|good (?:morning|afternoon|evening|day)|greetings",
  "hallo|moin|servus|grüezi|liebe[rs]?|guten (?:tag|morgen|abend)|sehr geehrte[rs]?|bonjour|bonsoir|salut|ch[eè]re?s?",
  "hola|buen[oa]s (?:d[ií]as|tardes|noches)|buenas|estimad[oa]s?|ciao|buongiorno|buonasera|salve|gentile|egregi[oa]|olá|oi|bom dia|boa (?:tarde|noite)|prezad[oa]s?|car[oa]s?",
  "beste|geachte|goede(?:morgen|middag|navond|ndag)|hej|hei|hejsan|god (?:morgon|morgen|dag|kveld)|cześć|dzień dobry|szanown[aiy]\\p{L}*|dobrý den|ahoj|vážen[áéíý]",
  "здравствуйте|добрый (?:день|вечер)|доброе утро|привет|уважаем\\p{L}{2}|вітаю|доброго дня|merhaba|iyi günler|sayın|您好|你好|尊敬的|こんにちは|お世話になっております|안녕하세요",
].join("|");

/** The name of who writes may follow. */
export const signOffWords = [
  "(?:(?:best|kind(?:est)?|warm(?:est)?|many|with (?:best|kind))\\s+)?regards|best(?: wishes)?|cheers|sincerely|(?:yours|very) (?:sincerely|truly|faithfully)|yours|respectfully",
  "(?:(?:mit )?(?:freundliche[nrm]?|beste[nr]?|viele[nr]?|liebe[nr]?|herzliche[nr]?|schöne[nr]?|sonnige[nr]?)\\s+)?gr(?:[üu](?:ß|ss)e?n?)(?: aus \\p{L}+)?|mfg|vg|lg|bg|br",
  "(?:bien |très )?cordialement|bien à (?:vous|toi)|(?:sincères |meilleures )?salutations|(?:un )?(?:cordial(?:es)? )?saludos?(?: cordial(?:es)?)?|atentamente|atte\\.?",
  "(?:cordiali|distinti) saluti|saluti|atenciosamente|att\\.?,|(?:com os )?(?:melhores )?cumprimentos|(?:met )?(?:vriendelijke|hartelijke) groet(?:en)?|mvg",
  "med v[äe]nli(?:ga|g) hilsen|med vänliga? hälsning(?:ar)?|hälsningar|(?:z )?(?:poważaniem|wyrazami szacunku)|pozdrawiam|(?:s )?pozdravem",
  "с уважением|з повагою|saygılarımla|üdvözlettel|ystävällisin terveisin|terveisin|此致|敬礼|祝好|よろしくお願い(?:いた|致)?します|敬具|감사합니다",
].join("|");

/** Thanks that may stand in the place of a sign-off. */
export const signOffThanks = [
  "(?:many )?thanks(?: a lot| in advance)?|thank you|thx|(?:besten |herzlichen |schönen |vielen )?dank(?: im voraus)?|danke(?:schön)?|merci(?: beaucoup| d['’]avance)?|(?:muchas |mil )?gracias|(?:mille )?grazie(?: mille)?",
  "obrigad[oa]|bedankt|dank (?:je|u)|tack|takk|tak|kiitos|dzięk(?:i|uję)|děkuji|díky|спасибо|дякую|teşekkürler|谢谢|ありがとうございます",
].join("|");

const signOff = new RegExp(`^\\s*(?:${signOffWords})(?![\\p{L}\\p{N}])(.*)$`, "iu");

/** What stands on a line behind the words that end a letter; null where it holds none. */
export function behindSignOff(line: string): string | null {
  return signOff.exec(line)?.[1] ?? null;
}
