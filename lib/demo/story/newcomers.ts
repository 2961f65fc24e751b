/** Customers beside those that are told of one by one: made up, as many as are needed, each with a manner of writing. */
import { customers } from "./customers";
import type { Dice } from "./dice";
import type { StoryCustomer } from "./model";

const firstNames = [
  "Anika",
  "Bilal",
  "Carmen",
  "Dario",
  "Elif",
  "Farid",
  "Greta",
  "Henrik",
  "Imani",
  "Jonas",
  "Kalina",
  "Luca",
  "Mei",
  "Nadia",
  "Oskar",
  "Paula",
  "Quentin",
  "Rosa",
  "Samir",
  "Tuva",
  "Ulrike",
  "Vikram",
  "Wanda",
  "Yara",
  "Zoltan",
] as const;
const lastNames = [
  "Abara",
  "Bergdahl",
  "Castellani",
  "Demir",
  "Ekström",
  "Fontaine",
  "Grigorev",
  "Haddad",
  "Ibsen",
  "Janssen",
  "Kovács",
  "Lindqvist",
  "Moreau",
  "Novak",
  "Okafor",
  "Petrov",
  "Quispe",
  "Rantanen",
  "Sato",
  "Tanaka",
  "Ueda",
  "Varga",
  "Weiss",
  "Yilmaz",
  "Zhao",
] as const;
const firstParts = [
  "North",
  "Blue",
  "Silver",
  "Cedar",
  "Harbour",
  "Summit",
  "River",
  "Copper",
  "Amber",
  "Maple",
  "Polar",
  "Quiet",
] as const;
const secondParts = [
  "leaf Foods",
  "stone Logistics",
  "peak Games",
  "field Insurance",
  "bridge Media",
  "gate Retail",
  "works Robotics",
  "bay Travel",
  "line Health",
  "mark Studios",
  "wood Energy",
  "point Labs",
] as const;

/** Every other time one of those who are known, else somebody new. */
export function somebody(dice: Dice): StoryCustomer {
  return dice.between(0, 1) === 0
    ? dice.pick(customers as [StoryCustomer, ...StoryCustomer[]])
    : newcomer(dice);
}

function newcomer(dice: Dice): StoryCustomer {
  const first = dice.pick(firstNames);
  const last = dice.pick(lastNames);
  const company = `${dice.pick(firstParts)}${dice.pick(secondParts)}`;
  const key = company.toLowerCase().split(" ")[0] ?? "";
  const mailbox = `${plain(first)}.${plain(last)}`;
  return {
    key: `${key}-${mailbox}`,
    name: `${first} ${last}`,
    email: `${mailbox}@${key}.example`,
    company,
    plan: dice.pick(["Free", "Team", "Team", "Business", "Business", "Enterprise"]),
    notes: "",
  };
}

function plain(name: string): string {
  return name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
