import { describe, expect, it } from 'vitest';
import { usageProblem } from '../../support/program.ts';

describe('a command line that says something that would be left out', () => {
  it.each([
    [['who', 'a@b.example', '--offline', '--refresh'], '--offline can’t be used with --refresh'],
    [['who', 'a@b.example', '--offline', '--max-age', '5m'], '--offline can’t be used with --max-age'],
    [['who', 'a@b.example', '--offline', '--url', 'https://x.example'], '--offline can’t be used with --url'],
    [['who', 'a@b.example', '--json', '--ndjson'], '--ndjson can’t be used with --json'],
    [
      ['who', 'a@b.example', '--url', 'https://x.example', '--profile', '/'],
      '--url can’t be used with --profile',
    ],
    [['who', 'a@b.example', '--system', 'modbox'], '--system needs --url'],
    [['who', 'a@b.example', '--token-fd', '3'], '--token-fd needs --url'],
    [['who', 'a@b.example', '--profile', ''], '--profile is empty'],
    [['tokens', 'create', 'Checkout', 'CI', '--expiry', ''], '--expiry is empty'],
    [['undo', ''], "argument 'receipt' is empty"],
    [['connections', 'refresh', ''], "argument 'connection' is empty"],
    [['members', 'remove', 'Checkout', ''], "argument 'member' is empty"],
  ])('is refused before the command runs: %j', async (words, said) => {
    expect(await usageProblem(words)).toBe(`error: ${said}`);
  });

  it('is none where everything counts', async () => {
    expect(await usageProblem(['who', 'a@b.example', '--url', 'https://x.example', '--json'])).toBeNull();
  });
});
