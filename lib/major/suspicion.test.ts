/** Who is counted when it is asked whether so many customers are more than chance: those who tell of trouble, not those who ask. */
import { expect } from "vitest";
import { test } from "#lib/platform/testing/database";
import type { CustomerReport } from "./pair-match";
import { suspicionOf } from "./suspicion";
import { environmentOf, newWord } from "./testing/environment";

const minute = 60_000;

test("ordinary questions about a service are no customers who tell of its trouble, however many there are", async ({
  db,
}) => {
  const { machine, now: at } = environmentOf(db);
  const service = newWord();
  const group = (likelihoods: readonly number[]) =>
    likelihoods.map((likelihood, n): CustomerReport & { likelihood: number } => ({
      id: n + 1,
      ticketId: n + 1,
      whose: `company ${n}`,
      at: at() - n * minute,
      terms: [service, newWord()],
      about: { service, sure: 1 },
      likelihood,
    }));
  const suspicion = async (likelihoods: readonly number[]) => {
    const reports = group(likelihoods);
    return suspicionOf(machine, reports, null, {
      rarity: () => 3,
      matchOf: () => 0.9,
      current: reports,
      season: { since: at() - 28 * 24 * 60 * minute, season: 1, all: 2_000 },
      incidentLikelihood: ({ id }) => reports.find((one) => one.id === id)?.likelihood ?? 0.5,
    });
  };
  expect(await suspicion([0.2, 0.3, 0.25, 0.3, 0.1])).toBeNull();
  expect(await suspicion([0.7, 0.8, 0.2, 0.3, 0.1])).toBeNull();
  expect(await suspicion([0.7, 0.8, 0.6, 0.3])).toMatchObject({ customers: 3 });
  // Where nothing is learnt yet, every message may tell of trouble.
  expect(await suspicion([0.5, 0.5, 0.5])).toMatchObject({ customers: 3 });
});
