/** How customers say that a stranger was in: who or from where, and what he did, in one sentence. */
import { words } from "./whole-words";

/** Somebody nobody knows. "Someone of our team" is known. */
const stranger = words(
  "(?:some(?:one|body)|an? (?:unknown|strange|foreign|unfamiliar) (?:person|user|party|ip|device|account)|(?:unknown|strange) (?:people|users?|persons?)|strangers?|hackers?|attackers?|jemand|unbekannte\\p{L}?|fremde\\p{L}?|quelqu['’]un|un(?:e)? inconnue?|alguien|un desconocido|desconocidos|qualcuno|uno sconosciuto|alguém|um desconhecido|iemand|een onbekende|ktoś|nieznajomy|někdo|neznámý|кто-то|неизвестн\\p{L}{0,3}|någon|biri(?:si)?)(?! (?:of|from|on|in|at|von|aus|de|del|della|da|do|van|z|ze|из|i)(?: \\p{L}+)? (?:our|my|the|us|unser\\p{L}{0,3}|mein\\p{L}{0,2}|notre|nos|nuestr[oa]s?|nostr[oaie]|noss[oa]s?|ons|onze|naszego|naszej|naší|našeho|наше\\p{L}{0,2}|vårt?) ?(?:team|side|staff|compan\\p{L}{1,3}|office|colleagues?)?)",
);

/** What strangers do in an account. */
const entered = words(
  "(?:logged|signed|logging|signing|got|gets|broke|breaking) (?:in|into|in ?to|on ?to)|log-?ins?|sign-?ins?|access(?:ed|ing)|downloaded|took over|taken over|(?:hat|haben|wurde) (?:.{0,80} )?(?:eingeloggt|angemeldet|zugegriffen|heruntergeladen)|anmeldung(?:en)?|zugriffe?|connectée?s?|connexions?|accédé|entr[óo]|inició sesión|accedi[óo]|accesos?|inicios? de sesión|entrat[oaie]|acces[si]o|accedut[oaie]|entrou|acessou|acessos?|ingelogd|aanmeldingen|inlog|zalogował\\p{L}{0,3}|logowani\\p{L}{0,2}|přihlásil\\p{L}{0,2}|přihlášení|вошел|вошёл|вход(?:ы)?|зашел|зашёл|loggat in|inloggning(?:ar)?|giriş",
);

/** From where nobody of ours is, or into what nobody else may. */
const elsewhere = words(
  "(?:from|in) (?:an? )?(?:another|other|foreign|unknown|unfamiliar|strange|different) (?:countr(?:y|ies)|ip|ips|address(?:es)?|device|location|place|city)|from abroad|(?:our|my) (?:admin|administrator|owner|root|main|bank|company)[ -]accounts?|aus dem ausland|aus (?:einem )?(?:anderen|fremden|unbekannten) land|von (?:einer )?(?:fremden|unbekannten) (?:ip|adresse)|depuis (?:un pays|une adresse|une ip|un appareil) (?:inconnue?|étrang(?:er|ère))|depuis l['’]étranger|desde (?:otro país|el extranjero|una ip desconocida|un dispositivo desconocido)|da (?:un altro paese|un indirizzo sconosciuto|un ip sconosciuto)|dall['’]estero|de outro país|do estrangeiro|vanuit het buitenland|uit een ander land|z (?:innego kraju|zagranicy|nieznanego adresu)|z (?:jiné země|ciziny|neznámé adresy)|из другой страны|из-за границы|с неизвестного адреса|från (?:ett annat land|utlandet)|yurt dışından|başka bir ülkeden",
);

/** It was none of us. */
const notUs = words(
  "(?:was(?:n['’]t| not)|is(?:n['’]t| not)|were(?:n['’]t| not)|not from|not by) (?:me|us|mine|ours|any(?:one|body) of us|one of us|made by (?:me|us))|none of us|(?:das )?war(?:en)? (?:ich|wir) nicht|(?:war |waren )?kein(?:er|e) von uns|nicht von (?:mir|uns)|(?:n['’]était|n['’]est|ce n['’]est) (?:pas|aucun d['’]entre) (?:moi|nous)|aucun de nous|no (?:fui|fuimos|era|éramos) (?:yo|nosotros|nadie de)|ninguno de nosotros|non (?:sono|ero|eravamo|siamo) (?:stat[oi] )?(?:io|noi)|nessuno di noi|não (?:fui|fomos|era) (?:eu|nós)|nenhum de nós|(?:was|waren) (?:ik|wij) niet|niemand van ons|(?:to )?nie (?:ja|my|byłem|byliśmy)|nikt z nas|nebyl jsem to já|nikdo z nás|(?:это был|были) не (?:я|мы)|никто из нас|var inte (?:jag|vi)|ingen av oss|ben değildim|biz değildik",
);

/** A sentence that all of one of these find tells of a stranger who was in. */
export const intrusion: readonly (RegExp | readonly RegExp[])[] = [
  [stranger, entered, elsewhere],
  [entered, notUs],
  /(?:陌生人|有人|不明).{0,20}(?:登录|登入|进入|访问)了?(?:我们|我)?的?|(?:登录|登入).{0,12}不是(?:我们?|本人)|(?:第三者|誰か|何者か|不審).{0,20}(?:ログイン|アクセス)(?:され|した|して)|누군가.{0,20}(?:로그인|접속)(?:했|한)/u,
];
