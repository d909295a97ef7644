import net from 'node:net';

/** An answer over a line; the headers as they came. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: string;
  readonly body: string;
}

const END_OF_HEADERS = '\r\n\r\n';

/**
 * One connection that is kept alive, one request at a time, and as little else as can be: on a machine that is shared
 * with what it measures, a load generator must cost next to nothing. A broken line is opened again at the next request.
 */
export class HttpLine {
  readonly #port: number;
  #socket: net.Socket | null = null;
  #received = '';
  #settle: { resolve: (answer: HttpAnswer) => void; reject: (error: Error) => void } | null = null;

  constructor(port: number) {
    this.#port = port;
  }

  /** Sends a request and resolves with its answer; rejects when the line breaks before it came. */
  ask(method: string, path: string, body = '', headers = ''): Promise<HttpAnswer> {
    const json = `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n`;
    const start = `${method} ${path} HTTP/1.1\r\nhost: 127.0.0.1:${this.#port}\r\n`;
    const request = `${start}${headers}${body === '' ? '' : json}\r\n${body}`;
    return new Promise((resolve, reject) => {
      this.#settle = { resolve, reject };
      this.#socket ??= this.#connect();
      this.#socket.write(request);
    });
  }

  close(): void {
    this.#socket?.destroy();
  }

  #connect(): net.Socket {
    const socket = net.connect({ port: this.#port, host: '127.0.0.1', noDelay: true });
    socket.setEncoding('latin1');
    socket.on('data', (text: string) => this.#hear(text));
    const broken = (error: Error): void => {
      if (this.#socket === socket) this.#socket = null;
      this.#received = '';
      const settle = this.#settle;
      this.#settle = null;
      settle?.reject(error);
    };
    socket.on('error', broken);
    socket.on('close', () => broken(new Error('the line was closed')));
    return socket;
  }

  #hear(text: string): void {
    this.#received += text;
    const cut = this.#received.indexOf(END_OF_HEADERS);
    if (cut < 0) return;
    const headers = this.#received.slice(0, cut);
    const length = Number(/\r\ncontent-length: (\d+)/i.exec(headers)?.[1] ?? 0);
    const from = cut + END_OF_HEADERS.length;
    if (this.#received.length < from + length) return;
    const body = this.#received.slice(from, from + length);
    this.#received = this.#received.slice(from + length);
    const settle = this.#settle;
    this.#settle = null;
    settle?.resolve({ status: Number(headers.slice(9, 12)), headers, body });
  }
}
