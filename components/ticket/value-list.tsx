/** Arguments, results or labels as a definition list, in the type of code. */
import { DefinitionList } from "../ui/definition-list";
import { nameWords, valueWords } from "./value-words";

type ValueListProps = { values: Record<string, unknown>; raw?: boolean };

/** `raw` keeps the names as they are, for labels that are also written elsewhere. */
export function ValueList({ values, raw }: ValueListProps) {
  const items = Object.entries(values).map(([name, value]) => ({
    term: raw ? name : nameWords(name),
    value: <bdi className="font-mono text-sm whitespace-pre-wrap wrap-anywhere">{valueWords(value)}</bdi>,
  }));
  return <DefinitionList items={items} className="text-sm" />;
}
