/** Which paragraphs are a legal footer: written by a company for every mail, said by nobody. Pure. */

/** What footers are made of, in the languages of mail; two of different kinds in one paragraph make one. */
const traits: readonly RegExp[] = [
  /confidential|privileged|vertraulich|confidentiel|confidencial|riservat|vertrouwelijk|poufn|fortrolig|konfidenti|důvěrn|конфиденциальн|gizli|保密|机密|機密|秘密|기밀/iu,
  /intended (?:recipient|only|solely|for)|addressee|sole use|empfänger|adressat|destinat|geadresseerde|ontvanger|adresat|mottagare|modtager|příjemc|получател|adresatu|alıcı|收件人|收信人|受信者|宛先|수신/iu,
  /this (?:e-?mail|message|communication)|diese (?:e-?mail|nachricht)|cet? (?:e-?mail|courriel|message)|ce (?:courriel|message)|este (?:correo|mensaje|e-?mail)|questo messaggio|esta mensagem|dit bericht|deze e-?mail|ta wiadomość|denna e-post|tato zpráva|данное (?:сообщение|письмо)|本(?:邮件|郵件|电子邮件|メール)|이 메일/iu,
  /delete (?:it|this|the (?:e-?mail|message))|notify the sender|in error|vernichten|löschen|irrtümlich|supprimer|détruire|par erreur|elimin|por error|per errore|por engano|usuń|omylem|ошибочно|删除|刪除|削除/iu,
  /unauthori[sz]ed|prohibited|disclos|distribut|copying|unbefugt|untersagt|nicht gestattet|interdit|divulg|prohibid|vietat|proibid|verboden|zabronion|запрещ|严禁|禁止/iu,
  /legally binding|liab(?:le|ility)|disclaimer|haftung|rechtsverbindlich|responsabilit|aansprakelijk|odpowiedzialno|free of viruses|virus/iu,
  /attorney|solicitor|lawyer|legal counsel|anwalt|avocat|abogad|avvocat|advocaat|adwokat|адвокат|律师|弁護士/iu,
  /gdpr|dsgvo|rgpd|ccpa|avg\b|rodo\b|152-фз|data protection|datenschutz|protection des données|protección de datos|protezione dei dati|proteção de dados|gegevensbescherming|privacy|personal data|personenbezogen|données personnelles|donn[ée]es à caractère|datos personales|dati personali|个人信息|個人情報/iu,
  /\bdpo\b|data protection officer|datenschutzbeauftragt|délégué à la protection|delegado de protección|responsabile della protezione/iu,
  /registered (?:office|in|at|number)|company (?:no|number|reg)|registration no|handelsregister|registergericht|amtsgericht|geschäftsführ|sitz der gesellschaft|vorstand|aufsichtsrat|\bHR[AB]\s?\d|ust-?id|\bvat\b|siren|siret|\brcs\b|capital (?:social|de)|siège social|\bcif\b|\bnif\b|registro mercantil|p\.? ?iva|codice fiscale|kvk|btw|\bkrs\b|\bnip\b|\bregon\b|огрн|инн\b/iu,
  /please (?:consider|think of) the environment|(?:before|bevor|avant|antes).{0,30}(?:print|drucken|imprim|stampar)/iu,
  /https?:\/\/\S{0,400}(?:privacy|legal|imprint|impressum|datenschutz|mentions)/iu,
];

/** Longest paragraph that can be a footer, in UTF-16 units. */
const longest = 6_000;

/** True for a paragraph that is a legal footer. One that asks something is not. */
export function isFooter(paragraph: string): boolean {
  const text = paragraph.slice(0, longest);
  const found = traits.filter((trait) => trait.test(text)).length;
  return found >= 2 && !/[?？]\s*$/u.test(text.trimEnd()) && !isPersonal(text);
}

/** Somebody who speaks of his own matter says I or we and what he did or wants; a footer speaks of the message. */
function isPersonal(text: string): boolean {
  const first =
    /\b(?:i|i['’](?:m|ve|d|ll)|my|ich|mein\p{L}*|je|j['’]ai|mon|ma|mes|yo|mi|quiero|necesito|io|mio|eu|meu|ik|mijn)\b|我(?!们)|私/iu;
  const claim =
    /\b(?:our (?:lawyers?|attorneys?|dpo|legal)|we (?:will|have|want|need|require|demand|request|are (?:going|considering))|unser(?:e[nrsm]?)? (?:anwalt|anwälte|datenschutz\p{L}*|rechtsabteilung)|wir (?:werden|haben|verlangen|fordern|brauchen)|notre avocat|nous (?:allons|avons|exigeons|demandons)|nuestro abogado|exigimos)\b|我们的律师|我们(?:要求|将)/iu;
  const standing =
    /\b(?:we process|our privacy|our data protection officer|wir verarbeiten|unser(?:e)?r? datenschutzbeauftragte\p{L}* (?:ist|erreichen|finden)|nous traitons|tratamos)\b/iu;
  return (first.test(text) || claim.test(text)) && !standing.test(text);
}
