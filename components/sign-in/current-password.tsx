/** The field for a password one has, as password managers fill it in. */
import { TextField } from "../ui/text-field";

export function CurrentPassword({ label = "Password", name = "password" }) {
  return <TextField label={label} name={name} type="password" autoComplete="current-password" required />;
}
