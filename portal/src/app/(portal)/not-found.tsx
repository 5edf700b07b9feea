import { NotFound } from '@/components/not-found';

export default function NotFoundInShell() {
  return <NotFound />;
}
