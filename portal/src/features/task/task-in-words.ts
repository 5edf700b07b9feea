import { inWords } from '@/components/status-badge';

/** What a task is called; the API knows its built-in jobs by names of the machine's: `audit_log_cleanup`. */
export function taskInWords({ name, isBuiltIn }: { name: string; isBuiltIn: boolean }): string {
  return isBuiltIn ? inWords(name) : name;
}
