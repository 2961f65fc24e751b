/** What asks, what only presses for an answer and what states something, in the languages desks write in. */
import { expect, test } from "vitest";
import { asks, says } from "./brief-sentences";

test.each([
  "Could you look at it today",
  "Bitte prüfen Sie das bis heute Abend",
  "Merci de vérifier le serveur aujourd'hui",
  "Por favor revisen el servidor hoy mismo",
  "Potete controllare il server oggi stesso",
  "Poderiam verificar o servidor ainda hoje",
  "Kunt u de server vandaag nog controleren",
  "Proszę sprawdzić serwer jeszcze dzisiaj",
  "Prosíme o kontrolu serveru ještě dnes",
  "Пожалуйста, проверьте сервер сегодня",
  "Lütfen sunucuyu bugün kontrol edin",
  "本日中にサーバーを確認してください",
])("asks: %s", (sentence) => {
  expect(asks(sentence)).toBe(true);
});

test.each([
  "Any updates on this ticket",
  "Ci sono novità su questo caso",
  "Há novidades sobre o meu pedido",
  "Is er al nieuws over ons ticket",
  "Czy są jakieś wieści w tej sprawie",
  "Есть ли новости по нашей заявке",
])("presses: %s", (sentence) => {
  expect(says(sentence)).toBe(false);
});

test.each([
  "Il server si riavvia ogni notte",
  "Serwer restartuje się każdej nocy",
  "De server herstart elke nacht",
  "サーバーは毎晩再起動します",
])("states: %s", (sentence) => {
  expect(says(sentence)).toBe(true);
});
