import { type ConfigRef, isConfigRef, isSecretRef, partsOf, type Text } from '../define/references.ts';
import { Refusal } from './refusal.ts';

/** A connection's secrets, which are opened one by one, when they are put into a request. */
export interface SecretStore {
  has(name: string): boolean;
  open(name: string): Promise<string>;
}

/** What a plugin is connected with. Keeps the values that were opened, to mask them in whatever comes back. */
export class Connection {
  readonly config: Readonly<Record<string, unknown>>;
  private readonly secrets: SecretStore;
  private readonly sensitive = new Set<string>();

  constructor(config: Readonly<Record<string, unknown>>, secrets: SecretStore) {
    this.config = config;
    this.secrets = secrets;
  }

  /** Values that must not be seen by anybody: opened secrets, and what was made or got by them. */
  get sensitiveValues(): readonly string[] {
    return [...this.sensitive];
  }

  conceal(...values: string[]): void {
    for (const value of values) if (value !== '') this.sensitive.add(value);
  }

  hasConfig(key: string): boolean {
    const value = this.config[key];
    return value !== undefined && value !== null && value !== '';
  }

  hasSecret(name: string): boolean {
    return this.secrets.has(name);
  }

  configText(key: string): string {
    if (!this.hasConfig(key)) throw new Refusal('invalid', `config.${key} is not set`);
    return String(this.config[key]);
  }

  async secret(name: string): Promise<string> {
    if (!this.secrets.has(name)) throw new Refusal('auth', `the secret ${name} is not set`);
    const value = await this.secrets.open(name);
    this.conceal(value);
    return value;
  }

  urlText(url: string | ConfigRef): string {
    return isConfigRef(url) ? this.configText(url.config) : this.fillHost(url);
  }

  async text(text: Text): Promise<string> {
    const parts = await Promise.all(
      partsOf(text).map((part) => {
        if (isConfigRef(part)) return this.configText(part.config);
        return isSecretRef(part) ? this.secret(part.secret) : part;
      }),
    );
    return parts.join('');
  }

  /** `https://api.{site}`: a value from the configuration can be a part of the host's name, and nothing more. */
  private fillHost(url: string): string {
    return url.replace(/\{(\w+)\}/g, (_, key: string) => {
      const value = this.configText(key);
      if (/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(value)) return value;
      throw new Refusal('invalid', `config.${key} is no part of a host name`);
    });
  }
}
