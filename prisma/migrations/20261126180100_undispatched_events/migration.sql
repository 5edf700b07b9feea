-- What waits for dispatch is a row of its own, which the claim deletes. Marking the event rewrote its whole row and
-- every index entry of it: the largest part of what a claim cost. Events themselves never change any more.
CREATE TABLE "undispatched_events" (
    "tenant_id" UUID NOT NULL,
    "event_id" UUID NOT NULL,

    CONSTRAINT "undispatched_events_pkey" PRIMARY KEY ("tenant_id","event_id")
);

ALTER TABLE undispatched_events ENABLE ROW LEVEL SECURITY;
ALTER TABLE undispatched_events FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON undispatched_events TO joinery_app
  USING (tenant_id = (SELECT current_tenant_id())) WITH CHECK (tenant_id = (SELECT current_tenant_id()));
CREATE POLICY across_tenants ON undispatched_events TO joinery_system USING (true) WITH CHECK (true);

-- A tenant's transaction adds what it has recorded, and sees what waits. Locking a row takes the right to update it.
GRANT SELECT, INSERT ON undispatched_events TO joinery_app;
GRANT SELECT, INSERT, UPDATE (event_id), DELETE ON undispatched_events TO joinery_system;

-- By the database, and not by whoever writes an event: there is no way to record one that nobody is told of. Examples
-- are sent to one integration by who asked for them. With the writer's own rights.
CREATE FUNCTION queue_events() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO undispatched_events (tenant_id, event_id) SELECT tenant_id, id FROM recorded WHERE NOT is_test;
  RETURN NULL;
END $$;
CREATE TRIGGER queue_events AFTER INSERT ON events
  REFERENCING NEW TABLE AS recorded FOR EACH STATEMENT EXECUTE FUNCTION queue_events();

-- Before the column goes: its events wait no less than the new ones.
ALTER TABLE events NO FORCE ROW LEVEL SECURITY;
ALTER TABLE undispatched_events NO FORCE ROW LEVEL SECURITY;
INSERT INTO undispatched_events (tenant_id, event_id) SELECT tenant_id, id FROM events WHERE dispatched_at IS NULL;
ALTER TABLE events FORCE ROW LEVEL SECURITY;
ALTER TABLE undispatched_events FORCE ROW LEVEL SECURITY;

-- The index of what waited goes with it, and the right to set it.
ALTER TABLE events DROP COLUMN dispatched_at;

-- A queue that is emptied as fast as it fills: what is dead in it is in the way of every claim.
ALTER TABLE undispatched_events SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);
