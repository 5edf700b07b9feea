-- Lists sort an enum by the order of its values: the worst health first.
ALTER TYPE connection_health RENAME TO connection_health_before;
CREATE TYPE connection_health AS ENUM ('FAILING', 'UNKNOWN', 'HEALTHY');
ALTER TABLE connections
  ALTER COLUMN health DROP DEFAULT,
  ALTER COLUMN health TYPE connection_health USING health::text::connection_health,
  ALTER COLUMN health SET DEFAULT 'UNKNOWN';
DROP TYPE connection_health_before;
