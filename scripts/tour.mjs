// npm run tour: does as a user would what the app is for, in the real Electron against a real server, and leaves pictures
// of it in out/tour. npm run tour -- --only modbox,system: these chapters, with what they go on from.
// npm run tour -- --guide: renews the pictures of the guide, in docs/pictures.
import { parseArgs } from 'node:util';
import { openDisplay } from './display.mjs';
import { main, progress, StepFailure } from './lib/command.mjs';
import { setup } from './setup.mjs';
import { openAlbum } from './tour/album.mjs';

const say = progress(console.log);

// What is started ends with this process, but only where that ends in order.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(130));

await main(async () => {
  const { only, forGuide } = wanted(process.argv.slice(2));
  const runtime = await setup({ say, debuggable: true });
  // They import packages, which are there only now.
  const [{ openStage }, { chosen, guideChapters }] = await Promise.all([
    import('./tour/stage.mjs'),
    import('./tour/chapters.mjs'),
  ]);
  const chapters = forGuide ? guideChapters : choose(chosen, only);
  const album = openAlbum();
  const display = await openDisplay();
  const stage = await openStage({ runtime, display, album }).catch((error) => {
    display.close();
    throw error;
  });
  try {
    for (const { title, play } of chapters) {
      const before = album.count();
      album.begin(title);
      try {
        await play(stage);
      } catch (error) {
        throw await stopped(title, stage, error);
      }
      say('tour', `${title}: ${album.count() - before} pictures`);
    }
    album.finish();
    say('tour', `${album.count()} pictures, told in ${album.readme}`);
    return 0;
  } finally {
    await stage.close();
    display.close();
  }
});

/** What the tour ends with: the chapter, what was waited for in vain, and a picture of that moment. */
async function stopped(title, stage, error) {
  if (error instanceof StepFailure) return error;
  const picture = await stage.lastLook().catch(() => null);
  const [first = String(error), ...rest] = String(error?.stack ?? error).split('\n');
  return new StepFailure(
    `The chapter “${title}” can't go on: ${first}`,
    picture === null
      ? 'The lines above name the step.'
      : `Look at ${picture}; the lines above name the step.`,
    rest.join('\n'),
  );
}

/** The chapters named after --only, and whether the guide’s pictures are to be made instead. */
function wanted(args) {
  try {
    const { values } = parseArgs({
      args,
      options: { only: { type: 'string', multiple: true }, guide: { type: 'boolean', default: false } },
    });
    const only = (values.only ?? []).flatMap((names) => names.split(',')).filter((name) => name !== '');
    return { only, forGuide: values.guide };
  } catch (error) {
    throw new StepFailure(String(error?.message ?? error), 'Try: npm run tour -- --only modbox');
  }
}

function choose(chosen, only) {
  try {
    return chosen(only);
  } catch (error) {
    throw new StepFailure(String(error?.message ?? error), 'Try: npm run tour -- --only modbox');
  }
}
