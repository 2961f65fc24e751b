/** Where one is signed in, and the way to end it there. */
"use client";
import type { ServerAction } from "#lib/platform/model";
import type { SignedIn } from "#lib/team/model";
import { Refusal } from "../refusal";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { RelativeTime } from "../ui/relative-time";
import { ListTable, Td } from "../ui/table";
import { useAction } from "../use-action";
import { browserName } from "./browser-name";

type SessionListProps = {
  sessions: SignedIn[];
  /** The session of this browser. */
  currentId: string | null;
  end: ServerAction<{ id: string }>;
};

export function SessionList({ sessions, currentId, end }: SessionListProps) {
  const ending = useAction("session-list", end);
  return (
    <>
      <Refusal>{ending.refusal}</Refusal>
      <ListTable label="Sessions" columns={["Browser", "Address", "Signed in", "Last used"]}>
        {sessions.map(({ id, userAgent, ipAddress, createdAt, seenAt }) => (
          <tr key={id}>
            <Td className="whitespace-nowrap">
              {browserName(userAgent)} {id === currentId && <Badge outline>This browser</Badge>}
            </Td>
            <Td className="font-mono text-sm text-ink-muted">{ipAddress || "Unknown"}</Td>
            <Td className="whitespace-nowrap text-ink-muted">
              <RelativeTime time={createdAt} />
            </Td>
            <Td className="whitespace-nowrap text-ink-muted">
              <RelativeTime time={seenAt} />
            </Td>
            <Td className="text-right">
              {id !== currentId && (
                <Button size="sm" variant="ghost" disabled={ending.busy} onClick={() => ending.run({ id })}>
                  Sign out
                </Button>
              )}
            </Td>
          </tr>
        ))}
      </ListTable>
    </>
  );
}
