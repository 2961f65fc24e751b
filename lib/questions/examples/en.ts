/** Questions as people put them, in English. */
import type { Examples } from "./kinds";

export const en: Examples = {
  asked: `what did the customer ask
what does the customer want
what is the customer asking for
what is this ticket about
what is the problem here
what is the request
what was the original question
what exactly do they need from us
what did she write
what is the issue
why did he contact us
what are they complaining about`,
  done: `what was tried
what has been tried so far
what did we do already
what was done so far
what did we check
which checks were run
what did the diagnostics show
what did the tools find
what has been ruled out
what steps were taken
did anybody look into this already
which look-ups were made
what was found`,
  open: `what is open
what is still open
what is missing
what is left to do
what is the next step
what should I do next
what are we waiting for
who are we waiting for
what has not been answered
which questions are unanswered
what do we still owe the customer
what remains to be done
are there open points`,
  people: `who answered
who answered what
who replied to the customer
who is working on this
who has this ticket
who is assigned
who owns this
who wrote the last note
who looked into it
which colleagues were involved
who handled this before
who is responsible`,
  opened: `when was this opened
when was the ticket created
when did the customer first write
since when is this open
how old is this ticket
when did it come in
how long has this been open`,
  answered: `when did we answer
when was the first reply
when was the last reply sent
when did we last write to the customer
how long did the customer wait for an answer
when was the customer answered
when did somebody reply`,
  closed: `when was this closed
when was it solved
when was this resolved
is it solved
when did we close the ticket
was this closed`,
  when: `when was the tariff last changed
when did the deployment happen
when was the server last restarted
when was the restart
when did the alert fire
when did it fail
when was the disk resized
when did the outage begin
at what time was the change made
when was the invoice sent
when did they mention the deadline
when was the key rotated`,
  similar: `what else looked like this
did anything like this come up earlier
which past tickets look like this one
what was the outcome of similar cases
how were similar tickets resolved
how did we solve this before
have we seen this before
are there similar cases
what did we answer in similar cases
how was the same problem fixed last time
did other customers have this
what helped in the past
were there tickets like this one
what usually helps here
has this happened before`,
  state: `what is the state
what is the status
summarise this ticket
give me a summary
sum this up
what happened here
where do we stand
bring me up to date
what is going on
tl;dr
what happened so far
short overview please`,
  promised: `what did we promise
what was promised
did we promise anything
which deadline did we give
by when did we promise an answer
what commitments are there
when is it due
when must we answer
is there a deadline`,
  customer: `who is the customer
who is asking
which company is this
which plan do they have
what do we know about the customer
which contract does the customer have
is this a paying customer
tell me about this customer
has this customer written before
what other tickets does the customer have`,
  other: `what is the current usage
show the current throughput
what is the current state of the queue
how long does the transfer take
how long does it take to restore a bucket
how many days does a refund take
how do I fix a timeout
how can we fix mail delivery
what fixes a stuck node
how does billing work
why does the webhook not work
what can we do when the login does not work
where do I change the address
how do we change a plan
can I change the region
was the backup restored
has the invoice been paid
did the restart help
is the inbox full
is the node healthy
how do I reset a password
how can I increase the limit
what does this error mean
why does the pod keep restarting
which port does the service use
where do I find the logs
is there an article about refunds
how long are backups kept
what is the volume called
which region is it in
what is the project id
can a snapshot be restored to another project
does the load balancer support websockets
what causes this message
how do we handle a chargeback
what is the procedure for a data request
which version is installed
explain replication lag
was the certificate renewed
did they mention the firewall
is there a runbook for failover
what is the limit for vCPUs
how do I move a domain
how much space is left
run the mailbox check
check the quota now
what does the health check say now
what is the current lag
what should I tell them about invoices
what do we know about connection pooling`,
};
