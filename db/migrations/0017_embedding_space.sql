CREATE TABLE "embedding_space" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "embedding_space_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"model" text NOT NULL,
	"dimensions" integer,
	"slope" double precision,
	"even" double precision,
	"filled_from" bigint DEFAULT 1 NOT NULL,
	"filled_to" bigint DEFAULT 0 NOT NULL,
	"leased_until" timestamp with time zone DEFAULT now() NOT NULL,
	"used_at" timestamp with time zone NOT NULL,
	"trouble" text,
	CONSTRAINT "embedding_space_model_unique" UNIQUE("model")
);
