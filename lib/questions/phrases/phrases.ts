/** The sentences of each language the apprentice answers in. Add a language by adding its file here and beside the examples. */
import type { AskedLanguage } from "../kind";
import { de } from "./de";
import { en } from "./en";
import { es } from "./es";
import { fr } from "./fr";
import { it } from "./it";
import type { Phrases } from "./model";
import { nl } from "./nl";
import { pt } from "./pt";
import { zh } from "./zh";

const phrases: Record<AskedLanguage, Phrases> = { en, de, fr, es, zh, it, pt, nl };

/** The sentences of a language. */
export function phrasesOf(language: AskedLanguage): Phrases {
  return phrases[language];
}
