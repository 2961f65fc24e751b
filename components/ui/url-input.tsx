/** A field for an address that begins with https. */
import type { ComponentProps } from "react";
import { Input } from "./input";

export function UrlInput(props: ComponentProps<typeof Input>) {
  return <Input type="url" inputMode="url" autoComplete="off" className="font-mono" {...props} />;
}
