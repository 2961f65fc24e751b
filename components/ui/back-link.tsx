/** The way from a page back to the list it belongs to, above its head. */
import { ArrowLeft } from "lucide-react";
import Link from "next/link";

type BackLinkProps = { href: string; children: string };

export function BackLink({ href, children }: BackLinkProps) {
  return (
    <Link
      href={href}
      className="mb-3 inline-flex min-h-6 items-center coarse:min-h-11 gap-1 text-sm text-ink-muted hover:text-ink"
    >
      <ArrowLeft aria-hidden className="size-3.5" /> {children}
    </Link>
  );
}
