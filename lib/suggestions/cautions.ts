/** Finds sentences in a customer-facing text that need review before it is sent: commitments, and advice that weakens security. Pure. */

import { splitSentences } from "#lib/tickets/message/sentences";
import type { Caution } from "./step";

/** How people say no to an act in the languages desks write in: "never share your password" is no advice to share it. */
const negated =
  /\b(?:not|never|without|avoid|nicht|kein\p{L}*|niemals|nie|ohne|pas|jamais|sans|no|nunca|jamás|sin|não|sem|non|mai|senza|niet|nooit|geen|zonder)\b|n['’]t\b|不|别|勿|切勿/iu;

/** Settings and commands that take a protection away, written alike in every language. */
const weakening: readonly RegExp[] = [
  /\bchmod\s+(?:-\w+\s+){0,9}(?:0?777|a\+rwx|o\+w)\b/i,
  /\b(?:curl|wget|iwr|irm)\b[^|\n]{1,300}\|\s*(?:sudo\s+)?(?:ba|z|da)?(?:sh|iex|python\d?)\b/i,
  /\bcurl\b[^\n]{0,200}\s(?:-k|--insecure)\b|--no-check-certificate\b|\bverify\s*=\s*false\b|rejectUnauthorized["']?\s*[:=]\s*false/i,
  /NODE_TLS_REJECT_UNAUTHORIZED\s*=\s*["']?0|StrictHostKeyChecking[= ]no\b|\bsslmode\s*=\s*(?:disable|allow)\b|sslVerify[= ]+false\b/i,
  /\bsetenforce\s+0\b|SELINUX\s*=\s*(?:disabled|permissive)|\bufw\s+disable\b|\biptables\s+(?:-F|--flush)\b|DisableRealtimeMonitoring/i,
  /(?<![\d.])0\.0\.0\.0\/0\b|(?<![\w:])::\/0\b|\bpublic-read(?:-write)?\b|\ballUsers\b/i,
  /\bAdministratorAccess\b|\bcluster-admin\b|\bNOPASSWD\b|\bPermitRootLogin\s+yes\b|--privileged\b|["']?Action["']?\s*:\s*(?:\[\s*)?["']\*["']/i,
  /\brm\s+-(?=\w{0,9}r)(?=\w{0,9}f)\w+\s+(?:--no-preserve-root\s+)?[/~](?:\s|\*|$)|\bmkfs(?:\.\w+)?\s+\/dev\b|\bdd\b[^\n]{0,80}\bof=\/dev\//i,
];

/** By language: what is done to a protection, and what protects. Both in one sentence are advice to be less safe. */
const protections: readonly { act: RegExp; thing: RegExp }[] = [
  {
    act: /\b(?:disabl|turn(?:ing)? off|switch(?:ing)? off|deactivat|bypass|skip|ignor|click through|accept|remov|open up)\w*/i,
    thing:
      /\b(?:firewall|anti-?virus|virus scanner|[m2]fa|(?:two|multi|second)[- ]?(?:step|factor)|certificate (?:check|warning|error|verification|validation)\w*|(?:tls|ssl|https)(?: verification| check\w*)?|encryption|selinux|audit log\w*|access control\w*|signature check\w*|security (?:warning|check|group|setting)\w*)/i,
  },
  {
    act: /(?:deaktivier|abschalt|ausschalt|umgeh|ignorier|überspring|entfern)\p{L}*|\bschalt\p{L}{0,8}\b[^.!?]{0,200}\b(?:ab|aus)\b/iu,
    thing:
      /firewall|virenscann\p{L}*|virenschutz|zwei-?faktor\p{L}*|zertifikats?\p{L}*|verschlüsselung|sicherheits(?:warnung|prüfung|einstellung)\p{L}*|protokollierung/iu,
  },
  {
    act: /(?:désactiv|contourn|ignor|supprim|coup)\p{L}*/iu,
    thing:
      /pare-feu|antivirus|double (?:authentification|facteur)|certificat|chiffrement|avertissement de sécurité/iu,
  },
  {
    act: /(?:desactiv|deshabilit|desativ|desabilit|disattiv|disabilit|omit|ignor|salt|rimuov|remov)\p{L}*/iu,
    thing:
      /cortafuegos|firewall|antivirus|antivírus|(?:doble|dos|dois|due|duplo)[- ](?:factor|fator|fattori|pasos)|certificad?t?o|cifrado|criptografia|crittografia|(?:aviso|avviso) (?:de|di) (?:seguridad|segurança|sicurezza)/iu,
  },
  {
    act: /(?:uitschakel|uitzet|negeer|omzeil|verwijder)\p{L}*|\b(?:schakel|zet)\p{L}{0,8}\b[^.!?]{0,200}\buit\b/iu,
    thing:
      /firewall|virusscanner|tweestaps\p{L}*|tweefactor\p{L}*|certifica\p{L}*|versleuteling|beveiligingswaarschuwing/iu,
  },
  {
    act: /关闭|禁用|停用|忽略|跳过|绕过/u,
    thing: /防火墙|杀毒|双重|两步|双因素|证书|加密|安全(?:警告|检查|组)/u,
  },
];

/** Asking for what nobody but its owner may know. */
const asking =
  /\b(?:send|share|tell|give|post|reply with|forward|paste|provide|confirm|schick|send|teil|nenn|gib|geben|envoy|transmett|communiqu|donn|env[ií]|mand|compart|indi|forn|invi|comunic|stuur|deel|geef)\p{L}*\b|发送|提供|告诉|发给|分享/iu;
const secretThings =
  /\b(?:password|passphrase|passcode|pin(?: code)?|one[- ]time (?:code|password)|otp|verification code|recovery code|private key|secret key|api key|access token|card number|cvv|passwort|kennwort|einmalcode|tan\b|privaten? schlüssel|mot de passe|code (?:secret|à usage unique|de vérification)|contraseña|código de (?:verificación|un solo uso)|senha|parola d['’]ordine|codice di verifica|wachtwoord|verificatiecode)/iu;
const secretThingsHan = /密码|验证码|私钥|密钥|卡号/u;

/** Money, freedom from cost, and certainty, which only some may give. */
const granting =
  /\b(?:refund|reimburs|compensat|credit (?:your|you|the)|goodwill|free of charge|at no (?:extra )?cost|discount|waive|guarantee|we (?:promise|assure)|accept (?:full )?liability|erstatt|gutschr|entschädig|kostenlos|kostenfrei|rabatt|garantier|versprech|haften|rembours|dédommag|indemnis|gratuit|remise|garanti|reembols|compensar|descuento|gratis|desconto|gratuit|indeniz|rimbors|risarc|sconto|garant|terugbeta|vergoed|korting|kosteloos|beloof|beloven)\p{L}*|退款|赔偿|补偿|免费|折扣|保证|承诺/iu;
/** Somebody speaks for the team, or says what the reader gets. */
const speaking =
  /\b(?:we|i|you(?:['’]ll| will)?(?: get| receive)|our|wir|ich|sie erhalten|ihnen|nous|je|vous recevrez|nosotros|le|les|recibirá|nós|você receberá|noi|io|riceverà|wij|we|ik|u ontvangt)\b|we['’]ll|i['’]ll|我们|我会|您将/iu;

/** The sentences of a text that need review, each once, in order. */
export function cautionsOf(text: string): Caution[] {
  return splitSentences(text.slice(0, 20_000)).flatMap((read): Caution[] => {
    const sentence = read.trim();
    if (isUnsafe(sentence)) return [{ kind: "security", sentence }];
    return granting.test(sentence) && speaking.test(sentence) && !negated.test(sentence)
      ? [{ kind: "promise", sentence }]
      : [];
  });
}

function isUnsafe(sentence: string): boolean {
  if (negated.test(sentence)) return false;
  if (weakening.some((pattern) => pattern.test(sentence))) return true;
  if (protections.some(({ act, thing }) => act.test(sentence) && thing.test(sentence))) return true;
  return asking.test(sentence) && (secretThings.test(sentence) || secretThingsHan.test(sentence));
}
