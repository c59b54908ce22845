import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { describe, expect, test } from "vitest";
import { startLoopback, type Loopback } from "../../../embedded/http/loopback.ts";

/** A server that counts how often its handler ran. */
async function startCounter(): Promise<{ server: Loopback; handled: string[] }> {
  const handled: string[] = [];
  const server = await startLoopback(({ path }) => {
    handled.push(path);
    return { status: 201, body: { path } };
  });
  return { server, handled };
}

const succeeds = async (url: string): Promise<boolean> =>
  fetch(url).then(
    async (response) => (await response.text()).length > 0,
    () => false,
  );

describe("faults", () => {
  test.each([
    { kind: "reset", effect: false },
    { kind: "lost-answer", effect: true },
  ] as const)("$kind cuts the connection; the effect has happened: $effect", async ({ kind, effect }) => {
    const { server, handled } = await startCounter();
    await using _ = server;
    server.faults.add({ fault: { kind } });
    expect(await succeeds(`${server.origin}/a`)).toBe(false);
    expect(handled).toEqual(effect ? ["/a"] : []);
    expect(await succeeds(`${server.origin}/b`)).toBe(true);
  });

  test("an answer that is cut in the middle breaks the body", async () => {
    const { server } = await startCounter();
    await using _ = server;
    server.faults.add({ fault: { kind: "cut-answer" } });
    const response = await fetch(`${server.origin}/a`);
    expect(response.status).toBe(201);
    await expect(response.text()).rejects.toThrow("terminated");
  });

  test("the nth matching request goes wrong, as often as asked", async () => {
    const { server } = await startCounter();
    await using _ = server;
    server.faults.add({ path: "/b", nth: 2, times: 2, fault: { kind: "answer", answer: { status: 500, body: {} } } });
    const paths = ["/a", "/b", "/a", "/b", "/b", "/b"];
    const statuses = await Array.fromAsync(paths, async (path) => (await fetch(server.origin + path)).status);
    expect(statuses).toEqual([201, 201, 201, 500, 500, 201]);
    expect(server.faults.pending).toBe(0);
  });

  test("a fault is for a method, a path, an expression or any condition", async () => {
    const { server } = await startCounter();
    await using _ = server;
    const fault = { kind: "answer", answer: { status: 418 } } as const;
    server.faults.add({ method: "POST", path: /^\/x\d$/, when: ({ query }) => query.has("q"), fault });
    const status = async (path: string, method: string): Promise<number> => (await fetch(server.origin + path, { method })).status;
    expect(await status("/x1?q", "GET")).toBe(201);
    expect(await status("/xx?q", "POST")).toBe(201);
    expect(await status("/x1", "POST")).toBe(201);
    expect(await status("/x1?q", "POST")).toBe(418);
    server.faults.add({ times: Infinity, fault });
    server.faults.clear();
    expect(await status("/x1", "GET")).toBe(201);
  });
});

describe("hooks", () => {
  test("they run around each request in order, and the answer waits for them", async () => {
    const { server, handled } = await startCounter();
    await using _ = server;
    const seen: string[] = [];
    server.hooks.onRequest = (n, { path }) => seen.push(`request ${n} ${path}, handled ${handled.length}`);
    server.hooks.onHandled = (n) => seen.push(`handled ${n}, handled ${handled.length}`);
    const answered = new Promise<void>((resolve) => {
      server.hooks.onAnswered = (n, _request, status) => {
        seen.push(`answered ${n} ${status}`);
        resolve();
      };
    });
    await fetch(`${server.origin}/a`);
    await answered;
    expect(seen).toEqual(["request 1 /a, handled 0", "handled 1, handled 1", "answered 1 201"]);
  });

  test.each(["onRequest", "onHandled"] as const)("a client that is killed in %s is answered into the void", async (moment) => {
    const { server, handled } = await startCounter();
    await using _ = server;
    const script = `await fetch(${JSON.stringify(`${server.origin}/a`)}).then((answer) => answer.text()); console.log("alive");`;
    const client = spawn(process.execPath, ["--input-type=module", "--eval", script], { stdio: ["ignore", "pipe", "inherit"] });
    server.hooks[moment] = async () => {
      client.kill("SIGKILL");
      await once(client, "close");
    };
    const answered = new Promise((resolve) => {
      server.hooks.onAnswered = resolve;
    });
    expect(await answered).toBe(1);
    expect(client.signalCode).toBe("SIGKILL");
    expect(await text(client.stdout)).toBe("");
    expect(handled).toEqual(["/a"]);
  });

  test("a request that onRequest drops has no effect", async () => {
    const { server, handled } = await startCounter();
    await using _ = server;
    server.hooks.onRequest = (n) => (n === 1 ? "drop" : undefined);
    expect(await succeeds(`${server.origin}/a`)).toBe(false);
    expect(await succeeds(`${server.origin}/b`)).toBe(true);
    expect(handled).toEqual(["/b"]);
    expect(server.requests.map(({ path }) => path)).toEqual(["/a", "/b"]);
  });
});

test("a handler that throws is answered with 500 and its text", async () => {
  await using server = await startLoopback(() => {
    throw new Error("not built");
  });
  const response = await fetch(server.origin);
  expect(response.status).toBe(500);
  expect(await response.json()).toEqual({ message: "embedded server: Error: not built" });
});

test("bytes and texts are sent as they are, and 204 has no body", async () => {
  const bodies = [Buffer.from([0, 255]), "plain", undefined];
  await using server = await startLoopback(({ n, body }) => {
    const answer = bodies[n - 1];
    expect(body.toString()).toBe("sent");
    return answer === undefined ? { status: 204 } : { status: 200, body: answer };
  });
  const received = await Array.fromAsync(bodies, async () => {
    const response = await fetch(server.origin, { method: "POST", body: "sent" });
    return [...(await response.bytes())];
  });
  expect(received).toEqual([[0, 255], [...Buffer.from("plain")], []]);
});

test("close ends kept-alive connections, and may be called twice", async () => {
  const { server } = await startCounter();
  await fetch(server.origin);
  await server.close();
  await server.close();
  expect(await succeeds(server.origin)).toBe(false);
});
