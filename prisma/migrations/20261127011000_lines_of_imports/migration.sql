-- Where in its file a row begins; rows that are there do not know.
ALTER TABLE user_import_rows ADD COLUMN line INTEGER;
