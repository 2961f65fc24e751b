/** Every kind of case customers and monitoring come with. */
import { accountKinds } from "./account";
import { dataKinds } from "./data";
import { alertKinds, escalatedKinds } from "./escalated";
import type { AlertKind, EscalatedKind, RequestKind } from "./model";
import { platformKinds } from "./platform";

export const requestKinds: RequestKind[] = [...accountKinds, ...dataKinds, ...platformKinds];

export type Kind =
  | ({ shape: "request" } & RequestKind)
  | ({ shape: "escalated" } & EscalatedKind)
  | ({ shape: "alert" } & AlertKind);

export const kinds: Kind[] = [
  ...requestKinds.map((kind) => ({ shape: "request" as const, ...kind })),
  ...escalatedKinds.map((kind) => ({ shape: "escalated" as const, ...kind })),
  ...alertKinds.map((kind) => ({ shape: "alert" as const, ...kind })),
];
