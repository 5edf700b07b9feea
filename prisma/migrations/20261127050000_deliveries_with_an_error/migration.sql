-- The deliveries that failed or were cancelled, in the order of the list: they alone, and those that wait after a
-- failure, have an error, so that what goes well at once costs nothing. Not by their status, which comes as a parameter:
-- from one nothing follows about an index over some of the rows.
CREATE INDEX deliveries_with_an_error ON deliveries (tenant_id, id) WHERE error IS NOT NULL;

-- Else one would be missing from the list. What is there already was written by the same rule, and is not looked through.
ALTER TABLE deliveries ADD CONSTRAINT deliveries_say_why
  CHECK (error IS NOT NULL OR status NOT IN ('FAILED', 'CANCELLED')) NOT VALID;
