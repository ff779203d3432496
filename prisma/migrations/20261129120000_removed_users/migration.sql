-- From which time on the events of a removed user still have personal data. Null where they have none: older versions wipe
-- all events in the transaction of the removal.
ALTER TABLE "removed_subjects" ADD COLUMN "unwiped_from" TIMESTAMPTZ(6);
CREATE INDEX "removed_subjects_unwiped_idx" ON "removed_subjects"("removed_at") WHERE "unwiped_from" IS NOT NULL;
