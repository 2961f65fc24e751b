/** Texts made from an expression itself, that it begins to match again and again and never does. */
import { type AST, RegExpParser, visitRegExpAST } from "@eslint-community/regexpp";
import type { Expression } from "./expressions";

const characters = ["a", "A", " ", "1", "-", ".", "先", "\n", "é", ":", "/", '"', "_"];
const variants = [0, 1, 2];
/** Quantifiers with a lower end cost a multiple of the text, whatever is in it. */
const endless = 500;
const sizes = { small: 2_000, large: 8_000 };
/** A text four times as long takes sixteen times as long where the time is quadratic; below the floor nothing is measured. */
const growth = 8;
const floorMs = 3;

/** A text on which the time of the expression grows faster than its length, as a sentence; null where none was found. */
export function pumped({ place, source, flags }: Expression): string | null {
  const parser = new RegExpParser();
  const syntax = { unicode: flags.includes("u"), unicodeSets: flags.includes("v") };
  const pattern = parser.parsePattern(source, 0, source.length, syntax);
  const isHeld = pattern.alternatives.every(
    ({ elements: [first] }) => first?.type === "Assertion" && first.kind === "start",
  );
  // What can only begin in one place is not begun again.
  if (isHeld && !flags.includes("m")) return null;
  const expression = new RegExp(source, flags.replace(/[gy]/g, ""));
  const cost = (piece: string, size: number) => {
    const text = `${piece.repeat(Math.ceil(size / piece.length))}\u0001`;
    const before = process.cpuUsage();
    expression.exec(text);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1_000;
  };
  for (const piece of piecesOf(pattern, flags)) {
    if (cost(piece, sizes.large) < floorMs) continue;
    // What a busy machine adds differs from time to time.
    const leastOf = (size: number) => Math.min(...[1, 2, 3].map(() => cost(piece, size)));
    const [small, large] = [leastOf(sizes.small), leastOf(sizes.large)];
    if (large > Math.max(floorMs, growth * small))
      return `${place} takes ${small} and ${large} ms for four times as much of ${JSON.stringify(piece)}: /${source}/`;
  }
  return null;
}

/** What leads to each endless quantifier, with what it repeats, and what keeps them apart. */
function piecesOf(pattern: AST.Pattern, flags: string): Set<string> {
  const pieces = new Set<string>();
  visitRegExpAST(pattern, {
    onQuantifierEnter(quantifier) {
      if (quantifier.max < endless) return;
      for (const variant of variants) {
        const [lead, repeated] = [
          leadTo(quantifier, flags, variant),
          sample(quantifier.element, flags, variant),
        ];
        for (const joint of ["", " ", "a", "先"])
          for (const piece of [lead + repeated + joint, lead + joint]) if (piece !== "") pieces.add(piece);
      }
    },
  });
  return pieces;
}

/** A text that the parts before a node match. */
function leadTo(node: AST.Node, flags: string, variant: number): string {
  const { parent } = node;
  if (!parent) return "";
  if (parent.type !== "Alternative") return leadTo(parent, flags, variant);
  const before = parent.elements.filter(({ end }) => end <= node.start);
  return leadTo(parent, flags, variant) + before.map((element) => sample(element, flags, variant)).join("");
}

/** A text that a node matches, a shortest one of its variants; assertions and references are empty. */
function sample(node: AST.Node, flags: string, variant: number): string {
  switch (node.type) {
    case "Character":
      return String.fromCodePoint(node.value);
    case "CharacterSet":
    case "CharacterClass":
    case "ExpressionCharacterClass": {
      const one = new RegExp(`^${node.raw}$`, flags.replace(/[gy]/g, ""));
      const matching = characters.filter((character) => one.test(character));
      return matching[variant % matching.length] ?? "";
    }
    case "Group":
    case "CapturingGroup": {
      const alternative = node.alternatives[variant % node.alternatives.length];
      return alternative ? sample(alternative, flags, variant) : "";
    }
    case "Alternative":
      return node.elements.map((element) => sample(element, flags, variant)).join("");
    case "Quantifier":
      return sample(node.element, flags, variant).repeat(node.min);
    default:
      return "";
  }
}
