import { Fragment } from 'react';

/** `group.member_added`, or an address: it breaks between its words where there is no room for it on a line. */
export function DottedName({ name }: { name: string }) {
  const parts = name.split(/(?<=[._])|(?=@)/);
  return parts.map((part, place) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a name never move
    <Fragment key={place}>
      {place > 0 && <wbr />}
      {part}
    </Fragment>
  ));
}
