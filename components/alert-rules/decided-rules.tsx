/** Rules that were decided, each accepted one with its file. */
import type { RuleProposal } from "#lib/alert-rules/model";
import { isForGrafana, ruleName } from "#lib/alert-rules/model";
import { Badge } from "../ui/badge";
import { RelativeTime } from "../ui/relative-time";
import { ListTable, Td } from "../ui/table";
import { kindWords, ruleSentence, stateTones, stateWords } from "./rule-words";

export function DecidedRules({ decided }: { decided: readonly RuleProposal[] }) {
  if (decided.length === 0) return <p className="text-ink-muted">No decisions yet.</p>;
  return (
    <ListTable label="Decided rule proposals" columns={["Rule", "Decision", "By", "File"]} hasButtons={false}>
      {decided.map((proposal) => (
        <DecidedRule key={proposal.id} proposal={proposal} />
      ))}
    </ListTable>
  );
}

function DecidedRule({ proposal }: { proposal: RuleProposal }) {
  const { id, rule, state, reason, decidedAt, decidedBy } = proposal;
  const stands = state === "accepted" || state === "edited";
  return (
    <tr>
      <Td>
        <p className="font-medium">
          <bdi className="break-all">{ruleName(rule)}</bdi>{" "}
          <span className="font-normal text-ink-muted">{kindWords[rule.kind]}</span>
        </p>
        <p className="text-sm break-words text-ink-muted">{reason ?? ruleSentence(rule)}</p>
      </Td>
      <Td className="whitespace-nowrap">
        <Badge tone={stateTones[state]}>{stateWords[state]}</Badge>
      </Td>
      <Td className="whitespace-nowrap text-ink-muted">
        {decidedBy ?? "–"}
        {decidedAt && (
          <>
            , <RelativeTime time={decidedAt} />
          </>
        )}
      </Td>
      <Td className="whitespace-nowrap">
        {stands && (
          <span className="flex gap-3">
            <FileLink id={id} format="prometheus" name={ruleName(rule)} />
            {isForGrafana(rule) && <FileLink id={id} format="grafana" name={ruleName(rule)} />}
          </span>
        )}
      </Td>
    </tr>
  );
}

function FileLink({ id, format, name }: { id: number; format: "prometheus" | "grafana"; name: string }) {
  const words = format === "grafana" ? "Grafana" : "Prometheus";
  return (
    <a
      href={`/api/rule-proposals/file?format=${format}&id=${id}`}
      aria-label={`${words} file of ${name}`}
      download
      className="underline underline-offset-2"
    >
      {words}
    </a>
  );
}
