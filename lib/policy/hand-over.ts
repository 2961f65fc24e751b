/** What always goes to a human: words that make a case legal, a matter of security or privacy, a loss of data, or a customer about to leave. */

/** In order of weight: the first that matches names the reason. */
const rules = [
  {
    key: "security",
    sentence: "The customer reports a possible security incident.",
    pattern:
      /\b(?:data breach|security (?:breach|incident)|been (?:hacked|compromised|breached)|got hacked|unauthori[sz]ed (?:access|log-?in|transaction)|ransomware|leaked (?:credential|key|password|secret)s?|(?:key|credential|password|token)s? (?:was|were|got|has been|have been) (?:leaked|stolen|exposed)|gehackt|sicherheitsvorfall|datenleck|piraté|fuite de données|hackead[oa])\b|被黑|数据泄露|泄漏/iu,
  },
  {
    key: "legal",
    sentence: "The customer speaks of legal steps or a regulator.",
    pattern:
      /\b(?:lawyers?|solicitors?|attorneys?|legal (?:action|department|counsel|steps)|law ?suit|sue (?:you|your)|court order|subpoena|data protection authority|ombudsman|regulator|rechtsanwalt|anwalt|klage|datenschutzbehörde|avocat|tribunal|abogado|demanda(?:r|ré)?)\b|律师|起诉|法院/iu,
  },
  {
    key: "privacy",
    sentence: "The customer asks about personal data and the law that protects it.",
    pattern:
      /\b(?:gdpr|dsgvo|rgpd|ccpa|data subject|erasure request|right to (?:erasure|be forgotten)|data processing agreement|datenschutzbeauftragte[rn]?)\b|个人信息保护/iu,
  },
  {
    key: "data_loss",
    sentence: "The customer reports lost data.",
    pattern:
      /\b(?:(?:lost|losing|deleted|wiped|destroyed) (?:all |our |my |the |production |customer )*(?:data|database|backups?|snapshots?|volumes?)|data (?:loss|is gone|are gone|was deleted)|datenverlust|perte de données|pérdida de datos)\b|数据丢失/iu,
  },
  {
    key: "leaving",
    sentence: "The customer is upset or threatens to leave.",
    pattern:
      /\b(?:unacceptable|furious|outrag(?:ed|eous)|fed up|disgrace(?:ful)?|worst (?:support|service|experience)|speak (?:to|with) (?:a|your|the) (?:manager|supervisor)|(?:cancel|terminate) (?:our|my|the) (?:contract|subscription|account)|move to (?:a competitor|another provider)|chargeback|unverschämt|inakzeptabel|kündigen|inacceptable|résilier|inaceptable)\b|投诉|退订/iu,
  },
] as const;

export type HandOverKey = (typeof rules)[number]["key"];

/** Why policy keeps a case with these words away from the agent; null when it does not. */
export function handOverFor(text: string): { key: HandOverKey; sentence: string } | null {
  const rule = rules.find(({ pattern }) => pattern.test(text.slice(0, 64_000)));
  return rule ? { key: rule.key, sentence: rule.sentence } : null;
}
