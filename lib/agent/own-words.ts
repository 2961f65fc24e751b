/** The agent's own fixed sentences to customers, by language. Add a language by adding its entry. */
import type { Language } from "#lib/tickets/message/language";
import { type PersonName, personName } from "#lib/tickets/message/name";

type OwnWords = {
  /** `name` is null where nobody can be named. */
  hello: (name: PersonName | null) => string;
  reminder: (subject: string) => string;
  closing: (subject: string) => string;
  /** What was promised did not come in time. */
  late: (subject: string) => string;
  quoted: (title: string) => string;
  helpful: string;
};

const family = ({ whole, first }: PersonName) => first ?? whole;
const called =
  (word: string, end = ",") =>
  (name: PersonName | null) =>
    name ? `${word} ${name.whole}${end}` : `${word}${end}`;

const words: Record<Language, OwnWords> = {
  en: {
    hello: (name) => (name ? `Hello ${family(name)},` : "Hello,"),
    reminder: (subject) =>
      `we have not heard from you about “${subject}”. Did our last answer help, or do you need anything else from us?`,
    closing: (subject) =>
      `as we have not heard from you, we are closing “${subject}”. Just reply if it is not settled; that opens it again.`,
    late: (subject) =>
      `we promised to come back to you about “${subject}” by now, and we have not. We are sorry. Your request is not forgotten: we are still working on it.`,
    quoted: (title) => `this is described in “${title}”:`,
    helpful: "Please tell me whether this answers your question.",
  },
  de: {
    hello: called("Guten Tag"),
    reminder: (subject) =>
      `wir haben zu „${subject}“ noch nichts von Ihnen gehört. Hat unsere letzte Antwort geholfen, oder brauchen Sie noch etwas von uns?`,
    closing: (subject) =>
      `da wir nichts mehr von Ihnen gehört haben, schließen wir „${subject}“. Antworten Sie einfach, wenn es nicht erledigt ist; dann ist der Vorgang wieder offen.`,
    late: (subject) =>
      `wir hatten zugesagt, uns bis jetzt zu „${subject}“ zu melden, und haben es nicht getan. Das tut uns leid. Ihr Anliegen ist nicht vergessen: Es ist in Arbeit.`,
    quoted: (title) => `das ist in „${title}“ beschrieben:`,
    helpful: "Bitte sagen Sie mir, ob das Ihre Frage beantwortet.",
  },
  fr: {
    hello: called("Bonjour"),
    reminder: (subject) =>
      `nous n’avons pas eu de vos nouvelles au sujet de « ${subject} ». Notre dernière réponse vous a-t-elle aidé, ou avez-vous encore besoin de quelque chose ?`,
    closing: (subject) =>
      `sans nouvelles de votre part, nous fermons « ${subject} ». Si ce n’est pas réglé, répondez simplement à ce message : le ticket sera rouvert.`,
    late: (subject) =>
      `nous devions revenir vers vous au sujet de « ${subject} » avant maintenant, et ce n’est pas fait. Veuillez nous en excuser. Votre demande n’est pas oubliée : elle est toujours en cours.`,
    quoted: (title) => `c’est décrit dans « ${title} » :`,
    helpful: "Dites-moi si cela répond à votre question.",
  },
  es: {
    hello: called("Hola"),
    reminder: (subject) =>
      `no hemos tenido noticias suyas sobre «${subject}». ¿Le ayudó nuestra última respuesta o necesita algo más de nosotros?`,
    closing: (subject) =>
      `como no hemos tenido noticias suyas, cerramos «${subject}». Si no está resuelto, responda a este mensaje y se abrirá de nuevo.`,
    late: (subject) =>
      `nos comprometimos a responderle antes sobre «${subject}» y no lo hemos hecho. Lo sentimos. Su solicitud no está olvidada: sigue en curso.`,
    quoted: (title) => `está descrito en «${title}»:`,
    helpful: "Dígame, por favor, si esto responde a su pregunta.",
  },
  zh: {
    hello: (name) => (name ? `${name.whole}，您好：` : "您好："),
    reminder: (subject) =>
      `关于“${subject}”，我们还没有收到您的回复。上次的答复是否解决了您的问题？还需要我们做什么吗？`,
    closing: (subject) =>
      `由于没有收到您的回复，我们将关闭“${subject}”。如果问题还没有解决，直接回复即可重新打开。`,
    late: (subject) =>
      `关于“${subject}”，我们没有按约定的时间回复您，非常抱歉。您的请求没有被遗忘，我们仍在处理。`,
    quoted: (title) => `这在“${title}”中有说明：`,
    helpful: "请告诉我这是否回答了您的问题。",
  },
  it: {
    hello: called("Buongiorno"),
    reminder: (subject) =>
      `non abbiamo più avuto sue notizie riguardo a «${subject}». La nostra ultima risposta è stata utile o le serve altro da parte nostra?`,
    closing: (subject) =>
      `non avendo avuto sue notizie, chiudiamo «${subject}». Se non è risolto, basta rispondere a questo messaggio e verrà riaperto.`,
    late: (subject) =>
      `ci eravamo impegnati a risponderle entro ora su «${subject}» e non lo abbiamo fatto. Ci scusiamo. La sua richiesta non è dimenticata: è ancora in lavorazione.`,
    quoted: (title) => `è descritto in «${title}»:`,
    helpful: "Mi dica se questo risponde alla sua domanda.",
  },
  pt: {
    hello: called("Olá"),
    reminder: (subject) =>
      `não tivemos notícias suas sobre “${subject}”. A nossa última resposta ajudou ou precisa de mais alguma coisa?`,
    closing: (subject) =>
      `como não tivemos notícias suas, vamos fechar “${subject}”. Se não estiver resolvido, basta responder a esta mensagem para o reabrir.`,
    late: (subject) =>
      `tínhamos ficado de responder até agora sobre “${subject}” e não o fizemos. Pedimos desculpa. O seu pedido não está esquecido: continua em curso.`,
    quoted: (title) => `isto está descrito em “${title}”:`,
    helpful: "Diga-me, por favor, se isto responde à sua pergunta.",
  },
  nl: {
    hello: called("Beste"),
    reminder: (subject) =>
      `we hebben nog niets van u gehoord over “${subject}”. Heeft ons laatste antwoord geholpen of heeft u nog iets van ons nodig?`,
    closing: (subject) =>
      `omdat we niets meer van u hebben gehoord, sluiten we “${subject}”. Is het niet opgelost, antwoord dan op dit bericht; dan wordt het weer geopend.`,
    late: (subject) =>
      `we hadden beloofd u voor nu te antwoorden over “${subject}” en dat is niet gebeurd. Onze excuses. Uw vraag is niet vergeten: we werken er nog aan.`,
    quoted: (title) => `dit staat beschreven in “${title}”:`,
    helpful: "Laat het me weten als dit uw vraag beantwoordt.",
  },
};

/** The sentences in `language`; English where it is not known, null where there are none in it. */
export function ownWords(language: Language | null): OwnWords | null {
  return words[language ?? "en"] ?? null;
}

/** A greeting for the customer, as the sentences' language has it. */
export function greet({ hello }: OwnWords, customerName: string | null): string {
  return hello(customerName === null ? null : personName(customerName));
}
