// The packaged Electron has no default_app.asar, the part that makes `electron FOLDER` run the app in that folder. This
// does the same: the folder is the first argument that isn't a switch.
const { app } = require('electron');
const { readFileSync } = require('node:fs');
const { dirname, join, resolve } = require('node:path');
const { pathToFileURL } = require('node:url');

const argument = process.argv.slice(1).find((text) => !text.startsWith('-'));
if (argument === undefined) {
  console.error('Say which app to run: electron FOLDER');
  process.exit(1);
}

const target = resolve(argument);
const isFile = /\.[cm]?js$/.test(target);
const folder = isFile ? dirname(target) : target;
const description = isFile ? {} : JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
const entry = isFile ? target : join(folder, description.main ?? 'index.js');

// As Electron's own default app does; a main script can tell by it that it runs unpackaged.
process.defaultApp = true;
if (description.version) app.setVersion(description.version);
if (description.productName ?? description.name) app.setName(description.productName ?? description.name);
app.setAppPath(folder);

if (entry.endsWith('.mjs') || (entry.endsWith('.js') && description.type === 'module')) {
  import(pathToFileURL(entry).href).catch((error) => {
    console.error(error);
    process.exit(1);
  });
} else {
  require(entry);
}
