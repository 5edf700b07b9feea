import { EmptyState } from './empty-state';
import { LinkButton } from './link-button';

/** In place of what the person may not see, or may not do. */
export function NotForRole({
  text = 'Your role does not see what is here. Owners and admins give roles.',
  back = { href: '/', title: 'Back to the start' },
}: {
  text?: string;
  back?: { href: string; title: string };
}) {
  return (
    <EmptyState title="Not for your role" text={text}>
      <LinkButton href={back.href}>{back.title}</LinkButton>
    </EmptyState>
  );
}
