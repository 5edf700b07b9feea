'use client';

import { PasswordInput, SimpleGrid, TextInput } from '@mantine/core';
import { Select } from '@/components/inputs';
import type { HttpAuthType } from '../../../../generated/graphql';
import type { HttpDraft } from '../editor/draft';
import { useEditor } from '../editor/editor-context';
import type { HttpPartProps } from './http-fields';

const TYPES = [
  { value: 'NONE', label: 'None' },
  { value: 'BEARER', label: 'Bearer token' },
  { value: 'BASIC', label: 'User name and password' },
];
const STORED = 'One is stored; leave empty to keep it';

/** How the request says who it is from. Secrets go in and never come back. */
export function HttpAuthFields({ action, onChange, path }: HttpPartProps) {
  const { problemAt } = useEditor();
  const { auth } = action;
  const set = (change: Partial<HttpDraft['auth']>) => onChange({ ...action, auth: { ...auth, ...change } });
  return (
    <SimpleGrid cols={{ base: 1, xs: auth.type === 'BASIC' ? 3 : 2 }} spacing="xs">
      <Select
        label="Authentication"
        data={TYPES}
        value={auth.type}
        onChange={(type) => type && set({ type: type as HttpAuthType })}
        allowDeselect={false}
      />
      {auth.type === 'BEARER' && (
        <PasswordInput
          label="Token"
          placeholder={auth.hasToken ? STORED : ''}
          autoComplete="new-password"
          value={auth.token}
          error={problemAt(`${path}.auth.token`, auth.token === '')}
          onChange={(event) => set({ token: event.currentTarget.value })}
        />
      )}
      {auth.type === 'BASIC' && (
        <>
          <TextInput
            label="User name"
            autoComplete="off"
            value={auth.username}
            error={problemAt(`${path}.auth.username`, auth.username === '')}
            onChange={(event) => set({ username: event.currentTarget.value })}
          />
          <PasswordInput
            label="Password"
            placeholder={auth.hasPassword ? STORED : ''}
            autoComplete="new-password"
            value={auth.password}
            error={problemAt(`${path}.auth.password`, auth.password === '')}
            onChange={(event) => set({ password: event.currentTarget.value })}
          />
        </>
      )}
    </SimpleGrid>
  );
}
