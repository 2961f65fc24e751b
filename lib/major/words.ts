/** What customers are told of an incident, in the languages Vigil has words in. Only what is known of all goes in: no other customer's words. */
import { greet, ownWords } from "#lib/agent/own-words";
import type { Language } from "#lib/tickets/message/language";
import type { NoticeRound } from "./model";

/** `service` is null where none is known. */
type Words = {
  /** To who wrote, and to who has not. */
  first: (service: string | null) => string;
  ahead: (service: string | null) => string;
  closing: (service: string | null) => string;
};

const words: Record<Language, Words> = {
  en: {
    first: (service) =>
      `thank you for your message. Several customers report trouble${service ? ` with ${service}` : " of this kind"}; we know of it and are working on it. There is nothing you need to do now. We will write again when it is over.`,
    ahead: (service) =>
      `there is trouble${service ? ` with ${service}` : ""} that may reach you. We know of it and are working on it. There is nothing you need to do now. We will write again when it is over.`,
    closing: (service) =>
      `the trouble${service ? ` with ${service}` : ""} we wrote to you about is over. If you still notice anything, just reply to this message.`,
  },
  de: {
    first: (service) =>
      `danke für Ihre Nachricht. Mehrere Kunden melden Störungen${service ? ` bei ${service}` : " dieser Art"}; sie sind uns bekannt, und wir arbeiten daran. Sie müssen nichts tun. Wir schreiben Ihnen wieder, wenn es behoben ist.`,
    ahead: (service) =>
      `es gibt eine Störung${service ? ` bei ${service}` : ""}, die Sie betreffen kann. Sie ist uns bekannt, und wir arbeiten daran. Sie müssen nichts tun. Wir schreiben Ihnen wieder, wenn sie behoben ist.`,
    closing: (service) =>
      `die Störung${service ? ` bei ${service}` : ""}, von der wir Ihnen geschrieben haben, ist behoben. Wenn Ihnen noch etwas auffällt, antworten Sie einfach auf diese Nachricht.`,
  },
  fr: {
    first: (service) =>
      `merci de votre message. Plusieurs clients signalent des difficultés${service ? ` avec ${service}` : " de ce type"} ; nous en avons connaissance et nous y travaillons. Vous n’avez rien à faire pour le moment. Nous vous écrirons de nouveau lorsque ce sera terminé.`,
    ahead: (service) =>
      `des difficultés${service ? ` avec ${service}` : ""} peuvent vous concerner. Nous en avons connaissance et nous y travaillons. Vous n’avez rien à faire pour le moment. Nous vous écrirons de nouveau lorsque ce sera terminé.`,
    closing: (service) =>
      `les difficultés${service ? ` avec ${service}` : ""} dont nous vous avons parlé sont terminées. Si vous remarquez encore quelque chose, répondez simplement à ce message.`,
  },
  es: {
    first: (service) =>
      `gracias por su mensaje. Varios clientes informan de problemas${service ? ` con ${service}` : " de este tipo"}; los conocemos y estamos trabajando en ello. Por ahora no tiene que hacer nada. Le escribiremos de nuevo cuando haya terminado.`,
    ahead: (service) =>
      `hay problemas${service ? ` con ${service}` : ""} que pueden afectarle. Los conocemos y estamos trabajando en ello. Por ahora no tiene que hacer nada. Le escribiremos de nuevo cuando haya terminado.`,
    closing: (service) =>
      `los problemas${service ? ` con ${service}` : ""} de los que le escribimos han terminado. Si todavía nota algo, responda a este mensaje.`,
  },
  it: {
    first: (service) =>
      `grazie per il suo messaggio. Diversi clienti segnalano problemi${service ? ` con ${service}` : " di questo tipo"}; ne siamo al corrente e ci stiamo lavorando. Per ora non deve fare nulla. Le scriveremo di nuovo quando sarà risolto.`,
    ahead: (service) =>
      `ci sono problemi${service ? ` con ${service}` : ""} che potrebbero riguardarla. Ne siamo al corrente e ci stiamo lavorando. Per ora non deve fare nulla. Le scriveremo di nuovo quando sarà risolto.`,
    closing: (service) =>
      `i problemi${service ? ` con ${service}` : ""} di cui le abbiamo scritto sono risolti. Se nota ancora qualcosa, basta rispondere a questo messaggio.`,
  },
  pt: {
    first: (service) =>
      `obrigado pela sua mensagem. Vários clientes relatam problemas${service ? ` com ${service}` : " deste tipo"}; temos conhecimento e estamos a trabalhar nisso. Por agora não precisa de fazer nada. Voltaremos a escrever quando estiver resolvido.`,
    ahead: (service) =>
      `há problemas${service ? ` com ${service}` : ""} que podem afetá-lo. Temos conhecimento e estamos a trabalhar nisso. Por agora não precisa de fazer nada. Voltaremos a escrever quando estiver resolvido.`,
    closing: (service) =>
      `os problemas${service ? ` com ${service}` : ""} de que lhe falámos estão resolvidos. Se ainda notar algo, basta responder a esta mensagem.`,
  },
  nl: {
    first: (service) =>
      `dank voor uw bericht. Meerdere klanten melden een storing${service ? ` bij ${service}` : " van deze soort"}; die is ons bekend en we werken eraan. U hoeft nu niets te doen. We schrijven u opnieuw wanneer het voorbij is.`,
    ahead: (service) =>
      `er is een storing${service ? ` bij ${service}` : ""} die u kan raken. Die is ons bekend en we werken eraan. U hoeft nu niets te doen. We schrijven u opnieuw wanneer het voorbij is.`,
    closing: (service) =>
      `de storing${service ? ` bij ${service}` : ""} waarover we u schreven is voorbij. Merkt u nog iets, antwoord dan op dit bericht.`,
  },
  zh: {
    first: (service) =>
      `感谢您的来信。多位客户反映${service ? ` ${service} ` : "此类"}故障，我们已经知晓并正在处理。您暂时无需任何操作，恢复后我们会再次告知您。`,
    ahead: (service) =>
      `${service ? ` ${service} ` : ""}出现故障，可能影响到您。我们已经知晓并正在处理。您暂时无需任何操作，恢复后我们会再次告知您。`,
    closing: (service) =>
      `我们此前告知您的${service ? ` ${service} ` : ""}故障已经恢复。如果仍有异常，请直接回复此消息。`,
  },
};

export type NoticeWords = { language: Language; hello: string; body: string };

/** A message to one customer; in English where Vigil has no words in their language, which the person who approves it is told. */
export function noticeWords(
  round: NoticeRound,
  {
    language,
    customerName,
    service,
    hasWritten,
  }: {
    language: Language | null;
    customerName: string | null;
    service: string | null;
    hasWritten: boolean;
  },
): NoticeWords {
  const spoken = language !== null && words[language] && ownWords(language) ? language : "en";
  const own = words[spoken] ?? words.en;
  const greeting = ownWords(spoken);
  const said = round === "closing" ? own?.closing : hasWritten ? own?.first : own?.ahead;
  return {
    language: spoken,
    hello: greeting ? greet(greeting, customerName) : "",
    body: capitalised(spoken, said?.(service) ?? ""),
  };
}

/** After a greeting with a comma a sentence goes on small in these languages, and begins large in English alone. */
function capitalised(language: Language, body: string): string {
  return language === "en" ? body.charAt(0).toUpperCase() + body.slice(1) : body;
}
