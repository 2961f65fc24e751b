/** The guide of newcomers, as the browser tests need it. */
import { eq } from "drizzle-orm";
import { setting } from "#db/schema/settings";
import type { Ctx } from "#lib/platform/context";
import { guideKey } from "#lib/team/queries";
import type { DemoPerson } from "./browsers";

/** Somebody of the demo team is here for the first time, whatever an earlier test had them dismiss. */
export async function makeNewcomer({ db }: Ctx, person: DemoPerson): Promise<void> {
  await db.delete(setting).where(eq(setting.key, guideKey(`demo-${person}`)));
}
