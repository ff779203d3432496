// Finds a Chromium for the browser tests. Run as a program, it installs one where there is none.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { chromium } from '@playwright/test';

const usualPlaces = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** The path of a Chromium: `CHROMIUM_PATH`, Playwright's own, or the system's. Null where there is none. */
export function findChromium() {
  const named = process.env.CHROMIUM_PATH;
  if (named) return named;
  return [chromium.executablePath(), ...usualPlaces].find((path) => existsSync(path)) ?? null;
}

/**
 * Debian's build without a user interface, which takes half the time of the whole browser for the same test. Null where
 * it is missing; Playwright's own Chromium brings one and finds it by itself.
 */
export function findHeadlessShell() {
  const place = '/usr/bin/chromium-headless-shell';
  return !process.env.CHROMIUM_PATH && !existsSync(chromium.executablePath()) && existsSync(place) ? place : null;
}

function install() {
  /** @param {string} command @param {string[]} args */
  const run = (command, ...args) => {
    console.log(`No browser found. Trying: ${command} ${args.join(' ')}`);
    return spawnSync(command, args, { stdio: 'inherit', shell: process.platform === 'win32' }).status === 0;
  };
  const isRoot = process.getuid?.() === 0;
  if (run('npx', 'playwright', 'install', ...(isRoot ? ['--with-deps'] : []), 'chromium')) return;
  if (isRoot && run('apt-get', 'update', '-qq') && run('apt-get', 'install', '-y', '-qq', 'chromium')) {
    // Faster, but not in every release of Debian.
    run('apt-get', 'install', '-y', '-qq', 'chromium-headless-shell');
    return;
  }
  console.error('No Chromium could be installed. Install one, or name it in CHROMIUM_PATH.');
  process.exit(1);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href && findChromium() === null) install();
