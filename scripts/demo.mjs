// Drives one receipt through the real window on a virtual display, for machines without a screen:
// first start, issue, history, light and dark, with a screenshot of each. Node only, no packages.
//   node scripts/demo.mjs --app target/debug/jangbu --out target/demo
import { spawn } from 'node:child_process';
import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';

const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf'; // the W3C name of an element reference
const ENTER = '\uE007';
const PATIENCE_MS = 30_000;

const { values: options } = parseArgs({
  options: {
    app: { type: 'string', default: 'target/debug/jangbu' },
    out: { type: 'string', default: 'target/demo' },
  },
});
const app = resolve(options.app);
const out = resolve(options.out);
const data = join(out, 'data');
const children = [];

try {
  await rm(out, { recursive: true, force: true });
  await mkdir(data, { recursive: true });
  const browser = await openWindow(await startDisplay());
  try {
    report(await visit(browser));
  } catch (error) {
    await browser.shoot('failure').catch(() => {});
    throw new Error(`${error.message}; the last thing on screen: ${join(out, 'failure.png')}`);
  } finally {
    await browser.close();
  }
} catch (error) {
  console.error(`demo: ${error.message}`);
  process.exitCode = 1;
} finally {
  for (const child of children.reverse()) child.kill();
}

/** The tour itself: what a new owner does in the first minute. */
async function visit(browser) {
  await browser.find('shop-save');
  await browser.shoot('first-start');
  await browser.type('shop-save', ENTER);

  await browser.type('amount', '12000' + ENTER);
  await browser.type('number', '01012345678' + ENTER);
  await browser.find('result-card', '[data-state=approved]');
  const approval = await browser.text('result-approval');
  const paper = await waitForPaper();
  await browser.shoot('counter-light');

  await browser.click('nav-history');
  await browser.find('history-row');
  await browser.shoot('history-light');

  await browser.click('nav-settings');
  await browser.click('theme-dark');
  await browser.shoot('settings-dark');
  await browser.click('nav-history');
  await browser.find('history-row');
  await browser.shoot('history-dark');
  await browser.click('nav-counter');
  await browser.find('amount');
  await browser.shoot('counter-dark');
  return { approval, paper };
}

function report({ approval, paper }) {
  console.log(`
A receipt was issued in practice mode, through the real window on a virtual display.
  approval number  ${approval}
  receipt (PDF)    ${paper}
  book (SQLite)    ${join(data, 'practice', 'book.db')}
  screenshots      ${join(out, '*.png')}`);
}

async function startDisplay() {
  const xvfb = spawn('Xvfb', ['-displayfd', '1', '-screen', '0', '1280x800x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  await started(xvfb, 'Xvfb');
  const [number] = await within(once(xvfb.stdout, 'data'), 'Xvfb gave no display number');
  return `:${String(number).trim()}`;
}

/** Starts the driver, which starts the program; the program inherits the driver's environment. */
async function openWindow(display) {
  const env = {
    ...process.env,
    DISPLAY: display,
    TAURI_WEBVIEW_AUTOMATION: 'true',
    DBUS_SESSION_BUS_ADDRESS: 'disabled:', // a running copy on the real desktop must not swallow this one
  };
  // With either of these set, WebKit's screenshot command hangs.
  for (const name of ['WAYLAND_DISPLAY', 'WEBKIT_DISABLE_COMPOSITING_MODE', 'WEBKIT_DISABLE_DMABUF_RENDERER']) {
    delete env[name];
  }
  const port = await freePort();
  await started(spawn('WebKitWebDriver', [`--port=${port}`], { env, stdio: 'ignore' }), 'WebKitWebDriver');
  const base = `http://127.0.0.1:${port}`;
  await until(
    () =>
      fetch(`${base}/status`).then(
        (answer) => answer.ok,
        () => false,
      ),
    'WebKitWebDriver does not answer',
  );
  const browserOptions = { binary: app, args: ['--data', data] };
  const { sessionId } = await call(base, 'POST', '/session', {
    capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': browserOptions } },
  });
  return remote(`${base}/session/${sessionId}`);
}

/** The few WebDriver calls the tour needs, by `data-testid`. */
function remote(session) {
  const find = (testid, more = '') =>
    until(async () => {
      const body = { using: 'css selector', value: `[data-testid="${testid}"]${more}` };
      const found = await call(session, 'POST', '/elements', body);
      return found[0]?.[ELEMENT];
    }, `the window never showed "${testid}"${more}`);
  return {
    find,
    type: async (testid, text) => call(session, 'POST', `/element/${await find(testid)}/value`, { text }),
    click: async (testid) => call(session, 'POST', `/element/${await find(testid)}/click`, {}),
    text: async (testid) => call(session, 'GET', `/element/${await find(testid)}/text`),
    shoot: async (name) => {
      await sleep(300); // let colours and sheets finish moving: this is a picture, not a test
      await writeFile(join(out, `${name}.png`), await call(session, 'GET', '/screenshot'), 'base64');
    },
    close: () => call(session, 'DELETE', ''),
  };
}

async function call(base, method, path, body) {
  const answer = await fetch(base + path, {
    method,
    body: body && JSON.stringify(body),
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  const { value } = await answer.json();
  if (!answer.ok) throw new Error(`${method} ${path}: ${value.error}: ${value.message}`);
  return value;
}

async function waitForPaper() {
  const folder = join(data, 'practice', 'prints');
  return until(async () => {
    const names = await readdir(folder).catch(() => []);
    const name = names.find((candidate) => candidate.endsWith('.pdf'));
    return name && (await stat(join(folder, name))).size > 0 && join(folder, name);
  }, `no PDF appeared in ${folder}`);
}

async function started(child, name) {
  children.push(child);
  const failure = once(child, 'error').then(([error]) => {
    throw new Error(`${name} did not start (${error.code}): run scripts/setup test`);
  });
  await Promise.race([once(child, 'spawn'), failure]);
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  return port;
}

async function until(probe, complaint) {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    const answer = await probe();
    if (answer) return answer;
    if (performance.now() > deadline) throw new Error(complaint);
    await sleep(50);
  }
}

function within(promise, complaint) {
  const timeout = sleep(PATIENCE_MS, undefined, { ref: false }).then(() => {
    throw new Error(complaint);
  });
  return Promise.race([promise, timeout]);
}
