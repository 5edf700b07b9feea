import type { ScriptTemplateSpec } from '../../script-template.ts';

export const rotateAppSecrets: ScriptTemplateSpec = {
  name: 'rotate-app-secrets',
  title: 'Rotate application secrets',
  description:
    'Gives applications a new client secret once theirs is old enough, and writes it to HashiCorp Vault, where the applications read it.',
  category: 'SECURITY',
  config: [
    { key: 'vault_url', description: '`https://vault.example.com`', isRequired: true },
    { key: 'vault_mount', description: 'Where the key-value engine (version 2) is mounted.', defaultValue: 'secret' },
    {
      key: 'vault_prefix',
      description: 'Path below the mount; the client id follows.',
      defaultValue: 'joinery/applications',
    },
    { key: 'max_age_days', description: 'Age at which a secret is replaced.', defaultValue: '90' },
    {
      key: 'applications',
      description: 'Names of the applications, as a JSON array or separated by commas; all when it is left out.',
    },
  ],
  secrets: [
    {
      name: 'VAULT_TOKEN',
      description: 'Token of the vault that may read and write below the prefix.',
      isRequired: true,
    },
  ],
  cronExpression: '0 5 * * 0',
  eventTypes: [],
  allowedHosts: [],
};
