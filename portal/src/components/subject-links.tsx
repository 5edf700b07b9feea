import { Text } from '@mantine/core';
import { Fragment } from 'react';
import { DottedName } from './dotted-name';
import { LinkText } from './link-text';

/** Whom or what an event is about, as the API tells it. */
export interface Subject {
  readonly kind: string;
  readonly id?: string | null;
  readonly name: string;
  readonly email?: string | null;
}

const PAGES: Readonly<Record<string, string>> = {
  USER: '/people',
  GROUP: '/groups',
  APPLICATION: '/applications',
  INTEGRATION: '/integrations',
  TASK: '/tasks',
  ACTION_FLOW: '/flows',
  CONNECTION: '/connections',
};

/** `Priya Nair · backend`, each a link to its page where it has one. */
export function SubjectLinks({ subjects }: { subjects: readonly Subject[] }) {
  return (
    <Text span inherit style={{ overflowWrap: 'anywhere' }}>
      {subjects.map((subject, place) => (
        <Fragment key={subject.kind}>
          {place > 0 && ' · '}
          <SubjectLink subject={subject} />
        </Fragment>
      ))}
    </Text>
  );
}

/** What the head of a page says of them. */
export function AboutText({ subjects }: { subjects: readonly Subject[] }) {
  if (subjects.length === 0) return null;
  return (
    <>
      About <SubjectLinks subjects={subjects} />
    </>
  );
}

function SubjectLink({ subject: { kind, id, name, email } }: { subject: Subject }) {
  const page = PAGES[kind];
  if (!id || !page) return <DottedName name={name} />;
  return (
    <LinkText href={`${page}/${id}`}>
      <span title={email ?? undefined}>
        <DottedName name={name} />
      </span>
    </LinkText>
  );
}

/** The same as plain text, people with their addresses. */
export function subjectsAsText(subjects: readonly Subject[]): string {
  return subjects.map(({ name, email }) => (email && email !== name ? `${name} <${email}>` : name)).join(' · ');
}
