import { expect, test } from "vitest";
import { isForTeam } from "./audience";

test.each([
  "Charged twice: apologise. The customer gets a new version by e-mail.",
  "Say these three to the customer, and where to see it.",
  "Sagen Sie dem Kunden, wann die Gutschrift ankommt.",
  "Unseren Kunden nennen wir keine Termine.",
  "Expliquez au client où il voit la consommation.",
  "Diga al cliente que revise la factura.",
  "Vertel de klant wanneer de terugbetaling komt.",
  "告知客户退款需要五个工作日。",
])("what speaks of the customer is for the team: %s", (body) => {
  expect(isForTeam({ isRunbook: false, body })).toBe(true);
});

test.each([
  "Compare the region of the bucket with that of the client.",
  "Open Billing > Payment methods, then choose Pay now.",
  "Öffnen Sie den Kundenbereich und wählen Sie Rechnungen.",
  "Le client SSH refuse la clé : vérifiez ses droits.",
  "El cliente de correo pide la contraseña otra vez.",
  "您可以在控制台查看账单。",
  "Customers on the Pro plan can add three regions.",
])("what speaks to the customer is not: %s", (body) => {
  expect(isForTeam({ isRunbook: false, body })).toBe(false);
});
