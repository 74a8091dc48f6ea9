// What the scripts here say to the test that runs them, a line each: "ok - ...", "not ok - ...", "ready {json}", "advance SECONDS", "done".
// What the test says to them, a line each: "bot {json}" once the bot is up, "advanced" once its clock is turned.
import readline from 'node:readline';

const lines = readline.createInterface({ input: process.stdin })[Symbol.asyncIterator]();

export const say = (line) => process.stdout.write(`${line}\n`);

export async function hear(word) {
  for (;;) {
    const { value, done } = await lines.next();
    if (done) throw new Error(`waited for "${word}"`);
    if (value.startsWith(word)) return value.slice(word.length).trim();
  }
}

export const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

export async function until(what, done, ms = 30_000) {
  const end = Date.now() + ms;
  while (Date.now() < end) {
    const found = await done();
    if (found) return found;
    await wait(20);
  }
  throw new Error(`waited in vain for ${what}`);
}

export function check(name, holds, why = '') {
  say(holds ? `ok - ${name}` : `not ok - ${name} ${typeof why === 'string' ? why : JSON.stringify(why)}`.trim());
}

export async function attempt(name, run) {
  try {
    check(name, (await run()) !== false);
  } catch (e) {
    check(name, false, String(e?.message ?? e).replaceAll('\n', ' '));
  }
}

export async function advance(seconds) {
  say(`advance ${seconds}`);
  await hear('advanced');
}
