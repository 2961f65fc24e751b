/** What customers say once they were answered, and what the team says to that; templates, see `worded`. */

export const thanks = [
  "{works|that did it|all good now}, {thx|thanks}",
  "Thank you, {now it works|that solved it}{.|!}",
  "{Perfect|Great|Wonderful}, {thank you very much|thanks a lot}{!|.}",
  "{Solved|Done}, {many thanks for the quick help|thank you}.",
];

export const stillFails = [
  "{It still fails|That did not help}, {same error|exactly the same}. {What else can we try?|Please look again.}",
  "{Sorry, still not working|we did that, no change}. {This is getting urgent.|Customers are complaining.}",
];

export const complaints = [
  "{We have waited quite long for this|This took too long}. {Next time please tell us at once that somebody looks.|I would like to know why.}",
  "{Honestly I expected more from support|That was not helpful at first}, {but it is fixed now|we will manage}.",
];

export const reminders = [
  "{any update?|Any news on this?|Is somebody looking at this?}",
  "{We are still waiting|still no answer here}{.|, please respond.}",
];

export const automatic = [
  "Automatic reply: I am out of the office until {Monday|Tuesday|the 3rd} and read mail {only now and then|when I am back}. {In urgent cases please write to our shared mailbox.|}",
];

export const givenUp = [
  "{We found it ourselves|It works again}, {please close this|you can close the ticket}. {Thanks anyway.|}",
];

export const closing =
  "Glad to hear it works. I am closing this ticket; just reply if you need anything else.";

/** What an analyst writes to one whom the first answer did not help. */
export const secondLook = [
  "Hello, I am sorry that it did not help. I have asked a colleague of the platform team to look at it with me and write again within the hour.",
];
export const foundIt = [
  "Hello, we found it: an old setting on our side was still in force. It is corrected now; please try once more.",
];
