import { existsSync } from 'node:fs';
import { chromium, type Browser, type BrowserContext } from 'playwright-core';

const FLAGS = [
  '--no-sandbox', '--headless=shell', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync',
  '--lang=nl-NL',
];
const SYSTEM_BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The system's Chromium, else the one of the registry; null with a reason where neither starts. */
export function openBrowser(): Promise<Browser | { readonly reason: string }> {
  return firstThatStarts((executablePath) => chromium.launch({ executablePath, args: FLAGS }));
}

/** The same with a folder of its own, in which it keeps what a browser keeps when it is closed. */
export function openProfile(folder: string): Promise<BrowserContext | { readonly reason: string }> {
  return firstThatStarts((executablePath) => chromium.launchPersistentContext(folder, { executablePath, args: FLAGS }));
}

async function firstThatStarts<T>(
  start: (executablePath: string) => Promise<T>,
): Promise<T | { readonly reason: string }> {
  const reasons: string[] = [];
  for (const find of [systemBrowser, registryBrowser]) {
    try {
      const executablePath = await find();
      if (executablePath) return await start(executablePath);
    } catch (error) {
      reasons.push(error instanceof Error ? error.message.split('\n')[0] ?? '' : String(error));
    }
  }
  return { reason: reasons.join('; ') || 'no Chromium was found' };
}

async function systemBrowser(): Promise<string | undefined> {
  return SYSTEM_BROWSERS.find((path) => existsSync(path));
}

async function registryBrowser(): Promise<string> {
  // Makes the package unpack the libraries that it brings along, wherever it runs.
  process.env.AWS_EXECUTION_ENV ??= 'AWS_Lambda_nodejs22.x';
  const { default: packed } = await import('@sparticuz/chromium');
  return packed.executablePath();
}
