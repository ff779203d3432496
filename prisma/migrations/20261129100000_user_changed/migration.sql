-- An application has changed the e-mail address, the name or the limits of its user.
ALTER TYPE "session_event_kind" ADD VALUE 'user_changed' BEFORE 'ended';

-- Endpoints that receive all kinds of events receive this one too.
UPDATE "webhook_endpoints" SET "kinds" = array_append("kinds", 'user_changed') WHERE "kinds" @> ARRAY[
  'signed_in', 'stepped_up', 'session_bound', 'ended', 'sign_in_failed', 'step_up_failed', 'password_changed',
  'password_reset_requested', 'password_reset', 'email_verified', 'device_renamed', 'idle_limit_changed',
  'alert_confirmed', 'alert_reopened', 'alert_denied'
];
