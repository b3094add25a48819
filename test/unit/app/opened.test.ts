import { describe, expect, it } from 'vitest';
import { createOpenedQueue, type Opened } from '../../../src-main/app/opened.ts';

const taken = (words: readonly string[]): Opened[] => {
  const queue = createOpenedQueue();
  queue.put(words, '/home/ana');
  return allOf(queue);
};
function allOf(queue: ReturnType<typeof createOpenedQueue>): Opened[] {
  const first = queue.take();
  return first === null ? [] : [first, ...allOf(queue)];
}

describe('what the system opens Steward with', () => {
  it('links and files are found among the words of a command line, in their order', () => {
    const words = [
      '/opt/steward/steward',
      '--no-sandbox',
      'steward://settings',
      'lists/new.csv',
      '/a/b.steward-plan',
    ];
    expect(taken(words)).toEqual([
      { kind: 'link', link: 'steward://settings' },
      { kind: 'file', path: '/home/ana/lists/new.csv' },
      { kind: 'file', path: '/a/b.steward-plan' },
    ]);
  });

  it.each(['file:///home/ana/new%20list.CSV', '/home/ana/new list.CSV'])('%s is a file', (word) => {
    expect(taken([word])).toEqual([{ kind: 'file', path: '/home/ana/new list.CSV' }]);
  });

  it('another kind of file is one too where a desktop gives its address, so that it’s refused with the reason', () => {
    expect(taken(['file:///home/ana/photo.png'])).toEqual([{ kind: 'file', path: '/home/ana/photo.png' }]);
  });

  it.each([
    '--open=x.csv',
    'program.exe',
    '/etc/passwd',
    '/home/ana/.csv/',
    'https://evil.example/x.csv?y',
    'file://server/share/x.csv',
    'file:///home/ana/%ff%00.csv',
    'xsteward://settings',
  ])('%s is neither', (word) => {
    expect(taken([word])).toEqual([]);
  });

  it('each is taken once, and the same one waits once', () => {
    const queue = createOpenedQueue();
    queue.put(['steward://settings'], '/');
    queue.put(['steward://all/people', 'steward://settings'], '/');
    expect(allOf(queue)).toEqual([
      { kind: 'link', link: 'steward://all/people' },
      { kind: 'link', link: 'steward://settings' },
    ]);
    expect(queue.take()).toBeNull();
  });

  it('a flood leaves the newest few', () => {
    const links = Array.from({ length: 500 }, (_, index) => `steward://plan/${index}`);
    expect(taken(links)).toHaveLength(10);
    expect(taken(links).at(-1)).toEqual({ kind: 'link', link: 'steward://plan/499' });
  });

  it('who listens hears only of what is to be opened', () => {
    const queue = createOpenedQueue();
    let heard = 0;
    queue.onPut(() => (heard += 1));
    queue.put(['/opt/steward/steward'], '/');
    queue.put(['steward://settings'], '/');
    expect(heard).toBe(1);
  });
});
