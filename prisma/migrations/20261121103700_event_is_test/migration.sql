-- A test event is an example that somebody sent to one integration. It happened to nobody: it is
-- dispatched to no other integration, and no replay takes it for something that was missed.
ALTER TABLE events ADD COLUMN is_test boolean NOT NULL DEFAULT false;
