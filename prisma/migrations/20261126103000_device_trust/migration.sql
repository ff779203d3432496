-- CreateEnum
CREATE TYPE "alert_cause" AS ENUM ('new_device', 'new_country');

-- AlterTable
ALTER TABLE "users" ADD COLUMN "countries" TEXT[];

-- AlterTable
ALTER TABLE "devices" ADD COLUMN "program" TEXT;
ALTER TABLE "devices" ADD COLUMN "confirmed_at" TIMESTAMPTZ(6);

-- AlterTable
ALTER TABLE "sign_in_alerts" ADD COLUMN "is_browser" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "sign_in_alerts" ADD COLUMN "program" TEXT;
ALTER TABLE "sign_in_alerts" ADD COLUMN "cause" "alert_cause" NOT NULL DEFAULT 'new_device';
ALTER TABLE "sign_in_alerts" ADD COLUMN "country" TEXT;
ALTER TABLE "sign_in_alerts" ADD COLUMN "is_final" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "sign_in_alerts" ADD COLUMN "answered_in" BIGINT;

-- One link may ask about several sign-ins.
DROP INDEX "sign_in_alerts_link_hash_key";
CREATE INDEX "sign_in_alerts_link_hash_idx" ON "sign_in_alerts"("link_hash");

-- CreateIndex
CREATE INDEX "sign_in_alerts_user_id_program_idx" ON "sign_in_alerts"("user_id", "program");
CREATE INDEX "sign_in_alerts_device_id_idx" ON "sign_in_alerts"("device_id");
CREATE INDEX "devices_user_id_program_idx" ON "devices"("user_id", "program");

-- Answers from before could not be taken back by the link, so they are final.
UPDATE "sign_in_alerts" SET "is_final" = true WHERE "answer" IS NOT NULL;

UPDATE "sign_in_alerts" SET "is_browser" = true
FROM "devices" WHERE "devices"."id" = "sign_in_alerts"."device_id" AND "devices"."token_hash" IS NOT NULL;

-- A device about which the question was never answered is not confirmed, however long ago it was asked.
UPDATE "devices" SET "confirmed_at" = "created_at"
WHERE NOT EXISTS (
  SELECT 1 FROM "sign_in_alerts" WHERE "device_id" = "devices"."id" AND "answer" IS DISTINCT FROM 'confirmed'
);

-- What the domain's programIdentity says of the plain headers of most programs, `name/1.2.3`. A program with another header
-- gets the header itself here, and is asked about once more.
UPDATE "devices" SET "program" =
  COALESCE(substring("said"."user_agent" FROM '^([A-Za-z][A-Za-z_.-]*)/[0-9][0-9.]*$'), "said"."user_agent")
  || E'\n' || COALESCE("said"."information", '')
FROM (
  SELECT DISTINCT ON ("device_id") "device_id", "user_agent", "information" FROM "sessions"
  ORDER BY "device_id", "id" DESC
) AS "said"
WHERE "said"."device_id" = "devices"."id" AND "devices"."token_hash" IS NULL AND NOT EXISTS (
  SELECT 1 FROM "sign_in_alerts" WHERE "device_id" = "devices"."id" AND "answer" = 'denied'
);

UPDATE "sign_in_alerts" SET "program" = "devices"."program"
FROM "devices" WHERE "devices"."id" = "sign_in_alerts"."device_id" AND "devices"."program" IS NOT NULL;
