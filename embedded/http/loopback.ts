// A small HTTP server on 127.0.0.1 with a request log, hooks around every request, and faults on request.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createFaults, type Fault, type Faults } from "./faults.ts";
import { deliver } from "./deliver.ts";

/** One request as it came in. `n` counts from 1 in the order of arrival. */
export interface LoggedRequest {
  readonly n: number;
  readonly method: string;
  /** The path without the query, still percent-encoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Names in lower case; several values of one name are joined with ", ". */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** What a handler answers. An object or array body is sent as JSON; a string or Buffer as it is. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: object | string;
}

export type Handler = (request: LoggedRequest) => Answer | Promise<Answer>;

/** Called around every request; each is awaited, so a test can kill its client at a known point. */
export interface Hooks {
  /** Before the request is handled. Answer "drop" to cut the connection without handling it. */
  onRequest?: (n: number, request: LoggedRequest) => unknown;
  /** Handled, the effect has happened, but nothing is sent yet. */
  onHandled?: (n: number, request: LoggedRequest) => unknown;
  /** The answer has left, or the connection is gone. */
  onAnswered?: (n: number, request: LoggedRequest, status: number) => unknown;
}

export interface Loopback extends AsyncDisposable {
  readonly port: number;
  /** `http://127.0.0.1:<port>`, without a slash at the end. */
  readonly origin: string;
  /** All requests so far, in order of arrival. */
  readonly requests: readonly LoggedRequest[];
  readonly faults: Faults;
  readonly hooks: Hooks;
  readonly forgetRequests: () => void;
  readonly close: () => Promise<void>;
}

/** Starts a server on 127.0.0.1 at a free port. A handler that throws gives status 500 with the error's text. */
export async function startLoopback(handler: Handler): Promise<Loopback> {
  const requests: LoggedRequest[] = [];
  const faults = createFaults();
  const hooks: Hooks = {};
  let count = 0;
  const server = createServer((incoming, response) => {
    count += 1;
    void exchange({ n: count, incoming, response, requests, faults, hooks, handler });
  });
  const port = await listen(server);
  const close = async (): Promise<void> => {
    await stop(server);
  };
  return {
    port,
    origin: `http://127.0.0.1:${port}`,
    requests,
    faults,
    hooks,
    forgetRequests: () => {
      requests.length = 0;
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

interface Exchange {
  readonly n: number;
  readonly incoming: IncomingMessage;
  readonly response: ServerResponse;
  readonly requests: LoggedRequest[];
  readonly faults: Faults;
  readonly hooks: Hooks;
  readonly handler: Handler;
}

/** An error in a hook is a bug of the test: it is left unhandled, so that the test run shows it. */
async function exchange(parts: Exchange): Promise<void> {
  const { n, response, requests, faults, hooks } = parts;
  const request = await readRequest(n, parts.incoming).catch(() => undefined);
  // The client went away before its request was whole.
  if (request === undefined) return;
  requests.push(request);
  const fault = faults.take(request);
  if ((await hooks.onRequest?.(n, request)) === "drop") {
    response.socket?.resetAndDestroy();
    return;
  }
  const answer = await answerOf(parts, request, fault);
  await hooks.onHandled?.(n, request);
  await deliver(response, answer, fault);
  await hooks.onAnswered?.(n, request, answer.status);
}

/** A fault that stands in for the answer keeps the handler from running; all others let the effect happen. */
async function answerOf(parts: Exchange, request: LoggedRequest, fault: Fault | undefined): Promise<Answer> {
  if (fault?.kind === "answer") return fault.answer;
  if (fault?.kind === "reset") return { status: 0 };
  try {
    return await parts.handler(request);
  } catch (error) {
    return { status: 500, body: { message: `embedded server: ${String(error)}` } };
  }
}

async function readRequest(n: number, incoming: IncomingMessage): Promise<LoggedRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(Buffer.from(chunk));
  const url = new URL(incoming.url ?? "/", "http://127.0.0.1");
  const headers = Object.entries(incoming.headersDistinct).map(([name, values]) => [name, (values ?? []).join(", ")]);
  return {
    n,
    method: incoming.method ?? "GET",
    path: url.pathname,
    query: url.searchParams,
    headers: Object.fromEntries(headers),
    body: Buffer.concat(chunks),
  };
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The loopback server has no port.");
  return address.port;
}

async function stop(server: Server): Promise<void> {
  if (!server.listening) return;
  await new Promise<void>((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeAllConnections();
  });
}
