import type { Permissions } from '@joinery/plugin-sdk/manifest';
import semver from 'semver';
import { AppError, invalidField } from '../../../errors.ts';
import { differenceOf, isWider } from '../../../plugins/permission-difference.ts';

export interface KnownRelease {
  version: string;
  permissions: Permissions;
}

/** The highest of some versions; undefined of none. */
export function newestOf<T extends { version: string }>(versions: readonly T[]): T | undefined {
  return versions.toSorted((a, b) => semver.rcompare(a.version, b.version))[0];
}

/** The version that is offered: the highest that is no pre-release, or the highest pre-release where there is nothing else. */
export function offeredOf<T extends { version: string }>(versions: readonly T[]): T | undefined {
  return newestOf(versions.filter(({ version }) => !semver.prerelease(version))) ?? newestOf(versions);
}

export function isHigher(version: string, than: string): boolean {
  return semver.gt(version, than);
}

/**
 * Refuses a release that does not go on from the ones before. CONFLICT for a version that is there, or that is lower than
 * the newest; INVALID_INPUT for a patch that may do more than what it patches.
 */
export function checkSuccession(known: readonly KnownRelease[], next: KnownRelease): void {
  const newest = newestOf(known);
  if (!newest) return;
  const { version } = next;
  if (known.some((each) => each.version === version)) {
    throw new AppError('CONFLICT', `version ${version} was published; versions are never changed: raise the version`, {
      reason: 'VERSION_EXISTS',
    });
  }
  if (!isHigher(version, newest.version)) {
    const message = `version ${version} is below ${newest.version}, the newest one: raise the version above it`;
    throw new AppError('CONFLICT', message, { reason: 'DOWNGRADE' });
  }
  if (!isPatch(newest.version, version) || !isWider(next.permissions, newest.permissions)) return;
  const added = JSON.stringify(differenceOf(newest.permissions, next.permissions).added);
  const message = `adds permissions in a patch of ${newest.version}: ${added}; raise the minor version at least`;
  throw invalidField('manifest.version', message);
}

function isPatch(before: string, after: string): boolean {
  const isSameMinor = semver.major(before) === semver.major(after) && semver.minor(before) === semver.minor(after);
  return isSameMinor && !semver.prerelease(before);
}
