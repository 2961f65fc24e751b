CREATE INDEX "alert_rule" ON "alert" USING btree ("source","name");--> statement-breakpoint
CREATE INDEX "alert_ends_told" ON "alert" USING btree ("source","name") WHERE "alert"."ends_told" > 0;--> statement-breakpoint
CREATE INDEX "alert_firing" ON "alert" USING btree ("source") WHERE "alert"."state" = 'firing';