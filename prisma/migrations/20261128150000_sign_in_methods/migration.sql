-- How a user proved who they are: at the sign-in alone, where a later step-up added methods to the session, and at each event.
ALTER TABLE "sessions" ADD COLUMN "sign_in_methods" TEXT[];
ALTER TABLE "session_events" ADD COLUMN "methods" TEXT[];
