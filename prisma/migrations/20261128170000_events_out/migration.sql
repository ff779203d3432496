-- The place of each event in the order in which events leave, given after its commit. Events of older versions do not leave.
ALTER TABLE "session_events" ADD COLUMN "position" BIGINT DEFAULT 0;
ALTER TABLE "session_events" ALTER COLUMN "position" DROP DEFAULT;
CREATE UNIQUE INDEX "session_events_position_key" ON "session_events"("position") WHERE "position" > 0;
CREATE INDEX "session_events_unpublished_idx" ON "session_events"("id") WHERE "position" IS NULL;
CREATE SEQUENCE "session_event_positions";
-- The subjects of removed users, for events about them that have not left yet.
CREATE TABLE "removed_subjects" (
  "user_id" BIGINT NOT NULL,
  "subject" TEXT NOT NULL,
  "removed_at" TIMESTAMPTZ(6) NOT NULL,
  CONSTRAINT "removed_subjects_pkey" PRIMARY KEY ("user_id")
);
CREATE INDEX "removed_subjects_removed_at_idx" ON "removed_subjects"("removed_at");
CREATE TABLE "webhook_endpoints" (
  "id" BIGSERIAL NOT NULL,
  "url" TEXT NOT NULL,
  "format" TEXT NOT NULL,
  "kinds" TEXT[] NOT NULL,
  "audience" TEXT,
  "secret" TEXT NOT NULL,
  "previous_secret" TEXT,
  "previous_until" TIMESTAMPTZ(6),
  "created_at" TIMESTAMPTZ(6) NOT NULL,
  "failures" INTEGER NOT NULL DEFAULT 0,
  "failing_since" TIMESTAMPTZ(6),
  "retry_at" TIMESTAMPTZ(6),
  "paused_at" TIMESTAMPTZ(6),
  CONSTRAINT "webhook_endpoints_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "webhook_deliveries" (
  "id" BIGSERIAL NOT NULL,
  "endpoint_id" BIGINT NOT NULL,
  "event_id" BIGINT NOT NULL,
  "user_id" BIGINT NOT NULL,
  "created_at" TIMESTAMPTZ(6) NOT NULL,
  "due_at" TIMESTAMPTZ(6),
  "tries" INTEGER NOT NULL DEFAULT 0,
  "tried_at" TIMESTAMPTZ(6),
  "delivered_at" TIMESTAMPTZ(6),
  "last_status" INTEGER,
  "last_error" TEXT,
  CONSTRAINT "webhook_deliveries_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "webhook_deliveries_endpoint_id_fkey" FOREIGN KEY ("endpoint_id") REFERENCES "webhook_endpoints"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
-- The deliveries that wait: by when they are due, and in the order of each user.
CREATE INDEX "webhook_deliveries_due_idx" ON "webhook_deliveries"("endpoint_id", "due_at") WHERE "due_at" IS NOT NULL;
CREATE INDEX "webhook_deliveries_user_idx" ON "webhook_deliveries"("endpoint_id", "user_id", "id") WHERE "due_at" IS NOT NULL;
CREATE INDEX "webhook_deliveries_endpoint_id_id_idx" ON "webhook_deliveries"("endpoint_id", "id");
CREATE INDEX "webhook_deliveries_event_id_idx" ON "webhook_deliveries"("event_id");
CREATE INDEX "webhook_deliveries_created_at_idx" ON "webhook_deliveries"("created_at");
-- The keys that sign security event tokens and logout tokens.
CREATE TABLE "signing_keys" (
  "id" TEXT NOT NULL,
  "private_key" TEXT NOT NULL,
  "created_at" TIMESTAMPTZ(6) NOT NULL,
  CONSTRAINT "signing_keys_pkey" PRIMARY KEY ("id")
);
