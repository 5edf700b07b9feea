-- Lists of a hundred thousand rows were sorted, or looked through, as a whole.
CREATE INDEX users_by_role ON users (tenant_id, role, id);
-- Who never signed in is not in it, so that imports do not pay for it.
CREATE INDEX users_by_last_sign_in ON users (tenant_id, last_sign_in_at, id) WHERE last_sign_in_at IS NOT NULL;

-- The deliveries that are PENDING, told by what only they have: see deliveries_with_an_error. What is sent at once is
-- written as RUNNING and ends with a time, and so never comes into it.
CREATE INDEX deliveries_pending ON deliveries (tenant_id, id) WHERE worker_id IS NULL AND finished_at IS NULL;

-- Else one would be missing from the list. What is there already was written by the same rule, and is not looked through.
ALTER TABLE deliveries ADD CONSTRAINT deliveries_that_wait_are_nobodys
  CHECK (status <> 'PENDING' OR (worker_id IS NULL AND finished_at IS NULL)) NOT VALID;
