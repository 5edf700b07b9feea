-- The refresh token that replaced the previous one, sealed under that previous token: a client that never got the
-- answer to its refresh repeats it and gets the same token again, while the database alone reveals none.
ALTER TABLE sessions ADD COLUMN successor BYTEA;
