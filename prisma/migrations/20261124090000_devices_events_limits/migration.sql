-- AlterEnum
ALTER TYPE "session_end_reason" ADD VALUE 'superseded';
ALTER TYPE "session_end_reason" ADD VALUE 'limit_reached';
ALTER TYPE "session_end_reason" ADD VALUE 'password_changed';
ALTER TYPE "session_end_reason" ADD VALUE 'account_disabled';
ALTER TYPE "session_end_reason" ADD VALUE 'account_deleted';

-- CreateEnum
CREATE TYPE "session_event_kind" AS ENUM ('signed_in', 'sign_in_failed', 'stepped_up', 'step_up_failed', 'password_changed', 'device_renamed', 'ended');

-- AlterTable
ALTER TABLE "users" ADD COLUMN "disabled_at" TIMESTAMPTZ(6);

-- CreateTable
CREATE TABLE "devices" (
    "id" BIGSERIAL NOT NULL,
    "user_id" BIGINT NOT NULL,
    "token_hash" BYTEA,
    "name" TEXT,
    "created_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "devices_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session_events" (
    "id" BIGSERIAL NOT NULL,
    "user_id" BIGINT NOT NULL,
    "kind" "session_event_kind" NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,
    "session_id" BIGINT,
    "device_id" BIGINT,
    "end_reason" "session_end_reason",
    "actor_session_id" BIGINT,
    "user_agent" TEXT NOT NULL,
    "address" TEXT,

    CONSTRAINT "session_events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rate_limits" (
    "key" TEXT NOT NULL,
    "drained_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "rate_limits_pkey" PRIMARY KEY ("key")
);

-- AlterTable
ALTER TABLE "sessions" ADD COLUMN "address" TEXT,
ADD COLUMN "stepped_up_at" TIMESTAMPTZ(6),
ADD COLUMN "device_id" BIGINT;

-- Each session from before devices were known becomes a device of its own: nothing tells which belong together.
ALTER TABLE "devices" ADD COLUMN "of_session" BIGINT;
INSERT INTO "devices" ("user_id", "created_at", "of_session") SELECT "user_id", "created_at", "id" FROM "sessions";
UPDATE "sessions" SET "device_id" = "devices"."id" FROM "devices" WHERE "devices"."of_session" = "sessions"."id";
ALTER TABLE "devices" DROP COLUMN "of_session";
ALTER TABLE "sessions" ALTER COLUMN "device_id" SET NOT NULL;

-- CreateIndex
CREATE UNIQUE INDEX "devices_user_id_token_hash_key" ON "devices"("user_id", "token_hash");

-- CreateIndex
CREATE INDEX "session_events_user_id_at_id_idx" ON "session_events"("user_id", "at", "id");

-- CreateIndex
CREATE INDEX "session_events_at_idx" ON "session_events"("at");

-- CreateIndex
CREATE INDEX "rate_limits_drained_at_idx" ON "rate_limits"("drained_at");

-- CreateIndex
CREATE INDEX "sessions_device_id_idx" ON "sessions"("device_id");

-- CreateIndex
CREATE INDEX "sessions_ended_at_last_used_at_idx" ON "sessions"("ended_at", "last_used_at");

-- CreateIndex
CREATE INDEX "sessions_ended_at_expires_at_idx" ON "sessions"("ended_at", "expires_at");

-- AddForeignKey
ALTER TABLE "devices" ADD CONSTRAINT "devices_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_device_id_fkey" FOREIGN KEY ("device_id") REFERENCES "devices"("id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- Beyond what schema.prisma can say: an event has a reason exactly when it is an end.
ALTER TABLE "session_events" ADD CONSTRAINT "session_events_end_check" CHECK (("kind" = 'ended') = ("end_reason" IS NOT NULL));

-- Beyond it too: partial indexes, so that wiping addresses looks only at rows that still have one.
CREATE INDEX "sessions_address_idx" ON "sessions"("last_used_at") WHERE "address" IS NOT NULL;
CREATE INDEX "session_events_address_idx" ON "session_events"("at") WHERE "address" IS NOT NULL;
