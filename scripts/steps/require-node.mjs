// Imported first by every script, and plain enough for an old Node to read.
const MINIMUM = 20;

if (Number(process.versions.node.split('.')[0]) < MINIMUM) {
  console.error(`Joinery needs Node ${MINIMUM} or newer; this is Node ${process.versions.node}.`);
  process.exit(1);
}
