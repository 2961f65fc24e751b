/** Each action and category with its record as a bound, and the switch that two people turn on. */
"use client";
import type { ServerAction } from "#lib/platform/model";
import { type Role, roleMay } from "#lib/platform/rules";
import type { AutonomyRecord } from "#lib/remediation/autonomy/model";
import { Refusal } from "../refusal";
import { ToolName } from "../ticket/tool-name";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { ListTable, Td } from "../ui/table";
import { useAction } from "../use-action";
import { boundWords } from "./bound-words";

type Scope = { action: string; category: string };
type Act = ServerAction<Scope>;
export type AutonomyActions = { ask: Act; confirm: Act; revoke: Act };

type AutonomyRowsProps = AutonomyActions & {
  me: { id: string; role: Role };
  autonomyRecords: AutonomyRecord[];
};

export function AutonomyRows({ me, autonomyRecords, ...actions }: AutonomyRowsProps) {
  if (autonomyRecords.length === 0)
    return <p className="text-ink-muted">No action has a record yet: it comes from verified runs.</p>;
  return (
    <ListTable
      label="Records of actions"
      columns={["Action", "Category", "Record", "Autonomy"]}
      hasButtons={false}
    >
      {autonomyRecords.map((record) => (
        <tr key={`${record.action} ${record.category}`}>
          <Td>
            <ToolName name={record.action} />
          </Td>
          <Td>{record.category}</Td>
          <Td className="text-sm">
            {boundWords(record)}
            {record.pending > 0 && (
              <span className="text-ink-muted"> {record.pending} more within a day of being verified.</span>
            )}
          </Td>
          <Td>
            <AutonomySwitch me={me} record={record} {...actions} />
          </Td>
        </tr>
      ))}
    </ListTable>
  );
}

function AutonomySwitch({
  me,
  record,
  ask,
  confirm,
  revoke,
}: AutonomyActions & { me: { id: string; role: Role }; record: AutonomyRecord }) {
  const asking = useAction(`autonomy-rows.asking.${record.action}.${record.category}`, ask);
  const confirming = useAction(`autonomy-rows.confirming.${record.action}.${record.category}`, confirm);
  const ending = useAction(`autonomy-rows.ending.${record.action}.${record.category}`, revoke);
  const { action, category, certificate } = record;
  const scope = { action, category };
  const of = `${action} on ${category}`;
  const mayCertify = roleMay(me.role, "action.certify");
  return (
    <div className="flex flex-wrap items-center gap-2">
      {certificate === null ? (
        <Badge>{record.risk > 2 ? "Always asks" : "Off"}</Badge>
      ) : certificate.confirmedBy ? (
        <Badge tone="positive">On, by {`${certificate.askedBy} and ${certificate.confirmedBy}`}</Badge>
      ) : (
        <Badge tone="caution">Asked for by {certificate.askedBy}</Badge>
      )}
      {mayCertify && certificate === null && record.risk <= 2 && (
        <Button
          size="sm"
          disabled={!record.isEarned || asking.busy}
          aria-label={`Ask for autonomy of ${of}`}
          onClick={() => asking.run(scope)}
        >
          Ask for it
        </Button>
      )}
      {mayCertify && certificate && !certificate.confirmedBy && certificate.askedById !== me.id && (
        <Button
          size="sm"
          disabled={confirming.busy}
          aria-label={`Confirm autonomy of ${of}`}
          onClick={() => confirming.run(scope)}
        >
          Confirm
        </Button>
      )}
      {mayCertify && certificate && (
        <Button
          size="sm"
          variant="ghost"
          disabled={ending.busy}
          aria-label={`Take back autonomy of ${of}`}
          onClick={() => ending.run(scope)}
        >
          Take back
        </Button>
      )}
      <Refusal>{asking.refusal ?? confirming.refusal ?? ending.refusal}</Refusal>
    </div>
  );
}
