/** XML of others: read without anything that reaches out of the text, or not at all. */
import { DOMParser } from "@xmldom/xmldom";

/** The outermost element. Throws for what is no plain, well-formed document. */
export function readXml(text: string): Element {
  // Whatever is declared here would be expanded, or fetched, by somebody.
  if (/<!DOCTYPE|<!ENTITY/i.test(text)) throw new Error("The document declares a type, which is not read.");
  const fail = () => {
    throw new Error("This is not well-formed XML.");
  };
  const parser = new DOMParser({ errorHandler: { warning: () => {}, error: fail, fatalError: fail } });
  const root = parser.parseFromString(text, "text/xml")?.documentElement;
  if (!root) throw new Error("This is not XML.");
  return root;
}

/** All elements of a name below one. */
export function elementsOf(from: Element, namespace: string, name: string): Element[] {
  return Array.from(from.getElementsByTagNameNS(namespace, name));
}
