-- AlterTable
ALTER TABLE "devices" ADD COLUMN "unused_since" TIMESTAMPTZ(6);

-- What no session refers to by now is found by the mark from now on, and by nothing else.
UPDATE "devices" SET "unused_since" = now()
WHERE NOT EXISTS (SELECT 1 FROM "sessions" WHERE "sessions"."device_id" = "devices"."id");

-- Beyond what schema.prisma can say: a partial index, so that the purge reads only marked devices.
CREATE INDEX "devices_unused_since_idx" ON "devices"("unused_since") WHERE "unused_since" IS NOT NULL;
