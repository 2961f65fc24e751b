/** How customers ask for what is held about them: data, the writer, and what is to become of it or who holds it, in one sentence. */
import { words } from "./whole-words";

/** A sentence that fits one of these is a request of the law on personal data. */
export const heldAboutMe: readonly RegExp[] = [
  words(
    "(?:delete|erase|remove|destroy|send|provide|export|copy|which|what)\\b.{0,60}(?:data|information|records?|everything|anything)\\b.{0,40}\\byou (?:\\p{L}+ )?(?:hold|have|keep|stored?|process|collect(?:ed)?|saved?|got|know)\\b.{0,20}(?:on|about|concerning|of) (?:me|myself)",
  ),
  words(
    "(?:delete|erase|remove|destroy|copy of)\\b.{0,40}(?:data|information|records?) (?:on|about|concerning) (?:me|myself)",
  ),
  words(
    "(?:close|delete|cancel) my (?:account|profile) and (?:then )?(?:delete|erase|remove) (?:all )?(?:of )?my (?:data|information)|(?:konto|profil) (?:und|samt|mit) (?:allen |alle |meine )*daten (?:\\p{L}+ )?(?:zu )?löschen|(?:compte|profil) et (?:toutes )?mes (?:données|informations)|cuenta y (?:todos )?mis datos",
  ),
  words(
    "(?:delete|remove|erase|take|wipe) (?:me|myself) (?:(?:completely|entirely|please) )?(?:from|out of|off) (?:all )?(?:of )?(?:your|the) (?:\\p{L}+ )?(?:systems?|databases?|records?|files|servers?)|(?:everything|anything|all)\\b.{0,40}\\byou (?:\\p{L}+ )?(?:have|hold|keep|know|stored?|saved?|got)\\b.{0,20}\\b(?:about|on) me|(?:keep|hold|store|have|delete|erase) (?:\\p{L}+ )?(?:everything|anything) (?:about|on) me",
  ),
  words(
    "lösch\\p{L}{0,5} .{0,20}\\bmich\\b.{0,20}\\baus (?:allen |euren |ihren )|alles\\b.{0,40} über mich|(?:supprim|effac)\\p{L}{0,3}-moi de|tout ce que\\b.{0,40}\\bsur moi|todo lo que\\b.{0,40}\\b(?:de|sobre) mí|(?:elimínen|bórren|quíten)me de (?:sus|todos)|tutto (?:ciò|quello) che\\b.{0,40}\\bdi me|tudo o que\\b.{0,40}\\b(?:sobre mim|de mim)|alles wat\\b.{0,40}\\bover mij|wszystko,? co\\b.{0,40}\\bo mnie|vše,? co\\b.{0,40}\\bo mně|вс[её],? что\\b.{0,40}обо мне",
  ),
  words(
    "daten\\b.{0,40}über mich|über mich\\b.{0,40}daten|lösch\\p{L}{0,5}\\b.{0,40}daten\\b.{0,20}(?:von mir|zu meiner person)",
  ),
  words("(?:données|informations)\\b.{0,60}(?:à mon sujet|me concernant|sur moi)"),
  words("(?:datos|información)\\b.{0,40}(?:sobre|acerca de) m[ií]"),
  words("(?:dati|informazioni)\\b.{0,40}(?:su di me|che mi riguardano|sul mio conto)"),
  words("(?:dados|informações)\\b.{0,40}(?:sobre mim|a meu respeito)"),
  words("gegevens\\b.{0,40}(?:over mij|van mij)|over mij\\b.{0,40}gegevens"),
  words("(?:dane|danych|informacj\\p{L}{0,5})\\b.{0,40}(?:o mnie|na mój temat)"),
  words("(?:údaj|informac)\\p{L}{0,3}\\b.{0,40}(?:o mně|o mé osobě)"),
  words("(?:данные|данных|информаци\\p{L}{0,5}|сведени\\p{L}{0,5}) .{0,40}обо мне"),
  words("(?:uppgifter|data|information)\\b.{0,40}om mig"),
  words("(?:hakkımda|hakkımdaki|bana ait) .{0,40}(?:veri|bilgi)\\p{L}{0,10}"),
  /关于我的(?:一切|所有)|(?:私|わたし)に関する.{0,12}(?:すべて|全て)|关于我的.{0,10}(?:数据|信息|资料)|(?:私|わたし)に関する.{0,20}(?:データ|情報)|(?:저|나)에 (?:대한|관한).{0,20}(?:데이터|정보)/u,
];
