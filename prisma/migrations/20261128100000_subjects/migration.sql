-- Users of an application that signs them in itself: known by the application's own id, with or without an e-mail address.
ALTER TABLE "users" ADD COLUMN "subject" TEXT, ADD COLUMN "display_name" TEXT;
ALTER TABLE "users" ALTER COLUMN "email" DROP NOT NULL;
ALTER TABLE "users" ADD CONSTRAINT "users_name_check" CHECK ("subject" IS NOT NULL OR "email" IS NOT NULL);
CREATE UNIQUE INDEX "users_subject_key" ON "users"("subject");
-- An e-mail address names one account with a password, and any number of the application's users.
DROP INDEX "users_email_key";
CREATE UNIQUE INDEX "users_own_email_key" ON "users"("email") WHERE "subject" IS NULL;
