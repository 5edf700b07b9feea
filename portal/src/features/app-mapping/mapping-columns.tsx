import { type BulkAct, type Column, timeColumn } from '@/components/data-list';
import { LinkText } from '@/components/link-text';
import { callApi } from '@/lib/api';
import { deleteMappingMutation } from './app-mapping.documents';
import { Holder, holderName, type MappingRow } from './holder';
import { RemoveMapping } from './remove-mapping';
import { RoleInPlace } from './role-in-place';

const WRAPS = { overflowWrap: 'anywhere' } as const;

export const HOLDER: Column<MappingRow> = {
  key: 'holder',
  title: 'Who',
  render: (mapping) => <Holder mapping={mapping} />,
  csv: ({ user, group }) => user?.email ?? group?.name,
};

export const APPLICATION: Column<MappingRow> = {
  key: 'application',
  title: 'Application',
  sortField: 'APPLICATION',
  render: ({ application }) =>
    application ? (
      <LinkText href={`/applications/${application.id}`} style={WRAPS}>
        {application.name}
      </LinkText>
    ) : (
      '–'
    ),
  csv: ({ application }) => application?.name,
};

export const ROLE: Column<MappingRow> = {
  key: 'role',
  title: 'Role',
  sortField: 'ROLE',
  render: (mapping) => <RoleInPlace mapping={mapping} />,
  csv: ({ role }) => role,
};

export const SINCE: Column<MappingRow> = timeColumn('created', 'Since', ({ createdAt }) => createdAt, {
  sortField: 'CREATED_AT',
  width: 120,
});

export const REMOVE: Column<MappingRow> = {
  key: 'remove',
  title: 'Remove',
  isTitleHidden: true,
  width: 48,
  render: (mapping) => {
    const { id, role, application } = mapping;
    const of = { holder: holderName(mapping), application: application?.name ?? 'the application' };
    return <RemoveMapping mapping={{ id, role, ...of }} />;
  },
};

export const TAKE_AWAY: BulkAct<MappingRow> = {
  label: 'Take away',
  color: 'red',
  describe: (rows) =>
    `${rows.length === 1 ? 'This role is' : `${rows.length} roles are`} taken away; integrations hear of it.`,
  run: ({ id }) => callApi(deleteMappingMutation, { id }),
};

export const nameOfMapping = (mapping: MappingRow) => `${mapping.role} of ${holderName(mapping)}`;
