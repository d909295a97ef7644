import { Outage } from '../platform/outage.ts';

/** A page that a visitor got: where the redirects ended, its status and its text. */
export interface Visit {
  readonly url: URL;
  readonly status: number;
  readonly text: string;
}

/** Fields of a form; a list sends the same name several times. */
export type Fields = Readonly<Record<string, string | number | boolean | readonly string[]>>;

const REDIRECTS_MAX = 15;

/** Somebody with a browser but without a screen: keeps cookies by path, follows redirects, posts forms and files. */
export class Visitor {
  readonly #origin: string;
  readonly #cookies = new Map<string, { readonly path: string; readonly value: string }>();

  constructor(origin: string) {
    this.#origin = origin;
  }

  get(path: string): Promise<Visit> {
    return this.#go('GET', path);
  }

  /** Posts a form as a browser does, and follows where it leads. */
  post(path: string, fields: Fields = {}): Promise<Visit> {
    const body = new URLSearchParams();
    for (const [name, value] of Object.entries(fields)) {
      for (const each of Array.isArray(value) ? value : [value]) body.append(name, String(each));
    }
    return this.#go('POST', path, body);
  }

  /** Posts a form with one file in it. */
  upload(path: string, field: string, name: string, content: string | Uint8Array): Promise<Visit> {
    const body = new FormData();
    body.append(field, new Blob([Buffer.from(content)]), name);
    return this.#go('POST', path, body);
  }

  /** Calls an end point of a script: JSON in, JSON out; the status is for the caller to judge. */
  async json(path: string, body?: object): Promise<{ readonly status: number; readonly body: unknown }> {
    const url = new URL(path, this.#origin);
    const answer = body
      ? await this.#send('POST', url, JSON.stringify(body), { 'content-type': 'application/json' })
      : await this.#send('GET', url);
    const text = await answer.text();
    return { status: answer.status, body: text.startsWith('{') ? JSON.parse(text) as unknown : text };
  }

  async #go(method: string, path: string, body?: URLSearchParams | FormData): Promise<Visit> {
    let url = new URL(path, this.#origin);
    let answer = await this.#send(method, url, body);
    for (let hop = 0; answer.status >= 300 && answer.status < 400; hop += 1) {
      if (hop === REDIRECTS_MAX) throw new Outage(`${url.pathname} redirects in a circle`, { retryable: false });
      await answer.arrayBuffer();
      url = new URL(answer.headers.get('location') ?? '/', url);
      answer = await this.#send('GET', url);
    }
    return { url, status: answer.status, text: await answer.text() };
  }

  async #send(
    method: string, url: URL, body?: URLSearchParams | FormData | string, headers: Record<string, string> = {},
  ): Promise<Response> {
    const cookie = [...this.#cookies].filter(([, { path }]) => url.pathname.startsWith(path))
      .map(([name, { value }]) => `${name}=${value}`).join('; ');
    const answer = await fetch(url, {
      method, redirect: 'manual', ...(body === undefined ? {} : { body }),
      headers: { ...headers, cookie, origin: this.#origin, accept: 'text/html,application/json' },
    });
    for (const line of answer.headers.getSetCookie()) this.#keep(line);
    return answer;
  }

  #keep(line: string): void {
    const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
    const at = pair.indexOf('=');
    const path = attributes.find((part) => /^path=/i.test(part))?.slice(5) ?? '/';
    const gone = attributes.some((part) => /^max-age=0$/i.test(part) || /^expires=Thu, 01 Jan 1970/i.test(part));
    if (gone) this.#cookies.delete(pair.slice(0, at));
    else this.#cookies.set(pair.slice(0, at), { path, value: pair.slice(at + 1) });
  }
}
