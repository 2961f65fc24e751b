/**
 * Cases that always go to a human: people in danger, legal matters, security or privacy, data loss, or a customer
 * about to leave. A single word is never enough: each rule needs who does what, within one sentence.
 */
import { recalled } from "#lib/recalled";
import { danger, noDanger } from "./danger";
import { emptied } from "./emptied";
import { dataSentAstray, secretShown } from "./gone-astray";
import { intrusion } from "./intrusion";
import { heldAboutMe } from "./personal-data";
import { words } from "./whole-words";

const lawyer =
  "(?:lawyers?|solicitors?|attorneys?|barristers?|legal (?:team|department|counsel|advis[eo]rs?)|rechtsanw[aä]lt\\p{L}{0,20}|anw[aä]lt\\p{L}{0,20}|rechtsabteilung|juristen|avocate?s?|service juridique|abogad[oa]s?|departamento (?:jurídico|legal)|avvocat[oi]|legali|advogad[oa]s?|advocaten?|prawnik\\p{L}{0,20}|právník\\p{L}{0,20}|advokat\\p{L}{0,20}|юрист\\p{L}{0,20}|адвокат\\p{L}{0,20}|avukat\\p{L}{0,20})";
const our =
  "(?:our|my|the|a|unser\\p{L}{0,20}|mein\\p{L}{0,20}|einen?|den|notre|nos|mon|un|nuestr[oa]s?|mis?|el|il|nostr[oi]|nosso|meu|onze|mijn|nasz\\p{L}{0,20}|наш\\p{L}{0,20}|мой|моего)";
const authority =
  "(?:(?:financial|banking|industry|national|telecom\\p{L}{0,20}|energy|competent) regulators?|supervisory authority|ombuds(?:man|person)|data protection (?:authority|commissioner|agency)|consumer (?:protection|rights?) (?:agency|authority)|bundesnetzagentur|datenschutzbehörde|aufsichtsbehörde|verbraucherzentrale|verbraucherschutz\\p{L}{0,20}|cnil|dgccrf|aepd|autorité de (?:contrôle|régulation)|agencia de protección de datos|garante(?: della privacy)?|autoriteit persoonsgegevens|uodo|роскомнадзор\\p{L}{0,20}|ico)";
const turnsTo =
  "(?:report\\p{L}{0,20}|complain\\p{L}{0,20}|complaint|notif\\p{L}{0,20}|inform\\p{L}{0,20}|contact\\p{L}{0,20}|involv\\p{L}{0,20}|escalat\\p{L}{0,20}|go(?:ing)? to|turn to|hand(?:ed|ing)? (?:this|it|the case) (?:over )?to|consult\\p{L}{0,20}|speak\\p{L}{0,20} (?:to|with)|talk\\p{L}{0,20} to|meld\\p{L}{0,20}|beschwer\\p{L}{0,20}|einschalt\\p{L}{0,20}|eingeschaltet|beauftrag\\p{L}{0,20}|wenden|übergeben|konsultier\\p{L}{0,20}|saisi\\p{L}{0,20}|signal\\p{L}{0,20}|plainte|contacter|denunci\\p{L}{0,20}|reclam\\p{L}{0,20}|consultar|segnal\\p{L}{0,20}|rivolg\\p{L}{0,20}|recorrer|acionar|inschakel\\p{L}{0,20}|zgłos\\p{L}{0,20}|обрат\\p{L}{0,20}|пожал\\p{L}{0,20})";
const acts =
  "(?:will|shall|is|are|has|have|says?|said|advised?|advises|told|asks?|asked|wants?|demands?|wird|werden|hat|haben|ist|sagt|va|vont|prend\\p{L}{0,20}|a|est|dit|se pondrá\\p{L}{0,20}|va a|tomará|dice|farà|ha|dirà|vai|zal|свяж\\p{L}{0,20})";

/** What one expression finds in a sentence, or all of several. */
type Sign = RegExp | readonly RegExp[];

type Rule = { key: string; sentence: string; signs: readonly Sign[]; unless?: RegExp };

