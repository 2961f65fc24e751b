/** For whom a text of the knowledge base is written, where nobody said. Pure. */

/**
 * The customer as the third person, in the languages desks write in. Where the word is also one for a program (client,
 * cliente) it counts as somebody who is told something.
 */
const customerSpokenOf =
  /(?<![\p{L}])(?:the customers?|(?:der|den|dem|des|die|einen?|einem|unser[enm]{0,2}) kund(?:en?|in|innen)|au client|à la cliente|aux clients|al cliente|a la cliente|a los clientes|alla cliente|ai clienti|ao cliente|à cliente|aos clientes|de klant(?:en)?)(?![\p{L}])|(?:告诉|告知|通知|询问|联系|向|请|让|跟|给)客户/iu;

/** True for a runbook and for what speaks of the customer: it tells the team what to do, and customers do not read it. */
export function isForTeam({ isRunbook, body }: { isRunbook: boolean; body: string }): boolean {
  return isRunbook || customerSpokenOf.test(body);
}
