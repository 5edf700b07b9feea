import type { Metadata } from 'next';
import { SignUpPage } from '@/features/sign-in';

export const metadata: Metadata = { title: 'Create an organisation' };

export default function Page() {
  return <SignUpPage />;
}
