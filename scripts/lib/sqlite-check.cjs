// Opens an encrypted database with a built SQLite, in whatever runtime runs this: node sqlite-check.cjs PACKAGE MODULE
const { mkdtempSync, readFileSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

const [packageFolder, nativeBinding] = process.argv.slice(2);
const Database = require(packageFolder);
const folder = mkdtempSync(join(tmpdir(), 'steward-sqlite-'));

function open(key) {
  const database = new Database(join(folder, 'check.db'), { nativeBinding });
  database.pragma("cipher='sqlcipher'");
  database.pragma(`key="x'${key.repeat(32)}'"`);
  return database;
}

function expect(what, holds) {
  if (!holds) throw new Error(`SQLite does not ${what}`);
}

try {
  const first = open('a1');
  first.exec(
    "create virtual table t using fts5(v, tokenize='trigram'); insert into t values ('plainly readable')",
  );
  first.close();
  const again = open('a1');
  expect(
    'find a row again',
    again.prepare("select v from t where t match 'adab'").get()?.v === 'plainly readable',
  );
  again.close();
  const bytes = readFileSync(join(folder, 'check.db')).toString('latin1');
  expect('encrypt', !bytes.includes('plainly') && !bytes.startsWith('SQLite format 3'));
  const wrong = open('b2');
  let code;
  try {
    wrong.prepare('select * from sqlite_master').all();
  } catch (error) {
    code = error.code;
  }
  wrong.close();
  expect('refuse a wrong key', code === 'SQLITE_NOTADB');
} finally {
  rmSync(folder, { recursive: true, force: true });
}
