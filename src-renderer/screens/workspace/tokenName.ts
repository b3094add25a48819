import type { Token } from '../../../src-preload/contract/tokens.ts';

export const tokenName = (token: Pick<Token, 'name'>) =>
  token.name.state === 'known' && token.name.value !== '' ? token.name.value : 'Unnamed token';
