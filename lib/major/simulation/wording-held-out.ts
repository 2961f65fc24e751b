/** How customers word the troubles of the products that are held back: nothing was tuned on these. */
import type { Spoken, TroubleKind } from "./wording";

export const heldOutTroubles: Record<TroubleKind, Record<Spoken, string[]>> = {
  down: {
    en: [
      "We lost access to {it} a moment ago.",
      "{it} gone! Users call us every minute.",
      "Requests to {it} fail, roughly all of them.",
      "Could you check {it}? Our monitoring went red and browsers cannot reach it.",
      "Complete failure of {it} in production here.",
    ],
    de: [
      "Wir kommen nicht mehr an {it} heran.",
      "Totalausfall: {it} antwortet nicht.",
      "Alle Anfragen an {it} schlagen fehl, bitte prüfen.",
    ],
    fr: [
      "Impossible de joindre {it} depuis tout à l'heure.",
      "Toutes les requêtes vers {it} échouent.",
      "{it} ne répond plus en production.",
    ],
    es: [
      "No podemos llegar a {it} desde hace un rato.",
      "Fallan todas las peticiones a {it}.",
      "{it} no responde en producción.",
    ],
  },
  slow: {
    en: [
      "Latency on {it} has gone up to several seconds.",
      "{it} crawls. Jobs that needed a minute need twenty.",
      "Why is {it} so sluggish since lunch?",
      "Everything that touches {it} lags badly.",
    ],
    de: [
      "Die Latenz von {it} liegt bei mehreren Sekunden.",
      "{it} kriecht seit dem Mittag.",
      "Alles, was {it} braucht, ruckelt stark.",
    ],
    fr: ["La latence de {it} est montée à plusieurs secondes.", "{it} rame depuis midi."],
    es: ["La latencia de {it} ha subido a varios segundos.", "{it} va a paso de tortuga desde mediodía."],
  },
  refused: {
    en: [
      "{it} logged everybody out and will not let us back in.",
      "Our tokens stopped being accepted by {it}.",
      "Forbidden, forbidden, forbidden: that is all {it} answers.",
    ],
    de: [
      "{it} hat alle abgemeldet und lässt niemanden mehr hinein.",
      "Unsere Tokens werden von {it} nicht mehr angenommen.",
    ],
    fr: [
      "{it} a déconnecté tout le monde et ne laisse plus entrer personne.",
      "Nos jetons ne sont plus acceptés par {it}.",
    ],
    es: ["{it} ha desconectado a todos y no deja entrar a nadie.", "Nuestros tokens ya no valen para {it}."],
  },
  lost: {
    en: [
      "There is a hole in {it}: yesterday evening until now is not there.",
      "Files we wrote to {it} cannot be found any longer.",
      "{it} came back without our latest changes.",
      "Deliveries are absent from {it}, nobody deleted them.",
    ],
    de: [
      "In {it} klafft eine Lücke seit gestern Abend.",
      "{it} kam ohne unsere letzten Änderungen zurück.",
      "Was wir an {it} schickten, ist nicht auffindbar.",
    ],
    fr: ["Il y a un trou dans {it} depuis hier soir.", "{it} est revenu sans nos dernières modifications."],
    es: ["Hay un hueco en {it} desde anoche.", "{it} ha vuelto sin nuestros últimos cambios."],
  },
  wrong: {
    en: [
      "We are being shown somebody's old state by {it}.",
      "{it} points to the wrong place.",
      "Amounts and dates in {it} contradict each other.",
      "What {it} returns does not match what we entered.",
    ],
    de: [
      "{it} zeigt einen veralteten Stand.",
      "{it} verweist an die falsche Stelle.",
      "Beträge und Daten: {it} widerspricht sich.",
    ],
    fr: ["{it} affiche un ancien état.", "{it} pointe au mauvais endroit."],
    es: ["{it} muestra un estado antiguo.", "{it} apunta al sitio equivocado."],
  },
  stuck: {
    en: [
      "{it} has not moved since ten o'clock.",
      "We are waiting for {it}; the progress bar is frozen.",
      "Backlog grows and grows, {it} processes nothing.",
      "No events at all from {it} today.",
    ],
    de: [
      "{it} bewegt sich seit zehn Uhr nicht.",
      "Der Rückstau wächst, {it} verarbeitet nichts.",
      "Heute kam noch kein Ereignis von {it}.",
    ],
    fr: ["{it} n'avance plus depuis dix heures.", "Le retard s'accumule, {it} ne traite rien."],
    es: ["{it} no avanza desde las diez.", "La cola crece y {it} no procesa nada."],
  },
};
