/** Why something was not done, beside the control that asked for it. */
export function Refusal({ children }: { children: string | undefined }) {
  if (!children) return null;
  return (
    <p role="alert" className="text-critical-ink">
      {children}
    </p>
  );
}
