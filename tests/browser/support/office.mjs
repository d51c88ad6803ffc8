// The program itself, with its demonstration data, in a folder of its own:
// what the browser tests talk to.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(fileURLToPath(import.meta.url), '../../../..');
const program = process.env.TDKT_PROGRAM ?? join(root, 'build/tdkt');

export const screenshots = process.env.TDKT_SCREENSHOTS ?? join(root, 'build/screenshots');
export const password = 'demo-tdkt-2025';

// Where the office listens, from the line it prints when it is ready.
async function address(server) {
  let said = '';
  for await (const part of server.stdout) {
    said += part;
    const found = said.match(/http:\/\/\S+/);
    if (found) return found[0];
  }
  throw new Error('the office ended before it served; it said: ' + said);
}

// Fills an empty office and serves it on a free port. Call stop() in the end.
export async function openOffice() {
  const folder = mkdtempSync(join(tmpdir(), 'tdkt-browser-'));
  execFileSync(program, ['demo', '--data', folder], { stdio: ['ignore', 'ignore', 'inherit'] });
  const config = join(folder, 'tdkt.conf');
  const server = spawn(
    program,
    ['serve', '--config', config, '--data', folder, '--listen', '127.0.0.1:0'],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, TDKT_DRAIN_SECONDS: '0' },
    },
  );
  let log = '';
  server.stderr.on('data', (part) => (log += part));
  const ended = once(server, 'exit');
  const url = await address(server);
  return {
    url,
    // What the office wrote about itself so far.
    log: () => log,
    async stop() {
      server.kill('SIGTERM');
      const [code] = await ended;
      rmSync(folder, { recursive: true, force: true });
      if (code !== 0) throw new Error(`the office stopped with ${code}:\n${log}`);
    },
  };
}
