DROP INDEX "label_created";--> statement-breakpoint
DROP INDEX "ticket_opened";--> statement-breakpoint
CREATE INDEX "ticket_solved" ON "ticket" USING btree ("solved_at","queue_id","opened_at") WHERE "ticket"."solved_at" is not null;--> statement-breakpoint
CREATE INDEX "ticket_event_replies" ON "ticket_event" USING btree ("at","actor_name","ticket_id") WHERE "ticket_event"."kind" = 'analyst_reply';--> statement-breakpoint
CREATE INDEX "label_created" ON "label" USING btree ("created_at","verdict","edit_distance","time_to_decide_ms") WHERE "label"."retracted_at" is null;--> statement-breakpoint
CREATE INDEX "ticket_opened" ON "ticket" USING btree ("opened_at","queue_id","kind","first_reply_at");