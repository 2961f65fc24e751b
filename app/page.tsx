/** The front door leads to the inbox. */
import { redirect } from "next/navigation";

export default function HomePage() {
  redirect("/inbox");
}
