/** Column shapes every table shares. */
import { bigint, customType, timestamp } from "drizzle-orm/pg-core";

/** Identity key: ascending, so that it orders rows as they were written. */
export const id = () => bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity();

/** A reference to an identity key. */
export const ref = (name: string) => bigint(name, { mode: "number" });

/** An instant, to the microsecond, with zone. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });

/** Words as Postgres' full text search keeps them. */
export const tsvector = customType<{ data: string }>({ dataType: () => "tsvector" });

/** Bytes as they are. */
export const bytea = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => "bytea" });
