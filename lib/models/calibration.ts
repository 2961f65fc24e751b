/** How near is near for an embedding model: asked once, with questions and passages of a support desk whose truth is known. */

/** A question, and what a passage about it says in other words. */
const pairs: readonly (readonly [question: string, passage: string])[] = [
  [
    "I cannot log in since this morning, it keeps saying my details are wrong.",
    "Sign-in fails after a password change\nReset the password, clear saved credentials and sign in again.",
  ],
  [
    "Our invoice for March charges us twice for the same server.",
    "Correcting a bill\nA duplicate charge is refunded with a credit note on the next statement.",
  ],
  [
    "The disk of our database machine is completely full.",
    "Growing a volume\nWhen no storage space is left, enlarge the volume and extend the file system.",
  ],
  [
    "The website is extremely slow during the day.",
    "High response times\nLook for saturated processors and long queries, then add instances behind the load balancer.",
  ],
  [
    "We do not get any e-mails from you, not even in the junk folder.",
    "Notifications are not delivered\nCheck whether the recipient's mail server rejects our messages.",
  ],
  [
    "Browsers warn that our shop is not secure any more.",
    "Expired TLS certificate\nRenew the certificate and reload the web server.",
  ],
  [
    "Yesterday somebody deleted a folder by mistake, can we get it back?",
    "Restoring files from a backup\nChoose a snapshot from before the loss and recover the data.",
  ],
  [
    "Our pods restart again and again and never become ready.",
    "Crash looping containers\nRead the logs of the previous run and check probes and memory limits.",
  ],
  [
    "A new colleague needs access to the project, how do I add her?",
    "Inviting members\nOpen the team's settings, enter the address and choose a role for the user.",
  ],
  [
    "We want to stop using the service at the end of the month.",
    "Cancelling a subscription\nA contract is terminated with thirty days' notice in the billing section.",
  ],
  [
    "We can't reach the virtual machine over the network, pings get lost.",
    "Instance has no connectivity\nVerify routes, security groups and the attached interface.",
  ],
  [
    "Where is the parcel I ordered last week?",
    "Delivery status\nThe shipment's tracking number shows where the order is.",
  ],
];

/** Everything a model is asked, questions before passages. */
export const calibrationTexts: readonly string[] = [
  ...pairs.map(([question]) => question),
  ...pairs.map(([, passage]) => passage),
];

/** The model's answers apart, as `scaleOf` takes them. */
export function splitCalibration(
  vectors: readonly number[][],
): [questions: number[][], passages: number[][]] {
  return [vectors.slice(0, pairs.length), vectors.slice(pairs.length)];
}
