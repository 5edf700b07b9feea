import { Button } from '@mantine/core';
import { IconFileCertificate } from '@tabler/icons-react';

/** The whole sealed log with its proofs, as a file that can be verified elsewhere. A form: the browser keeps the file. */
export function ExportProofButton() {
  return (
    <form method="post" action="/api/audit/export">
      <Button
        type="submit"
        variant="default"
        leftSection={<IconFileCertificate size={16} />}
        title="The whole sealed log as NDJSON, to be verified without Joinery"
      >
        Export with proof
      </Button>
    </form>
  );
}
