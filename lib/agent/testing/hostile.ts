/** Messages made to cost: 64 kB each, in shapes that make careless regular expressions and loops take minutes. */

const pieces: Record<string, string> = {
  letters: "a",
  capitals: "A",
  dashes: "-",
  dots: ".",
  underscores: "_",
  spaces: " ",
  "line breaks": "\n",
  "windows line breaks": "\r\n",
  quotes: ">",
  "quoted lines": "> \n",
  brackets: "[",
  "closing brackets": ")]}",
  digits: "7",
  "numbers with dots": "1.",
  "bracketed numbers": "[1,",
  "spaced commas": "[1 ,",
  "a path": "/a-b_c",
  "addresses without end": "a@",
  "an address of many parts": "a.b-",
  schemes: "http:",
  links: "http://a ",
  markup: "<b>",
  "open tags": "<",
  stars: "*",
  "double stars": "**a",
  backticks: "`",
  "a table": "|a",
  headings: "# a\n",
  "dear names": "Dear Dr. ",
  hello: "Hi von de la ",
  han: "先生",
  kana: "あ",
  arabic: "م",
  emoji: "👩‍👩‍👧",
  marks: "e\u0301",
  "zero width": "\u200b",
  questions: "?",
  sentences: "Is it so? ",
  "short words": "a b ",
  "from lines": "From: a\n",
  "on … wrote": "On a wrote:\n",
  "quotation marks": '"“',
  backslashes: "\\",
  commas: ", ",
  "equal signs": "=",
  "a json of brackets": '{"a":',
  hexadecimal: "deadbeef0123",
  "phone numbers": "+49 30 ",
  "card numbers": "4111 1111 ",
  ibans: "DE89 3704 ",
  lists: "1. a\n",
  "key words": "password is ",
  "not a key": "sk-",
  "turned directions": "\u202ea\u2066b",
  "html that is not closed": '<div><p style="a">x ',
  "a table in html": "<td>a",
  "comments without end": "<!-- a ",
  entities: "&amp",
  "a sentence without end": "please do not stop the server and ",
  "un Satz ohne Ende": "bitte den Dienst nicht neu starten und ",
  没有结尾的句子: "请不要停止服务器然后重启它",
  "repeated not": "not ",
  addresses: "ann@example.com ",
  hosts: "db-7.eu.example.com:8080 ",
  "words of a name": "Ann Bob ",
  "capitals and small letters": "AaBb",
  "error codes": "ERR_A_1 ",
  "dates and times": "2026-11-29 10:00 ",
  "switched off": "schalt先",
  "deleted data": "удалперсональнa",
  promises: "we will refund you in 3 days ",
  "what was done": "Ich habe ",
};

/** Pieces of what people do write, in three languages. */
const ordinary = [
  "Since this morning the export of our invoices stops at page 40. We tried it twice, with the same result.\n",
  "Seit heute früh bricht der Export der Rechnungen auf Seite 40 ab. Wir haben es zweimal versucht.\n",
  "从今天早上起，我们的发票导出在第40页停止。我们试了两次，结果一样。\n",
];

export const hostileKinds = Object.keys(pieces);

/** What somebody might write, `size` characters long. */
export function ordinaryBody(size: number): string {
  const text = ordinary.join("");
  return text.repeat(Math.ceil(size / text.length)).slice(0, size);
}

/** A body of one kind, `size` characters long; it ends in something else, so that what was begun is given up late. */
export function hostileBody(kind: string, size: number): string {
  const piece = pieces[kind] ?? "";
  return `${piece.repeat(Math.floor((size - 1) / piece.length))}!`;
}
