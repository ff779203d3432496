-- An application has changed the e-mail address, the name or the limits of its user.
ALTER TYPE "session_event_kind" ADD VALUE 'user_changed' BEFORE 'ended';
