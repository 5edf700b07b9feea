import { isArray, parseJson, textOf } from './intrinsics.ts';
import type { Config } from './joinery.js';

const WHOLE_NUMBER = /^\s*[+-]?\d+\s*$/;

export function configOf(values: Readonly<Record<string, string>>): Config {
  const get = (key: string) => (Object.hasOwn(values, key) ? (values[key] ?? '') : '');
  return {
    get,
    getList: (key) => listOf(get(key)),
    getBool: (key) => ['true', '1', 'yes'].includes(get(key).trim().toLowerCase()),
    getInt: (key) => {
      const value = get(key);
      return WHOLE_NUMBER.test(value) && Number.isSafeInteger(Number(value)) ? Number(value) : 0;
    },
  };
}

function listOf(value: string): string[] {
  const list = arrayOrUndefined(value)?.map(itemText) ?? value.split(',');
  return list.map((item) => item.trim()).filter((item) => item !== '');
}

function arrayOrUndefined(value: string): unknown[] | undefined {
  if (!value.trimStart().startsWith('[')) return undefined;
  try {
    const parsed: unknown = parseJson(value);
    return isArray(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

function itemText(item: unknown): string {
  if (item === null) return '';
  return typeof item === 'object' ? JSON.stringify(item) : textOf(item);
}
