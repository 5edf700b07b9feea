export { AutoUpdateJob } from './auto-update.job.ts';
export { autoUpdate, startAutoUpdate } from './auto-update.ts';
export { installPlugin } from './install.ts';
export { InstallationResolver } from './installation.resolver.ts';
export { Installation } from './installation.type.ts';
export { getInstallation, getInstallationToChange, type InstallationRow, installationTarget } from './internal.ts';
export { installationsById } from './list.ts';
export { upgradeInstallation } from './upgrade.ts';
