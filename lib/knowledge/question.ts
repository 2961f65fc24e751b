/** Builds the search query from a ticket's messages or an alert. Pure. */

export type Question = {
  /** What is asked, in words. */
  text: string;
  /** What stands beside it, such as labels and the expression of an alert: helps to find, counts half. */
  aside?: string;
};

/** What a ticket says when it is looked at; `messages` are what waits for an answer, newest first. */
export type Asked = {
  subject: string;
  messages: string[];
  labels?: Record<string, string>;
  /** The query that raised an alert, such as PromQL. */
  expression?: string;
};

const longestText = 8_000;
const longestAside = 2_000;

/** The question of a ticket. An alert's name is part of what is asked; its other labels stand beside it. */
export function questionOf({ subject, messages, labels = {}, expression = "" }: Asked): Question {
  const { alertname = "", ...others } = labels;
  return {
    text: [...messages, subject, alertname].join("\n").slice(0, longestText),
    aside: [...Object.values(others), expressionWords(expression)].join("\n").slice(0, longestAside),
  };
}

/**
 * The words of a query that name something: metrics and the values its labels must have. Functions, keywords and names
 * of labels are the query language's, and say nothing of the case.
 */
export function expressionWords(expression: string): string {
  const code = expression.replace(/#.*/g, " ");
  const values = [...code.matchAll(/"([^"]{0,2000})"/g)].map(([, value]) => value ?? "");
  const outside = code.replace(/"[^"]*"/g, " ").replace(/\{[^{}]*\}|\[[^[\]]*\]/g, " ");
  const metrics = outside.match(/\b[a-z][\w:]*\b(?!\s{0,9}(?:(?:by|without)\s{0,9})?\()/gi) ?? [];
  return [
    ...metrics.filter((name) => /[_:]/.test(name) && !/^group_(left|right)$/i.test(name)),
    ...values,
  ].join(" ");
}
