-- How many sessions a user may have, where an application has said so. An older instance goes by the server's default.
ALTER TABLE "users" ADD COLUMN "max_browsers" INTEGER, ADD COLUMN "max_programs" INTEGER, ADD COLUMN "refuses_at_limit" BOOLEAN;
