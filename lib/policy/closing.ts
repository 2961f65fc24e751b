/** Words that end a conversation: thanks, or that all is well, and nothing else. They never need a human. */

/** Longer messages say more than thanks. */
const mostWords = 30;

const thanks =
  /\b(?:thanks?|thank you|thx|ty|cheers|much appreciated|appreciate it|danke|dankesch[öo]n|vielen dank|merci|gracias|obrigad[oa]|grazie|bedankt)\b|谢谢|多谢|感谢|ありがとう/iu;

const well =
  /\b(?:all (?:fine|good|well|set|sorted|clear)|(?:it |that |everything |this )?(?:now )?(?:works?|worked|is working|is fixed|is solved|is resolved|is sorted)(?: again| now| fine| perfectly)*|(?:that|this|it)(?:'s| is| was)? (?:all|it|perfect|great|fixed|solved|resolved|sorted|done)|(?:nothing|no) (?:else|more|further)|(?:problem|issue|case) (?:is )?(?:solved|fixed|resolved|gone)|you can close|please close|never ?mind|(?:problem )?solved|alles (?:gut|klar|bestens)|funktioniert (?:wieder|jetzt)|erledigt|passt|tout (?:va bien|est bon)|ça marche|c'est bon|résolu|todo (?:bien|ok)|funciona|resuelto)\b|好了|没问题|解决了/iu;

/** Whatever asks, doubts, or still hurts is no end. */
const open =
  /[?？]|\b(?:but|however|still|again (?:down|failing|broken)|not|isn't|doesn't|don't|won't|can't|cannot|never|except|though|unless|also|another|one more|could you|can you|would you|when|why|how|what|where|aber|jedoch|noch|nicht|kein|mais|encore|pas|pero|todav[ií]a|sin embargo)\b|但|还是|不行|没有|吗/iu;

/** What reads like a doubt and is none. */
const harmless =
  /\b(?:never ?mind|no problems?|no worries|not needed any ?more|(?:do|does)(?: not|n't) need anything (?:else|more)|if not,? (?:i|we)(?:'ll| will) (?:write|come back|be in touch))\b/giu;

/** True for a message that only thanks, or says that all is well. Doubtful ones are not closings. */
export function isClosing(text: string): boolean {
  const plain = text.trim().replace(/[’]/g, "'");
  const words = plain.match(/[\p{L}\p{N}']+/gu) ?? [];
  if (words.length === 0 || words.length > mostWords) return false;
  const rest = plain.replace(harmless, " ");
  return (thanks.test(plain) || well.test(plain)) && !open.test(rest);
}
