-- CreateEnum
CREATE TYPE "alert_answer" AS ENUM ('confirmed', 'denied');

-- AlterEnum
ALTER TYPE "session_end_reason" ADD VALUE 'reported';
ALTER TYPE "session_event_kind" ADD VALUE 'alert_confirmed';
ALTER TYPE "session_event_kind" ADD VALUE 'alert_reopened';
ALTER TYPE "session_event_kind" ADD VALUE 'alert_denied';

-- CreateTable
CREATE TABLE "sign_in_alerts" (
    "id" BIGSERIAL NOT NULL,
    "user_id" BIGINT NOT NULL,
    "session_id" BIGINT NOT NULL,
    "device_id" BIGINT NOT NULL,
    "user_agent" TEXT NOT NULL,
    "information" TEXT,
    "address" TEXT,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "answer" "alert_answer",
    "answered_at" TIMESTAMPTZ(6),
    "link_hash" BYTEA,
    "mail_due_at" TIMESTAMPTZ(6),
    "mail_tries" INTEGER NOT NULL DEFAULT 0,
    "mailed_at" TIMESTAMPTZ(6),

    CONSTRAINT "sign_in_alerts_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "sign_in_alerts_link_hash_key" ON "sign_in_alerts"("link_hash");

-- CreateIndex
CREATE INDEX "sign_in_alerts_user_id_created_at_idx" ON "sign_in_alerts"("user_id", "created_at");

-- CreateIndex
CREATE INDEX "sign_in_alerts_mail_due_at_idx" ON "sign_in_alerts"("mail_due_at");

-- CreateIndex
CREATE INDEX "sign_in_alerts_created_at_idx" ON "sign_in_alerts"("created_at");

-- AddForeignKey
ALTER TABLE "sign_in_alerts" ADD CONSTRAINT "sign_in_alerts_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Beyond what schema.prisma can say: an answer has a moment.
ALTER TABLE "sign_in_alerts" ADD CONSTRAINT "sign_in_alerts_answer_check" CHECK (("answer" IS NULL) = ("answered_at" IS NULL));

-- Beyond it too: only alerts that still have an address are looked at when addresses are wiped.
CREATE INDEX "sign_in_alerts_address_idx" ON "sign_in_alerts"("created_at") WHERE "address" IS NOT NULL;