/** In order of weight: the first that one sentence meets names the reason. */
const rules = [
  { key: "safety", sentence: "The customer reports danger to people.", signs: danger, unless: noDanger },
  {
    key: "security",
    sentence: "The customer reports a possible security incident.",
    signs: [
      ...secretShown,
      ...intrusion,
      words(
        "data breach|security (?:breach|incident)|(?:been|got|were|was|is|are) (?:hacked|compromised|breached)|ransomware|(?:leaked|stolen|exposed|compromised) (?:api |access |private )?(?:credential|key|password|secret|token)s?|(?:key|credential|password|token|secret)s? (?:was|were|got|has been|have been|is|are) (?:leaked|stolen|exposed|compromised|public)|(?:someone|somebody) (?:else )?(?:has |had |got |gained |broke )(?:\\p{L}+ ){0,2}(?:access|into|in)",
      ),
      words(
        "(?:we|i|there|someone|somebody|possible|suspicious|suspect|noticed|detected|found|saw|see)\\b.{0,60}unauthori[sz]ed (?:access|log-?ins?|transactions?|changes?)",
      ),
      words(
        "gehackt|sicherheitsvorfall|datenleck|kompromittiert|geleakt|piratée?s?|fuite de données|compromise?s?|hackead[oa]s?|vulnerad[oa]s?|filtración de datos|violazione dei dati|hackerat[oi]|hackead[oa]|vazamento de dados|gehackt|datalek|włamanie|wyciek danych|взлом\\p{L}{0,20}|утечк\\p{L}{0,20} данных",
      ),
      /被黑|被盗|被入侵|数据泄露|泄漏|泄露|漏洩|不正アクセス|해킹|유출/u,
    ],
  },
  {
    key: "legal",
    sentence: "The customer speaks of legal steps or a regulator.",
    signs: [
      words(
        "(?:take|start|consider|initiate|begin|face|pursue|threaten|seek)\\p{L}{0,20} (?:\\p{L}+ )?(?:legal (?:action|steps|proceedings|advice)|court proceedings|litigation)|legal (?:action|steps|proceedings) (?:against|will|if)|law ?suit|(?:will|shall|going to|might|may|have to|could) sue|sue (?:you|your|for)|(?:take|see) (?:you|this|it) (?:to|in) court|court order|subpoena|summons",
      ),
      words(`${our} ${lawyer} .{0,20}?${acts}`),
      words(
        `${turnsTo} .{0,20}?${lawyer}|${lawyer} (?:einschalten|beauftragen|kontaktieren|konsultieren|eingeschaltet|übergeben)`,
      ),
      words(
        `${turnsTo} .{0,40}?${authority}|${authority} .{0,30}?(?:einschalten|eingeschaltet|melden|informieren)|${turnsTo} (?:(?:this|it|you|the (?:case|matter|incident)) )?(?:to |with )?(?:the|our|your) regulators?`,
      ),
      words(
        "rechtliche schritte|klage (?:einreichen|erheben)|verklagen|vor gericht|poursuites? judiciaires?|porter plainte|en justice|(?:acciones|medidas) legales|demandar(?:les|emos)?|tribunales|azioni legali|vie legali|medidas judiciais|processar|juridische stappen|kroki prawne|do sądu|právní kroky|подать в суд|в суд|juridiska åtgärder|yasal (?:işlem|yol)\\p{L}{0,20}",
      ),
      /(?:找|请|咨询|联系|我们的|委托)律师|律师(?:函|会|将)|起诉|告上法院|法律(?:手段|途径|行动)|弁護士(?:に|を通)|訴え|訴訟|변호사|고소|소송/u,
    ],
  },
  {
    key: "privacy",
    sentence: "The customer asks about personal data and the law that protects it.",
    signs: [
      ...heldAboutMe,
      words(
        "(?:erasure|subject access|data access|data portability|data subject(?: access)?) requests?|right (?:to (?:erasure|be forgotten|access|rectification)|of access)|(?:delete|erase|remove|export|send me|copy of|correct) (?:all (?:of )?)?(?:my|our|his|her|their) (?:\\p{L}+ )?personal data",
      ),
      words(
        "(?:under|pursuant to|according to|in accordance with|as per|by) (?:\\p{L}+ ?\\d+ ?(?:of )?)?(?:the )?(?:gdpr|ccpa|dsgvo|rgpd)\\b.{0,120}(?:request|delet|eras|access|provide|copy|entitle|right)|(?:request|delet|eras|demand|access|right)\\p{L}{0,20}\\b.{0,80}(?:gdpr|ccpa|dsgvo|rgpd)",
      ),
      words(
        "art(?:icle|ikel|\\.)? ?(?:1[5-9]|2[0-2])\\b.{0,20}(?:gdpr|dsgvo|rgpd|ds-gvo)|(?:auskunft|löschung|berichtigung)\\p{L}{0,20}.{0,60}(?:dsgvo|personenbezogen\\p{L}{0,20})|personenbezogen\\p{L}{0,20} daten .{0,30}(?:lösch|auskunft|heraus)\\p{L}{0,20}|droit (?:à l['’]oubli|d['’]accès|à l['’]effacement)|(?:supprim|effac)\\p{L}{0,20}.{0,40}données personnelles|derecho (?:de acceso|al olvido|de supresión)|(?:elimin|borr|suprim)\\p{L}{0,20}.{0,40}datos personales|diritto all['’]oblio|cancell\\p{L}{0,20}.{0,40}dati personali|direito ao esquecimento|удал\\p{L}{0,20}.{0,40}персональн\\p{L}{0,20} данн\\p{L}{0,20}",
      ),
      /(?:删除|提供|导出).{0,20}个人(?:信息|数据)|个人信息保护法.{0,40}(?:要求|请求|删除)|個人情報.{0,20}(?:削除|開示)/u,
    ],
  },
  {
    key: "privacy",
    sentence: "The customer tells of personal data that went to somebody else.",
    signs: dataSentAstray,
  },
  {
    key: "data_loss",
    sentence: "The customer reports lost data.",
    signs: [
      ...emptied,
      words(
        "(?:lost|losing|deleted|wiped|destroyed|erased) (?:all |our |my |the |of |production |customer |live |whole |entire ){0,6}(?:data|databases?|backups?|snapshots?|volumes?|files|tables?)(?! (?:policy|policies|schedule|plan|class|group))|(?:our|my|the|all) (?:\\p{L}+ )?(?:data|database|files|backups?|tables?) (?:is|are|was|were|has been|have been|got) (?:all )?(?:gone|lost|deleted|wiped|erased|missing)|data loss",
      ),
      words(
        "datenverlust|daten (?:sind|ist|wurden) (?:\\p{L}+ )?(?:weg|gelöscht|verloren|verschwunden)|daten verloren|perte de données|(?:perdu|effacé) (?:toutes )?(?:nos|les|mes) données|pérdida de datos|(?:perdido|borrado|perdimos) (?:todos )?(?:nuestros|los|mis) datos|perdita di dati|perso (?:tutti )?i (?:nostri )?dati|perda de dados|perdemos (?:todos )?(?:os )?(?:nossos )?dados|gegevensverlies|data (?:zijn )?kwijt|utrat\\p{L}{0,20} danych|ztrát\\p{L}{0,20} dat|потер\\p{L}{0,20} (?:все )?(?:наши )?данн\\p{L}{0,20}|данные (?:пропали|удалены)",
      ),
      /数据(?:全部|都)?(?:丢失|没了|不见了)|データが(?:消え|失われ)|데이터(?:가|를)? ?(?:사라|손실|잃)/u,
    ],
    unless: words(
      "(?:avoid\\p{L}{0,20}|prevent\\p{L}{0,20}|without|no|risk of|against|zero|any|possible|potential|fear|worried about) (?:any |possible |a |further )?data loss|(?:ohne|kein\\p{L}{0,20}|vor|gegen|vermeid\\p{L}{0,20}) datenverlust|(?:sans|éviter (?:une |la )?) ?perte de données|sin pérdida de datos|senza perdita di dati|(?:would|will|do|does|could|may|can) (?:we|i|it|this|that) (?:lose|delete|wipe)|intentionally|on purpose|(?:we|i) (?:have )?deleted the old",
    ),
  },
  {
    key: "leaving",
    sentence: "The customer is upset or threatens to leave.",
    signs: [
      words(
        "(?:(?:this|it|that|which|service|response|situation|delay) (?:is|was) (?:\\p{L}+ )?|totally |simply |completely |absolutely )(?:unacceptable|outrageous|ridiculous|a disgrace|disgraceful|a joke)|unacceptable|furious|outraged|fed up|worst (?:support|service|experience)|(?:speak|talk) (?:to|with) (?:a|your|the) (?:\\p{L}+ )?(?:manager|management|supervisor|boss|superior)|(?:cancel|terminate|end) (?:our|my|the) (?:contract|subscription|account|agreement|service)|(?:move|switch|migrat\\p{L}{0,20}|moving|switching|go) (?:everything )?to (?:a competitor|another provider|someone else|your competitor)|leav(?:e|ing) (?:you|your (?:platform|service|company))|chargeback|want (?:our|my) money back",
      ),
      words(
        "unverschämt\\p{L}{0,20}|inakzeptabel|unzumutbar|eine frechheit|(?:vertrag|abo|konto|abonnement)\\p{L}{0,20} (?:\\p{L}+ )?kündig\\p{L}{0,20}|(?:wir|ich) (?:werden |werde )?kündigen|kündigen (?:wir|ich)|anbieter wechseln|(?:mit|an) (?:\\p{L}+ ){0,2}(?:leitung|geschäftsführ\\p{L}{0,5}|vorgesetzte\\p{L}?|chef\\p{L}{0,2}) (?:\\p{L}+ ){0,2}(?:sprechen|reden|wenden)|(?:parler|m['’]adresser) (?:à|avec) (?:un|une|votre|le|la) (?:responsable|supérieur\\p{L}?|direct\\p{L}{0,5})|hablar con (?:un|una|su|el|la) (?:responsable|supervisor\\p{L}?|jef[ea]|gerente|superior|encargad[oa])|parlare con (?:un|il|la|un vostro|il vostro) (?:responsabile|superiore|direttore|capo)|falar com (?:um|uma|o|a|o seu) (?:responsável|supervisor\\p{L}?|gerente|superior|chefe)|(?:leidinggevende|manager) (?:te )?spreken|rozmawiać z (?:kierowni\\p{L}{0,4}|przełożon\\p{L}{0,3})|inacceptable|inadmissible|scandaleux|résili\\p{L}{0,20}.{0,20}(?:contrat|abonnement|compte)|changer de (?:fournisseur|prestataire)|inaceptable|indignante|vergonzos[oa]|(?:cancelar|rescindir|dar de baja).{0,20}(?:contrato|cuenta|suscripción|servicio)|cambiar de proveedor|inaccettabile|vergognoso|disdire|inaceitável|cancelar o contrato|onacceptabel|opzeggen|nie do przyjęcia|niedopuszczalne|rozwiąz\\p{L}{0,20} umow\\p{L}{0,20}|nepřijatelné|неприемлемо|возмутительно|расторг\\p{L}{0,20} договор|oacceptabelt|uacceptabelt|kabul edilemez",
      ),
      /(?:找|见|叫).{0,6}(?:经理|主管|负责人)|(?:責任者|上司|上の(?:者|人)).{0,12}(?:話|出して|代わって|お願い)|投诉|退订|换(?:一家|供应商)|太差了|无法接受|解約|許せない|ひどすぎ|해지|환불해/u,
    ],
  },
] as const satisfies readonly Rule[];

export type HandOverKey = (typeof rules)[number]["key"];

/** Why policy keeps a case with these sentences away from the agent; null when it does not. */
export function handOverFor(sentences: readonly string[]): { key: HandOverKey; sentence: string } | null {
  const places = sentences.slice(0, 2_000).map((sentence) => firstMet(sentence.slice(0, 1_000)));
  const rule = rules[Math.min(...places)];
  return rule ? { key: rule.key, sentence: rule.sentence } : null;
}

/** The place of the first rule a sentence meets, behind all of them where it meets none. What a customer wrote is read at each of a ticket's events. */
const firstMet = recalled(4_000, (sentence: string): number => {
  const place = rules.findIndex(
    ({ signs, ...rest }) =>
      signs.some((sign) => isMet(sign, sentence)) && !("unless" in rest && rest.unless.test(sentence)),
  );
  return place < 0 ? rules.length : place;
});

function isMet(sign: Sign, sentence: string): boolean {
  return [sign].flat().every((one) => one.test(sentence));
}
