CREATE TABLE "pause_use" (
	"kind" text NOT NULL,
	"stretch" integer NOT NULL,
	"seen" double precision NOT NULL,
	"expected" double precision NOT NULL,
	"waited" double precision NOT NULL,
	CONSTRAINT "pause_use_kind_stretch_pk" PRIMARY KEY("kind","stretch")
);
