import { EmptyState } from './empty-state';
import { LinkButton } from './link-button';

export function NotFound() {
  return (
    <EmptyState title="There is nothing here" text="It may have been deleted, or the address is not quite right.">
      <LinkButton href="/">To the overview</LinkButton>
    </EmptyState>
  );
}
