/** Who is on call, and what is paged. */
import type { Metadata } from "next";
import { OncallOverview } from "#components/oncall/oncall-overview";

export const metadata: Metadata = { title: "On-call" };

export default function OncallPage() {
  return <OncallOverview />;
}
