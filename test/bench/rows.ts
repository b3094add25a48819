import { scrollFrames, searchTimes, switchTimes } from './look.ts';
import { cpuOf, untilAtRest } from './processes.ts';
import { absolute, median, percentile, relative, watched, type BenchResult } from './report.ts';
import { withApp, withFloor, type OpenWindow, type Stage } from './window.ts';

/* Rows on screen: switching, typing and scrolling, the app and the floor in turns, each turn in a window of its own. */

interface RowsBench {
  stage: Stage;
  /** Of the two workspaces that are switched between, and of the one that is scrolled. */
  sizes: readonly [number, number, number];
  turns: number;
  /** How often it is switched in a turn. */
  switches: number;
  /** How long (s) it is scrolled in a turn. */
  seconds: number;
  say: (text: string) => void;
}

/** Of one turn. */
interface Turn {
  /** The first switch to each of the two, which the app has to read; it keeps what it showed lately. */
  firstSwitches: number[];
  /** From one to the other and back. */
  switches: number[];
  /** CPU time of all processes per switch, key and frame, in ms. */
  switchCpu: number;
  keys: number[];
  keyCpu: number;
  frameCpu: number;
  /** Frames over 32 ms, in percent. */
  slow: number;
}

const typed = ['e', 'el', 'eli', 'elif', 'elif.h', 'elif.ha', '', 'ha', 'han', 'hana', ''];

async function turnOf(
  { page, pid }: OpenWindow,
  [one, other, biggest]: readonly [string, string, string],
  { switches, seconds }: RowsBench,
): Promise<Turn> {
  const spent = async <T>(work: () => Promise<T>) => {
    const before = cpuOf(pid);
    const value = await work();
    return { value, cpu: cpuOf(pid) - before };
  };
  // The start and the first sight of a workspace have its lists refreshed, which isn't what is measured.
  await untilAtRest(pid);
  const warmUp = await switchTimes(page, [one, other], 6);
  await untilAtRest(pid);
  const switched = await spent(() => switchTimes(page, [one, other], switches));
  await switchTimes(page, [biggest], 1);
  await searchTimes(page, typed);
  await untilAtRest(pid);
  const keys = await spent(() => searchTimes(page, typed));
  await scrollFrames(page, 1);
  const scrolled = await spent(() => scrollFrames(page, seconds));
  return {
    firstSwitches: warmUp.slice(0, 2),
    switches: switched.value,
    switchCpu: switched.cpu / switches,
    keys: keys.value,
    keyCpu: keys.cpu / typed.length,
    frameCpu: scrolled.cpu / scrolled.value.frames,
    slow: (scrolled.value.slow / scrolled.value.frames) * 100,
  };
}

/** Keys in a page that has all rows itself, which no page of 100,000 members has: what the way to the main process takes. */
async function keysAlone({ page }: OpenWindow): Promise<number[]> {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, '#alone');
  return searchTimes(page, typed);
}

export async function rowsBench(bench: RowsBench): Promise<BenchResult[]> {
  const { stage, sizes, turns, say } = bench;
  const floors: Turn[] = [];
  const alone: number[] = [];
  const apps: Turn[] = [];
  const [one = '', other = '', biggest = ''] = stage.workspaces;
  const lists = [`List of ${sizes[0]}`, `List of ${sizes[1]}`, `List of ${sizes[2]}`] as const;
  for (let turn = 1; turn <= turns; turn += 1) {
    await withFloor(sizes, async (window) => {
      floors.push(await turnOf(window, lists, bench));
      alone.push(median(await keysAlone(window)));
    });
    apps.push(await withApp(stage, (window) => turnOf(window, [one, other, biggest], bench)));
    say(`[bench]       turn ${turn} of ${turns}: ${summary(floors.at(-1), apps.at(-1))}`);
  }
  const both = (figure: (turn: Turn) => number) => [apps.map(figure), floors.map(figure)] as const;
  const p95 = (values: readonly number[]) => percentile(values, 95);
  const floorSlow = median(floors.map(({ slow }) => slow));
  const opened = sizes[0].toLocaleString('en-GB');
  const scrolled = sizes[2].toLocaleString('en-GB');
  return [
    relative(
      { name: `switch to a cached workspace of ${opened}, p50`, unit: 'ms' },
      ...both(({ switches }) => median(switches)),
      2.5,
    ),
    relative(
      { name: `switch to a cached workspace of ${opened}, p95`, unit: 'ms' },
      ...both(({ switches }) => p95(switches)),
      4,
    ),
    absolute(
      { name: `switch to a cached workspace of ${opened}, p95, in itself`, unit: 'ms' },
      apps.map(({ switches }) => p95(switches)),
      50,
    ),
    watched(
      {
        name: `switch to a cached workspace of ${opened}, for the first time`,
        unit: 'ms',
        note: 'the app keeps the workspaces it showed lately; the other figures are of switches back to one',
      },
      ...both(({ firstSwitches }) => median(firstSwitches)),
    ),
    watched(
      { name: `switch to a cached workspace of ${opened}: CPU of all processes`, unit: 'ms' },
      ...both(({ switchCpu }) => switchCpu),
    ),
    relative(
      {
        name: `key → rows painted among ${scrolled}, p50`,
        unit: 'ms',
        note: `the floor asks its main process, as the app does; with all rows in the page it takes ${median(alone).toFixed(1)} ms`,
      },
      ...both(({ keys }) => median(keys)),
      1.6,
    ),
    relative(
      { name: `key → rows painted among ${scrolled}, p95`, unit: 'ms' },
      ...both(({ keys }) => p95(keys)),
      1.6,
    ),
    watched(
      { name: `key → rows painted among ${scrolled}: CPU of all processes`, unit: 'ms' },
      ...both(({ keyCpu }) => keyCpu),
    ),
    relative(
      { name: `scrolling ${scrolled}: CPU per frame of all processes`, unit: 'ms' },
      ...both(({ frameCpu }) => frameCpu),
      1.8,
    ),
    absolute(
      {
        name: `scrolling ${scrolled}: frames over 32 ms, beyond the floor’s`,
        unit: '%',
        note: `the floor has ${floorSlow.toFixed(1)} %`,
      },
      apps.map(({ slow }) => slow - floorSlow),
      2,
    ),
  ];
}

function summary(floor: Turn | undefined, app: Turn | undefined): string {
  if (floor === undefined || app === undefined) return '';
  const pair = (name: string, figure: (turn: Turn) => number) =>
    `${name} ${figure(app).toFixed(1)} / ${figure(floor).toFixed(1)}`;
  return [
    pair('first switch', ({ firstSwitches }) => median(firstSwitches)),
    pair('switch', ({ switches }) => median(switches)),
    pair('its CPU', ({ switchCpu }) => switchCpu),
    pair('key', ({ keys }) => median(keys)),
    pair('its CPU', ({ keyCpu }) => keyCpu),
    pair('frame', ({ frameCpu }) => frameCpu),
    pair('slow %', ({ slow }) => slow),
  ].join(', ');
}
