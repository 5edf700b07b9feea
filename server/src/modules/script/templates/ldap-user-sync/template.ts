import type { ScriptTemplateSpec } from '../../script-template.ts';

export const ldapUserSync: ScriptTemplateSpec = {
  name: 'ldap-user-sync',
  title: 'LDAP user sync',
  description:
    'Brings people from an LDAP directory or Active Directory, takes over changed names, puts them into groups, and deactivates who is disabled or, if wanted, gone.',
  category: 'DIRECTORY',
  config: [
    { key: 'ldap_url', description: '`ldaps://ldap.example.com`', isRequired: true },
    { key: 'ldap_bind_dn', description: 'Whom to bind as: `cn=reader,dc=example,dc=com`.', isRequired: true },
    { key: 'ldap_base_dn', description: 'Where to search: `ou=people,dc=example,dc=com`.', isRequired: true },
    { key: 'ldap_filter', description: 'Which entries are people.', defaultValue: '(objectClass=inetOrgPerson)' },
    { key: 'mail_attribute', description: 'Attribute with the email address.', defaultValue: 'mail' },
    { key: 'first_name_attribute', description: 'Attribute with the first name.', defaultValue: 'givenName' },
    { key: 'last_name_attribute', description: 'Attribute with the last name.', defaultValue: 'sn' },
    { key: 'groups', description: 'Names of groups to put people into, as a JSON array or separated by commas.' },
    {
      key: 'deactivate_missing',
      description: '`true` deactivates people of `email_domain` who are not found any more.',
      defaultValue: 'false',
    },
    {
      key: 'email_domain',
      description: 'Domain that the LDAP directory answers for; needed for `deactivate_missing`.',
    },
  ],
  secrets: [{ name: 'LDAP_PASSWORD', description: 'Password of whom it binds as.', isRequired: true }],
  cronExpression: '15 * * * *',
  eventTypes: [],
  allowedHosts: [],
};
