/** The support team of Halden Cloud. */
import type { StoryPerson } from "./model";

/** The person a newcomer signs in as with one click. */
export const demoAnalystKey = "hannah";

/** Who takes over what an analyst may not settle. */
export const leadKey = "marcus";

export const people: StoryPerson[] = [
  {
    key: "ingrid",
    name: "Ingrid Solhaug",
    email: "ingrid.solhaug@halden.example",
    role: "admin",
    queues: [],
  },
  {
    key: "marcus",
    name: "Marcus Oyelade",
    email: "marcus.oyelade@halden.example",
    role: "lead",
    queues: ["incidents", "identity", "billing"],
  },
  {
    key: "hannah",
    name: "Hannah Brekke",
    email: "hannah.brekke@halden.example",
    role: "analyst",
    queues: ["compute", "networking", "data", "identity", "billing", "incidents"],
  },
  {
    key: "priya",
    name: "Priya Ramdas",
    email: "priya.ramdas@halden.example",
    role: "analyst",
    queues: ["data", "billing", "identity"],
  },
  {
    key: "tomas",
    name: "Tomás Ferrão",
    email: "tomas.ferrao@halden.example",
    role: "analyst",
    queues: ["compute", "networking", "incidents"],
  },
  {
    key: "ken",
    name: "Ken Whitlam",
    email: "ken.whitlam@halden.example",
    role: "viewer",
    queues: [],
  },
];
