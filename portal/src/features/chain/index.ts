export { ChainPage } from './chain-page';
export { ChainsPage } from './chains-page';
export { NewChainPage } from './new-chain-page';
