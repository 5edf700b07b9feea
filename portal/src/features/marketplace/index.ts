export { MarketplacePage } from './marketplace-page';
export { PluginPage } from './plugin-page';
export { PublishingPage } from './publishing/publishing-page';
