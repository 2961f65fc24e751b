/** What a draft does has to be so: no act that nobody recorded, none that the customer forbade. */
import { expect, test } from "vitest";
import type { TimelineEvent } from "#lib/tickets/event";
import { check } from "./acts";
import { isAskedFor, unrecorded, withoutUnrecorded } from "./announcements";
import { callCandidate } from "./candidates/candidate";
import { againstProhibition } from "./prohibitions";
import { seenEvent, seenOn, seenSource } from "./testing/seen";

function call(tool: string): TimelineEvent[] {
  const event = {
    id: 1,
    ticketId: 1,
    kind: "tool_call" as const,
    at: new Date(0),
    actorKind: "agent" as const,
  };
  return [
    { ...event, actorId: null, actorName: "Agent", isPublic: false, body: "", data: { tool, arguments: {} } },
  ];
}

const quota = "The GPU quota of render in fra-1 is 24 and 24 are in use.";

test("what was found is said, and what nobody recorded is left out with all that follows from it", () => {
  const text = `Hello, ${quota} I have raised it to 64. Please retry and tell me if anything is refused.`;
  expect(withoutUnrecorded(text, call("get_quota"))).toEqual({
    text: `Hello, ${quota}`,
    unproven: "I have raised it to 64.",
  });
});

test.each([
  ["a value that was given", "We need 64 of them.", true],
  ["an act that was named", "Please raise the GPU quota.", true],
  ["neither", "How many GPUs do we have in fra-1?", false],
  ["a value that is told all the same", "We hit the limit of 24.", false],
])("what was taken out is what was asked for: %s", (_, asked, isAsked) => {
  expect(isAskedFor("I have raised it to 64.", `Hello, ${quota}`, [asked])).toBe(isAsked);
});

test.each([
  ["German", "Ich habe es auf 64 erhöht.", "Bitte auf 64 setzen.", true],
  ["French", "J'ai augmenté le quota.", "Pouvez-vous augmenter le quota ?", true],
  ["Spanish", "He aumentado la cuota.", "¿Cuánto usamos?", false],
])("so it is in %s", (_, claim, asked, isAsked) => {
  expect(isAskedFor(claim, "", [asked])).toBe(isAsked);
});

test("a value with a stop in it stays whole where a sentence behind it is left out", () => {
  const found =
    "Hello, the quota of leaf-dario.janssen-prod is 24, see https://halden.example/q?p=1. All of it is in use.";
  const text = `${found} I have raised it to 64.`;
  expect(withoutUnrecorded(text, call("get_quota"))).toMatchObject({ text: found });
});

test("nothing is left of a reply that only announces", () => {
  expect(withoutUnrecorded("I have filed it with the capacity team.", call("get_quota"))).toBeNull();
});

test.each([
  ["I have raised it to 64.", "get_quota"],
  ["We've restarted the pod for you.", "get_cluster_events"],
  ["Ich habe das Kontingent auf 64 erhöht.", "get_quota"],
  ["Wir haben die Rechnung korrigiert.", "lookup_invoice"],
  ["J'ai augmenté le quota.", "get_quota"],
  ["He aumentado la cuota.", "get_quota"],
  ["我已经提高了配额。", "get_quota"],
])("“%s” needs a record", (text, tool) => {
  expect(unrecorded(text, call(tool))).not.toBeNull();
});

test.each([
  ["I have checked the path, and it is open.", "check_path"],
  ["I have booked the ride.", "book_ride"],
  ["We have an image for that.", "get_quota"],
  ["Please tell me once you have raised it.", "get_quota"],
  ["Ich habe die Rechnung geprüft.", "lookup_invoice"],
])("“%s” is said as it is", (text, tool) => {
  expect(withoutUnrecorded(text, call(tool))).toEqual({ text, unproven: null });
});

test.each([
  ["Please help, but do NOT stop any instance.", "Please stop vm-1 and start it again."],
  ["We want the key disabled without stopping the jobs.", "Stop the jobs, then disable the key."],
  ["Don't restart the database, we are live", "I will restart it now."],
  ["You must not delete the volume.", "Then delete the volume."],
  ["Bitte die Instanz auf keinen Fall stoppen!", "Bitte stoppen Sie vm-1 einmal."],
  ["Bitte keine Instanz neu starten", "Bitte starten Sie sie neu."],
  ["N'arrêtez pas la machine.", "Veuillez arrêter la machine."],
  ["No detengan ninguna instancia.", "Vamos a detener la instancia."],
  ["请不要停止任何实例", "请先停止实例。"],
  ["Do not restart vm-1.", "The volume is no longer attached and I will restart it."],
  ["Do not restart vm-1.", "It does not answer, so please restart it."],
  ["Do not reboot it under any circumstances.", "Please restart it and give it more memory."],
  ["Do NOT stop any instance.", "Please reboot vm-1 once."],
  ["Bitte den Server nicht anhalten.", "Dann wird er abgeschaltet."],
  ["Do not delete anything.", "I erase the old snapshots."],
  ["请不要重启服务器", "请先停止实例。"],
  ["Bitte vm-1 auf keinen Fall neu starten!", "Please restart it once."],
  ["Bitte nicht herunter fahren!", "I will shut it down."],
])("after “%s” nothing says “%s”", (message, draft) => {
  expect(againstProhibition(draft, [message])).not.toBeNull();
});

test.each([
  ["I don't know why it does not start.", "Please start it from the console."],
  ["The volume won't detach, and I can't stop it.", "Please stop the instance first."],
  ["Never reboot node 3.", "We do not reboot it; I look at its events."],
  ["Es startet nicht mehr.", "Bitte starten Sie vm-1 einmal neu."],
  ["Do not restart vm-1.", "No restart is needed, it answers again."],
  ["No la apaguen.", "No vamos a apagar la instancia."],
  ["Do not restart it.", "Please delete the old snapshot."],
])("“%s” forbids nothing that “%s” says", (message, draft) => {
  expect(againstProhibition(draft, [message])).toBeNull();
});

test.each([
  ["Please do NOT restart vm-1, we are live.", false],
  ["Bitte vm-1 auf keinen Fall neu starten!", false],
  ["Please restart vm-1, we are ready.", true],
])("after “%s” an action that restarts is proposed: %s", (body, isProposed) => {
  const asked = seenEvent(1, "customer_message", body);
  const made = (action?: { risk: number }) =>
    callCandidate(
      { tool: "restart_instance", arguments: { instance: "vm-1" }, ...(action && { action }) },
      {
        id: "call",
        origin: "template",
        probability: 1,
        practice: null,
        guidance: null,
        trigger: seenSource("event", 1, body),
        past: [],
      },
    );
  const goodbyes = { fit: "open" as const, isRash: () => false };
  expect(check(made({ risk: 1 }), seenOn([asked], asked), { goodbyes }).ok).toBe(isProposed);
  expect(check(made(), seenOn([asked], asked), { goodbyes }).ok, "a look-up changes nothing").toBe(true);
});
